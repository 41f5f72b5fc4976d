"""Feeds of every format, dialect and encoding, written here, read back as one and the same table."""

from __future__ import annotations

import gzip
import json
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from expectations.policy import FeedLimits
from expectations.suppliers import Format
from tasks.errors import FeedRefused
from tasks.feed_records import cell_column
from tasks.ingest.reading import Reader, Reading
from tasks.job import configuration

HEADER = ("SKU", "Name", "Price", "Description")
LINES = (
    ("007", "Große Tasse", "12,50", "Fasst 300 ml, für Tee; spülmaschinenfest."),
    ("NA", "Weißer Löffel", "3,00", 'Der "beste" Löffel'),
    ("1e5", "Schöne Öllampe", "1.299,00", "Zeile eins\nZeile zwei"),
    ("4006381333931", "Süße Äpfel", "0,10", "None"),
)
# What the plain dialects can hold.
PLAIN = tuple(tuple(cell.translate(str.maketrans('",;|#\n', "'     ")) for cell in line) for line in LINES)


def read(
    tmp_path: Path, data: bytes, *, name: str = "feed", stated: Format | None = None, shard_rows: int = 3, **limits: Any
) -> tuple[list[dict[str, Any]], Reading]:
    """The records of a feed with their cells under the names of the header."""
    path, folder = tmp_path / name, tmp_path / "unpacked"
    path.write_bytes(data)
    folder.mkdir(exist_ok=True)
    reader = Reader(
        stated or Format(), configuration(None).columns, FeedLimits.model_validate(limits), shard_rows=shard_rows
    )
    found = Reading()
    tables = list(reader.read(path, folder, source=name, row_id_prefix="acme-1", into=found))
    rows = [row for table in tables for row in table.to_pylist()]
    assert [row["n"] for row in rows] == list(range(1, found.rows + 1))
    return [_named(row, found.header) for row in rows], found


def _named(row: dict[str, Any], header: tuple[str, ...]) -> dict[str, Any]:
    named = {name: row.get(cell_column(index)) for index, name in enumerate(header)}
    return {**{name: row[name] for name in ("source_row", "record_problem", "raw_text", "numbers")}, **named}


def cells(rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in HEADER) for row in rows]


def delimited(delimiter: str, end: str = "\n", quote: str = '"', encoding: str = "utf-8") -> bytes:
    def quoted(cell: str) -> str:
        return quote + cell.replace(quote, quote * 2) + quote

    lines = [HEADER, *LINES]
    return (end.join(delimiter.join(map(quoted, line)) for line in lines) + end).encode(encoding)


def plain(delimiter: str, end: str = "\n", encoding: str = "utf-8") -> bytes:
    return (end.join(delimiter.join(line) for line in [HEADER, *PLAIN]) + end).encode(encoding)


DIALECTS = {
    "comma": delimited(","),
    "semicolon": delimited(";"),
    "pipe": delimited("|"),
    "hash": delimited("#"),
    "tab": delimited("\t"),
    "crlf": delimited(",", "\r\n"),
    "cr": delimited(",", "\r"),
    "single quotes": delimited(",", quote="'"),
    "no final line break": delimited(";").rstrip(b"\n"),
    "blank lines": delimited(";").replace(b'\n"NA"', b'\n\n\n"NA"'),
    "utf-8 with a mark": b"\xef\xbb\xbf" + delimited(";"),
    "utf-16": delimited(";", encoding="utf-16"),
    "utf-16-le without a mark": delimited(";", encoding="utf-16-le"),
    "utf-32": delimited("\t", encoding="utf-32"),
    "gzip": gzip.compress(delimited(";")),
}


# What is unusual is said.
SAID = {
    "pipe": ["cells are separated by a vertical bar (|)"],
    "hash": ["cells are separated by a number sign (#)"],
    "single quotes": ["cells are quoted with '"],
}


@pytest.mark.parametrize("name", DIALECTS)
def test_delimited_text_of_any_dialect_is_one_table(tmp_path: Path, name: str) -> None:
    rows, found = read(tmp_path, DIALECTS[name])
    assert found.header == HEADER
    assert cells(rows) == list(LINES)
    assert found.notes == SAID.get(name, [])


@pytest.mark.parametrize("delimiter", [",", ";", "|", "#", "\t"])
def test_text_without_quotes_is_one_table(tmp_path: Path, delimiter: str) -> None:
    rows, found = read(tmp_path, plain(delimiter))
    assert cells(rows) == list(PLAIN)
    assert [row["source_row"] for row in rows] == [2, 3, 4, 5]
    assert found.formats == ["tsv" if delimiter == "\t" else "csv"]


def as_json() -> bytes:
    return json.dumps([dict(zip(HEADER, line, strict=True)) for line in LINES]).encode()


def as_jsonl() -> bytes:
    return b"".join(json.dumps(dict(zip(HEADER, line, strict=True))).encode() + b"\n" for line in LINES)


def as_xml() -> bytes:
    def escaped(cell: str) -> str:
        return cell.replace("&", "&amp;").replace("<", "&lt;")

    products = "".join(
        "<product>"
        + "".join(f"<{name}>{escaped(cell)}</{name}>" for name, cell in zip(HEADER, line, strict=True))
        + "</product>"
        for line in LINES
    )
    return f'<?xml version="1.0" encoding="iso-8859-1"?><shop>{products}</shop>'.encode("iso-8859-1")


def as_xlsx() -> bytes:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for row, line in enumerate([HEADER, *LINES]):
            for column, cell in enumerate(line):
                sheet.write_string(row, column, cell)
    return buffer.getvalue()


def as_parquet() -> bytes:
    buffer = BytesIO()
    columns = zip(*LINES, strict=True)
    pq.write_table(pa.table({name: list(one) for name, one in zip(HEADER, columns, strict=True)}), buffer)
    return buffer.getvalue()


def zipped(name: str, data: bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, data)
    return buffer.getvalue()


FORMATS: dict[str, Callable[[], bytes]] = {
    "json": as_json,
    "jsonl": as_jsonl,
    "xml": as_xml,
    "xlsx": as_xlsx,
    "parquet": as_parquet,
}


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("pack", [lambda data: data, gzip.compress, lambda data: zipped("any.name", data)])
def test_every_format_is_known_by_its_content(tmp_path: Path, name: str, pack: Callable[[bytes], bytes]) -> None:
    rows, found = read(tmp_path, pack(FORMATS[name]()))
    assert (found.header, found.formats) == (HEADER, [name])
    assert cells(rows) == list(LINES)


def test_numbers_of_a_spreadsheet_are_marked_as_such(tmp_path: Path) -> None:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["SKU", "Name", "Price"])
        sheet.write_row(1, 0, ["007", "Mug", 3.35])
    rows, _ = read(tmp_path, buffer.getvalue())
    assert [(row["SKU"], row["Price"], row["numbers"]) for row in rows] == [("007", "3.35", "2")]


def test_tables_of_one_archive_share_columns_by_name_and_are_numbered_through(tmp_path: Path) -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        packed.writestr("a.csv", "SKU;Name;Price\n1;Mug;2\n")
        packed.writestr("b.csv", "Price,Brand,SKU\n3,Acme,2\n")
    rows, found = read(tmp_path, buffer.getvalue(), name="feeds.zip")
    assert found.header == ("SKU", "Name", "Price", "Brand")
    assert [(row["SKU"], row["Name"], row["Price"], row["Brand"]) for row in rows] == [
        ("1", "Mug", "2", None),
        ("2", None, "3", "Acme"),
    ]


def test_lines_that_cannot_be_read_are_records_with_their_text(tmp_path: Path) -> None:
    rows, found = read(
        tmp_path, b"SKU;Name;Price\n1;Mug;2\n2;Cup\n3;Jug;4\n4;Bow\xfcl;5\n5;Gr\xc3\xb6\xc3\x9fe;6\n" * 1
    )
    assert [(row["source_row"], row["record_problem"], row["raw_text"]) for row in rows if row["record_problem"]] == [
        (3, "has 2 cells where the header has 3", "2;Cup"),
        (5, "holds bytes that are no text in the feed's encoding", "4;Bow\\xfcl;5"),
    ]
    assert (found.rows, found.broken, found.encodings) == (5, 2, ["utf-8"])


def test_a_feed_of_which_most_breaks_is_refused_with_the_first_reason(tmp_path: Path) -> None:
    with pytest.raises(
        FeedRefused, match="2 of 3 records cannot be read, the first: row 2 has 1 cell where the header"
    ) as caught:
        read(tmp_path, b"SKU;Name;Price\n1\n2\n3;Jug;4\n")
    assert "format:" in caught.value.fix
    _, found = read(tmp_path, b"SKU;Name;Price\n1\n2\n3;Jug;4\n", broken_pct=70)
    assert found.broken == 2


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file is empty"),
        (b"SKU;Name;Price\n", "has a header and no data rows"),
        (b"%PDF-1.7\n%\xe2\xe3", "is a PDF file"),
        (b"<html><body>Please log in</body></html>", "is a web page"),
        (b"a" * 5_000_000, "line"),
    ],
)
def test_what_is_no_feed_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    with pytest.raises(FeedRefused, match=reason):
        read(tmp_path, data)


def test_more_rows_than_allowed_refuse_the_feed(tmp_path: Path) -> None:
    with pytest.raises(FeedRefused, match="more than 3 rows"):
        read(tmp_path, plain(";"), rows=3)


def test_the_encoding_that_was_stated_counts_where_the_text_is_not_utf8(tmp_path: Path) -> None:
    rows, found = read(tmp_path, plain(";", encoding="cp1252"), stated=Format(encoding="cp1252"))
    assert cells(rows) == list(PLAIN)
    assert (found.encodings, found.confidence, found.guess) == (["windows-1252"], 1.0, None)


def test_an_encoding_that_nobody_stated_is_found_and_said(tmp_path: Path) -> None:
    rows, found = read(tmp_path, plain(";", encoding="cp1252"))
    assert cells(rows) == list(PLAIN)
    assert found.confidence is not None and 0 < found.confidence < 1
    assert found.guess is not None and found.encodings[0] in found.guess
