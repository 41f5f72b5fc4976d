"""Objects of a JSON feed to batches: every field is a column.

What comes in are elements as they were read; what goes out are batches. Elements that are no objects become broken
records.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tasks.ingest.flatten import Columns, flatten
from tasks.ingest.json.reader import Element, Elements
from tasks.ingest.json.values import Number, Unreadable, scalar
from tasks.ingest.records import Batch, BatchBuilder, Feed

# A batch is given before it is full once its records hold so much.
BATCH_CHARS = 64 << 20
_MOST_SHAPES = 10_000
KEY = "key"


@dataclass(frozen=True)
class _Shape:
    """How records with the same keys and types become rows: the column of each key, and which need more work."""

    columns: tuple[int, ...]
    numbers: tuple[int, ...]
    flags: tuple[int, ...]
    nested: tuple[tuple[int, str], ...]
    is_in_order: bool


class ObjectRows:
    """Objects to rows of a builder; every key is a column, in the order in which they first appear."""

    def __init__(self, feed: Feed, builder: BatchBuilder) -> None:
        self._feed = feed
        self._builder = builder
        self._columns = Columns(builder, feed.notes)
        self._shapes: dict[tuple[Any, ...], _Shape] = {}
        self._has_repeats = False

    def add(self, element: Element) -> None:
        """Add one element; raises FeedRefused beyond the limit of columns."""
        pairs = element.value
        if element.key is not None:
            pairs = ((KEY, element.key), *pairs)
        if not pairs:
            self._builder.add((), element.line)
            return
        keys, values = zip(*pairs)  # noqa: B905 – pairs are pairs, and this is the hot path
        types = tuple(map(type, values))
        shape = self._shapes.get((keys, types))
        if shape is None:
            if len(set(keys)) < len(keys):
                self._note_repeats(keys, element.line)
                self.add(element._replace(value=tuple(dict(pairs).items()), key=None))
                return
            shape = self._learn(keys, types)
        if not shape.is_in_order:
            self._add_row(shape, values, element.line)
            return
        row: Sequence[Any] = values
        if shape.flags:
            row = mended = list(values)
            for at in shape.flags:
                mended[at] = "true" if values[at] else "false"
        self._builder.add(row, element.line, shape.numbers)

    def _add_row(self, shape: _Shape, values: Sequence[Any], line: int) -> None:
        leaves = [
            leaf for at, key in shape.nested for leaf in flatten(values[at], (key,), self._feed.limits.nesting - 1)
        ]
        extra = [(self._columns.number(leaf.path), leaf) for leaf in leaves]
        places = [*shape.columns, *(place for place, _ in extra)]
        row: list[str | None] = [None] * (max(places, default=-1) + 1)
        for place, value in zip(shape.columns, values, strict=True):
            if place >= 0:
                row[place] = value
        for at in shape.flags:
            row[shape.columns[at]] = scalar(values[at])
        for place, leaf in extra:
            row[place] = leaf.text
        numbers = [*shape.numbers, *(place for place, leaf in extra if leaf.is_number)]
        self._builder.add(row, line, numbers)

    def _learn(self, keys: tuple[str, ...], types: tuple[type, ...]) -> _Shape:
        columns = tuple(
            -1 if kind in (tuple, list) else self._columns.number((key,)) for key, kind in zip(keys, types, strict=True)
        )
        shape = _Shape(
            columns=columns,
            numbers=tuple(place for place, kind in zip(columns, types, strict=True) if kind is Number),
            flags=tuple(at for at, kind in enumerate(types) if kind is bool),
            nested=tuple((at, keys[at]) for at, kind in enumerate(types) if kind in (tuple, list)),
            is_in_order=columns == tuple(range(len(columns))),
        )
        if len(self._shapes) < _MOST_SHAPES:
            self._shapes[keys, types] = shape
        return shape

    def _note_repeats(self, keys: Sequence[str], line: int) -> None:
        if not self._has_repeats:
            self._has_repeats = True
            name = next(key for at, key in enumerate(keys) if key in keys[:at])
            self._feed.notes.append(f"a record names {name!r} twice (line {line}); the last value is read")


def object_batches(feed: Feed, elements: Elements) -> Iterator[Batch]:
    """The batches of a feed whose records are objects."""
    builder = BatchBuilder(feed)
    rows = ObjectRows(feed, builder)
    chars = 0
    for element in elements:
        if element.problem is not None:
            builder.add_broken(element.line, element.problem, element.raw)
        elif type(element.value) is not tuple:
            builder.add_broken(element.line, "is no object", elements.raw())
        else:
            try:
                rows.add(element)
            except Unreadable as error:
                builder.add_broken(element.line, error.reason, elements.raw())
        chars += element.chars
        if builder.is_full or chars > BATCH_CHARS:
            yield builder.take()
            chars = 0
    if len(builder):
        yield builder.take()
