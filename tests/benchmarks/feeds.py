"""Feeds of many records to read: the same 20 columns in every format, written once and kept."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

HEADER = (
    "sku", "parent_sku", "name", "description", "tags", "price", "msrp", "shipping", "quantity", "color",
    "size", "brand", "gtin", "category", "main_image", "extra_images", "weight", "country", "material", "note",
)  # fmt: skip
_WORDS = "steel mug with a handle, holds hot tea; dishwasher safe and light enough for a day on the trail. ".split()
# What a spreadsheet of the old kind can hold.
MOST_XLS_ROWS = 60_000


def records(count: int) -> Iterator[tuple[str, ...]]:
    """Records of text; descriptions have 400 characters, commas and, in every tenth, a quotation and a line break."""
    for n in range(count):
        words = [_WORDS[(n + i * 7) % len(_WORDS)] for i in range(90)]
        description = " ".join(words)[:400]
        if n % 10 == 0:
            description = f'{description[:200]} "best", they say\n{description[220:]}'
        picture = f"https://img.example/{n % 5000}.jpg"
        yield (
            f"S{n:07d}", f"P{n // 4:06d}", f"Steel Mug {n} for hot tea", description, "mug,steel,tea,camping",
            f"{n % 90 + 9}.95", f"{n % 90 + 19}.00", "3.50", str(n % 100), "black", "M", "Acme",
            f"{4006381000000 + n}", "Home > Kitchen", picture, f"{picture}?2|{picture}?3", "0.35", "DE", "steel",
            f"crate {n % 37}",
        )  # fmt: skip


def write(path: Path, kind: str, count: int) -> None:
    """Write `count` records as one format; a file that stands there already is kept."""
    if not path.exists():
        half = path.with_name(f"{path.name}.part")
        _WRITERS[kind](half, count)
        half.rename(path)


def _csv(path: Path, count: int, delimiter: str = ",") -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(HEADER)
        writer.writerows(records(count))


def _plain_csv(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(";".join(HEADER) + "\n")
        for record in records(count):
            file.write(";".join(cell.replace('"', "").replace(";", ",").replace("\n", " ") for cell in record) + "\n")


def _cp1251(path: Path, count: int) -> None:
    with path.open("w", encoding="cp1251", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADER)
        for record in records(count):
            writer.writerow((*record[:2], f"Стальная кружка {record[0]}", *record[3:]))


def _json(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write('{"products": [\n')
        for n, record in enumerate(records(count)):
            file.write(",\n" * (n > 0) + json.dumps(dict(zip(HEADER, record, strict=True))))
        file.write("\n]}\n")


def _jsonl(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(dict(zip(HEADER, record, strict=True))) + "\n" for record in records(count))


def _xml(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write('<?xml version="1.0" encoding="utf-8"?>\n<products>\n')
        for record in records(count):
            cells = "".join(f"<{name}>{escape(cell)}</{name}>" for name, cell in zip(HEADER, record, strict=True))
            file.write(f"<product>{cells}</product>\n")
        file.write("</products>\n")


def _xlsx(path: Path, count: int) -> None:
    with xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        for n, record in enumerate(records(count), 1):
            for place, cell in enumerate(record):
                sheet.write_string(n, place, cell)


def _ods(path: Path, count: int) -> None:
    office, table, text = (f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "table", "text"))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
        packed.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{manifest}"></m:manifest>')
        with packed.open("content.xml", "w", force_zip64=True) as file:
            file.write(
                f'<o:document-content xmlns:o="{office}" xmlns:t="{table}" xmlns:x="{text}" o:version="1.3">'
                '<o:body><o:spreadsheet><t:table t:name="Products">'.encode()
            )
            for record in (HEADER, *records(count)):
                cells = "".join(
                    f'<t:table-cell o:value-type="string"><x:p>{escape(cell)}</x:p></t:table-cell>' for cell in record
                )
                file.write(f"<t:table-row>{cells}</t:table-row>".encode())
            file.write(b"</t:table></o:spreadsheet></o:body></o:document-content>")


def _parquet(path: Path, count: int) -> None:
    columns = list(zip(*records(count), strict=True))
    pq.write_table(pa.table({name: pa.array(cells) for name, cells in zip(HEADER, columns, strict=True)}), path)


_WRITERS: dict[str, Callable[[Path, int], None]] = {
    "csv": _csv,
    "plain": _plain_csv,
    "tsv": lambda path, count: _csv(path, count, "\t"),
    "cp1251": _cp1251,
    "json": _json,
    "jsonl": _jsonl,
    "xml": _xml,
    "xlsx": _xlsx,
    "ods": _ods,
    "parquet": _parquet,
}
KINDS = tuple(_WRITERS)
