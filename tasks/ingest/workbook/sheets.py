"""Which sheets of a workbook are the products: those whose header knows the most names, and others like them.

What comes in are the sheets' rows as files, what goes out are the sheets to read with their headers, the rest named in
notes. It changes no cell.
"""

from __future__ import annotations

import itertools
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from expectations.columns import fold
from tasks.ingest.header_row import LOOK_AT, find_header, header_notes
from tasks.ingest.records import Feed
from tasks.ingest.workbook.process import WrittenSheet


class Row(NamedTuple):
    """A row that is not empty: its number from 1, its cells, the columns that are numbers, values merged into it.

    `cells` is the beginning of the text where the row has too much of it.
    """

    number: int
    cells: list[str] | str
    numbers: list[int] = []
    merged: list[tuple[int, int, str, bool]] = []


@dataclass(frozen=True)
class Sheet:
    """A sheet to read: its header's cells up to the last name, and the number of the row where that stands.

    `columns` are the places of the header that hold something, `known` the number of names known.
    """

    written: WrittenSheet
    path: Path
    header: tuple[str, ...]
    header_row: int
    columns: tuple[int, ...]
    known: int
    titles: tuple[str, ...]

    def rows(self) -> Iterator[Row]:
        """The rows below the header."""
        return (row for row in read_rows(self.path) if row.number > self.header_row)

    @property
    def names(self) -> Counter[str]:
        """The header's names as they are compared, each with how often it stands there."""
        return Counter(name for name in map(fold, self.header) if name)


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of a sheet's file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield Row(*json.loads(line))


def open_sheet(written: WrittenSheet, feed: Feed) -> Sheet | None:
    """The sheet with its header found; None for one that is empty or was not written."""
    if written.path is None or not written.filled:
        return None
    first = list(itertools.islice(read_rows(written.path), LOOK_AT))
    cells = [row.cells if isinstance(row.cells, list) else [] for row in first]
    index = find_header(cells, feed.names)
    header = tuple(cells[index])
    blank = {place for place, name in enumerate(header) if not name.strip()}
    unused = blank - _filled_below(written.path, first[index].number, blank)
    return Sheet(
        written=written,
        path=written.path,
        header=header,
        header_row=first[index].number,
        columns=tuple(place for place in range(len(header)) if place not in unused),
        known=len({fold(name) for name in header} & feed.names.folded),
        titles=tuple(" ".join(filter(None, row)) for row in cells[:index]),
    )


def _filled_below(path: Path, header_row: int, blank: set[int]) -> set[int]:
    """Which of these columns hold something below the header."""
    filled: set[int] = set()
    for row in read_rows(path) if blank else ():
        if row.number > header_row and isinstance(row.cells, list):
            filled |= {place for place in blank - filled if place < len(row.cells) and row.cells[place]}
            if filled == blank:
                break
    return filled


def choose(sheets: list[Sheet], feed: Feed) -> list[Sheet]:
    """The sheets of products in their order; the others go to the feed's notes."""
    most = max(sheet.known for sheet in sheets)
    main = next((sheet for sheet in sheets if most and sheet.known == most), None)
    main = main or max(sheets, key=lambda sheet: sheet.written.filled)
    chosen = []
    for sheet in sheets:
        if sheet is main or _is_like(sheet, main) or (most >= 2 and sheet.known == most):
            chosen.append(sheet)
        else:
            feed.notes.append(f"the sheet {sheet.written.name!r} left out: its header is not that of the products")
    if len(chosen) > 1:
        feed.notes.append(f"the sheets {', '.join(repr(one.written.name) for one in chosen)} are read as one table")
    return chosen


def _is_like(sheet: Sheet, main: Sheet) -> bool:
    """Whether a sheet has at least half of the names of the main one."""
    shared = sum((sheet.names & main.names).values())
    return shared > 0 and 2 * shared >= sum(main.names.values())


def note_sheet(sheet: Sheet, feed: Feed) -> None:
    """Say what was found in a sheet that is read: title lines, cells without a value."""
    notes = header_notes((), sheet.titles)
    name, errors, no_result = sheet.written.name, sheet.written.errors, sheet.written.no_result
    if errors:
        notes.append(f"cells of the sheet {name!r} that show an error such as #N/A: {errors:,}")
    if no_result:
        notes.append(f"formulas of the sheet {name!r} without a stored result, read as empty: {no_result:,}")
    feed.notes.extend(note for note in notes if note not in feed.notes)
