r"""Tables of text as CSV: RFC 4180 with `\n` line ends, UTF-8 without a mark, quotes only where needed.

pyarrow's own writer quotes every text cell, so the lines are joined here with its compute functions: the same
speed, and the files stay readable.
"""

from __future__ import annotations

import io
from typing import IO

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

# Bounds the memory of one joined block; a block must stay below the 2 GB an Arrow string array can hold.
_ROWS_AT_ONCE = 16_384

_SPECIAL = np.isin(np.arange(256), np.frombuffer(b'",\r\n', np.uint8))


def write_csv(table: pa.Table, out: IO[bytes]) -> None:
    """Write the header line and all rows; missing cells are empty. `table` holds text columns only."""
    header = [_quoted(pa.array([name], pa.string())) for name in table.column_names]
    out.write(_lines(header))
    for start in range(0, table.num_rows, _ROWS_AT_ONCE):
        block = table.slice(start, _ROWS_AT_ONCE).combine_chunks()
        if block.num_rows:
            out.write(_lines([_quoted(_one_chunk(column)) for column in block.columns]))


def csv_bytes(table: pa.Table) -> bytes:
    """The file of a table as bytes; for tables that fit into memory twice."""
    out = io.BytesIO()
    write_csv(table, out)
    return out.getvalue()


def text_table(frame: pd.DataFrame) -> pa.Table:
    """A frame as a table of text columns, names and order kept; missing stays missing."""
    arrays = [pa.array(frame.iloc[:, place].astype("str"), pa.string()) for place in range(frame.shape[1])]
    return pa.Table.from_arrays(arrays, names=[str(name) for name in frame.columns])


def _quoted(cells: pa.Array) -> pa.Array:
    # Most columns hold nothing to quote, which their bytes as a whole tell far faster than cell by cell.
    text = cells.buffers()[2]
    if text is None or not _SPECIAL[np.frombuffer(text, np.uint8)].any():
        return cells
    needs = pc.match_substring_regex(cells, '[",\r\n]')
    doubled = pc.replace_substring(cells, '"', '""')
    return pc.if_else(needs, pc.binary_join_element_wise('"', doubled, '"', ""), cells)


def _lines(columns: list[pa.Array]) -> memoryview:
    joined = pc.binary_join_element_wise(*columns, ",", null_handling="replace", null_replacement="")
    ended = pc.binary_join_element_wise(joined, "\n", "")
    # The text of an Arrow string array lies end to end in one buffer, which here is the very content of the
    # file.
    return memoryview(ended.buffers()[2])[: pc.sum(pc.binary_length(ended)).as_py()]


def _one_chunk(column: pa.ChunkedArray) -> pa.Array:
    chunk = column.combine_chunks()
    return pa.concat_arrays(chunk.chunks) if isinstance(chunk, pa.ChunkedArray) else chunk
