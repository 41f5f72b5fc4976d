"""Batches of delimited text: by blocks as far as they are well formed, record by record where they are not.

What comes in is a source that stands behind the header; what goes out are batches of at most so many records, good
and broken ones in their order. It refuses a feed with more rows than allowed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from tasks.ingest.delimited.blocks import Block, can_read_fast, likely_end, read_block
from tasks.ingest.delimited.records import Record, Records, Shape
from tasks.ingest.delimited.source import Place, Source
from tasks.ingest.records import Batch, BatchBuilder, Feed

BLOCK_BYTES = 4 << 20
# So many blocks are parsed at once, which pyarrow does without holding the interpreter.
PARSERS = 2
# So much is read record by record before blocks are tried again.
_EXACT_BYTES = 1 << 13
_LEAST_BLOCK_BYTES = 1 << 17


class _Placed(NamedTuple):
    """A block and how many lines of the file stand before it."""

    block: Block
    lines_before: int


class _Piece(NamedTuple):
    """Lines that are parsed elsewhere: how many bytes, and what comes of them."""

    size: int
    block: Future[Block | None]


class DelimitedBatches:
    """All batches of a feed behind its header; `block_bytes` is how much is read at once."""

    def __init__(self, feed: Feed, header: tuple[str, ...], shape: Shape, *, block_bytes: int = BLOCK_BYTES) -> None:
        self._feed = feed
        self._header = header
        self._shape = shape
        self._is_fast = can_read_fast(shape)
        self._block_bytes = block_bytes
        self._mended = 0
        self._first_mended = 0

    def read(self, source: Source) -> Iterator[Batch]:
        """The batches from where the source stands. Raises FeedRefused beyond the limit of rows."""
        rows = 0
        for batch in self._batches(source):
            rows += len(batch)
            if rows > self._feed.limits.rows:
                raise self._feed.refuse(
                    f"has more than {self._feed.limits.rows:,} rows", fix="send it in several feeds"
                )
            yield batch
        if self._mended:
            self._feed.notes.append(
                f"quotes inside cells that are not doubled kept as they stand, in {self._mended:,} "
                f"record{'s' * (self._mended > 1)}, the first in line {self._first_mended}"
            )

    def _batches(self, source: Source) -> Iterator[Batch]:
        records = Records(source, self._shape)
        builder = BatchBuilder(self._feed, self._header)
        size, exact = self._block_bytes, _EXACT_BYTES
        with ThreadPoolExecutor(PARSERS) as parsers:
            while (data := source.peek(size)) or not source.is_at_end:
                is_trusted = self._is_fast and source.lines >= records.hopeless_before
                advanced = 0
                for block in self._blocks(source, data, size, parsers) if is_trusted else ():
                    if len(builder):
                        yield builder.take()
                    yield from _sliced(self._batch(block.block, block.lines_before), self._feed.batch_rows)
                    advanced += block.block.size
                if advanced:
                    size, exact = min(2 * size, self._block_bytes), _EXACT_BYTES
                else:
                    # What stands here must be read the exact way. The next fault is likely near, and nearer each time.
                    yield from self._one_by_one(source, records, builder, source.offset + max(1, min(exact, len(data))))
                    size, exact = min(size, _LEAST_BLOCK_BYTES), min(2 * exact, size)
            if len(builder):
                yield builder.take()

    def _blocks(self, source: Source, data: bytes, size: int, parsers: Executor) -> Iterator[_Placed]:
        """Blocks from the place where `data` stands, until one is not all well formed; the source is then behind it.

        Once a block ended where it seemed to, further ones are parsed before it is known where they start.
        """
        parsed: deque[_Piece] = deque()
        place, ahead = source.place, 0
        while data or parsed:
            while data and len(parsed) <= ahead:
                lines = data[: likely_end(data, self._shape)]
                parsed.append(_Piece(len(lines), parsers.submit(read_block, lines, self._shape)))
                source.advance(len(lines))
                size = min(2 * size, self._block_bytes)
                data = source.peek(size)
            piece = parsed.popleft()
            block = piece.block.result()
            if block is None:
                break
            yield _Placed(block, place.lines)
            place = Place(place.offset + block.size, place.lines + block.lines)
            if block.is_cut:
                break
            if block.size == piece.size:
                ahead = PARSERS
            else:
                # The pieces behind it do not start with a record.
                ahead = 0
                parsed.clear()
                source.go_to(place)
                data = source.peek(size)
        source.go_to(place)

    def _one_by_one(self, source: Source, records: Records, builder: BatchBuilder, until: int) -> Iterator[Batch]:
        while source.offset < until and (record := next(records, None)) is not None:
            self._add(builder, record)
            if builder.is_full:
                yield builder.take()

    def _add(self, builder: BatchBuilder, record: Record) -> None:
        if record.problem is not None:
            builder.add_broken(record.source_row, record.problem, record.raw)
            return
        if record.is_mended:
            self._first_mended = self._first_mended or record.source_row
            self._mended += 1
        builder.add(record.cells, record.source_row)

    def _batch(self, block: Block, lines: int) -> Batch:
        good = Batch(
            header=self._header,
            cells=block.cells,
            source_rows=block.lines_before + (lines + 1),
            problems=pa.nulls(len(block.lines_before), pa.string()),
            raw=pa.nulls(len(block.lines_before), pa.string()),
            numbers=pa.nulls(len(block.lines_before), pa.string()),
        )
        builder = BatchBuilder(self._feed, self._header)
        for one in block.singles:
            if not self._shape.is_blank(one.raw):
                cells = next(self._shape.dialect.rows([one.raw], is_strict=True))
                self._add(builder, self._shape.judge(lines + 1 + one.lines_before, one.raw, cells))
        return _merged(good, builder.take()) if len(builder) else good


def _merged(one: Batch, other: Batch) -> Batch:
    """Both batches as one, by their source rows."""
    rows = np.concatenate((one.source_rows, other.source_rows))
    order = np.argsort(rows, kind="stable")
    places = pa.array(order)

    def merged(first: pa.Array, second: pa.Array) -> pa.Array:
        return pa.concat_arrays([first, second]).take(places)

    return Batch(
        header=one.header,
        cells=[merged(first, second) for first, second in zip(one.cells, other.cells, strict=True)],
        source_rows=rows[order],
        problems=merged(one.problems, other.problems),
        raw=merged(one.raw, other.raw),
        numbers=merged(one.numbers, other.numbers),
    )


def _sliced(batch: Batch, size: int) -> Iterator[Batch]:
    for start in range(0, len(batch), size):
        yield Batch(
            header=batch.header,
            cells=[column.slice(start, size) for column in batch.cells],
            source_rows=batch.source_rows[start : start + size],
            problems=batch.problems.slice(start, size),
            raw=batch.raw.slice(start, size),
            numbers=batch.numbers.slice(start, size),
        )
