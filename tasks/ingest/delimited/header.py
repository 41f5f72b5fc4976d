"""The top of delimited text: its dialect, the lines above the header, the header, the usual number of cells.

A feed and its source come in; names, notes and the shape of the records behind come out. It refuses a feed without a
header line, or with one that cannot be read or is larger than allowed.
"""

from __future__ import annotations

import io
import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tasks.errors import FeedRefused
from tasks.ingest.delimited.dialect import Dialect, decide_dialect, separator_line
from tasks.ingest.delimited.records import OPEN_QUOTE, Record, Records, Shape
from tasks.ingest.delimited.source import Place, Source, longest_line
from tasks.ingest.header_row import LOOK_AT, find_header, header_notes
from tasks.ingest.records import Feed
from tasks.ingest.undecodable import PROBLEM as UNDECODABLE

# So much of a feed decides its dialect, and so many records behind the header how many cells they usually have.
_DIALECT_BYTES = 1 << 16
_SAMPLE_BYTES = 1 << 18
_SAMPLE_RECORDS = 200
_MOST_BLANK_LINES = 10_000

_FIXES = {
    OPEN_QUOTE: "write the header without quotes, or close them",
    UNDECODABLE: "state the feed's encoding under format: in the supplier file",
}


@dataclass(frozen=True)
class Top:
    """The column names, the place behind the header, the shape of the records there, what is to be said of it."""

    header: tuple[str, ...]
    behind: Place
    shape: Shape
    notes: tuple[str, ...]


def read_top(feed: Feed, source: Source) -> Top:
    """What stands at the top of a feed. Raises FeedRefused."""
    _refuse_impossible_delimiter(feed)
    first = _first_line(feed, source)
    dialect = decide_dialect(source.peek(_DIALECT_BYTES).decode() or first, feed.stated, feed.names)
    if separator_line(first):
        source.take_line()
    read = _first_records(feed, source, dialect)
    if not read:
        raise _without_header(feed)
    rows = [record.cells if record.problem is None else (record.raw,) for record, _ in read]
    index = find_header(rows, feed.names)
    header, behind = read[index]
    if header.problem is not None:
        fix = _FIXES.get(header.problem, "send a shorter header")
        raise feed.refuse(f"has a header in line {header.source_row} that cannot be read ({header.problem})", fix=fix)
    width, trailing = _usual_width(header.cells, [row for row in rows[index + 1 :] if row])
    names = tuple(cell.strip() for cell in header.cells[:width])
    _refuse_wide(feed, names)
    titles = [" ".join(record.raw.split()) for record, _ in read[:index]]
    notes = (*dialect.notes(), *header_notes(names, titles))
    return Top(names, behind, Shape(dialect, width, trailing, feed.limits), notes)


def _refuse_impossible_delimiter(feed: Feed) -> None:
    delimiter = feed.stated.delimiter
    if delimiter is not None and delimiter in '"\r\n':
        raise feed.refuse(
            f"cannot be separated by {delimiter!r}", fix="state another delimiter under format: in the supplier file"
        )


def _refuse_wide(feed: Feed, names: tuple[str, ...]) -> None:
    most = feed.limits.columns
    if len(names) > most:
        raise feed.refuse(
            f"has {len(names):,} columns, more than {most:,}",
            fix="send only the columns of the products, one record a product",
        )


def _without_header(feed: Feed) -> FeedRefused:
    return feed.refuse("has no header line", fix="send a file with a header line and data rows")


def _first_line(feed: Feed, source: Source) -> str:
    """The first line that is not blank; the source then stands before it."""
    while source.lines <= _MOST_BLANK_LINES:
        source.forget()
        place = source.place
        line = source.take_line()
        if line is None:
            raise _without_header(feed)
        if line.is_cut:
            raise feed.refuse(
                f"has a header line of more than {feed.limits.record_chars:,} characters",
                fix="send a file with a header line and each record on lines of its own",
            )
        if line.text.strip():
            source.go_back(place)
            return line.text
    raise _without_header(feed)


def _first_records(feed: Feed, source: Source, dialect: Dialect) -> list[tuple[Record, Place]]:
    """The first records with the places behind them, of no more text than one record may have."""
    start = source.place
    data = source.peek(_SAMPLE_BYTES) or source.peek(longest_line(feed.limits))
    sample = Source(io.BytesIO(data), feed.limits)
    records = Records(sample, Shape(dialect, 0, 0, feed.limits))
    read = []
    for record in itertools.islice(records, LOOK_AT + _SAMPLE_RECORDS):
        row = start.lines + record.source_row
        behind = Place(start.offset + sample.offset, start.lines + sample.lines)
        read.append((record._replace(source_row=row), behind))
    return read


def _usual_width(header: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    """How many columns there are, and how many empty cells may stand behind them.

    A delimiter at the end of most lines but not of the header's makes no record wrong, nor the other way round.
    """
    width = len(header)
    blank_names = width - len(_without_blank_end(header))
    usual, count = Counter(map(len, rows)).most_common(1)[0] if rows else (width, 0)
    if 2 * count <= len(rows):
        return width, 0
    if width - blank_names <= usual < width:
        return usual, width - usual
    is_blank_behind = sum(len(row) == usual and len(_without_blank_end(row)) <= width for row in rows)
    return width, usual - width if usual > width and 2 * is_blank_behind > len(rows) else 0


def _without_blank_end(cells: Sequence[str]) -> Sequence[str]:
    filled = [number for number, cell in enumerate(cells, 1) if cell.strip()]
    return cells[: filled[-1] if filled else 0]
