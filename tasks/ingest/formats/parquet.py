"""Parquet files: their records as text, however their columns are typed.

What comes in is a Parquet file, what goes out are its records in bounded batches. Structures become columns named by
their path (`price.amount`), lists of plain values one cell with a line for each. The library that reads them ends its
process at some damages, so it runs in one of its own. It refuses what is damaged, encrypted or too large.
"""

from __future__ import annotations

from pathlib import Path

from tasks.ingest.parquet.process import read_batches
from tasks.ingest.parquet.reading import ENCRYPTED_MARK, MARK
from tasks.ingest.records import Feed, FeedFormat, Table


def recognise(path: Path, start: bytes) -> bool:
    """Whether the file begins as Parquet does, encrypted or not."""
    return start.startswith((MARK, ENCRYPTED_MARK))


def read(feed: Feed) -> Table:
    """The records of a Parquet file; a record's row is its number from 1. Raises FeedRefused."""
    return Table("parquet", read_batches(feed))


FORMAT = FeedFormat(name="parquet", rank=10, is_text=False, recognise=recognise, read=read)
