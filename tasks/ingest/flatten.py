"""Nested values to columns: which column a value of a record belongs to, and how lists become text.

What comes in are values as `json_values` reads them; what goes out are leaves, each a path and a text. Keys join with
a dot, named pairs become `attributes[Color]`, lists of scalars and of links become lines of one cell; any other list
stays as JSON text. Nothing is dropped, and no two paths share a column.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from tasks.ingest.json.values import TOO_DEEP, Number, Unreadable, compact, scalar
from tasks.ingest.records import BatchBuilder

# A part of a path is a key, or the name of a pair: `(name,)`.
ColumnPath = tuple["str | tuple[str]", ...]

_PAIR_NAMES = ("name", "key", "label", "title", "attribute", "attribute_code", "code", "property", "field")
_PAIR_VALUES = ("value", "values", "val", "option", "options")
_LINKS = ("src", "url", "href", "link", "uri", "source", "src_url", "image_url", "image", "original")
_LONGEST_NAME = 100


class Leaf(NamedTuple):
    """A cell to be: its path, its text or null, and whether it was written as a number."""

    path: ColumnPath
    text: str | None
    is_number: bool = False


class Columns:
    """The column of each path; a name that another path has taken gets a number behind it."""

    def __init__(self, builder: BatchBuilder, notes: list[str]) -> None:
        self._builder = builder
        self._notes = notes
        self._numbers: dict[ColumnPath, int] = {}
        self._taken: dict[str, int] = {}

    def number(self, path: ColumnPath) -> int:
        """The number of the path's column, which is added where it is new."""
        number = self._numbers.get(path)
        if number is None:
            number = self._numbers[path] = self._builder.column(self._free(column_name(path)))
        return number

    def _free(self, name: str) -> str:
        free = name
        while free in self._taken:
            self._taken[name] += 1
            free = f"{name} ({self._taken[name]})"
        self._taken[free] = 1
        if free != name:
            self._notes.append(f"two fields are called {name!r}; the second is column {free!r}")
        return free


def column_name(path: ColumnPath) -> str:
    """The name of a path: `price.amount`, `price@currency`, `attributes[Color]`."""
    name = ""
    for part in path:
        if isinstance(part, tuple):
            name += f"[{part[0]}]"
        else:
            name += part if not name or part.startswith("@") else f".{part}"
    return name


def flatten(value: Any, path: ColumnPath, nesting: int) -> Iterator[Leaf]:
    """The leaves of one value at its path; raises Unreadable where it is nested more than `nesting` deep."""
    if nesting < 0:
        raise Unreadable(TOO_DEEP)
    if isinstance(value, tuple):
        if not value:
            yield Leaf(path, None)
        for key, one in dict(value).items():
            yield from flatten(one, (*path, key), nesting - 1)
    elif isinstance(value, list):
        yield from _list(value, path, nesting)
    else:
        yield Leaf(path, scalar(value), isinstance(value, Number))


def _list(items: list[Any], path: ColumnPath, nesting: int) -> Iterator[Leaf]:
    if not any(isinstance(item, tuple | list) for item in items):
        texts = [text for text in map(scalar, items) if text is not None]
        yield Leaf(path, "\n".join(texts) if texts else None, len(items) == 1 and isinstance(items[0], Number))
        return
    objects = [dict(item) for item in items if isinstance(item, tuple)]
    if len(objects) == len(items):
        pairs = [pair for pair in map(_pair, objects) if pair is not None]
        if len(pairs) == len(items):
            yield from _merged(pairs, objects, path)
            return
        if all(_link(one) for one in objects):
            yield from _side_by_side(objects, path, nesting)
            return
    yield Leaf(path, compact(items, nesting))


def _pair(item: dict[str, Any]) -> tuple[str, str] | None:
    """The keys under which an object holds a name and its value, where it is such a pair and little else."""
    folded = {key.casefold(): key for key in item}
    names = [folded[name] for name in _PAIR_NAMES if name in folded]
    values = [folded[value] for value in _PAIR_VALUES if value in folded]
    if not names or len(values) != 1:
        return None
    name, value = item[names[0]], item[values[0]]
    is_named = isinstance(name, str) and name.strip() and len(name) <= _LONGEST_NAME and "\n" not in name
    others = (one for key, one in item.items() if key != values[0])
    if not is_named or any(isinstance(one, tuple | list) for one in others) or not _is_plain(value):
        return None
    return names[0], values[0]


def _is_plain(value: Any) -> bool:
    """Whether a value is a scalar or a list of scalars."""
    return not any(isinstance(one, tuple | list) for one in (value if isinstance(value, list) else [value]))


def _merged(pairs: list[tuple[str, str]], objects: list[dict[str, Any]], path: ColumnPath) -> Iterator[Leaf]:
    """Named pairs: one column a name, what else stands beside the value behind it; repeated names become lines."""
    found: dict[ColumnPath, list[Leaf]] = {}
    for (name, value), item in zip(pairs, objects, strict=True):
        place = (*path, (item[name],))
        for key, one in item.items():
            if key != name:
                for leaf in flatten(one, place if key == value else (*place, key), 1):
                    found.setdefault(leaf.path, []).append(leaf)
    for at, leaves in found.items():
        texts = [leaf.text for leaf in leaves if leaf.text is not None]
        yield Leaf(at, "\n".join(texts) if texts else None, len(leaves) == 1 and leaves[0].is_number)


def _link(item: dict[str, Any]) -> bool:
    """Whether an object is about one address, as pictures are."""
    return sum(1 for key, one in item.items() if key.casefold() in _LINKS and isinstance(one, str)) == 1


def _side_by_side(objects: list[dict[str, Any]], path: ColumnPath, nesting: int) -> Iterator[Leaf]:
    """Objects about addresses: a column for each key, one line in it for each object."""
    for key in dict.fromkeys(key for item in objects for key in item):
        values = [item.get(key) for item in objects]
        texts = [compact(one, nesting - 2) if isinstance(one, tuple | list) else scalar(one) or "" for one in values]
        is_number = len(values) == 1 and isinstance(values[0], Number)
        yield Leaf((*path, key), "\n".join(texts) if any(one is not None for one in values) else None, is_number)
