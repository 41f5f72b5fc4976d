"""A feed on disk read and normalised on the spot, without S3 and Prefect: for proposals and golden folders.

A file and a supplier in, the mapping and the canonical lines out, by the very steps of a run. A feed that cannot be
used raises FeedRefused.
"""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from expectations.configuration import Configuration
from expectations.suppliers import Supplier
from tasks.ingest.reading import Reader, Reading
from tasks.normalise.arrange import arrange
from tasks.normalise.plan import FeedPlan, describe, plan_feed, shop_of
from tasks.normalise.values import Conventions, normalise_values
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
    cells = pd.concat(shards, ignore_index=True)

    def columns_of(names: Sequence[str]) -> Iterator[pd.DataFrame]:
        yield cells[list(names)]

    plan = plan_feed(
        into.header,
        cells,
        columns_of,
        supplier,
        declared.columns,
        declared.words,
        source=path.name,
        known_names=declared.names,
    )
    shop = shop_of(plan)
    context = shop.context(into.header, [cells]) if shop else None
    arranged = arrange(cells, into.header, plan.mapping, constants=supplier.constants, shop=shop, context=context)
    made = normalise_values(arranged, Conventions.of(declared, supplier, plan, day))
    return Sample(into.header, plan, describe(into.header, plan), made.rows, made.changes)
