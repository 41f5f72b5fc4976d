"""How much text each row of an Arrow batch will hold, before it is decoded.

In a file a text that repeats is stored once, so a small file may hold any amount; with dictionaries kept, what will
come out can be counted without writing it out.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

_OTHER_BYTES = 8


def row_bytes(array: Any) -> npt.NDArray[np.int64]:
    """The bytes of text of each row, in whatever structure; numbers and times count 8."""
    kind = array.type
    if pa.types.is_dictionary(kind):
        return _filled(pc.take(pc.binary_length(array.dictionary), array.indices))
    if pa.types.is_struct(kind):
        return sum((row_bytes(one) for one in array.flatten()), np.zeros(len(array), dtype=np.int64))
    if pa.types.is_map(kind):
        pairs = row_bytes(array.keys) + row_bytes(array.items)
        return _summed(pairs, array.offsets)
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return _summed(row_bytes(array.values), array.offsets)
    if isinstance(kind, pa.BaseExtensionType):
        return row_bytes(array.storage)
    try:
        return _filled(pc.binary_length(array))
    except pa.ArrowNotImplementedError:
        return np.full(len(array), _OTHER_BYTES, dtype=np.int64)


def _filled(lengths: pa.Array) -> npt.NDArray[np.int64]:
    return np.asarray(pc.fill_null(lengths.cast(pa.int64()), 0).to_numpy(zero_copy_only=False))


def _summed(inner: npt.NDArray[np.int64], offsets: pa.Array) -> npt.NDArray[np.int64]:
    """Sums over the values of each list; every list counts for something itself."""
    before = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(inner)])
    ends = offsets.to_numpy(zero_copy_only=False)
    return np.asarray(before[ends[1:]] - before[ends[:-1]] + _OTHER_BYTES)


def parts(
    batch: pa.RecordBatch, most_bytes: int, alone_bytes: int
) -> list[tuple[pa.RecordBatch, npt.NDArray[np.int64]]]:
    """The batch in slices of at most so many bytes of text, each with the bytes of its rows.

    A row of more than `alone_bytes` stands alone.
    """
    sizes = sum((row_bytes(one) for one in batch.columns), np.zeros(len(batch), dtype=np.int64))
    ends = np.cumsum(sizes)
    alone = np.flatnonzero(sizes > min(alone_bytes, most_bytes))
    slices = []
    start = 0
    while start < len(batch):
        before = int(ends[start - 1]) if start else 0
        end = max(start + 1, int(np.searchsorted(ends, before + most_bytes, side="right")))
        next_alone = alone[np.searchsorted(alone, start) :]
        if len(next_alone):
            end = min(end, max(start + 1, int(next_alone[0])))
        slices.append((batch.slice(start, end - start), sizes[start:end]))
        start = end
    return slices
