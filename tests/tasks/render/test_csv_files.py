from __future__ import annotations

import csv
import io

import pandas as pd
import pyarrow as pa

from tasks.render.csv_files import csv_bytes, text_table


def test_only_cells_that_need_it_are_quoted() -> None:
    table = pa.table({"a": ["x", "y,z", 'say "hi"', "two\nlines", "r\rn"], "b,c": ["1", "", None, "'", " "]})
    expected = 'a,"b,c"\nx,1\n"y,z",\n"say ""hi""",\n"two\nlines",\'\n"r\rn", \n'
    assert csv_bytes(table) == expected.encode()


def test_a_table_without_rows_is_its_header() -> None:
    assert csv_bytes(pa.table({"a": pa.array([], pa.string()), "b": pa.array([], pa.string())})) == b"a,b\n"


def test_blocks_join_without_a_seam() -> None:
    cells = [f"{n},é" for n in range(40_000)]
    read = list(csv.reader(io.StringIO(csv_bytes(pa.table({"n": cells, "m": cells})).decode())))
    assert read == [["n", "m"], *([cell, cell] for cell in cells)]


def test_a_sliced_table_writes_its_own_rows() -> None:
    assert csv_bytes(pa.table({"a": ["1", "2,", "3"], "b": ["x", "y", "z"]}).slice(1, 1)) == b'a,b\n"2,",y\n'


def test_text_table_keeps_missing_missing() -> None:
    frame = pd.DataFrame({"a": pd.Series([1, None], dtype="Int64"), "b": pd.Series(["x", None], dtype="str")})
    assert text_table(frame).to_pydict() == {"a": ["1", None], "b": ["x", None]}
