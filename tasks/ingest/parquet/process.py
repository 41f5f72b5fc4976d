"""Reads a Parquet file in a process of its own: what comes in is a feed, what goes out are its batches."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa

from tasks.ingest.child_process import Child
from tasks.ingest.parquet.reading import DAMAGED, HEADER, OWN
from tasks.ingest.records import Batch, Feed

SECONDS = 1_800
_CHILD = Child(
    module="tasks.ingest.parquet.child",
    seconds=SECONDS,
    damaged=DAMAGED,
    content="its records hold",
    smaller="send it in several feeds, or as CSV",
    # The addresses that a process may take are bounded: none are to be reserved for threads that never run.
    environment={
        "ARROW_DEFAULT_MEMORY_POOL": "system",
        "MALLOC_ARENA_MAX": "1",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    },
)


def read_batches(feed: Feed) -> Iterator[Batch]:
    """The batches, once all of them could be read. Raises FeedRefused, only here."""
    with tempfile.TemporaryDirectory(prefix=f"{feed.path.name}.", dir=feed.path.parent) as folder:
        written = Path(folder).resolve() / "batches.arrow"
        asked = {
            "path": str(feed.path.resolve()),
            "to": str(written),
            "limits": feed.limits.model_dump(mode="json"),
            "batch_rows": feed.batch_rows,
            "seconds": SECONDS,
        }
        _CHILD.run(feed, asked)
        # The file lasts as long as it is open, wherever the reading ends.
        stream = written.open("rb")
    return _batches(stream)


def _batches(stream: BinaryIO) -> Iterator[Batch]:
    with stream, pa.ipc.open_stream(stream) as batches:
        header = tuple(json.loads(batches.schema.metadata[HEADER]))
        for batch in batches:
            source_rows, problems, raw, numbers = batch.columns[: len(OWN)]
            yield Batch(
                header=header,
                cells=batch.columns[len(OWN) :],
                source_rows=source_rows.to_numpy(),
                problems=problems,
                raw=raw,
                numbers=numbers,
            )
