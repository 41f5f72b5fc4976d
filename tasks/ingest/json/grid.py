"""Lists of a JSON feed to batches: the rows of a table, one of the first of which is its header.

What comes in are elements as they were read; what goes out are batches. A row longer than the header is a broken
record, since nobody knows what its last cells are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tasks.ingest.header_row import LOOK_AT, find_header, header_notes
from tasks.ingest.json.reader import Element, Elements
from tasks.ingest.json.tables import BATCH_CHARS
from tasks.ingest.json.values import Number, Unreadable, compact, scalar
from tasks.ingest.records import Batch, BatchBuilder, Feed


def row_batches(feed: Feed, elements: Elements) -> Iterator[Batch]:
    """The batches of a feed whose records are lists."""
    first: list[tuple[Element, str]] = []
    builder: BatchBuilder | None = None
    width = chars = 0
    for element in elements:
        if builder is None:
            first.append((element, elements.raw()))
            if len(first) < LOOK_AT:
                continue
            builder, width = _begin(feed, first)
        else:
            _add(feed, builder, width, element, elements.raw())
        chars += element.chars
        if builder.is_full or chars > BATCH_CHARS:
            yield builder.take()
            chars = 0
    if builder is None:
        builder, _ = _begin(feed, first)
    if len(builder):
        yield builder.take()


def _begin(feed: Feed, first: Sequence[tuple[Element, str]]) -> tuple[BatchBuilder, int]:
    """A builder with the header found among the first elements, and those below it in it."""
    rows = [_cells(element.value, feed) if isinstance(element.value, list) else [] for element, _ in first]
    at = find_header(rows, feed.names)
    header = [cell or "" for cell in rows[at]] if rows else []
    titles = [" ".join(cell for cell in row if cell) for row in rows[:at]]
    if titles:
        feed.notes.extend(header_notes(header, titles))
    builder = BatchBuilder(feed, header)
    for element, raw in first[at + 1 :]:
        _add(feed, builder, len(header), element, raw)
    return builder, len(header)


def _add(feed: Feed, builder: BatchBuilder, width: int, element: Element, raw: str) -> None:
    if element.problem is not None:
        builder.add_broken(element.line, element.problem, element.raw)
        return
    if not isinstance(element.value, list):
        builder.add_broken(element.line, "is no list of cells", raw)
        return
    try:
        row = _cells(element.value, feed)
    except Unreadable as error:
        builder.add_broken(element.line, error.reason, raw)
        return
    if any(row[width:]):
        builder.add_broken(element.line, f"has {len(row)} cells, the header {width}", raw)
        return
    builder.add(row[:width], element.line, [at for at, cell in enumerate(row[:width]) if isinstance(cell, Number)])


def _cells(values: Sequence[Any], feed: Feed) -> list[str | None]:
    return [compact(one, feed.limits.nesting - 1) if isinstance(one, tuple | list) else scalar(one) for one in values]
