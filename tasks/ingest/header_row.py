"""Where a table's header stands: title lines above it, blank and repeated names in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from expectations.columns import ColumnNames, fold

# How many rows from the top a header is looked for.
LOOK_AT = 60
_NUMBER = re.compile(r"[-+]?[\d.,\s]*\d[\d.,\s]*%?")


def find_header(rows: Sequence[Sequence[str | None]], names: ColumnNames) -> int:
    """The index of the header among a table's first rows; 0 where none stands out.

    The row with the most names known for canonical fields wins if it knows two. Otherwise it is the first row that
    is as wide as the rows usually are, holds no cell that is only a number, and repeats no name.
    """
    looked_at = [[(cell or "").strip() for cell in row] for row in rows[:LOOK_AT]]
    hits = [len({fold(cell) for cell in row if cell} & names.folded) for row in looked_at]
    best = max(range(len(hits)), key=lambda index: (hits[index], -index), default=0)
    if hits and hits[best] >= 2:
        return best
    filled = [sum(1 for cell in row if cell) for row in looked_at]
    widths = Counter(width for width in filled if width)
    usual = max(widths, key=lambda width: (widths[width], width), default=0)
    for index, row in enumerate(looked_at):
        cells = [cell for cell in row if cell]
        is_wide = len(cells) >= max(1, round(0.8 * usual))
        if is_wide and len(set(cells)) == len(cells) and not any(_NUMBER.fullmatch(cell) for cell in cells):
            return index
    return next((index for index, width in enumerate(filled) if width), 0)


def header_notes(header: Sequence[str], title_lines: Sequence[str] = ()) -> list[str]:
    """What is to be said of a header: lines left out above it, names that are blank or repeated."""
    notes = []
    if title_lines:
        shown = "; ".join(line[:80] for line in title_lines[:3])
        notes.append(f"{_counted(len(title_lines), 'line')} above the header left out: {shown}")
    blank = [str(number) for number, name in enumerate(header, 1) if not name.strip()]
    if blank:
        notes.append(f"no name in the header for column {', '.join(blank[:20])}")
    counts = Counter(fold(name) for name in header if fold(name))
    repeated = dict.fromkeys(name for name in header if counts[fold(name)] > 1)
    if repeated:
        notes.append(f"several columns are named alike: {', '.join(map(repr, repeated))}")
    return notes


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
