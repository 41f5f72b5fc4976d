from __future__ import annotations

from pathlib import Path

import pytest

from tasks.errors import FeedRefused
from tasks.ingest.records import BatchBuilder
from tests.builders import feed


def test_records_of_different_width_fill_up_and_new_columns_stand_behind() -> None:
    builder = BatchBuilder(feed(Path("a.json")))
    builder.add(["1"] if builder.column("sku") == 0 else [], 1)
    assert builder.column("name") == 1
    assert builder.column("sku") == 0
    builder.add(["2", "Mug"], 2, numbers=[0])
    batch = builder.take()
    assert batch.header == ("sku", "name")
    assert [cells.to_pylist() for cells in batch.cells] == [["1", "2"], [None, "Mug"]]
    assert (batch.numbers.to_pylist(), batch.source_rows.tolist(), len(batch)) == ([None, "0"], [1, 2], 2)
    assert len(builder) == 0


def test_a_batch_is_full_at_its_size() -> None:
    builder = BatchBuilder(feed(Path("a.json"), batch_rows=2), ["a"])
    builder.add(["1"], 1)
    assert not builder.is_full
    builder.add_broken(2, "torn", "x")
    assert builder.is_full


def test_a_wide_batch_is_full_before_its_size_and_shares_its_empty_columns() -> None:
    builder = BatchBuilder(feed(Path("a.json"), batch_rows=50_000), [f"k{n}" for n in range(1_990)])
    while not builder.is_full:
        builder.add([*[None] * 1_989, "1"], len(builder) + 1)
    assert len(builder) == 2_000_000 // 1_990 + 1
    batch = builder.take()
    assert batch.cells[0] is batch.cells[1_988]
    assert (batch.cells[0].null_count, batch.cells[1_989].null_count) == (len(batch), 0)
    assert not builder.is_full


def test_a_cell_beyond_the_limit_breaks_its_record_and_no_other() -> None:
    builder = BatchBuilder(feed(Path("a.json"), cell_chars=3), ["a", "b"])
    builder.add(["abc", None], 1)
    builder.add(["abcd", "x"], 2)
    batch = builder.take()
    assert batch.problems.to_pylist() == [None, "has a cell of more than 3 characters"]
    assert batch.raw.to_pylist() == [None, "abcd\tx"]
    assert batch.cells[0].to_pylist() == ["abc", None]


def test_more_columns_than_allowed_refuse_the_feed() -> None:
    builder = BatchBuilder(feed(Path("a.json"), columns=2), ["a", "b"])
    with pytest.raises(FeedRefused, match=r"a\.json: has more than 2 columns"):
        builder.column("c")
    with pytest.raises(FeedRefused):
        BatchBuilder(feed(Path("a.json"), columns=1), ["a", "b"])
