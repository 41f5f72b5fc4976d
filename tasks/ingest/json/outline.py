"""The lists and objects of a JSON file down to its records: what each holds, without reading the records.

What comes in is the beginning of a file; what goes out are the places where records may stand. It reads on until it
has seen one such place or the file ends, and holds a bounded part of what it saw.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from tasks.ingest.records import Feed
from tasks.ingest.text_window import TextWindow

# How far a file is looked at once there is a place where records may stand.
LOOK_AT_CHARS = 2 << 20
_MOST_KEYS = 50
_MOST_PLACES = 500
# A string, with a colon where it is a key; brackets; a string that the window cuts.
_TOKEN = re.compile(r'("(?:[^"\\\n]|\\.)*+")(\s*:)?|[{}\[\]]|("(?:[^"\\\n]|\\.)*+\\?\Z)')
_TAIL = 64
_LONGEST_KEY = 1_000


@dataclass
class Place:
    """A list or an object outside of records.

    `path` are the keys that lead to it, `start` the character behind its bracket; `members`, `objects` and `lists`
    count what it holds directly (`members` only keys). `keys` are its own first keys, `samples` those of its first
    objects; `is_sample` marks one of those, `is_empty` a list that holds nothing at all.
    """

    kind: Literal["list", "object"]
    path: tuple[str, ...]
    start: int
    members: int = 0
    objects: int = 0
    lists: int = 0
    keys: list[str] = field(default_factory=list)
    samples: list[tuple[str, ...]] = field(default_factory=list)
    is_sample: bool = False
    is_empty: bool = False

    @property
    def holds_records(self) -> bool:
        """Whether there is a list of something here."""
        return self.kind == "list" and (self.objects > 0 or self.lists > 1)


class Outline:
    """The places of a file, and how many values stand side by side in it."""

    def __init__(self, feed: Feed) -> None:
        self.places: list[Place] = []
        self.roots = 0
        self._feed = feed
        self._open: list[Place | None] = []
        self._key = ""

    def read(self, window: TextWindow) -> None:
        """Read from the cursor on; raises FeedRefused for what is nested too deeply outside of records."""
        base = 0
        while True:
            base += self._tokens(window, base)
            is_enough = base > LOOK_AT_CHARS and any(place.holds_records for place in self.places)
            if window.is_at_end or is_enough:
                return
            window.more()

    def _tokens(self, window: TextWindow, base: int) -> int:
        """Take in the tokens in the window that are surely whole; returns how many characters those are."""
        text, start = window.text, window.at
        done = start
        for token in _TOKEN.finditer(text, start):
            is_cut = token[3] or (token[1] and token.end() > len(text) - _TAIL)
            if is_cut and not window.is_at_end and window.left <= self._feed.limits.record_chars:
                break
            done = token.end()
            if token[2]:
                self._take_key(token[1])
            elif token[0] in "{}[]":
                place = self._open[-1] if self._open else None
                if token[0] == "]" and place is not None:
                    before = text[max(start, token.start() - _TAIL) : token.start()]
                    place.is_empty = before.rstrip().endswith("[")
                self._take_bracket(token[0], base + token.end() - start)
        else:
            done = len(text)
        window.move(done)
        return done - start

    def _take_key(self, quoted: str) -> None:
        self._key = quoted[1:-1][:_LONGEST_KEY]
        place = self._open[-1] if self._open else None
        if place is not None and place.kind == "object":
            place.members += 1
            if len(place.keys) < _MOST_KEYS:
                place.keys.append(self._key)

    def _take_bracket(self, bracket: str, start: int) -> None:
        if bracket in "}]":
            if self._open:
                self._leave(self._open.pop())
            return
        if not self._open:
            self.roots += 1
        above = self._open[-1] if self._open else None
        is_outer = not self._open or (above is not None and above.kind == "object" and not above.is_sample)
        if above is not None:
            above.objects += bracket == "{"
            above.lists += bracket == "["
        place = None
        # What stands behind the first value is no part of its outline.
        is_outer = is_outer and self.roots == 1
        if is_outer and (len(self.places) < _MOST_PLACES or not self._open):
            path = (*above.path, self._key) if above is not None else ()
            place = Place("object" if bracket == "{" else "list", path, start)
            self.places.append(place)
        elif above is not None and bracket == "{" and len(above.samples) < 3:
            # An object of a list: only its keys are looked at.
            place = Place("object", (*above.path, ""), start, is_sample=True)
        self._open.append(place)
        if is_outer and len(self._open) > self._feed.limits.nesting:
            raise too_deep(self._feed)

    def _leave(self, place: Place | None) -> None:
        above = self._open[-1] if self._open else None
        if place is not None and place.kind == "object" and above is not None and len(above.samples) < 3:
            above.samples.append(tuple(place.keys))


def too_deep(feed: Feed) -> Exception:
    """The error for a file whose records, if any, lie too deep."""
    return feed.refuse(
        f"is nested more than {feed.limits.nesting} deep", fix="send the products as one list of records"
    )
