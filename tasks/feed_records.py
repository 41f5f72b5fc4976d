"""Feeds on their way in: which objects were found, how they were read, where their shards lie."""

from __future__ import annotations

import pandas as pd

from tasks.manifest import Record, Source


def cell_column(index: int) -> str:
    """The name under which shards store the cells of the supplier's column number `index` (from 0)."""
    return f"c{index}"


class FeedObject(Record):
    """A feed object before it is read; `sha256` of the bytes as sent."""

    key: str
    etag: str
    sha256: str
    bytes: int


class Intake(Record):
    """What lies in a supplier's inbox: its feeds, and a digest over the names and versions of its pictures."""

    feeds: tuple[FeedObject, ...]
    pictures_sha256: str


class Refusal(Record):
    """Why nothing of a supplier can be used; becomes a batch finding and exit code 3."""

    reason: str
    source: str
    fix: str
    rule_id: str


class IngestedSource(Record):
    """One feed as read: its record for the manifest, its header, and its shards in file order.

    `notes` say what was recognised and left out or mended, `encoding_guess` that the encoding was not stated. A shard
    may lack the last columns of the header: `whole` adds them.
    """

    source: Source
    file: str
    header: tuple[str, ...]
    shards: tuple[str, ...]
    notes: tuple[str, ...] = ()
    encoding_guess: str | None = None

    def whole(self, shard: pd.DataFrame) -> pd.DataFrame:
        """A shard of this feed with a column for every name of the header, missing where it has none."""
        absent = [name for name in map(cell_column, range(len(self.header))) if name not in shard.columns]
        if not absent:
            return shard
        nothing = pd.DataFrame({name: pd.Series(pd.NA, index=shard.index, dtype="str") for name in absent})
        return pd.concat([shard, nothing], axis=1)


class Ingested(Record):
    """All feeds of a supplier as read."""

    sources: tuple[IngestedSource, ...]

    @property
    def rows(self) -> int:
        """Records over all feeds, broken ones included."""
        return sum(one.source.rows for one in self.sources)
