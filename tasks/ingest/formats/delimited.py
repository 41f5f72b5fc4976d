"""Delimited text: CSV and its relatives, with a header line and a record in each line.

A file in UTF-8 comes in; its records come out as text, as they were sent. Lines above the header are named in a note.
It refuses a file without a header line, and one whose header is longer or wider than allowed. As the last of the text
formats it takes whatever no other knows.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tasks.ingest.delimited.batches import DelimitedBatches
from tasks.ingest.delimited.header import Top, read_top
from tasks.ingest.delimited.source import Source
from tasks.ingest.records import Batch, Feed, FeedFormat, Table


def _recognise(path: Path, start: bytes) -> bool:
    return True


def _read(feed: Feed) -> Table:
    with feed.path.open("rb") as file:
        top = read_top(feed, Source(file, feed.limits))
    feed.notes.extend(top.notes)
    return Table(top.shape.dialect.format, _batches(feed, top))


def _batches(feed: Feed, top: Top) -> Iterator[Batch]:
    with feed.path.open("rb") as file:
        source = Source(file, feed.limits, top.behind)
        yield from DelimitedBatches(feed, top.header, top.shape).read(source)


FORMAT = FeedFormat(name="csv", rank=90, is_text=True, recognise=_recognise, read=_read)
