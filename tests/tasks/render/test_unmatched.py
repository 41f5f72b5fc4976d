from __future__ import annotations

import pandas as pd

from tasks.findings import CHANGES_COLUMNS
from tasks.render.unmatched import judged_rules, unmatched_lookups, unmatched_rules
from tasks.rows import typed
from tests.builders import supplier, text


def changes(*made: tuple[str, str]) -> pd.DataFrame:
    lines = [{"field": field, "before": before, "rule_id": "option.lookup"} for field, before in made]
    return typed(pd.DataFrame(lines, columns=list(CHANGES_COLUMNS)), CHANGES_COLUMNS)


def test_lookups_that_no_row_needed_are_named() -> None:
    given = supplier(lookups={"color": {"Schwarz": "black", "weiss": "white", "red": "red"}, "size": {"schwarz": "S"}})
    made = [changes(("color", "SCHWARZ")), changes()]
    assert unmatched_lookups(given, made, text(None)) == ("lookups.color.weiss", "lookups.size.schwarz")


def test_only_the_longest_category_that_a_row_lies_below_is_met() -> None:
    given = supplier(categories={"Home": 1, "Home > Mugs": 2, "Toys": 3})
    assert unmatched_lookups(given, [], text("Home > Mugs > Tea", None)) == ("categories.Home", "categories.Toys")
    assert unmatched_lookups(given, [], text("home > plates", "Toys")) == ("categories.Home > Mugs",)


def test_rules_that_judged_and_found_nothing_for_any_supplier() -> None:
    summary = [{"rule_id": name, "element_count": count} for name, count in (("a.b", 2), ("c.d", 2), ("e.f", 0))]
    judged = judged_rules(summary)  # type: ignore[arg-type]
    assert judged == ["a.b", "c.d"]
    assert unmatched_rules(judged, [{"a.b": 0}, {"c.d": 1}]) == ("a.b",)
