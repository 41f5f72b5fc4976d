"""What a stage is told: where the bucket is, whose rows, under which key its artifacts lie, with which rules.

A Job is small and travels to worker processes; what it points at is opened there.
"""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass
from pathlib import Path

from expectations.configuration import Configuration, load_configuration
from expectations.suppliers import Supplier
from tasks.storage.bucket import Address, Bucket, open_bucket
from tasks.storage.workspace import Workspace

# The folders of the stages' artifacts under a supplier's input key.
INGESTED, NORMALISED, PICTURES, MEASURED, JUDGED = (
    "01_ingest",
    "02_normalise",
    "03_pictures",
    "04_measure",
    "05_judge",
)


@functools.lru_cache(maxsize=4)
def configuration(overlay: str | None) -> Configuration:
    """The configuration of an overlay folder, read once a process."""
    return load_configuration(Path(overlay) if overlay else None)


@dataclass(frozen=True)
class Job:
    """One supplier's work in one run.

    `supplier` is carried whole: `try` judges suppliers that no configuration folder knows.
    """

    address: Address
    supplier: Supplier
    input_key: str
    overlay: str | None
    as_of: dt.date

    @property
    def bucket(self) -> Bucket:
        """The open bucket."""
        return open_bucket(self.address)

    @property
    def configuration(self) -> Configuration:
        """Rules, lexicons, store and marketplace."""
        return configuration(self.overlay)

    def stage(self, name: str) -> Workspace:
        """The folder of a stage's artifacts, such as `02_normalise`."""
        return Workspace(self.bucket, f"work/{self.supplier.supplier}/{self.input_key}/{name}")
