"""The records of an XML feed cut out of its text one by one, whatever is wrong inside of them.

What comes in is the name of their element; what goes out is the text of each, or of what stands torn between them. It
counts only tags of that name and knows comments and CDATA; whether a record is right is not decided here. No parser
does this: after an error lxml either stops or guesses.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from tasks.ingest.records import Feed
from tasks.ingest.text_window import TextWindow
from tasks.ingest.xml.markup import NAME, TOKEN, WITHIN_TAG, section, without_comments
from tasks.ingest.xml.outline import Place

_TAG_NAME = re.compile(rf"<({NAME})")
_LONGEST_TAG = 1 << 16


class Cut(NamedTuple):
    """The text of one record, the line it begins on, and what is already known to be wrong with it."""

    text: str
    line: int
    problem: str | None = None


class _Open(Exception):
    """The record is not whole in the window."""


class Cutter:
    """Cuts the records of a place out of the window.

    `nests` holds the pairs of a parent and a nested element of the records' own name.
    """

    def __init__(self, window: TextWindow, place: Place, nests: Collection[tuple[str, str]], feed: Feed) -> None:
        self._window = window
        self._name = name = place.path[-1]
        self._parents = {parent for parent, child in nests if child == name}
        self._own = {self._name, *place.names}
        above = re.escape(place.path[-2]) if len(place.path) > 1 else r"(?!)"
        self._around = re.compile(rf"</?{above}(?=[\s/>])")
        self._feed = feed
        self._longest = feed.limits.record_chars
        escaped = re.escape(name)
        self._boundary = re.compile(rf"<(/?){escaped}(?=[\s/>])|<!--|<!\[CDATA\[|<\?")
        self._start = re.compile(rf"<{escaped}{WITHIN_TAG}>")
        self._end = re.compile(rf"</{escaped}\s*+>")
        self._either = re.compile(rf"</?{escaped}(?=[\s/>])")
        self._is_first = True
        self._left_out: dict[str, None] = {}

    def __iter__(self) -> Iterator[Cut]:
        while (found := self._next_boundary()) is not None:
            at, is_end = found
            gap = self._gap(at, is_end=is_end)
            if gap is not None:
                yield gap
            if not is_end:
                yield self._record()
        gap = self._gap(len(self._window.text), is_end=False)
        if gap is not None:
            yield gap
        if self._left_out:
            shown = ", ".join(list(self._left_out)[:10])
            self._feed.notes.append(f"the records are the elements {self._name}; left out among them: {shown}")

    def _next_boundary(self) -> tuple[int, bool] | None:
        """Where the next tag of the records' name is and whether it is an end tag; None behind the last."""
        window = self._window
        at = window.at
        while True:
            found = self._boundary.search(window.text, at)
            if found is not None and found[1] is not None:
                return found.start(), bool(found[1])
            if found is not None:
                part = section(window.text, found[0], found.start())
                at = part.end
                if not part.is_open or window.is_at_end or (found.start() == window.at and window.left > self._longest):
                    continue
                at = found.start()
            elif window.is_at_end:
                return None
            else:
                at = max(window.at, len(window.text) - len(self._name) - 16)
            if window.left > self._longest:
                window.move(at)
            at -= window.more()

    def _gap(self, at: int, *, is_end: bool) -> Cut | None:
        """What stands before a boundary: nothing, other elements, or a record whose start tag is torn."""
        window = self._window
        start, line = window.at, window.line
        if is_end:
            end = window.text.find(">", at) + 1 or len(window.text)
            window.move(end)
            self._is_first = False
            text = window.text[start:end].strip()
            return Cut(text[: self._longest], line, f"has no start tag <{self._name}> that can be read")
        window.move(at)
        text = window.text[start:at].strip()
        if not text or self._is_first or not without_comments(text).strip():
            self._is_first = False
            return None
        names = _TAG_NAME.findall(text)
        # What is cut off, loose text, or has a record's name or fields is a torn record and no other element.
        is_torn = not (text.startswith("<") and text.endswith(">")) or not self._own.isdisjoint(names)
        if self._around.search(text) or not is_torn:
            self._left_out.update(dict.fromkeys(names))
            return None
        return Cut(text[: self._longest], line, f"is no element {self._name}")

    def _record(self) -> Cut:
        window = self._window
        while True:
            try:
                end, problem = self._find_end()
                break
            except _Open:
                if window.is_at_end:
                    end, problem = len(window.text), "is cut off: the file ends within it"
                    break
                if window.left > self._longest:
                    return self._too_long()
                window.more()
        text, line = window.text[window.at : end], window.line
        window.move(end)
        if len(text) > self._longest:
            return Cut(text[: self._longest], line, self._length_problem())
        return Cut(text, line, problem)

    def _find_end(self) -> tuple[int, str | None]:
        """The end of the record at the cursor; raises _Open where the window ends before."""
        window = self._window
        text, start = window.text, window.at
        opening = self._start.match(text, start)
        if opening is None:
            if len(text) - start < _LONGEST_TAG and not window.is_at_end:
                raise _Open
            return self._walk(start + len(self._name) + 1)
        at = opening.end()
        if text[at - 2] == "/":
            return at, None
        closing = self._end.search(text, at)
        if closing is None:
            return self._walk(at)
        is_plain = text.find("<!", at, closing.start()) < 0 and text.find(f"<{self._name}", at, closing.start()) < 0
        return (closing.end(), None) if is_plain else self._walk(at)

    def _walk(self, at: int) -> tuple[int, str | None]:
        """As `_find_end`, tag by tag from behind the start tag."""
        text, name = self._window.text, self._name
        is_known = bool(self._parents)
        above: list[str] = []
        while token := TOKEN.search(text, at):
            at = token.end()
            if token[2] is None:
                part = section(text, token[0], token.start())
                if part.is_open and not self._window.is_at_end:
                    raise _Open
                at = part.end
            elif token[1]:
                if token[2] == name and name not in above:
                    return at, None
                while token[2] in above and above.pop() != token[2]:
                    pass
            elif token[2] == name and not (is_known and above and above[-1] in self._parents):
                return token.start(), f"has no end tag </{name}>"
            elif not token[3].endswith("/"):
                above.append(token[2])
        raise _Open

    def _too_long(self) -> Cut:
        """Pass over a record longer than allowed."""
        window = self._window
        line, raw = window.line, window.text[window.at : window.at + self._longest]
        at = window.at + self._longest
        while True:
            found = self._either.search(window.text, at)
            if found is not None:
                end = found.start()
                if found[0].startswith("</"):
                    end = window.text.find(">", end) + 1 or end
                window.move(end)
                break
            window.move(max(at, len(window.text) - len(self._name) - 16))
            if window.is_at_end:
                window.move(len(window.text))
                break
            window.more()
            at = 0
        return Cut(raw, line, self._length_problem())

    def _length_problem(self) -> str:
        return f"is longer than {self._longest:,} characters"
