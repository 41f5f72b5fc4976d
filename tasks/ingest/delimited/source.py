"""The lines of a text file of any size, one by one or many at once, with their numbers and nothing read unbounded.

What comes in is a file in UTF-8 with any line ends, also mixed; what goes out are lines with their ends. It never
holds more of the file than one record may have, and the bytes asked for at once.
"""

from __future__ import annotations

from typing import BinaryIO, NamedTuple

from expectations.policy import FeedLimits

_READ_BYTES = 1 << 20
_WINDOW_BYTES = 1 << 16
# One character takes at most so many bytes.
_MOST_BYTES = 4


class Line(NamedTuple):
    """A line with its end; `is_cut` where it is longer than a record may be and only its start was kept."""

    text: str
    is_cut: bool


class Place(NamedTuple):
    """Where a line starts: bytes from the start of the file, and how many lines stand before it."""

    offset: int
    lines: int


_START = Place(0, 0)


class Source:
    """A place in the file that moves on line by line and, within the record that is being read, back again."""

    def __init__(self, file: BinaryIO, limits: FeedLimits, start: Place = _START) -> None:
        file.seek(start.offset)
        self._file = file
        self._limits = limits
        self._data = b""
        self._data_offset = start.offset
        self._at = 0
        self._is_read = False
        # Whole lines from a little before the place to somewhat behind it, and which of them comes next.
        self._window: list[bytes] = []
        self._next = 0
        self.lines = start.lines

    @property
    def place(self) -> Place:
        """Where the next line starts."""
        return Place(self.offset, self.lines)

    @property
    def offset(self) -> int:
        """How many bytes of the file stand before the next line."""
        return self._data_offset + self._at

    @property
    def is_at_end(self) -> bool:
        """Whether no line follows."""
        return self._is_read and self._at >= len(self._data)

    def go_back(self, place: Place) -> None:
        """Return to a place at or behind the last `forget`."""
        self._at = place.offset - self._data_offset
        self._next -= self.lines - place.lines
        if self._next < 0:
            self._drop_window()
        self.lines = place.lines

    def forget(self) -> None:
        """Let go of all before the next line, where only `go_to` returns."""
        if self._at >= _READ_BYTES:
            self._data = self._data[self._at :]
            self._data_offset += self._at
            self._at = 0

    def take_line(self) -> Line | None:
        """The next line, None at the end of the file. Of one that is too long only the start is kept."""
        line = self._next_line()
        if line is None:
            return None if self.is_at_end else Line(self._skip_long_line(), True)
        text = line.decode()
        most = self._limits.record_chars
        if len(text) <= most or len(without_end(text)) <= most:
            return Line(text, False)
        return Line(text[:most], True)

    def take_line_of_record(self) -> str | None:
        """The next line for a record that is open; None at the end of the file or where it is too long to hold."""
        line = self._next_line()
        return None if line is None else line.decode()

    def peek(self, size: int) -> bytes:
        """About the next `size` bytes up to the last line end in them, or to the file's; empty where no line ends."""
        while len(self._data) - self._at < size and not self._is_read:
            self._read(max(_READ_BYTES, size - len(self._data) + self._at))
        if self._is_read and len(self._data) - self._at <= size:
            return self._data[self._at :]
        end = self._at + size
        # A carriage return at the very end may be half a line end.
        carriage = self._data.rfind(b"\r", self._at, end - 1)
        return self._data[self._at : max(self._data.rfind(b"\n", self._at, end), carriage, self._at - 1) + 1]

    def advance(self, size: int) -> None:
        """Go on behind `size` bytes that were peeked at, without counting their lines: `go_to` must follow."""
        self._at += size
        self.forget()

    def go_to(self, place: Place) -> None:
        """Go on at any place where a line starts, also before or behind what is read."""
        at = place.offset - self._data_offset
        if not 0 <= at <= len(self._data):
            self._file.seek(place.offset)
            self._data, self._data_offset, self._is_read = b"", place.offset, False
            at = 0
        self._at = at
        self.lines = place.lines
        self._drop_window()

    def _drop_window(self) -> None:
        self._window = []
        self._next = 0

    def _next_line(self) -> bytes | None:
        if self._next == len(self._window):
            self._window = self.peek(_WINDOW_BYTES).splitlines(keepends=True)
            self._next = 0
            if not self._window:
                end = self._line_end()
                self._window = [self._data[self._at : end]] if end is not None and end > self._at else []
        if not self._window:
            return None
        line = self._window[self._next]
        self._next += 1
        self._at += len(line)
        self.lines += 1
        return line

    def _line_end(self) -> int | None:
        """Where the line at hand ends in the data, its end included; None where it is too long for a record."""
        searched = self._at
        while True:
            end = self._find_end(searched)
            if end is not None:
                return end
            if self._is_read:
                return len(self._data)
            if len(self._data) - self._at > longest_line(self._limits):
                return None
            searched = max(self._at, len(self._data) - 1)
            self._read(_READ_BYTES)

    def _find_end(self, start: int) -> int | None:
        feed = self._data.find(b"\n", start)
        carriage = self._data.find(b"\r", start, feed if feed >= 0 else len(self._data))
        if carriage < 0:
            return feed + 1 if feed >= 0 else None
        if carriage + 1 == len(self._data) and not self._is_read:
            return None
        return carriage + (2 if self._data[carriage + 1 : carriage + 2] == b"\n" else 1)

    def _skip_long_line(self) -> str:
        self._drop_window()
        kept = self._data[self._at :].decode(errors="ignore")[: self._limits.record_chars]
        while True:
            end = self._find_end(self._at)
            if end is not None or self._is_read:
                self._at = len(self._data) if end is None else end
                self.lines += 1
                return kept
            # A carriage return that ends the data is looked at again with what follows it.
            self._at = len(self._data) - self._data.endswith(b"\r")
            self.forget()
            self._read(_READ_BYTES)

    def _read(self, size: int) -> None:
        more = self._file.read(size)
        self._is_read = not more
        self._data += more


def without_end(text: str) -> str:
    """The text without its last line end."""
    if text.endswith("\n"):
        return text[: -2 if text.endswith("\r\n") else -1]
    return text.removesuffix("\r")


def longest_line(limits: FeedLimits) -> int:
    """The most bytes of a line that may be one record, its end included."""
    return _MOST_BYTES * limits.record_chars + 2
