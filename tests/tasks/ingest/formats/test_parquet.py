from __future__ import annotations

import base64
import datetime
import io
import zlib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.errors import FeedRefused
from tasks.ingest.formats.parquet import FORMAT
from tasks.ingest.parquet.text import text_of
from tasks.ingest.records import Batch
from tests.builders import feed


def written(folder: Path, table: pa.Table, **options: Any) -> Path:
    path = folder / "products.parquet"
    pq.write_table(table, path, **options)
    return path


def batches(path: Path, *, batch_rows: int = 1000, **limits: float) -> list[Batch]:
    return list(FORMAT.read(feed(path, batch_rows=batch_rows, **limits)).batches)


def column(folder: Path, values: pa.Array) -> list[str | None]:
    """One column as it is read."""
    (batch,) = batches(written(folder, pa.table({"a": values})))
    return list(batch.cells[0].to_pylist())


def test_a_file_is_known_by_its_mark(tmp_path: Path) -> None:
    path = written(tmp_path, pa.table({"sku": ["1"]}))
    assert FORMAT.recognise(path, path.read_bytes())
    assert not FORMAT.recognise(path, b"PAR;Name\n")


def test_records_come_in_batches_with_their_numbers(tmp_path: Path) -> None:
    path = written(tmp_path, pa.table({"sku": ["007", "008", "009"], "price": [12.5, 3.0, None]}), row_group_size=2)
    read = batches(path, batch_rows=2)
    assert [one.header for one in read] == [("sku", "price")] * 2
    assert [one.source_rows.tolist() for one in read] == [[1, 2], [3]]
    assert [cells for one in read for cells in one.cells[1].to_pylist()] == ["12.5", "3", None]
    assert [numbers for one in read for numbers in one.numbers.to_pylist()] == ["1", "1", None]
    assert all(one.problems.null_count == len(one) for one in read)


MIDNIGHT, NOON = datetime.datetime(2026, 1, 31), datetime.datetime(2026, 1, 31, 12)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (pa.array(["007", "NA", "", None]), ["007", "NA", "", None]),
        (pa.array(["a", "b", "a"]).dictionary_encode(), ["a", "b", "a"]),
        (pa.array(["a"], pa.large_string()), ["a"]),
        (pa.array([4006381333931, None], pa.uint64()), ["4006381333931", None]),
        (
            pa.array([12.0, 0.1, 1e-7, 1e15, 4006381333931.0]),
            ["12", "0.1", "0.0000001", "1" + "0" * 15, "4006381333931"],
        ),
        (pa.array([0.1, 19.99, 12.0], pa.float32()), ["0.1", "19.99", "12"]),
        (pa.array([float("nan"), float("inf")]), [None, "inf"]),
        (pa.array([Decimal("12.50"), Decimal("0.00"), None]), ["12.50", "0.00", None]),
        (pa.array([True, False, None]), ["true", "false", None]),
        (pa.array([MIDNIGHT.date(), None]), ["2026-01-31", None]),
        (pa.array([MIDNIGHT, NOON], pa.timestamp("ns")), ["2026-01-31", "2026-01-31T12:00:00"]),
        (pa.array([NOON], pa.timestamp("ms", "Europe/Berlin")), ["2026-01-31T13:00:00+01:00"]),
        (pa.array([datetime.time(13, 30)]), ["13:30:00"]),
        (pa.array(["Größe".encode(), None]), ["Größe", None]),
        (pa.array([["a", "b"], [], None, ["c", None]]), ["a\nb", "", None, "c"]),
        (pa.array([[1.0, 2.5]]), ["1\n2.5"]),
        (pa.array([[{"url": "ä", "n": 1}], []]), ['[{"url":"ä","n":1}]', ""]),
        (pa.array([[["a"], ["b"]]]), ['[["a"],["b"]]']),
        (pa.nulls(2), [None, None]),
    ],
)
def test_every_type_becomes_plain_text(tmp_path: Path, values: pa.Array, expected: list[str | None]) -> None:
    assert column(tmp_path, values) == expected


def test_structures_become_columns_named_by_their_path(tmp_path: Path) -> None:
    price = pa.array([{"amount": 3.5, "tax": {"rate": 19}}, None, {"amount": None, "tax": None}])
    (batch,) = batches(written(tmp_path, pa.table({"sku": ["1", "2", "3"], "price": price})))
    assert batch.header == ("sku", "price.amount", "price.tax.rate")
    assert [cells.to_pylist() for cells in batch.cells] == [
        ["1", "2", "3"],
        ["3.5", None, None],
        ["19", None, None],
    ]
    assert batch.numbers.to_pylist() == ["1,2", None, None]


def test_bytes_that_are_no_text_name_their_column(tmp_path: Path) -> None:
    with pytest.raises(FeedRefused, match="the column 'a' holds bytes that are no text"):
        column(tmp_path, pa.array([b"\xff\xfe\xfd"]))


def test_a_table_without_records_keeps_its_header(tmp_path: Path) -> None:
    table = FORMAT.read(feed(written(tmp_path, pa.table({"sku": pa.array([], pa.string())}))))
    assert table.format == "parquet"
    assert [(one.header, len(one)) for one in table.batches] == [(("sku",), 0)]


def damaged(data: bytes) -> dict[str, bytes]:
    return {
        "cut short": data[:-20],
        "only the mark": data[:4],
        "a hole in the data": data[:8] + bytes(40) + data[48:],
        "a hole in the footer": data[:-60] + bytes(40) + data[-20:],
    }


@pytest.mark.parametrize("how", damaged(b""))
def test_a_damaged_file_is_refused(tmp_path: Path, how: str) -> None:
    path = written(tmp_path, pa.table({"sku": [f"{n}" for n in range(500)]}))
    path.write_bytes(damaged(path.read_bytes())[how])
    with pytest.raises(FeedRefused, match="the Parquet file is damaged"):
        batches(path)


# A small file in which one byte was changed, at which pyarrow 26 aborts.
ABORTS = (
    "c-oaz-A)rh6rPz~#<d}l5@)iTG^QaisYyW!wrLCoX6cV;QEY4o-Zf1r)dICGf;@p2n0RHp@(FwZAENQf7@oo_6S;KG>26D)H=ML*X3w1Secz"
    "eW?v^g6ge~rgnUdgwOcQb^O9>$<a7*Bp1rc|Jn>5E$=F4LllAy~jO+};TG&0MK=agBq#NfomY{@KuGqnQMU@Ta#0=Z6j;yPijWQj4+fXXu7i"
    "V$kCagtBKeE@fAm}Z1Z3MZ7z67<xiCx{bW0|LuIw0~rr@&W6`YCykc@TP^ltUNpkcNeRm{CX4_Z^w~w0)=~LY2xy3ZLhvx6%G-TbIi56Z;$3"
    "kDQ2?L%%xqyj3g7MReWv<CU^-{rES-4HM>1XfWlk#R(-#I&<l!11d4Wv<X+4xDH0QtUYhVJ4;ciLTz;hTGgSrUT%Mzsgw_F+m<}0PF#z0Cgd"
    "0piu?Hv#+ND)Q`AOw(s?MqUN^dsCYfSgKmtn*XhyuA;+QK%&_6(;Zzfk#&s_&Ni!!8eWoc2$gc?I*k3-w2WTcEqBzE9;Zs`|D%vu`%aaq1NV"
    "@$$!n<jRrf6U2+Tle%1fvHfT;WVdfU0843KYyDCW?3vcb+HdHB)(yShz?g3mHes`_^#%q;Yfzed2)ib@975$0Y|G#uL&_!wi^KfDU|ZY)K7)"
    "trz#4u9qya_F$NZfUUw#CF^+4cnK>qHKuQHYo>x-?$*V~KuT!Z|~E90_&`@DcjjUfq^`lHesU_X5WRGXnby*Gdw=^N$mAaz6M@V;tre}NUkP"
    "AYJ2D4)Q+BjXSxU&vq8g9fAUPpiunNX-ZRJtl6vUG2O(s`ut=?e=`N(>Xkjzpr<?&BKHEQf6UsA?3lJarhyB&6{S+yl4Ld4!Pf%"
)


def mixed(folder: Path) -> Path:
    table = {"sku": ["1", "2", "3"], "s": [{"a": 1}, {"a": 2}, None], "l": [["x"], [], ["y", "z"]]}
    return written(folder, pa.table({**table, "f": [1.5, None, 2.0]}))


def test_a_file_at_which_the_library_ends_its_process_is_refused(tmp_path: Path) -> None:
    # Stored, since pyarrow writes its version: in other bytes the same change may do no harm.
    path = tmp_path / "products.parquet"
    path.write_bytes(zlib.decompress(base64.b85decode(ABORTS)))
    with pytest.raises(FeedRefused, match="the Parquet file is damaged") as caught:
        batches(path)
    assert caught.value.fix == "write and send it again"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", [b"sku", b"element"])
def test_a_column_whose_name_is_no_text_is_refused(tmp_path: Path, name: bytes) -> None:
    path = mixed(tmp_path)
    path.write_bytes(path.read_bytes().replace(name, b"\xc5" + name[1:]))
    with pytest.raises(FeedRefused, match="the Parquet file is damaged"):
        batches(path)


@pytest.mark.parametrize("shape", [lambda text: text, lambda text: [text]], ids=["plain", "listed"])
def test_text_that_is_none_names_its_column(tmp_path: Path, shape: Callable[[str], Any]) -> None:
    path = written(tmp_path, pa.table({"a": [shape("Tasse"), shape("Kanne")]}), write_statistics=False)
    path.write_bytes(path.read_bytes().replace(b"Tasse", b"T\xe4sse"))
    with pytest.raises(FeedRefused, match="the column 'a' holds bytes that are no text"):
        batches(path)


def test_a_file_that_needs_too_much_memory_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, pa.table({"a": [["xy"] * 8_000_000]}))
    with pytest.raises(FeedRefused, match="needs more than 256 MB of memory to be opened"):
        batches(path, workbook_memory_mb=256)


def test_batches_that_nobody_wants_leave_no_file(tmp_path: Path) -> None:
    path = written(tmp_path, pa.table({"sku": ["1", "2"]}))
    table = FORMAT.read(feed(path, batch_rows=1))
    assert list(tmp_path.iterdir()) == [path]
    assert [one.cells[0].to_pylist() for one in table.batches] == [["1"], ["2"]]


def test_columns_of_one_name_stay_apart(tmp_path: Path) -> None:
    nested = pa.array([{"b": "2"}])
    (batch,) = batches(written(tmp_path, pa.table({"a.b": ["1"], "a": nested})))
    assert batch.header == ("a.b", "a.b")
    assert [cells.to_pylist() for cells in batch.cells] == [["1"], ["2"]]


def test_an_encrypted_file_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, pa.table({"sku": ["1"]}))
    path.write_bytes(b"PARE" + path.read_bytes()[4:-4] + b"PARE")
    with pytest.raises(FeedRefused, match="is encrypted"):
        batches(path)


def test_more_rows_columns_or_bytes_than_allowed_are_refused(tmp_path: Path) -> None:
    path = written(tmp_path, pa.table({"sku": ["1", "2"], "name": ["a", "b"]}))
    with pytest.raises(FeedRefused, match="has more than 1 rows"):
        batches(path, rows=1)
    with pytest.raises(FeedRefused, match="has more than 1 columns"):
        batches(path, columns=1)
    with pytest.raises(FeedRefused, match="holds more than 20 bytes"):
        batches(path, unpacked_bytes=20)


def repeated(text: str, rows: int) -> pa.Table:
    """A text that is stored once and stands in every row."""
    return pa.table({"sku": pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int32()), pa.array([text]))})


def test_a_text_repeated_without_end_is_refused_before_it_is_written_out(tmp_path: Path) -> None:
    path = written(tmp_path, repeated("x" * 100_000, 20_000))
    assert path.stat().st_size < 100_000
    with pytest.raises(FeedRefused, match="holds more than 1,000,000,000 bytes"):
        batches(path, unpacked_bytes=1_000_000_000)


def test_long_texts_come_in_smaller_batches(tmp_path: Path) -> None:
    read = batches(written(tmp_path, repeated("x" * 1_000_000, 100)))
    assert [len(one) for one in read] == [67, 33]
    assert read[1].source_rows.tolist()[0] == 68


def test_lists_without_end_are_refused(tmp_path: Path) -> None:
    path = written(tmp_path, pa.table({"a": pa.array([["x"] * 100_000])}))
    with pytest.raises(FeedRefused, match="holds lists of 100,000 values"):
        batches(path, unpacked_bytes=5_000_000)


def test_a_record_with_too_much_text_is_broken_and_no_other(tmp_path: Path) -> None:
    path = written(tmp_path, pa.table({"a": ["abcd", "x", "y" * 9, "z" * 50], "b": ["q", "q", "q", "q"]}))
    (one, alone) = batches(path, cell_chars=8, record_chars=9)
    assert one.problems.to_pylist() == [None, None, "has a cell of more than 8 characters"]
    assert one.raw.to_pylist() == [None, None, "y" * 9]
    assert one.cells[0].to_pylist() == ["abcd", "x", None]
    assert alone.problems.to_pylist() == ["has more than 9 characters"]
    assert [cells.to_pylist() for cells in alone.cells] == [[None], [None]]


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_written_so_that_it_reads_the_same(value: float) -> None:
    (text,) = text_of(pa.chunked_array([pa.array([value])])).to_pylist()
    assert text is not None
    assert float(text) == value
    assert "e" not in text


@given(st.lists(st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=8), max_size=8))
def test_texts_come_back_as_they_were(values: list[str | None]) -> None:
    sink = io.BytesIO()
    pq.write_table(pa.table({"a": pa.array(values, pa.string())}), sink)
    table = pq.read_table(io.BytesIO(sink.getvalue()), read_dictionary=["a"])
    assert text_of(table["a"].cast(pa.string())).to_pylist() == values
