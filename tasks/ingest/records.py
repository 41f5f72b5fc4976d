"""What every reader of a format gives: bounded batches of text records, each with the row it starts on.

A reader takes a Feed and gives a Table. Text stays as it was sent; a cell that the file itself stores as a number is
written out plainly and its column is noted, so that no decimal comma is looked for in it later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from expectations.columns import ColumnNames
from expectations.policy import FeedLimits
from expectations.suppliers import Format
from tasks.errors import FeedRefused

# A batch is full once its records take up so many cells, whatever stands in them.
_MOST_CELLS = 2_000_000


@dataclass(frozen=True)
class Feed:
    """One file to read. Text formats find it decoded to UTF-8 without a mark.

    `source` names it in messages, `stated` is what the supplier file says of it, `names` the column names that are
    known, `batch_rows` the most records of one batch. What a reader recognised and left out or mended goes to `notes`,
    one sentence each.
    """

    path: Path
    source: str
    stated: Format
    names: ColumnNames
    limits: FeedLimits
    batch_rows: int
    notes: list[str] = field(default_factory=list)

    def refuse(self, reason: str, *, fix: str) -> FeedRefused:
        """The error that refuses this feed; to be raised."""
        return FeedRefused(reason, source=self.source, fix=fix)


@dataclass(frozen=True)
class Batch:
    """Up to `batch_rows` records by column.

    `header` are the column names known so far: later batches may only add names behind them. `cells` holds one string
    array for each, null where a record has no such cell. `source_rows` is the line or spreadsheet row where each
    record starts. `problems` and `raw` (string arrays) are null for good records; the cells of a broken record are
    all null. `numbers` (strings) lists the columns whose cells the file stores as numbers, such as `0,3`, or null.
    """

    header: tuple[str, ...]
    cells: list[pa.Array]
    source_rows: npt.NDArray[np.int64]
    problems: pa.Array
    raw: pa.Array
    numbers: pa.Array

    def __len__(self) -> int:
        return len(self.source_rows)


@dataclass(frozen=True)
class Table:
    """A feed that could be opened: the format's name for the manifest, and its records in order."""

    format: str
    batches: Iterator[Batch]


@dataclass(frozen=True)
class FeedFormat:
    """A format the program reads. Readers are tried by `rank`, the most certain recognition first.

    `recognise` gets the path and the first 64 KiB as bytes (`is_text`: already in UTF-8) and must not read much more.
    `read` raises FeedRefused for a feed that cannot be used at all.
    """

    name: str
    rank: int
    is_text: bool
    recognise: Callable[[Path, bytes], bool]
    read: Callable[[Feed], Table]


class BatchBuilder:
    """Collects records one by one, for readers whose library gives them so.

    The header may grow: `column` gives a name's number and adds it where it is new. Raises FeedRefused beyond the
    limit of columns.
    """

    def __init__(self, feed: Feed, header: Sequence[str] = ()) -> None:
        self._feed = feed
        self._header = list(header)
        self._number = {name: index for index, name in reversed(list(enumerate(self._header)))}
        self._check_width()
        self._start()

    def _start(self) -> None:
        self._cells: list[Sequence[str | None]] = []
        self._source_rows: list[int] = []
        self._problems: list[str | None] = []
        self._raw: list[str | None] = []
        self._numbers: list[tuple[int, ...]] = []

    def __len__(self) -> int:
        return len(self._cells)

    @property
    def is_full(self) -> bool:
        """Whether it is time to `take`."""
        rows = len(self._cells)
        return rows >= self._feed.batch_rows or rows * len(self._header) > _MOST_CELLS

    def column(self, name: str) -> int:
        """The number of a column by its name, added behind the others where it is new."""
        number = self._number.get(name)
        if number is None:
            number = self._number[name] = len(self._header)
            self._header.append(name)
            self._check_width()
        return number

    def add(self, cells: Sequence[str | None], source_row: int, numbers: Sequence[int] = ()) -> None:
        """A good record: cells in the order of the header (fewer are filled up with nulls); `numbers` are columns.

        A cell longer than the limit makes it a broken record.
        """
        self._cells.append(cells)
        self._source_rows.append(source_row)
        self._problems.append(None)
        self._raw.append(None)
        self._numbers.append(tuple(numbers))

    def add_broken(self, source_row: int, problem: str, raw: str) -> None:
        """A record that could not be read, with its text as it was sent."""
        self._cells.append(())
        self._source_rows.append(source_row)
        self._problems.append(problem)
        self._raw.append(raw)
        self._numbers.append(())

    def take(self) -> Batch:
        """What was collected, as a Batch; the builder is empty again and keeps its header."""
        columns = self._columns()
        if self._break_long(columns):
            columns = self._columns()
        number_lists = {one: ",".join(map(str, one)) or None for one in set(self._numbers)}
        batch = Batch(
            header=tuple(self._header),
            cells=columns,
            source_rows=np.asarray(self._source_rows, dtype=np.int64),
            problems=pa.array(self._problems, pa.string()),
            raw=pa.array(self._raw, pa.string()),
            numbers=pa.array([number_lists[one] for one in self._numbers], pa.string()),
        )
        self._start()
        return batch

    def _columns(self) -> list[pa.Array]:
        rows, width = len(self), len(self._header)
        nulls = pa.nulls(rows, pa.string())
        filled = [
            nulls if column[-1] is None and column.count(None) == rows else pa.array(column, pa.string())
            for column in zip_longest(*self._cells)
        ][:width]
        return filled + [nulls] * (width - len(filled))

    def _break_long(self, columns: Sequence[pa.Array]) -> bool:
        """Make broken records of those with a cell beyond the limit; whether there were any."""
        longest = self._feed.limits.cell_chars
        filled = [cells for cells in columns if cells.null_count < len(cells)]
        long = [cells for cells in filled if (pc.max(pc.binary_length(cells)).as_py() or 0) > longest]
        rows = {
            int(row)
            for cells in long
            for row in np.flatnonzero(pc.greater(pc.utf8_length(cells), longest).fill_null(False))
        }
        for row in rows:
            self._raw[row] = "\t".join(cell or "" for cell in self._cells[row])
            self._problems[row] = f"has a cell of more than {longest:,} characters"
            self._cells[row], self._numbers[row] = (), ()
        return bool(rows)

    def _check_width(self) -> None:
        most = self._feed.limits.columns
        if len(self._header) > most:
            raise self._feed.refuse(
                f"has more than {most:,} columns", fix="send only the columns of the products, one record a product"
            )


def mended_notes(mended: Mapping[str, Sequence[int]]) -> list[str]:
    """A note for each thing that was mended, from what was done and the lines of the records."""
    return [
        f"{done}, in {len(lines):,} record{'s' if len(lines) > 1 else ''}, the first in line {lines[0]}"
        for done, lines in mended.items()
        if lines
    ]
