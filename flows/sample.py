"""A feed on disk read and normalised on the spot, without S3 and Prefect: for proposals and golden folders.

A file and a supplier in, the mapping and the canonical lines out, by the very steps of a run. A feed that cannot be
used raises FeedRefused.
"""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from expectations.configuration import Configuration
from expectations.suppliers import Supplier
from tasks.ingest.reading import Reader, Reading
from tasks.normalise.feed import normalise_feed
from tasks.normalise.plan import FeedPlan, describe
from tasks.rows import IDENTITY
from tasks.storage.workspace import as_pandas

# Golden folders are compared line by line; these differ with the file's bytes or say nothing by themselves.
_LEFT_OUT = {*IDENTITY, "unread"} - {"kind", "record_problem"}


@dataclass(frozen=True)
class Sample:
    """A feed as it was read: its plan, the plan in words, canonical rows and changes in the order of the feed."""

    header: tuple[str, ...]
    plan: FeedPlan
    described: dict[str, Any]
    rows: pd.DataFrame
    changes: pd.DataFrame

    @property
    def lines(self) -> pd.DataFrame:
        """The rows as text, columns without any value left out."""
        shown = self.rows.drop(columns=[name for name in self.rows.columns if name in _LEFT_OUT])
        return shown.astype("str").where(shown.notna(), "").loc[:, shown.notna().any()]

    @property
    def told(self) -> pd.DataFrame:
        """The changes without the ids of rows, which are made of the file's bytes."""
        return self.changes.drop(columns="row_id").fillna("")


def read_sample(path: Path, supplier: Supplier, declared: Configuration, day: dt.date) -> Sample:
    """Read and normalise a feed from disk. Raises FeedRefused where it cannot be read at all."""
    header, shards = read_cells(path, supplier, declared)
    made = normalise_feed(header, shards, supplier, declared, day, source=path.name)
    return Sample(header, made.plan, describe(header, made.plan), made.rows, made.changes)


def read_cells(path: Path, supplier: Supplier, declared: Configuration) -> tuple[tuple[str, ...], list[pd.DataFrame]]:
    """The header of a feed on disk and its records in shards. Raises FeedRefused where it cannot be read."""
    policy = declared.policy
    reader = Reader(supplier.format, declared.columns, policy.feed_limits, policy.shard_rows)
    into = Reading()
    with tempfile.TemporaryDirectory() as folder:
        # Decoding writes beside the file that is read.
        sent = Path(shutil.copyfile(path, Path(folder) / "sent"))
        unpacked = Path(folder) / "unpacked"
        unpacked.mkdir()
        tables = reader.read(sent, unpacked, source=path.name, row_id_prefix=supplier.supplier, into=into)
        shards = [as_pandas(table) for table in tables]
    return into.header, shards
