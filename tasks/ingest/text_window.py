"""A text file of any size seen through a window that only moves forward, with the line on which the cursor stands.

What comes in is a UTF-8 file and the bytes that call for a closer look; what goes out is the text in memory.
It never holds more than its user asks for and one chunk.
"""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

CHUNK = 1 << 18


class TextWindow:
    """`text` is what is in memory, `at` the cursor in it, `line` its line counted from 1.

    `is_at_end`: the file holds nothing behind `text`. `is_suspect`: one of `alarms` was in what was read
    so far.
    """

    def __init__(self, path: Path, alarms: Sequence[bytes], *, skip: int = 0) -> None:
        self._file = path.open("rb")
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._alarms = alarms
        self._carried = b""
        self.text = ""
        self.at = 0
        self.line = 1
        self.is_at_end = False
        self.is_suspect = False
        while skip and not self.is_at_end:
            self.more()
            step = min(skip, len(self.text))
            self.move(step)
            skip -= step

    def __enter__(self) -> TextWindow:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    @property
    def left(self) -> int:
        """How many characters are in memory from the cursor on."""
        return len(self.text) - self.at

    def move(self, to: int) -> None:
        """Set the cursor, forward."""
        self.line += self.text.count("\n", self.at, to)
        self.at = to

    def more(self) -> int:
        """Read on, at least as much again as is held, and forget what lies before the cursor.

        Returns by how much positions in `text` have become smaller.
        """
        wanted = max(CHUNK, self.left)
        data = self._file.read(wanted)
        self.is_at_end = len(data) < wanted
        chunk = self._decoder.decode(data, final=self.is_at_end)
        if not self.is_suspect:
            # An alarm may lie across two chunks.
            self.is_suspect = any(alarm in self._carried + data for alarm in self._alarms)
            self._carried = data[-8:]
        shift = self.at
        self.text = self.text[shift:] + chunk
        self.at = 0
        return shift

    def fill(self, chars: int) -> None:
        """Read on until so many characters are in memory from the cursor on, or the file ends."""
        while self.left < chars and not self.is_at_end:
            self.more()
