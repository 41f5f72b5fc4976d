"""How well one product that is listed twice is found, on pairs judged by hand: `python -m` this module prints it."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any, NamedTuple

from expectations.duplicates import shipped_duplicates
from expectations.options import shipped_colors, shipped_sizes
from tasks.measure.duplicates.facts import duplicate_facts
from tasks.measure.duplicates.fingerprints import fingerprints
from tasks.measure.duplicates.listings import listings
from tasks.measure.duplicates.words import NameReader
from tests.builders import row, rows
from tests.tasks.measure.duplicates.judged import JUDGED, Judged

WORDS = shipped_duplicates()
READER = NameReader(WORDS, shipped_colors(), shipped_sizes())


class Score(NamedTuple):
    """What was found of some pairs."""

    missed: list[Judged]
    wrong: list[Judged]
    found: int

    @property
    def precision(self) -> float:
        """Share of the pairs found that are one product."""
        return self.found / max(self.found + len(self.wrong), 1)

    @property
    def recall(self) -> float:
        """Share of the pairs that are one product that were found."""
        return self.found / max(self.found + len(self.missed), 1)


def is_found(pair: Judged) -> bool:
    """Whether two listings come out as one product, blocking and all."""
    text = pair.texts[0]
    lines: list[dict[str, Any]] = [
        row(1, parent_sku="A", name=pair.names[0], description=text, **pair.one),
        row(2, parent_sku="B", name=pair.names[1], description=pair.texts[1] or text, **pair.other),
    ]
    told = listings(rows(*lines))
    return len(duplicate_facts(fingerprints(told, READER), lambda at: told.iloc[at], WORDS, READER)) > 0


def score(pairs: Iterable[Judged]) -> Score:
    """Hold what is found against what was judged."""
    missed, wrong, found = [], [], 0
    for pair in pairs:
        said = is_found(pair)
        found += said and pair.is_same
        if said != pair.is_same:
            (wrong if said else missed).append(pair)
    return Score(missed, wrong, found)


def main() -> None:
    """Write precision and recall, and the pairs on which they were lost."""
    made = score(JUDGED)
    lines = [f"{len(JUDGED)} pairs: precision {made.precision:.3f}, recall {made.recall:.3f}"]
    for what, pairs in (("missed", made.missed), ("wrong", made.wrong)):
        lines += [f"  {what}: {' | '.join(pair.names)} {pair.one or ''} {pair.other or ''}" for pair in pairs]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
