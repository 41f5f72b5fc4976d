"""The elements at the beginning of an XML feed, counted by where they stand, without reading their texts.

What comes in is text; what goes out is a place for each path of elements. Tags are read by patterns and not by a
parser: lxml's recovery hangs everything behind a missing end tag below the wrong element. It decides nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tasks.ingest.xml.markup import ATTRIBUTE, TOKEN, section

_MOST_PATHS = 5_000
_MOST_NAMES = 500
# Elements left open, far beyond any nesting: nothing behind them tells more.
_MOST_OPEN = 10_000

Path = tuple[str, ...]


@dataclass
class Place:
    """The elements of one path: how many, the first one's position, their children's and attributes' names."""

    path: Path
    start: int
    count: int = 0
    names: set[str] = field(default_factory=set)


@dataclass
class Outline:
    """What was seen: places by path, namespaces by prefix, and in which elements others of their name are nested.

    `nests` holds pairs of a parent and the name of a child that also stands further up.
    """

    places: dict[Path, Place] = field(default_factory=dict)
    namespaces: dict[str, str] = field(default_factory=dict)
    nests: set[tuple[str, str]] = field(default_factory=set)
    is_too_deep: bool = False


class OutlineReader:
    """Takes in the tags of a text."""

    def __init__(self, nesting: int) -> None:
        self.outline = Outline()
        self._nesting = nesting
        self._open: list[str] = []
        self._held: list[set[str]] = []
        self._leaves: set[str] = set()

    def read(self, text: str, at: int) -> Outline:
        """The outline of a document whose first element begins at `at`."""
        while len(self._open) < _MOST_OPEN and (tag := TOKEN.search(text, at)):
            at = tag.end()
            name = tag[2]
            if name is None:
                at = section(text, tag[0], tag.start()).end
            elif tag[1]:
                self._close(name)
            else:
                self._start(name, tag[3], tag.start())
                if tag[3].endswith("/"):
                    self._close(name)
        return self.outline

    def _start(self, name: str, attributes: str, at: int) -> None:
        if name in self._open and self._open[-1] in self._leaves:
            # Elements of texts only hold no records: the end tags before this one are missing.
            self._drop(self._open.index(name))
        if self._held:
            self._held[-1].add(name)
        self._open.append(name)
        self._held.append(set())
        if len(self._open) > self._nesting:
            self.outline.is_too_deep = True
            return
        path = tuple(self._open)
        place = self.outline.places.get(path)
        if place is None:
            if len(self.outline.places) >= _MOST_PATHS:
                return
            place = self.outline.places[path] = Place(path, at)
        place.count += 1
        self._take_attributes(place, attributes)
        above = self.outline.places.get(path[:-1])
        if above is not None and len(above.names) < _MOST_NAMES:
            above.names.add(name)

    def _take_attributes(self, place: Place, attributes: str) -> None:
        if "=" not in attributes:
            return
        for name, one, other in ATTRIBUTE.findall(attributes):
            if name == "xmlns" or name.startswith("xmlns:"):
                self.outline.namespaces.setdefault(name[6:], one or other)
            elif len(place.names) < _MOST_NAMES:
                place.names.add(f"@{name}")

    def _close(self, name: str) -> None:
        if name not in self._open:
            return
        is_proper = self._open[-1] == name
        if is_proper:
            held = self._held[-1]
            if not held:
                self._leaves.add(name)
            elif len(self._open) > 1:
                self._leaves.discard(name)
                self.outline.nests.update((name, child) for child in held if child in self._open[:-1])
        self._drop(len(self._open) - 1 - self._open[::-1].index(name))

    def _drop(self, depth: int) -> None:
        del self._open[depth:], self._held[depth:]


def shown(path: Sequence[str]) -> str:
    """A path as people read it."""
    return "/".join(path)
