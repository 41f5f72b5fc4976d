"""Batches of records as tables: who each row is, and its cells as text columns `c0`, `c1`, …"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tasks.feed_records import cell_column
from tasks.ingest.records import Batch


def shard_table(batch: Batch, *, first_n: int, row_id_prefix: str, source_file: str) -> pa.Table:
    """One row per record: n, row_id, source_file, source_row, record_problem, raw_text, numbers and the cells.

    `first_n` is the 1-based number of the batch's first record. Cells of broken records are missing; blank cells
    stay empty text.
    """
    counted = pa.array(np.arange(first_n, first_n + len(batch), dtype=np.int64))
    columns = {
        "n": counted,
        "row_id": pc.binary_join_element_wise(row_id_prefix, pc.cast(counted, pa.string()), "-"),
        "source_file": pa.repeat(pa.scalar(source_file, pa.string()), len(batch)),
        "source_row": pa.array(batch.source_rows, pa.int64()),
        "record_problem": batch.problems,
        "raw_text": batch.raw,
        "numbers": batch.numbers,
    }
    columns |= {cell_column(index): cells for index, cells in enumerate(batch.cells)}
    return pa.table(columns)


def shards(tables: Iterable[pa.Table], most_rows: int) -> Iterator[pa.Table]:
    """Small tables put together, in order, into ones of at most `most_rows` where the pieces allow it.

    A piece without a column that another has is filled up with nulls.
    """
    waiting: list[pa.Table] = []
    rows = 0
    for table in tables:
        if waiting and rows + len(table) > most_rows:
            yield pa.concat_tables(waiting, promote_options="default")
            waiting, rows = [], 0
        waiting.append(table)
        rows += len(table)
    if waiting:
        yield pa.concat_tables(waiting, promote_options="default")
