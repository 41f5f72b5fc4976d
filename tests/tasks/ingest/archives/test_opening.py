from __future__ import annotations

import gzip
import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from PIL import Image

from expectations.policy import FeedLimits
from tasks.errors import FeedRefused
from tasks.ingest.archives.opening import Unpacked, open_archive

TABLE = b"sku,name\n1,Mug\n"


def opened(folder: Path, data: bytes, *, source: str = "products", **limits: int) -> Unpacked:
    path, inside = folder / "sent", folder / "unpacked"
    path.write_bytes(data)
    inside.mkdir()
    return open_archive(path, inside, source=source, limits=FeedLimits.model_validate(limits))


def contents(unpacked: Unpacked) -> dict[str, bytes]:
    return {member.name: member.path.read_bytes() for member in unpacked.feeds}


def zip_of(members: list[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return sink.getvalue()


def picture(kind: str = "JPEG") -> bytes:
    sink = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(sink, kind)
    return sink.getvalue()


def workbook() -> bytes:
    sink = io.BytesIO()
    with xlsxwriter.Workbook(sink, {"in_memory": True}) as book:
        book.add_worksheet().write_row(0, 0, ["SKU", "Name"])
    return sink.getvalue()


@pytest.mark.parametrize("data", [TABLE, b"", b"PK is a brand;name\n", workbook()])
def test_a_file_that_is_not_packed_is_taken_as_it_is(tmp_path: Path, data: bytes) -> None:
    found = opened(tmp_path, data, source="new/products.csv")
    assert [(member.name, member.path) for member in found.feeds] == [("products.csv", tmp_path / "sent")]
    assert (found.pictures, found.notes) == ((), ())


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(gzip.compress(TABLE), id="gzip"),
        pytest.param(gzip.compress(TABLE[:5]) + gzip.compress(TABLE[5:]), id="several members"),
        pytest.param(gzip.compress(TABLE) + bytes(512), id="zeros behind"),
        pytest.param(zip_of([("a.csv", TABLE)]), id="zip"),
        pytest.param(zip_of([("a.csv", TABLE)], zipfile.ZIP_STORED), id="stored"),
        pytest.param(zip_of([("a.csv.gz", gzip.compress(TABLE))]), id="gzip in a zip"),
        pytest.param(gzip.compress(zip_of([("a.csv", TABLE)])), id="zip in a gzip"),
    ],
)
def test_what_is_packed_comes_out_as_it_was(tmp_path: Path, data: bytes) -> None:
    assert list(contents(opened(tmp_path, data)).values()) == [TABLE]


def test_a_zip_gives_its_feeds_in_name_order_and_its_pictures(tmp_path: Path) -> None:
    found = opened(
        tmp_path,
        zip_of(
            [
                ("b.csv", b"b"),
                ("pics/mug.JPG", picture()),
                ("images/cup.png", picture("PNG")),
                ("sub/a.xlsx", workbook()),
                ("c.txt", TABLE),
            ]
        ),
    )
    assert [member.name for member in found.feeds] == ["b.csv", "c.txt", "sub/a.xlsx"]
    assert [(member.name, member.path.read_bytes()) for member in found.pictures] == [
        ("cup.png", picture("PNG")),
        ("pics/mug.JPG", picture()),
    ]
    assert found.notes == ()


def test_what_programs_add_is_left_out_in_silence(tmp_path: Path) -> None:
    added = ["__MACOSX/._a.csv", ".DS_Store", "sub/.hidden", "Thumbs.db", "sub/Thumbs.db", "~$a.xlsx", "desktop.ini"]
    found = opened(tmp_path, zip_of([("a.csv", TABLE), ("sub/", b""), *((name, b"x") for name in added)]))
    assert (list(contents(found)), found.notes) == (["a.csv"], ())


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("list.pdf", b"%PDF-1.7\n1 0 obj", "it is a PDF file"),
        ("list.csv", b"%PDF-1.7\n1 0 obj", "it is a PDF file"),
        ("setup.exe", b"MZ" + bytes(200), "it is a EXE file"),
        ("mug.jpg", b"<html>not found</html>", "it is named like a picture and is none"),
        ("mug", picture("PNG"), "it is a PNG file"),
        ("README.txt", b"read this", "it is a note"),
        ("docs/liesmich", b"lies das", "it is a note"),
        ("LICENSE", b"MIT", "it is a note"),
        ("feed.xsd", b"<xs:schema/>", "it is a note"),
        ("empty.csv", b"", "it is empty"),
        ("x" * 900 + ".csv", b"a", "its name is too long"),
    ],
)
def test_what_is_plainly_no_feed_is_left_out_and_named(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    found = opened(tmp_path, zip_of([("products.csv", TABLE), (name, data)]))
    assert list(contents(found)) == ["products.csv"]
    (note,) = found.notes
    assert note.startswith(f"'{name[:90]}") and note.endswith(f" in the zip left out: {reason}")


@pytest.mark.parametrize("name", ["BM-Nr.csv", "MZ.csv", "readme.csv", "license_plates.csv", "agb.xlsx"])
def test_a_table_that_looks_like_something_else_is_a_feed(tmp_path: Path, name: str) -> None:
    data = name[:2].encode() + b"-Nr;name\n1;Mug\n"
    assert contents(opened(tmp_path, zip_of([(name, data)]))) == {name: data}


def test_names_never_lead_out_of_the_folder(tmp_path: Path) -> None:
    names = ["../../evil.csv", "/etc/passwd.csv", "C:\\feeds\\a.csv", "sub/../../b.csv", "..\\c.csv"]
    found = opened(tmp_path, zip_of([(name, TABLE) for name in names]))
    assert list(contents(found)) == ["c.csv", "etc/passwd.csv", "evil.csv", "feeds/a.csv", "sub/b.csv"]
    assert {member.path.parent for member in found.feeds} == {tmp_path / "unpacked"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["sent", "unpacked"]


def test_a_name_in_utf8_that_does_not_say_so_is_understood(tmp_path: Path) -> None:
    data = zip_of([("Gr??e.csv", TABLE)]).replace(b"Gr??e.csv", "Grße.csv".encode())
    assert list(contents(opened(tmp_path, data))) == ["Grße.csv"]


def test_of_two_members_of_one_name_the_last_counts(tmp_path: Path) -> None:
    data = zip_of([("a.csv", b"old"), ("b.csv", b"new")]).replace(b"b.csv", b"a.csv")
    found = opened(tmp_path, data)
    assert contents(found) == {"a.csv": b"new"}
    assert found.notes == ("'a.csv' is in the zip more than once: the last one counts",)


def turned(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


def changed(data: bytes, mark: bytes, behind: int, to: int) -> bytes:
    at = data.index(mark) + behind
    return data[:at] + bytes([to]) + data[at + 1 :]


PACKED, ZIPPED = gzip.compress(TABLE), zip_of([("a.csv", TABLE * 100)])


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(PACKED[:-9], "the gzip is damaged", id="gzip cut short"),
        pytest.param(PACKED[:-5] + bytes(5), "the gzip is damaged", id="gzip checksum"),
        pytest.param(b"\x1f\x8b", "the gzip is damaged", id="gzip only the mark"),
        pytest.param(PACKED + b"rest", "the gzip is damaged", id="gzip rubbish behind"),
        pytest.param(ZIPPED[:-30], "the zip is damaged", id="zip cut short"),
        pytest.param(ZIPPED[:60], "the zip is damaged", id="zip without directory"),
        pytest.param(ZIPPED[:35] + ZIPPED[45:], "the zip is damaged", id="zip with a hole"),
        pytest.param(turned(ZIPPED, 40), "the zip is damaged", id="zip a byte turned"),
        pytest.param(
            turned(ZIPPED, ZIPPED.index(b"PK\x01\x02") + 16), "the zip is damaged", id="zip with another checksum"
        ),
        pytest.param(changed(ZIPPED, b"PK\x01\x02", 6, 99), "the zip is damaged", id="zip of a later version"),
        pytest.param(changed(ZIPPED, b"PK\x01\x02", 8, 0x20), "the zip is damaged", id="zip of patches"),
        pytest.param(b"PK\x03\x04", "the zip is damaged", id="zip only the mark"),
        pytest.param(gzip.compress(PACKED), "is a gzip inside a gzip", id="gzip in gzip"),
        pytest.param(zip_of([("a.zip", ZIPPED)]), "holds a further zip, 'a.zip'", id="zip in zip"),
        pytest.param(zip_of([("a.csv", gzip.compress(PACKED))]), "is a gzip inside a gzip", id="gzips in zip"),
        pytest.param(zip_of([("a.csv", PACKED[:-9])]), "the gzip is damaged", id="damaged gzip in zip"),
        pytest.param(zip_of([("a.csv", TABLE)], zipfile.ZIP_LZMA), "packed by an unusual method", id="lzma"),
        pytest.param(zip_of([]), "the zip holds no feed: it is empty", id="empty"),
        pytest.param(zip_of([("a.jpg", picture())]), "the zip holds no feed: only pictures", id="pictures"),
        pytest.param(
            zip_of([("a.pdf", b"%PDF-1.7\n")]), "the zip holds no feed: 'a.pdf' in the zip left out", id="pdf"
        ),
    ],
)
def test_what_cannot_be_unpacked_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    with pytest.raises(FeedRefused) as caught:
        opened(tmp_path, data, source="products.zip")
    assert reason in caught.value.reason
    assert caught.value.source == "products.zip"


def test_a_member_with_a_password_is_refused(tmp_path: Path) -> None:
    data = bytearray(ZIPPED)
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(FeedRefused, match=r"'a\.csv' in the zip is protected by a password"):
        opened(tmp_path, bytes(data))


@pytest.mark.parametrize("pack", [gzip.compress, lambda data: zip_of([("a.csv", data)])])
def test_what_grows_out_of_proportion_is_refused(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    with pytest.raises(FeedRefused, match="grows beyond 16,777,216 bytes"):
        opened(tmp_path, pack(bytes(17 << 20)), unpack_ratio=50)
    written = sum(path.stat().st_size for path in (tmp_path / "unpacked").iterdir())
    assert written <= 16 << 20


def test_a_high_ratio_of_a_small_feed_harms_nobody(tmp_path: Path) -> None:
    assert len(contents(opened(tmp_path, gzip.compress(b"a" * (15 << 20)), unpack_ratio=2))["products"]) == 15 << 20


def test_all_members_and_both_layers_count_together(tmp_path: Path) -> None:
    data = gzip.compress(zip_of([("a.csv", TABLE * 40), ("b.csv", TABLE * 40)], zipfile.ZIP_STORED))
    with pytest.raises(FeedRefused, match="grows beyond 2,000 bytes"):
        opened(tmp_path, data, unpacked_bytes=2000)


def test_more_files_than_allowed_are_refused(tmp_path: Path) -> None:
    data = zip_of([(f"{number}.csv", TABLE) for number in range(4)])
    with pytest.raises(FeedRefused, match="holds more than 3 files"):
        opened(tmp_path, data, archive_members=3)


def test_a_directory_too_large_for_its_members_is_not_even_read(tmp_path: Path) -> None:
    data = bytearray(ZIPPED)
    struct.pack_into("<L", data, data.index(b"PK\x05\x06") + 12, 1 << 30)
    with pytest.raises(FeedRefused, match="holds more than 10 files"):
        opened(tmp_path, bytes(data), archive_members=10)


def test_a_member_counts_by_what_comes_out_of_it_whatever_the_directory_claims(tmp_path: Path) -> None:
    data = bytearray(zip_of([("a.csv", b"a" * 5000)]))
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<L", data, data.index(mark) + at, 10)
    with pytest.raises(FeedRefused, match="grows beyond 4,000 bytes"):
        opened(tmp_path, bytes(data), unpacked_bytes=4000)


def test_a_disk_that_cannot_be_written_is_no_fault_of_the_feed(tmp_path: Path) -> None:
    (tmp_path / "sent").write_bytes(PACKED)
    with pytest.raises(FileNotFoundError):
        open_archive(tmp_path / "sent", tmp_path / "absent", source="a", limits=FeedLimits())
