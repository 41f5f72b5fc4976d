"""The fast way through delimited text: the many well-formed records of a block at once, by pyarrow.

A block of whole lines comes in; its good records go out by column, and those that must be looked at one by one. It
reads only as far as it can prove that every quote stands where a cell starts or ends, or is doubled: then the number
of quotes before a line end tells whether a record ends there. It gives the same as reading record by record.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from tasks.ingest.delimited.quotes import CARRIAGE, NEWLINE, Numbers, quotes_of_cells
from tasks.ingest.delimited.records import Shape
from tasks.ingest.delimited.source import without_end
from tasks.ingest.undecodable import UTF8_START

# Few other characters begin with this byte; a record with one of those is only read the exact way.
_MARK_START = UTF8_START[0][:1]
# Records of more lines than this are not looked for when a block is cut off.
_LINES_LOOKED_AT = 100


@dataclass(frozen=True)
class Single:
    """A record to be judged by itself: how many lines of the block stand before it, and its text."""

    lines_before: int
    raw: str


@dataclass(frozen=True)
class Block:
    """What was read: `size` bytes and `lines` of the block, good records by column with the lines before each.

    `is_cut` where a record follows that must be seen with what stands behind it.
    """

    size: int
    lines: int
    is_cut: bool
    cells: list[pa.Array]
    lines_before: Numbers
    singles: list[Single]


@dataclass(frozen=True)
class _Bounds:
    """Where the records that are surely whole start and end (their line end), and the lines before each."""

    starts: Numbers
    ends: Numbers
    lines_before: Numbers
    lines_after: Numbers

    def first(self, count: int) -> _Bounds:
        return _Bounds(self.starts[:count], self.ends[:count], self.lines_before[:count], self.lines_after[:count])


def can_read_fast(shape: Shape) -> bool:
    """Whether feeds of this shape can be read by blocks at all."""
    # With one column a line of blanks is a record to pyarrow.
    return shape.width + shape.trailing > 1 and shape.dialect.delimiter.isascii()


def likely_end(data: bytes, shape: Shape) -> int:
    """How much of the lines seems to end with a whole record; all of them where nothing speaks for another end.

    It ends behind the last line that could be a record by itself.
    """
    delimiter, quote = shape.dialect.delimiter.encode(), (shape.dialect.quote or "").encode()
    end = len(data)
    for _ in range(_LINES_LOOKED_AT if quote else 0):
        start = data.rfind(b"\n", 0, max(0, end - 1)) + 1
        has_cells = data.count(delimiter, start, end) >= shape.width - 1
        if has_cells and data.count(quote, start, end) % 2 == 0:
            return end
        if start == 0:
            break
        end = start
    return len(data)


def read_block(data: bytes, shape: Shape) -> Block | None:
    """The records by column from the start of `data` up to the first that is not surely whole or has a wrong number of
    cells; None where the first must be seen with what follows it.

    `data` is whole lines or ends with the file.
    """
    size = len(data)
    if not data.endswith(b"\n"):
        data += b"\n"
    if _has_lone_carriage(data) or (shape.dialect.escape and shape.dialect.escape.encode() in data):
        return None
    bounds = _bounds(data, shape)
    if bounds is None:
        return None
    bounds = _within_limits(bounds, shape)
    return _read(data, size, bounds, shape) if len(bounds.ends) else None


def _has_lone_carriage(data: bytes) -> bool:
    if b"\r" not in data:
        return False
    signs = np.frombuffer(data, dtype=np.uint8)
    return bool((signs[np.flatnonzero(signs == CARRIAGE) + 1] != NEWLINE).any())


def _bounds(data: bytes, shape: Shape) -> _Bounds | None:
    signs = np.frombuffer(data, dtype=np.uint8)
    newlines = np.flatnonzero(signs == NEWLINE)
    number = np.arange(len(newlines))
    quote = shape.dialect.quote
    if quote is not None and quote.encode() in data:
        quotes, certain_to = quotes_of_cells(signs, ord(quote), ord(shape.dialect.delimiter))
        is_end = (np.searchsorted(quotes, newlines) % 2 == 0) & (newlines < certain_to)
        number = number[is_end]
        newlines = newlines[is_end]
    if not len(newlines):
        return None
    starts = np.concatenate(([0], newlines[:-1] + 1))
    return _Bounds(starts, newlines, np.concatenate(([0], number[:-1] + 1)), number + 1)


def _within_limits(bounds: _Bounds, shape: Shape) -> _Bounds:
    is_large = (bounds.ends - bounds.starts >= shape.limits.record_chars) | (
        bounds.lines_after - bounds.lines_before > shape.limits.record_lines
    )
    large = np.flatnonzero(is_large)
    return bounds.first(int(large[0])) if len(large) else bounds


def _read(data: bytes, size: int, bounds: _Bounds, shape: Shape) -> Block | None:
    signs = np.frombuffer(data, dtype=np.uint8)
    lengths = bounds.ends - bounds.starts
    filled = np.flatnonzero((lengths > 1) | ((lengths == 1) & (signs[bounds.starts] != CARRIAGE)))
    table, wrong = _parse(data, bounds, shape) if len(filled) else (None, np.empty(0, np.int64))
    wrong = filled[wrong]
    # Whether a record of several lines with a wrong number of cells is one must be seen with what follows.
    several = wrong[bounds.lines_after[wrong] - bounds.lines_before[wrong] > 1]
    count = int(several[0]) if len(several) else len(bounds.ends)
    if count == 0:
        return None
    good = np.setdiff1d(filled, wrong, assume_unique=True)
    good = good[good < count]
    columns = [] if table is None else [_first_of(column, len(good)) for column in table.columns]
    is_odd = _is_odd(data, bounds, good, columns, shape)
    singles = np.sort(np.concatenate((wrong[wrong < count], good[is_odd])))
    if is_odd.any():
        keep = pa.array(~is_odd)
        columns = [column.filter(keep) for column in columns]
    return Block(
        size=min(size, int(bounds.ends[count - 1]) + 1),
        lines=int(bounds.lines_after[count - 1]),
        is_cut=count < len(bounds.ends),
        cells=columns[: shape.width] or [pa.array([], pa.string())] * shape.width,
        lines_before=bounds.lines_before[good[~is_odd]],
        singles=[_single(data, bounds, int(one)) for one in singles],
    )


def _parse(data: bytes, bounds: _Bounds, shape: Shape) -> tuple[pa.Table, Numbers]:
    """The records with the right number of cells, and the numbers of the others among those that are not empty."""
    end = int(bounds.ends[-1]) + 1
    names = [str(number) for number in range(shape.width + shape.trailing)]
    wrong: list[int] = []

    def skip(row: pa.csv.InvalidRow) -> str:
        wrong.append(row.number - 1)
        return "skip"

    table = pa.csv.read_csv(
        pa.BufferReader(pa.py_buffer(data).slice(0, end)),
        # Only one thread tells the numbers of the rows it skips.
        read_options=pa.csv.ReadOptions(column_names=names, block_size=end + 1, use_threads=False),
        parse_options=pa.csv.ParseOptions(
            delimiter=shape.dialect.delimiter,
            quote_char=shape.dialect.quote or False,
            newlines_in_values=True,
            invalid_row_handler=skip,
        ),
        # The whole file was seen to be UTF-8, or was decoded, before its first line was read.
        convert_options=pa.csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), null_values=[], check_utf8=False
        ),
    )
    return table, np.asarray(wrong, dtype=np.int64)


def _first_of(column: pa.ChunkedArray, count: int) -> pa.Array:
    return (column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()).slice(0, count)


def _is_odd(
    data: bytes, bounds: _Bounds, good: Numbers, columns: list[pa.Array], shape: Shape
) -> npt.NDArray[np.bool_]:
    """Which of the records hold marks, a cell that may be too long, or something behind the header's columns."""
    is_odd = (bounds.ends - bounds.starts)[good] > shape.limits.cell_chars
    for column in columns[shape.width :]:
        is_odd |= pc.not_equal(column, "").to_numpy(zero_copy_only=False)
    if _MARK_START in data:
        marks = np.flatnonzero(np.frombuffer(data, dtype=np.uint8) == _MARK_START[0])
        is_odd |= np.isin(good, np.searchsorted(bounds.ends, marks))
    return is_odd


def _single(data: bytes, bounds: _Bounds, record: int) -> Single:
    text = data[int(bounds.starts[record]) : int(bounds.ends[record]) + 1].decode()
    return Single(int(bounds.lines_before[record]), without_end(text))
