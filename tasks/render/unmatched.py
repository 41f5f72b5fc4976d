"""What was declared and met nothing in a run: rules and lookups, so that a dead or misspelt one is seen.

Judge summaries, changes and rows in, names out. What was not asked in this run, such as rules on automatic changes of
a supplier that allows them, is not called unmatched.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from expectations.categories import by_path, category_path
from expectations.suppliers import Supplier
from tasks.render.merge import SummaryEntry


def judged_rules(summary: Iterable[SummaryEntry]) -> list[str]:
    """The rules that judged at least one value, sorted."""
    return sorted({entry["rule_id"] for entry in summary if entry["element_count"]})


def unmatched_rules(judged: Iterable[str], findings: Iterable[Mapping[str, int]]) -> tuple[str, ...]:
    """The judged rules that found nothing for any supplier, sorted."""
    found = {rule_id for counts in findings for rule_id, count in counts.items() if count}
    return tuple(sorted(set(judged) - found))


def unmatched_lookups(supplier: Supplier, changes: Sequence[pd.DataFrame], categories: pd.Series) -> tuple[str, ...]:
    """The lookups of a supplier file that no row needed, as `lookups.color.schwarz` or `categories.Home > Mugs`.

    `changes` have CHANGES_COLUMNS, made or due; `categories` are the category texts of all rows. A lookup that keeps
    its word changes nothing and is never called unmatched.
    """
    met: set[tuple[str, str]] = set()
    for frame in changes:
        made = frame[frame["rule_id"] == "option.lookup"]
        met |= set(zip(made["field"], made["before"].str.casefold(), strict=True))
    options = [
        f"lookups.{field}.{word}"
        for field, table in supplier.lookups.items()
        for word, meaning in table.items()
        if word != meaning and (field, word.casefold()) not in met
    ]
    return (*options, *_unmatched_categories(supplier.categories, categories))


def _unmatched_categories(lookup: Mapping[str, int], categories: pd.Series) -> list[str]:
    known = set(by_path(lookup))
    met = set()
    for text in categories.dropna().unique():
        path = category_path(text)
        met.add(next((path[:length] for length in range(len(path), 0, -1) if path[:length] in known), None))
    return [f"categories.{text}" for text in lookup if category_path(text) not in met]
