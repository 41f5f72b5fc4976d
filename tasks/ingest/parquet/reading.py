"""A Parquet file as Arrow batches of text, within the limits: the work of the child process.

Each batch holds the columns of OWN, then the cells, named by their number: the columns' own names, which may repeat,
are the schema's HEADER. It refuses what is damaged or encrypted, and, by the file's own figures, what would grow beyond
the limits.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from expectations.policy import FeedLimits
from tasks.ingest.child_bounds import ContentRefused
from tasks.ingest.parquet.sizes import parts
from tasks.ingest.parquet.text import NotText, flattened, is_number, text_of

MARK, ENCRYPTED_MARK = b"PAR1", b"PARE"
DAMAGED = "the Parquet file is damaged", "write and send it again"
ENCRYPTED = "the Parquet file is encrypted", "send it without encryption"
HEADER = b"header"
OWN = (
    pa.field("source_rows", pa.int64()),
    pa.field("problems", pa.string()),
    pa.field("raw", pa.string()),
    pa.field("numbers", pa.string()),
)

_BATCH_BYTES = 64 << 20
_MOST_ROWS = 10_000
# The most that a character takes in UTF-8.
_CHARACTER_BYTES = 4
# What the value of a list takes while it is joined with the others.
_LIST_VALUE_BYTES = 64


@contextmanager
def opened(path: Path, limits: FeedLimits, batch_rows: int) -> Iterator[tuple[pa.Schema, Iterator[pa.RecordBatch]]]:
    """The schema and the batches, to be used up in here. Raises ContentRefused."""
    try:
        with _open(path) as file:
            schema = _checked(file, limits)
            yield schema, _batches(file, schema, limits, batch_rows)
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise _translated(error) from error


def _checked(file: pq.ParquetFile, limits: FeedLimits) -> pa.Schema:
    """The schema of the batches, once the file's own figures are within the limits."""
    metadata = file.metadata
    if metadata.num_rows > limits.rows:
        raise ContentRefused(f"has more than {limits.rows:,} rows", "send it in several feeds")
    size = sum(metadata.row_group(number).total_byte_size for number in range(metadata.num_row_groups))
    if size > limits.unpacked_bytes:
        raise _too_large(limits)
    _refuse_endless_lists(file, limits)
    header = [name for name, _ in flattened(pa.Table.from_batches([], file.schema_arrow))]
    if len(header) > limits.columns:
        raise ContentRefused(f"has more than {limits.columns:,} columns", "send only those of the products")
    cells = [pa.field(str(number), pa.string()) for number in range(len(header))]
    return pa.schema([*OWN, *cells], {HEADER: json.dumps(header)})


def _refuse_endless_lists(file: pq.ParquetFile, limits: FeedLimits) -> None:
    """Refuse lists of more values than memory could hold, whatever the number of rows."""
    metadata = file.metadata
    lists = [number for number in range(metadata.num_columns) if file.schema.column(number).max_repetition_level]
    groups = [metadata.row_group(number) for number in range(metadata.num_row_groups)]
    values = sum(group.column(number).num_values for group in groups for number in lists)
    if values * _LIST_VALUE_BYTES > limits.unpacked_bytes:
        raise ContentRefused(f"holds lists of {values:,} values", "send it in several feeds")


def _open(path: Path) -> pq.ParquetFile:
    with path.open("rb") as file:
        start = file.read(4)
    if start == ENCRYPTED_MARK:
        raise ContentRefused(*ENCRYPTED)
    with pq.ParquetFile(path) as file:
        columns = [file.schema.column(number) for number in range(len(file.schema))]
        texts = [column.path for column in columns if column.physical_type == "BYTE_ARRAY"]
    # Texts that repeat are stored once: they stay so until it is known how much they will be.
    return pq.ParquetFile(path, read_dictionary=texts)


def _too_large(limits: FeedLimits) -> ContentRefused:
    return ContentRefused(
        f"holds more than {limits.unpacked_bytes:,} bytes when it is unpacked",
        "send it in several feeds, or raise feed_limits.unpacked_bytes in policy.yml",
    )


def _translated(error: Exception) -> Exception:
    """A damaged file is the feed's fault; memory that does not suffice or a disk that fails is not."""
    if isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno is not None):
        return error
    return ContentRefused(*(ENCRYPTED if "encrypt" in str(error).lower() else DAMAGED))


def _batches(file: pq.ParquetFile, schema: pa.Schema, limits: FeedLimits, batch_rows: int) -> Iterator[pa.RecordBatch]:
    row, text_bytes = 1, 0
    for read in file.iter_batches(batch_size=min(batch_rows, _MOST_ROWS), use_threads=False):
        for part, sizes in parts(read, _BATCH_BYTES, _undecoded(limits)):
            text_bytes += int(sizes.sum())
            if text_bytes > limits.unpacked_bytes:
                raise _too_large(limits)
            yield _batch(part, sizes, row, schema, limits)
            row += len(part)
    if row == 1:
        nothing = pa.RecordBatch.from_pylist([], file.schema_arrow)
        yield _batch(nothing, np.zeros(0, dtype=np.int64), row, schema, limits)


def _undecoded(limits: FeedLimits) -> int:
    """The bytes of text beyond which a record is surely too long."""
    return _CHARACTER_BYTES * limits.record_chars


def _batch(
    read: pa.RecordBatch, sizes: npt.NDArray[np.int64], first: int, schema: pa.Schema, limits: FeedLimits
) -> pa.RecordBatch:
    columns = flattened(pa.Table.from_batches([read]))
    if sizes.max(initial=0) > _undecoded(limits):
        # It stands alone, and is not even worth being decoded.
        columns = [(name, pa.chunked_array([pa.nulls(1)])) for name, _ in columns]
    cells = [_cells(name, column) for name, column in columns]
    problems, raw = _too_long(cells, sizes, limits)
    if problems.null_count < len(read):
        is_broken = pc.is_valid(problems)
        cells = [pc.if_else(is_broken, pa.scalar(None, pa.string()), one) for one in cells]
    numbers = [number for number, (_, column) in enumerate(columns) if is_number(column.type)]
    source_rows = pa.array(np.arange(first, first + len(read), dtype=np.int64))
    return pa.RecordBatch.from_arrays(
        [source_rows, problems, raw, _numbers(numbers, cells, len(read)), *cells], schema=schema
    )


def _cells(name: str, column: pa.ChunkedArray) -> pa.Array:
    try:
        return text_of(column)
    except NotText as error:
        raise ContentRefused(
            f"the column {name!r} holds {error}", "leave it out, or send it as text in UTF-8"
        ) from error


def _too_long(cells: list[pa.Array], sizes: npt.NDArray[np.int64], limits: FeedLimits) -> tuple[pa.Array, pa.Array]:
    """What is wrong with records that hold too much text, and the beginning of that."""
    rows = len(sizes)
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
