"""Records of delimited text one by one, each with the line it starts on: the exact way, for any text at all.

Python's csv reader takes the cells apart, in its strict mode, so that a quote at a wrong place is seen. A record that
cannot be read becomes a broken one with its text as it was sent. Where a quote was opened and not closed, only its
first line is broken and reading goes on with the next; so no quote ever costs another record.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from expectations.policy import FeedLimits
from tasks.ingest import undecodable
from tasks.ingest.delimited.dialect import Dialect
from tasks.ingest.delimited.mending import mended_cells
from tasks.ingest.delimited.source import Place, Source, without_end

OPEN_QUOTE = "a quote is opened and not closed"
INNER_QUOTE = "a quote stands inside a quoted cell"


class Record(NamedTuple):
    """One record: its first line, its cells, what is wrong with it (None: nothing) and its text as it was sent.

    `is_mended` where inner quotes that are not doubled were kept as they stand.
    """

    source_row: int
    cells: Sequence[str]
    problem: str | None
    raw: str
    is_mended: bool = False


@dataclass(frozen=True)
class Shape:
    """How records have to be: the cells of the header, and the empty ones that usually stand behind them.

    `width` 0 takes records as they come.
    """

    dialect: Dialect
    width: int
    trailing: int
    limits: FeedLimits

    def judge(self, source_row: int, raw: str, cells: list[str], *, is_mended: bool = False) -> Record:
        """The record made of these cells, broken where it does not fit."""
        problem = undecodable.PROBLEM if not raw.isascii() and undecodable.holds_marks(raw) else None
        width = self.width or len(cells)
        if problem is None and len(cells) != width:
            if width < len(cells) <= width + self.trailing and not any(cell.strip() for cell in cells[width:]):
                cells = cells[:width]
            elif is_mended:
                problem = INNER_QUOTE
            else:
                problem = f"has {len(cells)} cell{'s' * (len(cells) != 1)} where the header has {width}"
        most = self.limits.cell_chars
        if problem is None and len(raw) > most and any(len(cell) > most for cell in cells):
            problem = f"has a cell of more than {most:,} characters"
        return Record(source_row, cells, problem, raw, is_mended)

    def has_swallowed(self, lines: Sequence[str], count: int) -> bool:
        """Whether a record of these lines and so many cells is a stray quote that took whole records into one cell.

        So it is where the count is wrong and the lines in between are records by themselves.
        """
        between = lines[1:-1]
        if not between or self.width < 2 or self.width <= count <= self.width + self.trailing:
            return False
        try:
            rows = [next(self.dialect.rows([line], is_strict=True)) for line in between]
        except csv.Error:
            return False
        return 2 * sum(len(row) == self.width for row in rows) >= len(between)

    def is_blank(self, line: str) -> bool:
        """Whether a line is no record: a line of delimiters only is one, without values."""
        return not line.strip() and self.dialect.delimiter not in line


class Records(Iterator[Record]):
    """The records of a source from where it stands."""

    def __init__(self, source: Source, shape: Shape) -> None:
        self._source = source
        self._shape = shape
        self._lines = _RecordLines(source, shape.limits)
        self._rows = shape.dialect.rows(self._lines, is_strict=True)

    @property
    def hopeless_before(self) -> int:
        """A quote that is open at the end of a line before this one is known not to close."""
        return self._lines.hopeless_before

    def __next__(self) -> Record:
        while True:
            self._source.forget()
            line = self._source.take_line()
            if line is None:
                raise StopIteration
            if line.is_cut:
                most = self._shape.limits.record_chars
                return Record(self._source.lines, (), f"is longer than {most:,} characters", line.text)
            if not self._shape.is_blank(line.text):
                return self._read(line.text)

    def _read(self, first: str) -> Record:
        row = self._source.lines
        offset = self._source.offset
        self._lines.start(first)
        try:
            cells = next(self._rows)
        except csv.Error:
            raw = without_end(first)
            if not self._lines.is_open:
                dialect = self._shape.dialect
                return self._shape.judge(row, raw, mended_cells(raw, dialect.delimiter, dialect.quote), is_mended=True)
            self._lines.hopeless_before = max(self._lines.hopeless_before, self._source.lines)
            self._source.go_back(Place(offset, row))
            return Record(row, (), OPEN_QUOTE, raw)
        if self._shape.has_swallowed(self._lines.taken, len(cells)):
            self._source.go_back(Place(offset, row))
            return Record(row, (), OPEN_QUOTE, without_end(first))
        return self._shape.judge(row, without_end("".join(self._lines.taken)), cells)


class _RecordLines(Iterator[str]):
    """The lines of one record for the csv reader, which asks for another only while a quote is open.

    What is known of open quotes is kept from record to record: each line is so read a few times at most.
    """

    def __init__(self, source: Source, limits: FeedLimits) -> None:
        self._source = source
        self._limits = limits
        self.hopeless_before = 0
        self.start("")

    def start(self, first: str) -> None:
        self.taken = [first]
        self._chars = len(first)
        self._is_given = False
        self.is_open = False

    def __next__(self) -> str:
        if not self._is_given:
            self._is_given = True
            return self.taken[0]
        self.is_open = True
        if len(self.taken) >= self._limits.record_lines or self._source.lines < self.hopeless_before:
            raise StopIteration
        line = self._source.take_line_of_record()
        self._chars += len(line or "")
        if line is None or self._chars > self._limits.record_chars:
            raise StopIteration
        self.taken.append(line)
        return line
