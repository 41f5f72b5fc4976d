"""The elements of a JSON feed one by one: those of a list, of an object keyed by id, of lines, or values in a row.

What comes in is where they stand; what goes out are their values, or what is wrong with one and its text. An element
that cannot be read ends where the next one begins; it takes no other with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from tasks.ingest.json.resync import Brackets, first_key, keys_of, next_record
from tasks.ingest.json.values import Mended, Unreadable, Values, compact
from tasks.ingest.records import Feed, mended_notes
from tasks.ingest.text_window import TextWindow
from tasks.ingest.undecodable import PROBLEM, holds_marks

# Undecodable bytes, and escapes that may be halves of two-part characters.
ALARMS = (b"\xf4\x8f", b"\\ud", b"\\uD")
_BETWEEN = re.compile(r"[\s,]*+")
_KEY = re.compile(r'("(?:[^"\\\n]|\\.)*+")\s*+:\s*+')
_GARBAGE = re.compile(r"[^\s,{\[\]][^,{\[\]\n]*+")
_SPACE = re.compile(r"\s*+")
# Behind the list of records come the end of what holds it or its next member, and nothing else.
_ODD_BEHIND = re.compile(r'[^,}\]]|,\s*[^"}\]\s]')
_LOOK_BEHIND = 4_096
_CLOSING = {"list": "]", "keyed": "}", "lines": "", "sequence": ""}

_PIECE = 1 << 13
# What is mended, as it is noted.
_CONTROLS = "line breaks or tabs inside texts, which JSON wants written as \\n or \\t, kept as they stand"
_COMMAS = "commas before a closing bracket, which are no JSON, left out"

Kind = Literal["list", "keyed", "lines", "sequence"]


class Element(NamedTuple):
    """One element: its value, the line it begins on, its key in an object, or its problem and raw text."""

    value: Any
    line: int
    chars: int
    key: str | None = None
    problem: str | None = None
    raw: str = ""


class Elements:
    """Reads the elements from the window's cursor on, which stands behind the bracket that opens them.

    `is_root`: nothing holds the list, so that nothing may follow it. `is_one`: only the first is read.
    """

    def __init__(self, window: TextWindow, kind: Kind, feed: Feed, *, is_root: bool, is_one: bool = False) -> None:
        self._window = window
        self._is_root = is_root
        self._is_one = is_one
        self._kind = kind
        self._feed = feed
        self._longest = feed.limits.record_chars
        self._values = Values()
        self._like: Any = None
        self._mended: dict[str, list[int]] = {_CONTROLS: [], _COMMAS: []}
        self._last = 0

    def __iter__(self) -> Iterator[Element]:
        while self._to_next():
            yield self._line() if self._kind == "lines" else self._element()
            if self._is_one:
                break
        self._feed.notes.extend(mended_notes(self._mended))
        if self._values.has_nan:
            self._feed.notes.append("NaN, which is no JSON, was read as an empty cell")

    def raw(self) -> str:
        """The text of the good element that was given last."""
        return self._window.text[self._last : self._window.at]

    def _to_next(self) -> bool:
        """Go to where the next element begins; False where there is none."""
        window = self._window
        closing = _CLOSING[self._kind]
        while True:
            between = _BETWEEN.match(window.text, window.at)
            window.move(between.end() if between else window.at)
            if window.left:
                if window.text[window.at] != closing or not self._goes_on():
                    return window.text[window.at] != closing
            elif window.is_at_end:
                if closing:
                    self._feed.notes.append(f"the file ends before its list of records is closed with {closing}")
                return False
            else:
                window.more()

    def _goes_on(self) -> bool:
        """Whether more than there should be follows a bracket that closes the list: lists in a row, a stray bracket."""
        window = self._window
        window.fill(_LOOK_BEHIND)
        following = _SPACE.match(window.text, window.at + 1)
        at = following.end() if following else len(window.text)
        if at >= len(window.text) or not (self._is_root or _ODD_BEHIND.match(window.text, at)):
            return False
        window.move(at + 1 if window.text[at] == "[" else at)
        self._feed.notes.append(f"line {window.line}: something follows the end of the list of records; read as well")
        return True

    def _line(self) -> Element:
        window = self._window
        while (end := window.text.find("\n", window.at)) < 0 and window.left <= self._longest and not window.is_at_end:
            window.more()
        if end < 0:
            end = len(window.text)
        start = window.at
        if end - start > self._longest:
            return self._too_long(end)
        try:
            value, stop = self._line_value(start, end)
        except Unreadable as error:
            return self._broken(error.reason, end)
        if stop > end or window.text[stop:end].strip(" \t\r,"):
            return self._broken("is more or less than one JSON value on its line", end)
        return self._good(value, start, stop)

    def _line_value(self, start: int, end: int) -> tuple[Any, int]:
        """The value on the line and where it ends, mended where need be."""
        text = self._window.text
        try:
            return self._values.read(text, start)
        except Unreadable as error:
            mended = self._mend(text[start:end], 0)
            if mended is None:
                raise
            if text[start + mended.end : end].strip(" \t\r,"):
                raise error
            self._note_mended(mended)
            return mended.value, start + mended.end

    def _mend(self, text: str, at: int) -> Mended | None:
        """The value at a position if only that is wrong with it which can be mended."""
        try:
            return self._values.mend(text, at)
        except Unreadable:
            return None

    def _note_mended(self, mended: Mended) -> None:
        for done, is_done in ((_CONTROLS, mended.has_controls), (_COMMAS, mended.has_commas)):
            if is_done:
                self._mended[done].append(self._window.line)

    def _too_long(self, end: int) -> Element:
        """Pass over a line longer than allowed, of which `end` is in memory."""
        window = self._window
        line, raw = window.line, window.text[window.at : window.at + self._longest]
        window.move(end)
        while window.at == len(window.text) and not window.is_at_end:
            window.more()
            end = window.text.find("\n")
            window.move(end if end >= 0 else len(window.text))
        return Element(None, line, len(raw), None, self._length_problem(), raw)

    def _element(self) -> Element:
        window = self._window
        start = window.at
        try:
            key, value, start, end = self._read()
        except Unreadable as error:
            return self._pass_over(error.reason)
        if end - start > self._longest:
            return self._broken(self._length_problem(), end)
        return self._good(value, start, end, key)

    def _read(self) -> tuple[str | None, Any, int, int]:
        """Key, value, start and end of the element at the cursor, reading on until it is whole."""
        window = self._window
        while True:
            try:
                key, at = self._key() if self._kind == "keyed" else (None, window.at)
                value, end = self._values.read(window.text, at)
                if end < len(window.text) or window.is_at_end or isinstance(value, tuple | list):
                    return key, value, window.at, end
            except Unreadable as error:
                if window.is_at_end or not error.is_open:
                    mended = self._mended_here(error)
                    if mended is not None:
                        return mended
            if window.left > self._longest:
                raise Unreadable(self._length_problem())
            window.more()

    def _mended_here(self, error: Unreadable) -> tuple[str | None, Any, int, int] | None:
        """As `_read` for an element with an error; None where more text may mend it, else raises the error."""
        window = self._window
        key, at = self._key() if self._kind == "keyed" else (None, window.at)
        # Mending copies the text, which is why a small piece is tried first.
        for end in (at + _PIECE, len(window.text)):
            piece = window.text[at:end]
            try:
                mended = self._values.mend(piece, 0)
            except Unreadable as still:
                is_open = still.is_open
                if not is_open:
                    break
                continue
            if isinstance(mended.value, tuple | list):
                self._note_mended(mended)
                return key, mended.value, window.at, at + mended.end
            is_open = False
            break
        if is_open and not window.is_at_end and window.left <= self._longest:
            return None
        raise error

    def _key(self) -> tuple[str, int]:
        window = self._window
        found = _KEY.match(window.text, window.at)
        if found is None:
            raise Unreadable("is no member of an object: its key cannot be read", is_open=window.left < 1_000)
        return str(self._values.read(found[1], 0)[0]), found.end()

    def _good(self, value: Any, start: int, end: int, key: str | None = None) -> Element:
        window = self._window
        if window.is_suspect:
            problem = _look(value, window.text[start:end], self._feed.limits.nesting)
            if problem:
                return self._broken(problem, end)
        line = window.line
        self._last = window.at
        window.move(end)
        self._like = value
        return Element(value, line, end - start, key)

    def _broken(self, problem: str, end: int) -> Element:
        window = self._window
        line, raw = window.line, window.text[window.at : end]
        window.move(end)
        return Element(None, line, len(raw), None, problem, raw[: self._longest].strip())

    def _pass_over(self, problem: str) -> Element:
        """Pass over an element that cannot be read, up to the next one."""
        window = self._window
        garbage = _GARBAGE.match(window.text, window.at)
        if garbage and self._kind != "keyed":
            return self._broken(problem, garbage.end())
        line, raw = window.line, ""
        brackets, at = Brackets(), window.at
        known = keys_of(self._like)
        keys = known or first_key(window.text, window.at)
        while True:
            end, at = brackets.match(window.text, at, is_whole=window.is_at_end)
            stop = len(window.text) if end is None else end
            if known or (end is None and (window.is_at_end or window.left > self._longest)):
                found = next_record(
                    window.text, window.at + 1, stop, keys, self._values, is_keyed=self._kind == "keyed"
                )
                end = found if found >= 0 else end
            if end is None and window.is_at_end:
                end = len(window.text)
            if end is not None:
                raw += window.text[window.at : end]
                window.move(max(end, window.at + 1))
                return Element(None, line, len(raw), None, problem, raw[: self._longest].strip().rstrip(",").rstrip())
            if window.left > self._longest:
                problem = self._length_problem()
                at = len(window.text) if at == window.at else at
                raw += window.text[window.at : at][: self._longest - len(raw)]
                window.move(at)
            shift = window.more()
            at -= shift
            brackets.forget(shift)

    def _length_problem(self) -> str:
        return f"is longer than {self._longest:,} characters"


def _look(value: Any, text: str, nesting: int) -> str | None:
    """What is wrong with the characters of a value, read from this text."""
    if holds_marks(text):
        return PROBLEM
    try:
        compact(value, nesting).encode()
    except Unreadable as error:
        return error.reason
    except UnicodeEncodeError:
        return "holds half of a two-part character"
    return None
