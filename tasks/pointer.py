"""The pointer to the current batch, and where batches, runs and states lie.

`current.json` is the only object that changes; it is read with its ETag and moved by a conditional write.
"""

from __future__ import annotations

from dataclasses import dataclass

from tasks.errors import NoSuchObject, PreconditionFailed
from tasks.manifest import Record
from tasks.storage.bucket import Bucket

MARKETPLACE = "wish"
POINTER_KEY = f"batches/{MARKETPLACE}/current.json"


class PublishedState(Record):
    """Where the live SKUs of a supplier are listed, and the batch that changed them last."""

    batch_id: str
    state_key: str


class Pointer(Record):
    """`current.json`."""

    batch_id: str
    parent_batch_id: str | None
    suppliers: dict[str, PublishedState]


@dataclass(frozen=True)
class Current:
    """The pointer as read: nothing published yet has neither pointer nor etag."""

    pointer: Pointer | None
    etag: str | None

    @property
    def batch_id(self) -> str | None:
        """The current batch, if any."""
        return None if self.pointer is None else self.pointer.batch_id

    @property
    def suppliers(self) -> dict[str, PublishedState]:
        """The published states by supplier."""
        return {} if self.pointer is None else self.pointer.suppliers


def read_current(bucket: Bucket) -> Current:
    """Read the pointer with the ETag of exactly that content."""
    while True:
        info = bucket.head(POINTER_KEY)
        if info is None:
            return Current(None, None)
        try:
            data = bucket.get(POINTER_KEY, etag=info.etag)
        except (NoSuchObject, PreconditionFailed):
            continue  # it moved between the two requests
        return Current(Pointer.model_validate_json(data), info.etag)


def write_pointer(bucket: Bucket, pointer: Pointer, etag: str | None) -> None:
    """Move the pointer from the version `etag` (None: from nothing); PreconditionFailed where it has moved."""
    data = pointer.model_dump_json(indent=2).encode() + b"\n"
    if etag is None:
        bucket.put_new(POINTER_KEY, data)
    else:
        bucket.replace(POINTER_KEY, data, etag=etag)


def batch_folder(batch_id: str) -> str:
    """The key prefix of a batch, without a final slash."""
    return f"batches/{MARKETPLACE}/{batch_id}"


def run_folder(run_id: str) -> str:
    """The key prefix of a run, without a final slash."""
    return f"runs/{run_id}"


def parts_folder(run_id: str) -> str:
    """The key prefix of what a run keeps besides its outputs: decided rows, parts of files, states."""
    return f"{run_folder(run_id)}/parts"
