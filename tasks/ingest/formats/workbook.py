"""Spreadsheets of Excel and OpenDocument: their sheets of products as one table.

What comes in is an XLSX, XLSB, XLS or ODS file, what goes out are its records, columns joined by name. The library
that reads them, the fastest there is, keeps a sheet in memory as a whole, so it runs in a process of its own that
writes the rows to a file; the process that called it holds one batch. It refuses what is encrypted, damaged or too
large. Number formats are not applied: a number 7 shown as 00007 is read as 7.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from expectations.columns import fold
from tasks.errors import FeedRefused
from tasks.ingest.records import Batch, BatchBuilder, Feed, FeedFormat, Table
from tasks.ingest.workbook.guard import workbook_kind
from tasks.ingest.workbook.process import WrittenSheet, write_sheets
from tasks.ingest.workbook.sheets import Row, Sheet, choose, note_sheet, open_sheet


def recognise(path: Path, start: bytes) -> bool:
    """Whether the file is a spreadsheet by what it holds."""
    return start.startswith((b"PK", b"\xd0\xcf\x11\xe0")) and workbook_kind(path) is not None


def read(feed: Feed) -> Table:
    """The records of a workbook; a record's row is that of the sheet. Raises FeedRefused."""
    kind = workbook_kind(feed.path) or "xlsx"
    folder = Path(tempfile.mkdtemp(prefix=f"{feed.path.name}.", dir=feed.path.parent))
    stated = (feed.stated.sheet,) if isinstance(feed.stated.sheet, str) else feed.stated.sheet
    wanted = None if stated is None else tuple(_compared(name) for name in stated)
    try:
        written = write_sheets(feed, kind, folder, wanted)
        sheets = _visible(written, feed) if wanted is None else _stated(written, wanted, feed)
    except FeedRefused:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return Table(kind, _batches(sheets, folder, feed))


def _compared(name: str) -> str:
    return name.strip().casefold()


def _visible(written: list[WrittenSheet], feed: Feed) -> list[Sheet]:
    hidden = [repr(one.name) for one in written if not one.is_visible]
    if hidden:
        feed.notes.append(f"hidden sheets left out: {', '.join(hidden)}")
    sheets = [sheet for one in written if (sheet := open_sheet(one, feed)) is not None]
    if not sheets:
        raise feed.refuse("has no sheet with anything in it", fix="send a sheet with a header and the products")
    return choose(sheets, feed)


def _stated(written: list[WrittenSheet], wanted: tuple[str, ...], feed: Feed) -> list[Sheet]:
    by_name = {_compared(one.name): one for one in written}
    missing = [name for name in wanted if name not in by_name]
    if missing:
        there = ", ".join(repr(one.name) for one in written)
        raise feed.refuse(f"has no sheet {missing[0]!r}, only {there}", fix="correct format.sheet in the supplier file")
    sheets = [sheet for name in wanted if (sheet := open_sheet(by_name[name], feed)) is not None]
    if not sheets:
        raise feed.refuse(f"the sheet {wanted[0]!r} is empty", fix="correct format.sheet in the supplier file")
    return sheets


def _batches(sheets: list[Sheet], folder: Path, feed: Feed) -> Iterator[Batch]:
    """The records of all sheets; a further sheet may add columns behind those of the others."""
    header: tuple[str, ...] = ()
    passed_down = 0
    try:
        for sheet in sheets:
            note_sheet(sheet, feed)
            header, places = _joined(header, sheet)
            builder = BatchBuilder(feed, header)
            for row in sheet.rows():
                passed_down += _add(row, sheet, places, len(header), builder, feed)
                if builder.is_full:
                    yield builder.take()
            if len(builder) or sheet is sheets[-1]:
                yield builder.take()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if passed_down:
        feed.notes.append(f"cells that got the value of the vertically merged cell above them: {passed_down:,}")


def _joined(header: tuple[str, ...], sheet: Sheet) -> tuple[tuple[str, ...], dict[int, int]]:
    """The header with the sheet's names behind, and where each of the sheet's columns stands in it.

    Names that a sheet repeats are joined in their order.
    """
    joined = list(header)
    free = dict(enumerate(map(fold, header)))
    places: dict[int, int] = {}
    for column in sheet.columns:
        name = sheet.header[column]
        place = next((place for place, one in free.items() if one == fold(name)), None)
        if place is None:
            place = len(joined)
            joined.append(name)
        free.pop(place, None)
        places[column] = place
    return tuple(joined), places


def _add(row: Row, sheet: Sheet, places: dict[int, int], width: int, builder: BatchBuilder, feed: Feed) -> int:
    """Add a row as a record; returns how many of its cells were filled from merged ones above."""
    if isinstance(row.cells, str):
        builder.add_broken(row.number, f"has more than {feed.limits.record_chars:,} characters", row.cells)
        return 0
    if any(cell.strip() for cell in row.cells[len(sheet.header) :]):
        builder.add_broken(row.number, "has cells beyond the last column of the header", "\t".join(row.cells))
        return 0
    cells: list[str | None] = [None] * width
    own = len(row.cells)
    for column, place in places.items():
        cells[place] = row.cells[column] if column < own else ""
    numbers = [places[column] for column in row.numbers if column in places]
    passed_down = 0
    for first_row, column, text, is_number in row.merged:
        # The rows of a merge are counted from 0; one that begins in the header belongs to the header.
        if first_row >= sheet.header_row and column in places:
            cells[places[column]] = text
            numbers += [places[column]] if is_number else []
            passed_down += 1
    builder.add(cells, row.number, sorted(numbers))
    return passed_down


FORMAT = FeedFormat(name="workbook", rank=20, is_text=False, recognise=recognise, read=read)
