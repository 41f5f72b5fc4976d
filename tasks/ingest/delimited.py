"""Reads delimited text into bounded batches of records, each with the line it starts on.

The standard library's csv reader is used: it keeps every cell as text and tells which lines a record took, which
pyarrow's faster one does not. A record with too few or too many cells becomes a broken record with its raw text;
where a stray quote swallowed several lines only the first is broken and reading goes on with the next.
"""

from __future__ import annotations

import csv
import itertools
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tasks.errors import FeedRefused

DELIMITERS = ",;\t|"
# A record longer than this is taken for a quote that was never closed.
MAX_RECORD_LINES = 1000
MAX_CELL_CHARS = 1 << 20

csv.field_size_limit(16 << 20)


@dataclass(frozen=True)
class Header:
    """The column names of a feed and the line they stand on."""

    names: tuple[str, ...]
    delimiter: str


@dataclass
class Batch:
    """Up to `size` records: cells by column, the line each starts on, and what could not be read.

    `problems` and `raw` are None for good records; a broken record's cells are all None.
    """

    cells: list[list[str | None]] = field(default_factory=list)
    source_rows: list[int] = field(default_factory=list)
    problems: list[str | None] = field(default_factory=list)
    raw: list[str | None] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.cells)


class _Lines(Iterator[str]):
    """Lines with their numbers that can be given back."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._source = iter(lines)
        self._returned: deque[str] = deque()
        self.number = 0
        self.taken: list[str] = []
        self.is_open = False

    def __next__(self) -> str:
        if len(self.taken) >= MAX_RECORD_LINES:
            # Close whatever quote is open: the record ends here and is recognised as broken.
            self.is_open = True
            return '"\n'
        line = self._returned.popleft() if self._returned else next(self._source, None)
        if line is None:
            # Only an open quote makes the reader ask for more inside a record.
            self.is_open = bool(self.taken)
            raise StopIteration
        self.number += 1
        self.taken.append(line)
        return line

    def start_record(self) -> None:
        self.taken = []
        self.is_open = False

    def give_back_all_but_first(self) -> None:
        for line in reversed(self.taken[1:]):
            self._returned.appendleft(line)
        self.number -= len(self.taken) - 1
        del self.taken[1:]


def read_header(path: Path, encoding: str, delimiter: str | None, *, source: str) -> Header:
    """The first line that is not blank as column names; the delimiter is the one it holds most of.

    Raises FeedRefused where the file has no such line.
    """
    with path.open("r", encoding=encoding, newline="") as text:
        first = next((line for line in itertools.islice(text, 1000) if line.strip()), "")
        if not first:
            raise FeedRefused("has no header line", source=source, fix="send a file with a header line and data rows")
        chosen = delimiter or guess_delimiter(first)
        text.seek(0)
        lines = _Lines(text)
        names = next(_records(lines, chosen, source), [])
    return Header(tuple(name.strip() for name in names), chosen)


def guess_delimiter(line: str) -> str:
    """The delimiter that stands most often outside quotes; a comma where none does."""
    outside = "".join(part for index, part in enumerate(line.split('"')) if index % 2 == 0)
    counts = Counter(character for character in outside if character in DELIMITERS)
    return max(DELIMITERS, key=lambda one: (counts[one], -DELIMITERS.index(one)))


def read_batches(path: Path, encoding: str, header: Header, *, size: int, source: str) -> Iterator[Batch]:
    """All records after the header in batches of at most `size`; blank lines are no records."""
    width = len(header.names)
    with path.open("r", encoding=encoding, newline="") as text:
        lines = _Lines(text)
        records = _records(lines, header.delimiter, source)
        next(records, None)
        batch = Batch()
        for cells in records:
            start = lines.number - len(lines.taken) + 1
            problem = _problem(cells, width, header.delimiter, lines)
            if problem and len(lines.taken) > 1:
                lines.give_back_all_but_first()
                problem = "a quote is opened and not closed"
            batch.cells.append([None] * width if problem else list(cells))
            batch.source_rows.append(start)
            batch.problems.append(problem)
            batch.raw.append("".join(lines.taken).rstrip("\r\n") if problem else None)
            if len(batch) >= size:
                yield batch
                batch = Batch()
        if batch:
            yield batch


def _records(lines: _Lines, delimiter: str, source: str) -> Iterator[list[str]]:
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        lines.start_record()
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise FeedRefused(
                f"line {lines.number} cannot be read ({error})",
                source=source,
                fix="send the feed as plain CSV",
            ) from error
        if cells is None:
            return
        if cells and any(cell.strip() for cell in cells):
            yield cells
        elif len(cells) > 1:
            yield cells  # a line of delimiters only is a record without values, not a blank line


def _problem(cells: list[str], width: int, delimiter: str, lines: _Lines) -> str | None:
    if lines.is_open or (len(lines.taken) > 1 and _is_closed_inside(lines.taken, delimiter)):
        return "a quote is opened and not closed"
    if len(cells) != width:
        return f"has {len(cells)} cells where the header has {width}"
    if any(len(cell) > MAX_CELL_CHARS for cell in cells):
        return f"has a cell of more than {MAX_CELL_CHARS:,} characters"
    return None


def _is_closed_inside(lines: list[str], delimiter: str) -> bool:
    """Whether the quote that joins these lines ends inside a cell: then it is another record's opening quote."""
    try:
        deque(csv.reader(lines, delimiter=delimiter, strict=True), maxlen=0)
    except csv.Error:
        return True
    return False
