"""One feed from the file as sent to its records: unpacked, decoded, recognised, read, all within the limits.

What comes in is a file on disk, what goes out are tables of at most so many rows. It refuses what cannot be used as a
whole; single records that cannot be read come out as broken ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from expectations.columns import ColumnNames
from expectations.policy import FeedLimits
from expectations.suppliers import Format
from tasks.errors import FeedRefused
from tasks.ingest.archives.opening import Member, open_archive
from tasks.ingest.encoding.decide import decide_encoding, decode
from tasks.ingest.header_row import header_notes
from tasks.ingest.marks import mark_lines
from tasks.ingest.readers import known_formats, recognise
from tasks.ingest.records import Batch, Feed, Table
from tasks.ingest.shards import shard_table, shards


@dataclass
class Reading:
    """What is known of a feed, complete once its `tables` are used up.

    `encodings` and `formats` are those of its files (an archive may hold several), `confidence` the least certain of
    the encodings (0–1; missing where no text was decoded), `guess` what is to be said of a guessed one.
    """

    header: tuple[str, ...] = ()
    rows: int = 0
    broken: int = 0
    first_problem: str | None = None
    encodings: list[str] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    confidence: float | None = None
    guess: str | None = None
    notes: list[str] = field(default_factory=list)
    pictures: tuple[Member, ...] = ()


@dataclass(frozen=True)
class Reader:
    """Reads feeds of one supplier: what its file states, the known column names, the limits, rows of one shard."""

    stated: Format
    names: ColumnNames
    limits: FeedLimits
    shard_rows: int

    def read(self, path: Path, folder: Path, *, source: str, row_id_prefix: str, into: Reading) -> Iterator[pa.Table]:
        """The shards of one feed; `folder` takes what is unpacked, `into` what is found out on the way.

        Raises FeedRefused, also in the middle, and at the end where there are no records or most are broken.
        """
        unpacked = open_archive(path, folder, source=source, limits=self.limits)
        into.notes.extend(unpacked.notes)
        into.pictures = unpacked.pictures
        tables = (
            table
            for member in unpacked.feeds
            for table in self._tables(member, source, row_id_prefix, into, len(unpacked.feeds) > 1)
        )
        yield from shards(tables, self.shard_rows)
        _refuse_if_unusable(into, self.limits, source)

    def _tables(
        self, member: Member, source: str, row_id_prefix: str, into: Reading, is_one_of_several: bool
    ) -> Iterator[pa.Table]:
        name = f"{source}/{member.name}" if is_one_of_several else source
        feed = Feed(member.path, name, self.stated, self.names, self.limits, self.shard_rows, into.notes)
        opened = self._open(feed, into)
        into.formats.append(opened.format)
        for read in opened.batches:
            batch = _aligned(mark_lines(read, self.names), into)
            if into.rows + len(batch) > self.limits.rows:
                raise feed.refuse(f"has more than {self.limits.rows:,} rows", fix="send it in several feeds")
            yield shard_table(batch, first_n=into.rows + 1, row_id_prefix=row_id_prefix, source_file=source)
            _count(batch, into)
        into.notes.extend(note for note in header_notes(into.header) if note not in into.notes)

    def _open(self, feed: Feed, into: Reading) -> Table:
        known = recognise(feed.path, is_text=False)
        if known is not None:
            return known.read(feed)
        encoding = decide_encoding(feed.path, source=feed.source, stated=self.stated.encoding)
        into.encodings.append(encoding.name)
        into.confidence = min(encoding.confidence, 1.0 if into.confidence is None else into.confidence)
        if encoding.how == "detected":
            into.guess = into.guess or encoding.note
        elif encoding.note:
            into.notes.append(encoding.note)
        text = feed.path
        if not encoding.is_clean_utf8:
            text = decode(feed.path, feed.path.with_name(f"{feed.path.name}.utf8"), encoding, source=feed.source)
        format = recognise(text, is_text=True)
        if format is None:
            kinds = ", ".join(one.name for one in known_formats())
            raise feed.refuse("is of no known format", fix=f"send it as one of {kinds}")
        return format.read(Feed(text, feed.source, feed.stated, feed.names, feed.limits, feed.batch_rows, feed.notes))


def _aligned(batch: Batch, into: Reading) -> Batch:
    """The batch with its columns in the order of the whole feed's header, which it may extend."""
    if batch.header[: len(into.header)] == into.header:
        into.header = batch.header
        return batch
    places: list[int] = []
    header = list(into.header)
    for name in batch.header:
        free = [index for index, one in enumerate(header) if one == name and index not in places]
        if not free:
            header.append(name)
            free = [len(header) - 1]
        places.append(free[0])
    into.header = tuple(header)
    nothing = pa.nulls(len(batch), pa.string())
    cells = [nothing] * len(header)
    for place, one in zip(places, batch.cells, strict=True):
        cells[place] = one
    numbers = [
        None if text is None else ",".join(str(places[int(index)]) for index in text.split(","))
        for text in batch.numbers.to_pylist()
    ]
    return Batch(into.header, cells, batch.source_rows, batch.problems, batch.raw, pa.array(numbers, pa.string()))


def _count(batch: Batch, into: Reading) -> None:
    into.rows += len(batch)
    broken = len(batch) - batch.problems.null_count
    into.broken += broken
    if broken and into.first_problem is None:
        row = pc.index(pc.is_valid(batch.problems), True).as_py()
        into.first_problem = f"row {batch.source_rows[row]} {batch.problems[row].as_py()}"


def _refuse_if_unusable(read: Reading, limits: FeedLimits, source: str) -> None:
    if read.rows == 0:
        raise FeedRefused("has a header and no data rows", source=source, fix="send the feed with its data rows")
    if 100 * read.broken > limits.broken_pct * read.rows:
        raise FeedRefused(
            f"{read.broken} of {read.rows} records cannot be read, the first: {read.first_problem}",
            source=source,
            fix="ask for the file anew; where it is right, state its delimiter and encoding under format: "
            "in the supplier file",
        )
