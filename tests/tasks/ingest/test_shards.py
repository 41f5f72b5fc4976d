from __future__ import annotations

from tasks.ingest.delimited import Batch
from tasks.ingest.shards import shard_frame
from tests.builders import records


def test_rows_are_numbered_through_all_shards_and_carry_their_line() -> None:
    batch = Batch(
        cells=[["007", ""], [None, None], ["NA", "x\ny"]],
        source_rows=[102, 103, 105],
        problems=[None, "has 1 cells where the header has 2", None],
        raw=[None, "torn", None],
    )
    frame = shard_frame(batch, first_n=101, row_id_prefix="acme-0123456789ab", source_file="a.csv", width=2)
    said = {"source_file": "a.csv", "record_problem": None, "raw_text": None}
    assert records(frame) == [
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
        {"n": 103, "row_id": "acme-0123456789ab-103", "source_row": 105, "c0": "NA", "c1": "x\ny", **said},
    ]


def test_every_column_is_text_even_where_all_cells_are_missing() -> None:
    batch = Batch(cells=[[None, None]], source_rows=[2], problems=["torn"], raw=["x"])
    frame = shard_frame(batch, first_n=1, row_id_prefix="p", source_file="a.csv", width=2)
    assert {name: str(frame[name].dtype) for name in ("c0", "c1", "record_problem", "raw_text", "row_id")} == {
        "c0": "str",
        "c1": "str",
        "record_problem": "str",
        "raw_text": "str",
        "row_id": "str",
    }


def test_a_batch_without_records_has_the_same_columns() -> None:
    frame = shard_frame(Batch(), first_n=1, row_id_prefix="p", source_file="a.csv", width=3)
    assert len(frame) == 0
    assert list(frame.columns) == [
        "n",
        "row_id",
        "source_file",
        "source_row",
        "record_problem",
        "raw_text",
        "c0",
        "c1",
        "c2",
    ]
