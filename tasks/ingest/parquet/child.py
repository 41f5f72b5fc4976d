"""The process of its own in which a Parquet file is read, its memory, time and output bounded by the system.

What comes in, as JSON in the first argument, are the file's path, where to write, the limits, the rows of a batch and
the seconds it may take. What goes out is an Arrow stream of batches, or a refusal. The library ends its process at some
damages: hence a process that nobody needs.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pyarrow as pa

from expectations.policy import FeedLimits
from tasks.ingest.child_bounds import bound, exit_code
from tasks.ingest.parquet.reading import opened

# What the libraries take of the addresses before anything is read, and a stream of records beside their text.
_LIBRARIES_MB = 256
_BESIDE_BYTES = 64 << 20


def main(argument: str) -> int:
    """Write the batches of a Parquet file; 0, or REFUSED with reason and fix as JSON on the output."""
    asked = json.loads(argument)
    limits = FeedLimits.model_validate(asked["limits"])
    bound(
        memory_mb=limits.workbook_memory_mb + _LIBRARIES_MB,
        file_bytes=limits.unpacked_bytes + _BESIDE_BYTES,
        seconds=asked["seconds"],
    )
    return exit_code(lambda: _write(Path(asked["path"]), Path(asked["to"]), limits, asked["batch_rows"]))


def _write(path: Path, to: Path, limits: FeedLimits, batch_rows: int) -> None:
    # Packed, since columns without values take next to nothing in a Parquet file too.
    options = pa.ipc.IpcWriteOptions(compression="lz4", use_threads=False)
    with (
        opened(path, limits, batch_rows) as (schema, batches),
        to.open("wb") as sink,
        pa.ipc.new_stream(sink, schema, options=options) as stream,
    ):
        for batch in batches:
            stream.write_batch(batch)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
