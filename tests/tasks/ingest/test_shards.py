from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from tasks.ingest.records import Batch, BatchBuilder
from tasks.ingest.shards import shard_table, shards
from tests.builders import feed


def builder(*header: str) -> BatchBuilder:
    return BatchBuilder(feed(Path("a.csv")), header)


def table(batch: Batch, first_n: int = 1) -> pa.Table:
    return shard_table(batch, first_n=first_n, row_id_prefix="acme-0123456789ab", source_file="a.csv")


def test_rows_are_numbered_through_all_shards_and_carry_their_line() -> None:
    read = builder("sku", "name")
    read.add(["007", ""], 102)
    read.add_broken(103, "has 1 cells where the header has 2", "torn")
    read.add(["NA", "x\ny"], 105, numbers=[1])
    said = {"source_file": "a.csv", "record_problem": None, "raw_text": None, "numbers": None}
    assert table(read.take(), first_n=101).to_pylist() == [
        {"n": 101, "row_id": "acme-0123456789ab-101", "source_row": 102, "c0": "007", "c1": "", **said},
        {
            "n": 102,
            "row_id": "acme-0123456789ab-102",
            "source_row": 103,
            "c0": None,
            "c1": None,
            **said,
            "record_problem": "has 1 cells where the header has 2",
            "raw_text": "torn",
        },
        {"n": 103, "row_id": "acme-0123456789ab-103", "source_row": 105, "c0": "NA", "c1": "x\ny", **said}
        | {"numbers": "1"},
    ]


def test_small_tables_are_put_together_in_order_and_wider_ones_fill_the_others_up() -> None:
    narrow, wide = builder("a"), builder("a", "b")
    for number in range(3):
        narrow.add([f"n{number}"], number)
        wide.add([f"w{number}", "x"], number)
    made = list(shards([table(narrow.take()), table(wide.take())], most_rows=6))
    assert [one["c0"].to_pylist() for one in made] == [["n0", "n1", "n2", "w0", "w1", "w2"]]
    assert made[0]["c1"].to_pylist() == [None, None, None, "x", "x", "x"]


def test_no_shard_is_larger_than_asked() -> None:
    pieces = []
    for _ in range(4):
        read = builder("a")
        for number in range(3):
            read.add([str(number)], number)
        pieces.append(table(read.take()))
    assert [len(one) for one in shards(pieces, most_rows=7)] == [6, 6]
