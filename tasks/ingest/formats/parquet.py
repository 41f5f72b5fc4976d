"""Parquet files: their records as text, however their columns are typed.

What comes in is a Parquet file, what goes out are its records in bounded batches. Structures become columns named by
their path (`price.amount`), lists of plain values one cell with a line for each. It refuses what is damaged or
encrypted, and, by the file's own figures, what would grow beyond the limits.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tasks.errors import FeedRefused
from tasks.ingest.parquet.sizes import parts
from tasks.ingest.parquet.text import NotText, flattened, is_number, text_of
from tasks.ingest.records import Batch, Feed, FeedFormat, Table

_MARK, _ENCRYPTED_MARK = b"PAR1", b"PARE"
_BATCH_BYTES = 64 << 20
_MOST_ROWS = 10_000
# The most that a character takes in UTF-8.
_CHARACTER_BYTES = 4
# What the value of a list takes while it is joined with the others.
_LIST_VALUE_BYTES = 64


def recognise(path: Path, start: bytes) -> bool:
    """Whether the file begins as Parquet does, encrypted or not."""
    return start.startswith((_MARK, _ENCRYPTED_MARK))


def read(feed: Feed) -> Table:
    """The records of a Parquet file; a record's row is its number from 1. Raises FeedRefused."""
    file = _open(feed)
    metadata = file.metadata
    if metadata.num_rows > feed.limits.rows:
        raise feed.refuse(f"has more than {feed.limits.rows:,} rows", fix="send it in several feeds")
    size = sum(metadata.row_group(number).total_byte_size for number in range(metadata.num_row_groups))
    if size > feed.limits.unpacked_bytes:
        raise _too_large(feed)
    _refuse_endless_lists(file, feed)
    header = tuple(name for name, _ in flattened(pa.Table.from_batches([], file.schema_arrow)))
    if len(header) > feed.limits.columns:
        raise feed.refuse(f"has more than {feed.limits.columns:,} columns", fix="send only those of the products")
    return Table("parquet", _batches(file, feed))


def _refuse_endless_lists(file: pq.ParquetFile, feed: Feed) -> None:
    """Refuse lists of more values than memory could hold, whatever the number of rows."""
    metadata = file.metadata
    lists = [number for number in range(metadata.num_columns) if file.schema.column(number).max_repetition_level]
    groups = [metadata.row_group(number) for number in range(metadata.num_row_groups)]
    values = sum(group.column(number).num_values for group in groups for number in lists)
    if values * _LIST_VALUE_BYTES > feed.limits.unpacked_bytes:
        raise feed.refuse(f"holds lists of {values:,} values", fix="send it in several feeds")


def _open(feed: Feed) -> pq.ParquetFile:
    with feed.path.open("rb") as file:
        start = file.read(4)
    if start == _ENCRYPTED_MARK:
        raise _encrypted(feed)
    try:
        with pq.ParquetFile(feed.path) as file:
            columns = [file.schema.column(number) for number in range(len(file.schema))]
            texts = [column.path for column in columns if column.physical_type == "BYTE_ARRAY"]
        # Texts that repeat are stored once: they stay so until it is known how much they will be.
        return pq.ParquetFile(feed.path, read_dictionary=texts)
    except (pa.ArrowException, OSError) as error:
        raise _translated(error, feed) from error


def _too_large(feed: Feed) -> FeedRefused:
    return feed.refuse(
        f"holds more than {feed.limits.unpacked_bytes:,} bytes when it is unpacked",
        fix="send it in several feeds, or raise feed_limits.unpacked_bytes in policy.yml",
    )


def _encrypted(feed: Feed) -> FeedRefused:
    return feed.refuse("the Parquet file is encrypted", fix="send it without encryption")


def _translated(error: Exception, feed: Feed) -> Exception:
    """A damaged file is the feed's fault; a disk that fails is not."""
    if isinstance(error, OSError) and error.errno is not None:
        return error
    if "encrypt" in str(error).lower():
        return _encrypted(feed)
    return feed.refuse("the Parquet file is damaged", fix="write and send it again")


def _batches(file: pq.ParquetFile, feed: Feed) -> Iterator[Batch]:
    row, text_bytes = 1, 0
    try:
        with file:
            for read in file.iter_batches(batch_size=min(feed.batch_rows, _MOST_ROWS), use_threads=False):
                for part, sizes in parts(read, _BATCH_BYTES, _undecoded(feed)):
                    text_bytes += int(sizes.sum())
                    if text_bytes > feed.limits.unpacked_bytes:
                        raise _too_large(feed)
                    yield _batch(part, sizes, row, feed)
                    row += len(part)
            if row == 1:
                nothing = pa.RecordBatch.from_pylist([], file.schema_arrow)
                yield _batch(nothing, np.zeros(0, dtype=np.int64), row, feed)
    except (pa.ArrowException, OSError) as error:
        raise _translated(error, feed) from error


def _undecoded(feed: Feed) -> int:
    """The bytes of text beyond which a record is surely too long."""
    return _CHARACTER_BYTES * feed.limits.record_chars


def _batch(read: pa.RecordBatch, sizes: npt.NDArray[np.int64], first: int, feed: Feed) -> Batch:
    columns = flattened(pa.Table.from_batches([read]))
    if sizes.max(initial=0) > _undecoded(feed):
        # It stands alone, and is not even worth being decoded.
        columns = [(name, pa.chunked_array([pa.nulls(1)])) for name, _ in columns]
    cells = [_cells(name, column, feed) for name, column in columns]
    problems, raw = _too_long(cells, sizes, feed)
    if problems.null_count < len(read):
        is_broken = pc.is_valid(problems)
        cells = [pc.if_else(is_broken, pa.scalar(None, pa.string()), one) for one in cells]
    numbers = [number for number, (_, column) in enumerate(columns) if is_number(column.type)]
    return Batch(
        header=tuple(name for name, _ in columns),
        cells=cells,
        source_rows=np.arange(first, first + len(read), dtype=np.int64),
        problems=problems,
        raw=raw,
        numbers=_numbers(numbers, cells, len(read)),
    )


def _cells(name: str, column: pa.ChunkedArray, feed: Feed) -> pa.Array:
    try:
        return text_of(column)
    except NotText as error:
        raise feed.refuse(
            f"the column {name!r} holds {error}", fix="leave it out, or send it as text in UTF-8"
        ) from error


def _too_long(cells: list[pa.Array], sizes: npt.NDArray[np.int64], feed: Feed) -> tuple[pa.Array, pa.Array]:
    """What is wrong with records that hold too much text, and the beginning of that."""
    rows, limits = len(sizes), feed.limits
    problems: list[str | None] = [None] * rows
    raw: list[str | None] = [None] * rows
    longest, total = np.zeros(rows, dtype=np.int64), sizes // _CHARACTER_BYTES
    if sizes.max(initial=0) > limits.cell_chars:
        lengths = [pc.fill_null(pc.utf8_length(one), 0).to_numpy(zero_copy_only=False) for one in cells]
        longest = np.max(lengths, axis=0)
        total = np.maximum(total, np.sum(lengths, axis=0))
    for row in np.flatnonzero((longest > limits.cell_chars) | (total > limits.record_chars)):
        is_cell = longest[row] > limits.cell_chars
        most, what = (limits.cell_chars, "a cell of more") if is_cell else (limits.record_chars, "more")
        problems[row] = f"has {what} than {most:,} characters"
        raw[row] = "\t".join(one[int(row)].as_py() or "" for one in cells)[: limits.record_chars]
    return pa.array(problems, pa.string()), pa.array(raw, pa.string())


def _numbers(columns: list[int], cells: list[pa.Array], rows: int) -> pa.Array:
    """For each record the columns stored as numbers in which it has one."""
    nothing = pa.scalar(None, pa.string())
    if not columns:
        return pa.nulls(rows, pa.string())
    # Joined without nulls: where all of a row are null, pyarrow 26 leaves the row out of what it joins.
    named = [pc.if_else(pc.is_valid(cells[column]), f"{column},", "") for column in columns]
    joined = pc.utf8_rtrim(pc.binary_join_element_wise(*named, ""), ",")
    return pc.if_else(pc.equal(joined, ""), nothing, joined)


FORMAT = FeedFormat(name="parquet", rank=10, is_text=False, recognise=recognise, read=read)
