"""What a run keeps so that it can be judged again: whose rows, under which keys, on top of which published state.

Written once a run beside its parts, and read by `rejudge`, which writes nothing under the run.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pydantic

from expectations.rules import OnFail
from expectations.suppliers import Supplier
from tasks.feed_records import Ingested
from tasks.job import Job
from tasks.manifest import Record
from tasks.pointer import Pointer, parts_folder
from tasks.storage.bucket import Bucket
from tasks.storage.workspace import Workspace

NAME = "stored.json"


class StoredSupplier(Record):
    """One supplier's rows of a run: where they lie, and the supplier file that they were read with."""

    supplier: Supplier
    input_key: str
    ingested: Ingested
    shards: tuple[str, ...]

    @pydantic.field_validator("supplier", mode="before")
    @classmethod
    def _as_it_was_declared(cls, value: Any) -> Any:
        # Declared models are strict, and only JSON text may hold their lists.
        return Supplier.model_validate_json(json.dumps(value)) if isinstance(value, dict) else value

    @pydantic.field_serializer("supplier")
    def _only_what_was_said(self, supplier: Supplier) -> dict[str, Any]:
        # Terms of an offer differ by whether they were said at all.
        return supplier.model_dump(mode="json", by_alias=True, exclude_unset=True)


class StoredRun(Record):
    """A run as it was judged. `versions` are those of all parts by which it was read, measured and judged.

    `pointer` is what was published before; `consequences` say what each rule led to on the day judged.
    """

    versions: dict[str, str]
    pointer: Pointer | None
    consequences: dict[str, OnFail]
    suppliers: dict[str, StoredSupplier]


def write_stored(bucket: Bucket, run: str, stored: StoredRun) -> None:
    """Keep it beside the run's parts."""
    Workspace(bucket, parts_folder(run)).write_json(NAME, stored.model_dump(mode="json"))


def read_stored(bucket: Bucket, run: str) -> StoredRun:
    """Read it; raises NoSuchObject for a run that kept none."""
    return StoredRun.model_validate(Workspace(bucket, parts_folder(run)).read_json(NAME))


@dataclass(frozen=True)
class Replay(Job):
    """The job of a stored run done again: its artifacts are read, those of the stages `anew` lie in the folder `aside`.

    `aside` is a key prefix; whoever makes it removes it.
    """

    aside: str = ""
    anew: frozenset[str] = frozenset()

    def stage(self, name: str) -> Workspace:
        """The folder of a stage's artifacts: the run's own, or the one aside."""
        if name not in self.anew:
            return super().stage(name)
        return Workspace(self.bucket, f"{self.aside}/{self.supplier.supplier}/{name}")
