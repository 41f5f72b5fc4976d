from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from tasks.errors import UNREADABLE, FeedRefused
from tasks.ingest.content import decide_encoding, unpack

TABLE = b"sku,name\n1,Mug\n"


def file(folder: Path, data: bytes) -> Path:
    path = folder / "products.csv"
    path.write_bytes(data)
    return path


def encoding_of(folder: Path, data: bytes, stated: str | None = None) -> str:
    return decide_encoding(file(folder, data), source="products.csv", stated=stated)


def unpacked(folder: Path, data: bytes) -> bytes:
    return unpack(file(folder, data), folder / "text", source="products.csv").read_bytes()


def test_a_file_that_is_not_packed_is_taken_as_it_is(tmp_path: Path) -> None:
    path = file(tmp_path, TABLE)
    assert unpack(path, tmp_path / "text", source="products.csv") == path


def test_gzip_is_unpacked_whatever_the_file_is_called(tmp_path: Path) -> None:
    assert unpacked(tmp_path, gzip.compress(TABLE)) == TABLE


def test_gzip_in_several_members_is_one_text(tmp_path: Path) -> None:
    assert unpacked(tmp_path, gzip.compress(TABLE) + gzip.compress(b"2,Cup\n")) == TABLE + b"2,Cup\n"


def damaged(data: bytes) -> bytes:
    packed = bytearray(gzip.compress(data))
    packed[len(packed) // 2] ^= 0xFF
    return bytes(packed)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(gzip.compress(TABLE)[:-9], id="cut short"),
        pytest.param(damaged(TABLE * 100), id="a byte turned"),
        pytest.param(gzip.compress(TABLE)[:-5] + b"\x00" * 5, id="checksum"),
        pytest.param(b"\x1f\x8b", id="only the mark"),
        pytest.param(gzip.compress(TABLE) + b"rest", id="rubbish behind"),
    ],
)
def test_a_damaged_gzip_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(FeedRefused) as caught:
        unpacked(tmp_path, data)
    assert (caught.value.reason, caught.value.source) == ("the gzip is damaged", "products.csv")


def test_a_gzip_that_grows_without_end_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FeedRefused, match="grows beyond 16 MiB"):
        unpacked(tmp_path, gzip.compress(bytes(17 << 20)))
    assert (tmp_path / "text").stat().st_size <= 16 << 20


def test_a_disk_that_cannot_be_written_is_no_fault_of_the_feed(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file or directory"):
        unpack(file(tmp_path, gzip.compress(TABLE)), tmp_path / "absent" / "text", source="products.csv")


@pytest.mark.parametrize(
    ("data", "stated", "expected"),
    [
        (TABLE, None, "utf-8"),
        ("sku,größe\n".encode(), None, "utf-8"),
        (b"\xef\xbb\xbf" + TABLE, None, "utf-8-sig"),
        (b"\xef\xbb\xbf" + TABLE, "latin-1", "utf-8-sig"),
        ("sku,größe\n".encode("cp1252"), "cp1252", "cp1252"),
        ("sku,größe\n".encode("utf-16-le"), "utf-16-le", "utf-16-le"),
        ("sku,größe\n".encode("utf-16"), None, "utf-16"),
        ("\ufeffsku,größe\n".encode("utf-16-be"), "utf-8", "utf-16"),
        ("货号,名称\n".encode("gb18030"), "gb18030", "gb18030"),
    ],
)
def test_a_mark_comes_before_what_is_stated_before_utf8(
    tmp_path: Path, data: bytes, stated: str | None, expected: str
) -> None:
    assert encoding_of(tmp_path, data, stated) == expected
    assert "sku" in data.decode(expected) or "货号" in data.decode(expected)


def test_latin1_that_nobody_stated_is_refused_with_its_byte(tmp_path: Path) -> None:
    with pytest.raises(FeedRefused) as caught:
        encoding_of(tmp_path, "sku,größe\n".encode("latin-1"))
    assert caught.value.reason == "is not utf-8 text (byte 0xf6 does not fit)"
    assert "format.encoding" in caught.value.fix
    assert caught.value.rule_id == UNREADABLE


def test_a_wrong_byte_far_behind_the_start_is_found(tmp_path: Path) -> None:
    with pytest.raises(FeedRefused, match="byte 0xe9 does not fit"):
        encoding_of(tmp_path, b"sku,name\n" + b"1,Mug\n" * 400_000 + b"2,Caf\xe9\n")


def test_text_that_ends_inside_a_character_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FeedRefused, match="byte 0xc3 does not fit"):
        encoding_of(tmp_path, b"sku,name\n1,Caf\xc3")


def test_an_encoding_nobody_knows_is_told_to_the_supplier_file(tmp_path: Path) -> None:
    with pytest.raises(FeedRefused) as caught:
        encoding_of(tmp_path, TABLE, "utf-9")
    assert (caught.value.reason, caught.value.fix) == (
        "encoding 'utf-9' is not known",
        "correct format.encoding in the supplier file",
    )


def zipped() -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        archive.writestr("products.csv", TABLE)
    return sink.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file is empty"),
        (b" \r\n\t\n", "the file is empty"),
        (b"%PDF-1.7\n1 0 obj <<>> endobj\n", "is a PDF file, not a table of text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "is a PNG file, not a table of text"),
        (zipped(), "is a ZIP file, not a table of text"),
        (b"sku,name\n1,M\x00ug\n", "holds binary data"),
        (b"sku,name\n" + b"1,Mug\n" * 5000 + b"2,C\x00p\n", "holds binary data"),
    ],
)
def test_what_is_no_table_of_text_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    with pytest.raises(FeedRefused) as caught:
        encoding_of(tmp_path, data)
    assert caught.value.reason == reason


@pytest.mark.parametrize("header", ["BM-Nr", "MZ", "ID3", "CWS"])
def test_a_header_that_begins_like_another_kind_of_file_is_text(tmp_path: Path, header: str) -> None:
    assert encoding_of(tmp_path, f"{header};name\n1;Mug\n".encode()) == "utf-8"
