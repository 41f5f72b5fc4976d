from __future__ import annotations

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from tasks.errors import CorruptArtifact, NoSuchObject
from tasks.storage.bucket import Bucket
from tasks.storage.workspace import Workspace
from tests.builders import row, rows


@pytest.fixture
def workspace(bucket: Bucket) -> Workspace:
    return Workspace(bucket, "work/acme/01")


def stored(workspace: Workspace, name: str) -> bytes:
    return workspace.bucket.get(workspace.key(name))


def test_a_frame_comes_back_with_its_gaps_and_types(workspace: Workspace) -> None:
    frame = pd.DataFrame(
        {
            "sku": pd.Series(["007", None, "NA", ""], dtype="str"),
            "quantity": pd.Series([9_007_199_254_740_993, None, 0, -1], dtype="Int64"),
            "weight_g": pd.Series([0.1, None, 1e300, -0.0], dtype="Float64"),
            "is_known": pd.Series([True, None, False, True], dtype="boolean"),
        }
    )
    workspace.write_frame("a.parquet", frame)
    assert_frame_equal(workspace.read_frame("a.parquet"), frame)


def test_difficult_texts_come_back_as_they_were(workspace: Workspace) -> None:
    texts = ["line\nbreak", "tab\t", "\x00\x1f", "\u200b", "字 🎁 é e\u0301", '"quoted"', " spaced "]
    workspace.write_frame("a.parquet", pd.DataFrame({"name": pd.Series(texts, dtype="str")}))
    assert list(workspace.read_frame("a.parquet")["name"]) == texts


def test_canonical_rows_come_back_equal(workspace: Workspace) -> None:
    frame = rows(row(1), row(2, sku=None, kind="broken", raw_text="x,y"))
    workspace.write_frame("rows.parquet", frame)
    read = workspace.read_frame("rows.parquet")
    assert_frame_equal(read.astype(frame.dtypes), frame)


def test_the_index_is_not_stored(workspace: Workspace) -> None:
    workspace.write_frame("a.parquet", pd.DataFrame({"n": pd.array([1, 2], dtype="Int64")}, index=[7, 3]))
    assert_frame_equal(workspace.read_frame("a.parquet"), pd.DataFrame({"n": pd.array([1, 2], dtype="Int64")}))


def test_an_empty_frame_keeps_its_columns_and_types(workspace: Workspace) -> None:
    frame = pd.DataFrame({"sku": pd.Series(dtype="str"), "n": pd.Series(dtype="Int64")})
    workspace.write_frame("a.parquet", frame)
    assert_frame_equal(workspace.read_frame("a.parquet"), frame)


def test_chosen_columns_alone_are_read(workspace: Workspace) -> None:
    workspace.write_frame("a.parquet", rows(row(1)))
    assert list(workspace.read_frame("a.parquet", ["sku", "kind"]).columns) == ["sku", "kind"]


def test_the_same_frame_gives_the_same_bytes(workspace: Workspace) -> None:
    workspace.write_frame("a.parquet", rows(row(1), row(2)))
    workspace.write_frame("b.parquet", rows(row(1), row(2)))
    assert stored(workspace, "a.parquet") == stored(workspace, "b.parquet")


def test_json_comes_back_and_is_written_in_one_form(workspace: Workspace) -> None:
    workspace.write_json("a.json", {"b": [1, None, "ü"], "a": {}})
    assert workspace.read_json("a.json") == {"a": {}, "b": [1, None, "ü"]}
    assert stored(workspace, "a.json") == '{"a":{},"b":[1,null,"ü"]}'.encode()


def test_what_was_not_written_is_not_there(workspace: Workspace) -> None:
    workspace.write_json("a.json", 1)
    assert (workspace.has("a.json"), workspace.has("b.json")) == (True, False)
    with pytest.raises(NoSuchObject):
        workspace.read_frame("b.parquet")


@pytest.mark.parametrize("kept", [0, 3, 100, -1], ids=["nothing", "the mark", "the start", "all but the end"])
def test_a_torn_frame_is_told_from_a_fault(workspace: Workspace, kept: int) -> None:
    workspace.write_frame("a.parquet", rows(row(1), row(2)))
    workspace.bucket.put(workspace.key("a.parquet"), stored(workspace, "a.parquet")[:kept])
    with pytest.raises(CorruptArtifact, match=r"work/acme/01/a\.parquet is not a readable Parquet file"):
        workspace.read_frame("a.parquet")


@pytest.mark.parametrize("place", [0.02, 0.1, 0.3, 0.5, 0.7, 0.9])
def test_damage_anywhere_in_a_frame_is_told_or_harmless(workspace: Workspace, place: float) -> None:
    frame = rows(*(row(n) for n in range(1, 50)))
    workspace.write_frame("a.parquet", frame)
    data = bytearray(stored(workspace, "a.parquet"))
    start = int(len(data) * place)
    data[start : start + 16] = bytes(255 - one for one in data[start : start + 16])
    workspace.bucket.put(workspace.key("a.parquet"), bytes(data))
    try:
        read = workspace.read_frame("a.parquet")
    except CorruptArtifact:
        return
    # The damage lies in statistics of the footer, which no value depends on.
    assert read.to_csv() == frame.to_csv()


@pytest.mark.parametrize("data", [b"", b'{"a":', b"\xff"])
def test_a_torn_record_is_told_from_a_fault(workspace: Workspace, data: bytes) -> None:
    workspace.bucket.put(workspace.key("a.json"), data)
    with pytest.raises(CorruptArtifact, match=r"work/acme/01/a\.json is not readable JSON"):
        workspace.read_json("a.json")
