"""One reading of one feed in a process of its own: `python -m tests.benchmarks.read_once ENGINE KIND FILE`.

Prints rows, seconds (without imports) and the peak memory in MB of the process and its children, as JSON.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.peak_memory import peak_mb


def _ours() -> Callable[[Path], int]:
    from expectations.policy import FeedLimits
    from expectations.suppliers import Format
    from tasks.ingest.readers import known_formats
    from tasks.ingest.reading import Reader, Reading
    from tasks.job import configuration

    known_formats()
    # The largest sample would pass the sizes allowed by default only as long as nobody asks for more records.
    limits = FeedLimits(file_bytes=1 << 40, unpacked_bytes=1 << 40)
    reader = Reader(Format(), configuration(None).columns, limits, configuration(None).policy.shard_rows)

    def read(path: Path) -> int:
        with tempfile.TemporaryDirectory() as folder:
            tables = reader.read(path, Path(folder), source=path.name, row_id_prefix="x", into=Reading())
            return sum(len(table) for table in tables)

    return read


def _pyarrow(kind: str) -> Callable[[Path], int]:
    import pyarrow as pa
    import pyarrow.csv
    import pyarrow.parquet

    from tests.benchmarks.feeds import HEADER

    if kind == "parquet":
        return lambda path: len(pa.parquet.read_table(path))
    delimiter = {"tsv": "\t", "csv": ","}.get(kind, ";")
    options = {
        "read_options": pa.csv.ReadOptions(encoding="cp1251" if kind == "cp1251" else "utf8"),
        "parse_options": pa.csv.ParseOptions(delimiter=delimiter, newlines_in_values=kind != "plain"),
        "convert_options": pa.csv.ConvertOptions(column_types=dict.fromkeys(HEADER, pa.string())),
    }
    return lambda path: len(pa.csv.read_csv(path, **options))


def _pandas(kind: str) -> Callable[[Path], int]:
    import pandas as pd

    if kind == "jsonl":
        return lambda path: len(pd.read_json(path, lines=True, dtype=False))
    delimiter = {"tsv": "\t", "csv": ","}.get(kind, ";")
    encoding = "cp1251" if kind == "cp1251" else "utf-8"
    return lambda path: len(pd.read_csv(path, sep=delimiter, dtype=str, encoding=encoding, keep_default_na=False))


def _openpyxl(kind: str) -> Callable[[Path], int]:
    import openpyxl

    def read(path: Path) -> int:
        book = openpyxl.load_workbook(path, read_only=True)
        return sum(1 for _ in book.worksheets[0].iter_rows(values_only=True)) - 1

    return read


def _calamine(kind: str) -> Callable[[Path], int]:
    import python_calamine

    return lambda path: len(python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()) - 1


def _json(kind: str) -> Callable[[Path], int]:
    return lambda path: len(json.loads(path.read_text(encoding="utf-8"))["products"])


def _lxml(kind: str) -> Callable[[Path], int]:
    from lxml import etree

    def read(path: Path) -> int:
        count = 0
        for _, element in etree.iterparse(path, tag="product"):
            count += bool({child.tag: child.text for child in element})
            element.clear()
        return count

    return read


ENGINES: dict[str, Callable[[str], Callable[[Path], int]]] = {
    "shelfready": lambda kind: _ours(),
    "pyarrow": _pyarrow,
    "pandas": _pandas,
    "openpyxl": _openpyxl,
    "calamine": _calamine,
    "json": _json,
    "lxml": _lxml,
}


def main(engine: str, kind: str, file: str) -> None:
    """Read the file once and print what it took."""
    read = ENGINES[engine](kind)
    started = time.perf_counter()
    rows = read(Path(file))
    seconds = time.perf_counter() - started
    print(json.dumps({"rows": rows, "seconds": seconds, "peak_mb": peak_mb()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
