"""A batch of records as a frame: who each row is, and its cells as text columns `c0`, `c1`, …"""

from __future__ import annotations

import pandas as pd

from tasks.feed_records import cell_column
from tasks.ingest.delimited import Batch


def shard_frame(batch: Batch, *, first_n: int, row_id_prefix: str, source_file: str, width: int) -> pd.DataFrame:
    """One row per record: n, row_id, source_file, source_row, record_problem, raw_text and the cells.

    `first_n` is the 1-based number of the batch's first record. Cells of broken records are missing; blank cells
    stay empty text.
    """
    numbers = range(first_n, first_n + len(batch))
    identity = pd.DataFrame(
        {
            "n": pd.Series(numbers, dtype="int64"),
            "row_id": pd.Series([f"{row_id_prefix}-{n}" for n in numbers], dtype="str"),
            "source_file": pd.Series([source_file] * len(batch), dtype="str"),
            "source_row": pd.Series(batch.source_rows, dtype="int64"),
            "record_problem": pd.Series(batch.problems, dtype="str"),
            "raw_text": pd.Series(batch.raw, dtype="str"),
        }
    )
    cells = pd.DataFrame(batch.cells, columns=[cell_column(index) for index in range(width)], dtype="str")
    return pd.concat([identity, cells], axis=1)
