"""The record of a run or batch: what came in, what was decided, which files came out."""

from __future__ import annotations

import datetime as dt
from pathlib import PurePosixPath

import pydantic


class Record(pydantic.BaseModel):
    """Base of what is stored as JSON: frozen, unknown keys refused."""

    model_config = pydantic.ConfigDict(frozen=True, extra="forbid")


class Source(Record):
    """One feed object as it was read.

    `encoding` is missing for formats that are no text; `encoding_confidence` is 1 unless the encoding was found by
    looking at the text.
    """

    key: str
    etag: str
    sha256: str
    bytes: int
    rows: int
    encoding: str | None
    encoding_confidence: float | None = None
    format: str


class SupplierResult(Record):
    """What became of one supplier's rows. `guardrail` and `refused` hold a reason or nothing.

    `waived_by_rule` counts those of `findings_by_rule` that a reviewer's waiver covers.
    """

    sources: tuple[Source, ...] = ()
    rows_in: int = 0
    approved: int = 0
    held: int = 0
    rejected: int = 0
    folded: int = 0
    added: int = 0
    updated: int = 0
    disabled: int = 0
    unchanged: int = 0
    findings_by_rule: dict[str, int] = {}
    waived_by_rule: dict[str, int] = {}
    guardrail: str | None = None
    refused: str | None = None

    @pydantic.model_validator(mode="after")
    def _nothing_is_lost(self) -> SupplierResult:
        if self.rows_in != self.approved + self.held + self.rejected:
            raise ValueError(
                f"rows are lost: {self.rows_in} in, "
                f"{self.approved} approved + {self.held} held + {self.rejected} rejected"
            )
        return self


class WaiverUse(Record):
    """What became of a reviewer's waiver: how many findings it waived, or why it is stale.

    `barred` are rules that it met and could not cover, each with the reason; `place` is its file and line. Without
    `supplier` it is about a product of any supplier.
    """

    place: str
    subject: str
    supplier: str | None = None
    who: str
    why: str
    until: dt.date
    waived: int = 0
    barred: dict[str, str] = {}
    stale: str | None = None


class Unmatched(Record):
    """What was declared and met nothing: rules that were judged, and by supplier the lookups of its file."""

    rules: tuple[str, ...] = ()
    lookups: dict[str, tuple[str, ...]] = {}


class Output(Record):
    """One file of the run, its key relative to the run's folder. `rows` is missing for files without rows."""

    key: str
    sha256: str
    bytes: int
    rows: int | None = None

    @pydantic.field_validator("key")
    @classmethod
    def _stays_inside(cls, key: str) -> str:
        path = PurePosixPath(key)
        if path.is_absolute() or ".." in path.parts:
            raise ValueError(f"key {key!r} leads out of its folder")
        return key


class Manifest(Record):
    """`manifest.json`."""

    run_id: str
    batch_id: str | None
    parent_batch_id: str | None
    marketplace: str
    profile: str
    as_of: dt.date
    rules_version: str
    code_version: str
    started_at: dt.datetime
    finished_at: dt.datetime
    suppliers: dict[str, SupplierResult]
    waivers: tuple[WaiverUse, ...] = ()
    unmatched: Unmatched = Unmatched()
    outputs: tuple[Output, ...]

    def to_json(self) -> bytes:
        """Readable UTF-8 JSON with a final line break."""
        return self.model_dump_json(indent=2).encode() + b"\n"
