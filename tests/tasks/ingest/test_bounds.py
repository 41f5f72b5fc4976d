"""Feeds made to harm the run: each is refused with one clear reason, in a process that stays small."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

MOST_MB = 500
_READ = """
import json, sys
from pathlib import Path
from expectations.policy import FeedLimits
from expectations.suppliers import Format
from tasks.errors import FeedRefused
from tasks.ingest.reading import Reader, Reading
from expectations.columns import ColumnNames
from tests.peak_memory import peak_mb

path, folder = map(Path, sys.argv[1:])
folder.mkdir()
names = ColumnNames(fields={"sku": ("sku",), "name": ("name",), "price": ("price",)}, required=("sku",))
reader = Reader(Format(), names, FeedLimits(), 50_000)
said = None
try:
    for table in reader.read(path, folder, source=path.name, row_id_prefix="x", into=Reading()):
        pass
except FeedRefused as refused:
    said = refused.reason
print(json.dumps({"said": said, "peak_mb": peak_mb()}))
"""
GIGABYTE = 1 << 30


def line_of_two_gigabytes(path: Path) -> None:
    # The rest of the file is a hole: nothing is written to the disk.
    with path.open("wb") as file:
        file.write(b"sku,name,price," * 10_000)
        file.truncate(2 * GIGABYTE - 1)


def zip_bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed, packed.open("products.csv", "w") as member:
        member.write(b"sku;name;price\n")
        for _ in range(60):
            member.write(b"1;a;2\n" * 170_000)


def gzip_bomb(path: Path) -> None:
    with gzip.open(path, "wb", compresslevel=9) as file:
        for _ in range(60):
            file.write(b"a" * 1_000_000)


def many_laughs(path: Path) -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    path.write_text(
        f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "lol">{entities}]>'
        "<r><item><sku>&l9;</sku></item><item><sku>&l9;</sku></item></r>"
    )


def deep_json(path: Path) -> None:
    path.write_text("[" * 5_000_000)


def deep_xml(path: Path) -> None:
    path.write_text("<a>" * 2_000_000)


def corners_of_a_sheet(path: Path) -> None:
    """A spreadsheet of two cells with a rectangle of 17 thousand million between them."""
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>sku</t></is></c></row>'
        '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>'
    )
    main = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    first = f'<Relationship Id="r1" Type="{main}/worksheet" Target="worksheets/sheet1.xml"/>'
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{main}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        f'xmlns:r="{main}"><sheets><sheet name="Products" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships">{first}</Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            packed.writestr(name, text)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (line_of_two_gigabytes, "characters"),
        (zip_bomb, "grows beyond"),
        (gzip_bomb, "grows beyond"),
        (many_laughs, "entit"),
        (deep_json, ""),
        (deep_xml, ""),
        (corners_of_a_sheet, "cells"),
    ],
)
def test_a_bomb_is_refused_in_little_memory(make: Callable[[Path], None], reason: str, tmp_path: Path) -> None:
    make(tmp_path / "feed")
    command = [sys.executable, "-c", _READ, str(tmp_path / "feed"), str(tmp_path / "unpacked")]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3])
    told = json.loads(done.stdout)
    assert told["said"] is not None
    assert reason in told["said"]
    assert told["peak_mb"] < MOST_MB
