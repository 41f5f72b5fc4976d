from __future__ import annotations

import datetime
import io
import struct
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
import xlwt
from hypothesis import given
from hypothesis import strategies as st
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from expectations.suppliers import Format
from tasks.errors import FeedRefused
from tasks.ingest.formats.workbook import FORMAT
from tasks.ingest.records import Feed
from tasks.ingest.workbook.cell_text import text_of
from tasks.ingest.workbook.vertical_merges import VerticalMerges
from tests.builders import feed

HEADER = ("SKU", "Name", "Price")
Write = Callable[[xlsxwriter.Workbook], None]


def book(folder: Path, write: Write) -> Path:
    path = folder / "products.xlsx"
    with xlsxwriter.Workbook(path) as made:
        write(made)
    return path


def sheets(folder: Path, **lines: Sequence[Sequence[Any]]) -> Path:
    """An XLSX with these sheets."""

    def write(made: xlsxwriter.Workbook) -> None:
        for name, rows in lines.items():
            sheet = made.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)

    return book(folder, write)


def read(path: Path, *, stated: Format | None = None, **limits: float) -> tuple[list[dict[str, Any]], Feed]:
    """The good records by column name with their row in the sheet, and the feed with its notes."""
    given = feed(path, stated=stated, **limits)
    records = []
    for batch in FORMAT.read(given).batches:
        for index in range(len(batch)):
            cells = {name: cells[index].as_py() for name, cells in zip(batch.header, batch.cells, strict=True)}
            more = {"problem": batch.problems[index].as_py(), "numbers": batch.numbers[index].as_py()}
            records.append({"row": int(batch.source_rows[index]), **cells, **{k: v for k, v in more.items() if v}})
    return records, given


def test_leading_zeros_stay_and_numbers_are_plain_and_listed(tmp_path: Path) -> None:
    path = sheets(tmp_path, Products=[HEADER, ["007", "Mug", 12.0], [4006381333931, "1e5", 0.1], ["NA", "None", 1e-7]])
    records, given = read(path)
    assert records == [
        {"row": 2, "SKU": "007", "Name": "Mug", "Price": "12", "numbers": "2"},
        {"row": 3, "SKU": "4006381333931", "Name": "1e5", "Price": "0.1", "numbers": "0,2"},
        {"row": 4, "SKU": "NA", "Name": "None", "Price": "0.0000001", "numbers": "2"},
    ]
    assert given.notes == []


def test_batches_are_bounded_and_keep_their_order(tmp_path: Path) -> None:
    path = sheets(tmp_path, Products=[HEADER, *([f"{n}", "Mug", n] for n in range(5))])
    table = FORMAT.read(feed(path, batch_rows=2))
    read = list(table.batches)
    assert table.format == "xlsx"
    assert [one.source_rows.tolist() for one in read] == [[2, 3], [4, 5], [6]]
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (" a\nb ", " a\nb "),
        (True, "TRUE"),
        (False, "FALSE"),
        (12.0, "12"),
        (-0.5, "-0.5"),
        (0.1 + 0.2, "0.3"),
        (19.989999999999998, "19.99"),
        (1e22, "1" + "0" * 22),
        (9007199254740991.0, "9007199254740991"),
        (7, "7"),
        (datetime.date(2026, 1, 31), "2026-01-31"),
        (datetime.datetime(2026, 1, 31), "2026-01-31"),
        (datetime.datetime(2026, 1, 31, 13, 30), "2026-01-31T13:30:00"),
        (datetime.time(13, 30), "13:30:00"),
        (datetime.timedelta(hours=30), "30:00:00"),
        (-datetime.timedelta(minutes=1), "-00:01:00"),
    ],
)
def test_values_become_plain_text(value: object, expected: str) -> None:
    assert text_of(value) == expected


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_keeps_15_digits_and_is_never_scientific(value: float) -> None:
    assert float(text_of(value)) == pytest.approx(value, rel=1e-14)
    assert "e" not in text_of(value)


def test_types_of_cells_are_read_from_the_sheet(tmp_path: Path) -> None:
    def write(made: xlsxwriter.Workbook) -> None:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, ["SKU", "Name", "Price", "Flag", "Since", "Checked"])
        sheet.write_string(1, 0, "1")
        sheet.write_formula(1, 1, '="a"&"b"', None, "ab")
        sheet.write_formula(1, 2, "=1/0", None, "#DIV/0!")
        sheet.write_boolean(1, 3, True)
        sheet.write_datetime(1, 4, datetime.datetime(2026, 1, 31), made.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write_formula(1, 5, "=B2", None, "")

    records, given = read(book(tmp_path, write))
    assert records == [
        {
            "row": 2,
            "SKU": "1",
            "Name": "ab",
            "Price": "#DIV/0!",
            "Flag": "TRUE",
            "Since": "2026-01-31",
            "Checked": "",
        }
    ]
    assert given.notes == [
        "cells of the sheet 'Sheet1' that show an error such as #N/A: 1",
        "formulas of the sheet 'Sheet1' without a stored result, read as empty: 1",
    ]


def test_title_lines_and_empty_rows_are_no_records_and_rows_keep_their_numbers(tmp_path: Path) -> None:
    path = sheets(
        tmp_path, A=[["Price list 2026"], [], ["", *HEADER], ["", "1", "Mug", 2], [], [" "], ["", "2", "Cup", 3]]
    )
    records, given = read(path)
    assert [(one["row"], one["SKU"], one["Price"]) for one in records] == [(4, "1", "2"), (7, "2", "3")]
    assert given.notes == ["1 line above the header left out: Price list 2026"]


def test_cells_beyond_the_header_break_their_record_and_no_other(tmp_path: Path) -> None:
    path = sheets(tmp_path, A=[HEADER, ["1", "Mug", 2], ["2", "Cup", 3, "", "see below"], ["3"]])
    (batch,) = FORMAT.read(feed(path)).batches
    assert batch.problems.to_pylist() == [None, "has cells beyond the last column of the header", None]
    assert batch.raw.to_pylist() == [None, "2\tCup\t3\t\tsee below", None]
    assert [cells.to_pylist() for cells in batch.cells] == [["1", None, "3"], ["Mug", None, ""], ["2", None, ""]]


def test_columns_without_name_stay_only_if_they_hold_something(tmp_path: Path) -> None:
    path = sheets(tmp_path, A=[["SKU", "", "Name", "", "Price"], ["1", "", "Mug", "x", 2]])
    (batch,) = FORMAT.read(feed(path)).batches
    assert batch.header == ("SKU", "Name", "", "Price")
    assert [cells.to_pylist() for cells in batch.cells] == [["1"], ["Mug"], ["x"], ["2"]]
    assert batch.numbers.to_pylist() == ["3"]


def test_vertically_merged_cells_give_their_value_to_every_row(tmp_path: Path) -> None:
    def write(made: xlsxwriter.Workbook) -> None:
        sheet = made.add_worksheet()
        sheet.merge_range(0, 0, 0, 3, "Price list")
        sheet.write_row(1, 0, ["SKU", "Name", "Price", "Note"])
        sheet.write_column(2, 0, ["1", "2", "3", "4"])
        sheet.merge_range(2, 1, 4, 1, "Mug")
        sheet.merge_range(3, 2, 4, 2, 2.5)
        sheet.merge_range(2, 2, 2, 3, "wide")

    records, given = read(book(tmp_path, write))
    assert [(one["Name"], one["Price"], one["Note"], one.get("numbers")) for one in records] == [
        ("Mug", "wide", "", None),
        ("Mug", "2.5", "", "2"),
        ("Mug", "2.5", "", "2"),
        ("", "", "", None),
    ]
    assert given.notes[-1] == "cells that got the value of the vertically merged cell above them: 3"


def test_a_merge_that_overlaps_another_passes_each_value_down_its_own_column() -> None:
    merges = VerticalMerges([(0, 0, 3), (1, 0, 2), (1, 1, 2)])
    assert merges.passed_down(0, ["a", "b"], []) == []
    assert merges.passed_down(1, ["", "c"], [1]) == [(0, 0, "a", False)]
    assert merges.passed_down(2, ["d"], []) == [(1, 1, "c", True)]
    assert merges.passed_down(3, [], []) == [(0, 0, "a", False)]
    assert merges.passed_down(4, [], []) == []


def test_sheets_like_that_of_the_products_are_appended_and_others_left_out(tmp_path: Path) -> None:
    path = sheets(
        tmp_path,
        Notes=[["Please read", "this"], ["Prices in EUR", "net"]],
        Spring=[[*HEADER, "Quantity"], ["1", "Mug", 2, 5]],
        Empty=[],
        Autumn=[["Autumn"], ["price", "Colour", "sku", "Name"], [3, "red", "2", "Cup"]],
        Colours=[["SKU", "Hex"], ["red", "#f00"]],
    )
    records, given = read(path)
    assert records == [
        {"row": 2, "SKU": "1", "Name": "Mug", "Price": "2", "Quantity": "5", "numbers": "2,3"},
        {
            "row": 3,
            "SKU": "2",
            "Name": "Cup",
            "Price": "3",
            "Quantity": None,
            "Colour": "red",
            "numbers": "2",
        },
    ]
    assert given.notes == [
        "the sheet 'Notes' left out: its header is not that of the products",
        "the sheet 'Colours' left out: its header is not that of the products",
        "the sheets 'Spring', 'Autumn' are read as one table",
        "1 line above the header left out: Autumn",
    ]


def test_names_that_a_sheet_repeats_are_joined_in_their_order(tmp_path: Path) -> None:
    header = ["SKU", "Name", "Price", "Image", "Image"]
    path = sheets(tmp_path, A=[header, ["1", "Mug", "2", "a", "b"]], B=[header[::-1], ["d", "c", "3", "Cup", "2"]])
    first, second = FORMAT.read(feed(path)).batches
    assert first.header == second.header == tuple(header)
    assert [cells.to_pylist() for cells in second.cells] == [["2"], ["Cup"], ["3"], ["d"], ["c"]]


def test_hidden_sheets_are_left_out_and_named(tmp_path: Path) -> None:
    def write(made: xlsxwriter.Workbook) -> None:
        for name in ("Products", "Old", "Lists"):
            made.add_worksheet(name).write_column(0, 0, ["SKU", name])
        made.get_worksheet_by_name("Old").hide()
        made.get_worksheet_by_name("Lists").very_hidden()

    records, given = read(book(tmp_path, write))
    assert records == [{"row": 2, "SKU": "Products"}]
    assert given.notes == ["hidden sheets left out: 'Old', 'Lists'"]


def test_without_any_known_name_the_fullest_sheet_is_read(tmp_path: Path) -> None:
    path = sheets(tmp_path, A=[["foo"], ["1"]], B=[["qux", "quux"], ["2", "3"], ["4", "5"]])
    records, _ = read(path)
    assert [(one["qux"], one["quux"]) for one in records] == [("2", "3"), ("4", "5")]


@pytest.mark.parametrize("stated", ["old ", ("Old",)])
def test_the_sheet_that_was_stated_is_read_and_no_other(tmp_path: Path, stated: str | tuple[str, ...]) -> None:
    path = sheets(tmp_path, New=[HEADER, ["1", "Mug", 2]], Old=[["SKU", "Foo"], ["2", "x"]])
    records, given = read(path, stated=Format(sheet=stated))
    assert (records, given.notes) == ([{"row": 2, "SKU": "2", "Foo": "x"}], [])


def test_a_stated_sheet_that_is_missing_is_told_with_those_there_are(tmp_path: Path) -> None:
    path = sheets(tmp_path, New=[HEADER, ["1", "Mug", 2]], Old=[HEADER])
    with pytest.raises(FeedRefused, match="has no sheet 'artikel', only 'New', 'Old'") as caught:
        read(path, stated=Format(sheet="Artikel"))
    assert "format.sheet" in caught.value.fix


def xls() -> bytes:
    made = xlwt.Workbook()
    sheet = made.add_sheet("Ü")
    for row, line in enumerate([("Price list",), HEADER, ("007", "Größe", 12.5), ("008", "Cup", True)], start=2):
        for column, value in enumerate(line, start=1):
            sheet.write(row, column, value)
    sheet.write_merge(6, 7, 2, 2, "Jug")
    sheet.write(6, 1, "009")
    sheet.write(7, 1, "010")
    sink = io.BytesIO()
    made.save(sink)
    return sink.getvalue()


def test_an_old_workbook_is_read(tmp_path: Path) -> None:
    path = tmp_path / "products.csv"
    path.write_bytes(xls())
    assert FORMAT.recognise(path, xls()[:64])
    assert FORMAT.read(feed(path)).format == "xls"
    (tmp_path / "again").write_bytes(xls())
    records, _ = read(tmp_path / "again")
    assert records == [
        {"row": 5, "SKU": "007", "Name": "Größe", "Price": "12.5", "numbers": "2"},
        {"row": 6, "SKU": "008", "Name": "Cup", "Price": "TRUE"},
        {"row": 7, "SKU": "009", "Name": "Jug", "Price": ""},
        {"row": 8, "SKU": "010", "Name": "Jug", "Price": ""},
    ]


def test_an_opendocument_of_a_library_is_read(tmp_path: Path) -> None:
    made, table = OpenDocumentSpreadsheet(), Table(name="Artikel")
    for line in [HEADER, ("007", "Tasse", 12.5)]:
        row = TableRow()
        for value in line:
            is_number = isinstance(value, float)
            cell = TableCell(valuetype="float", value=value) if is_number else TableCell(valuetype="string")
            cell.addElement(P(text=str(value)))
            row.addElement(cell)
        table.addElement(row)
    made.spreadsheet.addElement(table)
    path = tmp_path / "products.ods"
    made.save(path)
    assert FORMAT.read(feed(path)).format == "ods"
    (tmp_path / "again").write_bytes(path.read_bytes())
    records, _ = read(tmp_path / "again")
    assert records == [{"row": 2, "SKU": "007", "Name": "Tasse", "Price": "12.5", "numbers": "2"}]


ODS_START = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">
<office:body><office:spreadsheet><table:table table:name="T">"""
ODS_END = "</table:table></office:spreadsheet></office:body></office:document-content>"
ODS_EDGE = (
    '<table:table-row table:number-rows-repeated="1048570">'
    '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
)


def ods(folder: Path, *rows: str, manifest: str = "<manifest/>", start: str = ODS_START) -> Path:
    path = folder / "products.ods"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        packed.writestr("content.xml", start + "".join(rows) + ODS_END)
        packed.writestr("META-INF/manifest.xml", manifest)
    return path


def ods_cell(text: str, attributes: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {attributes}><text:p>{text}</text:p></table:table-cell>'


def ods_row(*cells: str, attributes: str = "") -> str:
    inside = "".join(cell if cell.startswith("<") else ods_cell(cell) for cell in cells)
    rest = '<table:table-cell table:number-columns-repeated="16380"/>'
    return f"<table:table-row {attributes}>{inside}{rest}</table:table-row>"


def test_an_opendocument_as_libreoffice_writes_it_is_read(tmp_path: Path) -> None:
    error = (
        '<table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error">'
        "<office:annotation><text:p>why</text:p></office:annotation><text:p>#N/A</text:p></table:table-cell>"
    )
    records, given = read(
        ods(
            tmp_path,
            ods_row(*HEADER),
            ods_row("007", ods_cell("Mug", 'table:number-rows-spanned="2"'), error),
            ods_row("008", "<table:covered-table-cell/>", "3,50"),
            ods_row("same", "Cup", "4", attributes='table:number-rows-repeated="2"'),
            ODS_EDGE,
        )
    )
    assert [(one["row"], one["SKU"], one["Name"], one["Price"]) for one in records] == [
        (2, "007", "Mug", "#N/A"),
        (3, "008", "Mug", "3,50"),
        (4, "same", "Cup", "4"),
        (5, "same", "Cup", "4"),
    ]
    assert given.notes == [
        "cells of the sheet 'T' that show an error such as #N/A: 1",
        "cells that got the value of the vertically merged cell above them: 1",
    ]


def test_an_opendocument_table_away_from_the_corner_keeps_its_rows_and_merges(tmp_path: Path) -> None:
    left = '<table:table-cell table:number-columns-repeated="2"/>'
    records, _ = read(
        ods(
            tmp_path,
            '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>',
            ods_row(left, *HEADER),
            ods_row(left, "1", ods_cell("Mug", 'table:number-rows-spanned="2"'), "3"),
            ods_row(left, "2", "<table:covered-table-cell/>", "4"),
        )
    )
    assert [(one["row"], one["SKU"], one["Name"], one["Price"]) for one in records] == [
        (5, "1", "Mug", "3"),
        (6, "2", "Mug", "4"),
    ]


TOO_LARGE = "the sheet 'T' reaches over more than 10,000,000 cells"


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([ods_row(*HEADER), ODS_EDGE, ods_row(*"abcdefghijkl")], id="cells far below"),
        pytest.param([ods_row("a", attributes='table:number-rows-repeated="99999999"')], id="a row repeated"),
        pytest.param([ods_row(ods_cell("a", 'table:number-columns-repeated="16384"')) * 700], id="a cell repeated"),
    ],
)
def test_an_opendocument_that_reaches_too_far_is_refused(tmp_path: Path, rows: list[str]) -> None:
    with pytest.raises(FeedRefused, match=TOO_LARGE):
        read(ods(tmp_path, *rows))


def xlsx(folder: Path, sheet: str, **parts: str) -> Path:
    """An XLSX whose only sheet, `T`, is given as XML."""
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    path = folder / "products.xlsx"
    written = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{office}/officeDocument" '
        'Target="/xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{namespace}" xmlns:r="{office}"><sheets>'
        '<sheet name="T" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{relations}"><Relationship Id="rId1" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{namespace}"><sheetData>{sheet}</sheetData></worksheet>',
        **parts,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in written.items():
            packed.writestr(name, text)
    return path


ONE = '<row r="1"><c r="A1" t="str"><v>SKU</v></c></row><row r="2"><c r="A2" t="str"><v>1</v></c></row>'


def test_a_cell_in_the_last_corner_is_refused_and_one_that_only_carries_a_style_is_not(tmp_path: Path) -> None:
    records, _ = read(xlsx(tmp_path, f'{ONE}<row r="1048576"><c r="XFD1048576" s="0"/></row>'))
    assert records == [{"row": 2, "SKU": "1"}]
    with pytest.raises(FeedRefused, match=TOO_LARGE):
        read(xlsx(tmp_path, f'{ONE}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))


@pytest.mark.parametrize("corner", ["r = 'XFD1048576'", "r='xfd1048576'"])
def test_a_rectangle_that_the_look_misses_ends_a_process_and_not_the_run(tmp_path: Path, corner: str) -> None:
    path = xlsx(tmp_path, f"{ONE}<row r='1048576'><c {corner}><v>1</v></c></row>")
    with pytest.raises(FeedRefused, match="needs more than 2,048 MB of memory to be opened"):
        read(path)


def test_a_shared_text_used_without_end_needs_too_much_memory(tmp_path: Path) -> None:
    namespace, office = "spreadsheetml/2006/main", "officeDocument/2006/relationships"
    base = "http://schemas.openxmlformats.org"
    texts = f'<sst xmlns="{base}/{namespace}"><si><t>{"x" * 1_000_000}</t></si></sst>'
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{base}/{office}/{kind}" Target="{target}"/>'
        for number, kind, target in [
            (1, "worksheet", "worksheets/sheet1.xml"),
            (2, "sharedStrings", "sharedStrings.xml"),
        ]
    )
    parts = {
        "xl/sharedStrings.xml": texts,
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{base}/package/2006/relationships">'
        f"{relations}</Relationships>",
    }
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 2000))
    with pytest.raises(FeedRefused, match="needs more than 256 MB of memory to be opened"):
        read(xlsx(tmp_path, cells, **parts), workbook_memory_mb=256)


def test_a_workbook_that_grows_out_of_proportion_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FeedRefused, match="grows beyond 16,777,216 bytes when it is unpacked"):
        read(xlsx(tmp_path, ONE + " " * (18 << 20)))
    with pytest.raises(FeedRefused, match="grows beyond 300 bytes"):
        read(xlsx(tmp_path, ONE), unpacked_bytes=300)


def test_a_record_with_too_much_text_is_broken_with_its_beginning(tmp_path: Path) -> None:
    path = sheets(tmp_path, A=[HEADER, ["1", "x" * 90, "2"], ["2", "Cup", "3"]])
    (batch,) = FORMAT.read(feed(path, record_chars=50)).batches
    assert batch.problems.to_pylist() == ["has more than 50 characters", None]
    assert batch.raw.to_pylist() == ["1\t" + "x" * 48, None]


def ole(stream: str) -> bytes:
    """An old Office file whose stream of cells has another name."""
    name = "Workbook".encode("utf-16-le").ljust(64, b"\x00") + struct.pack("<H", 18)
    other = stream.encode("utf-16-le").ljust(64, b"\x00") + struct.pack("<H", 2 * len(stream) + 2)
    return xls().replace(name, other)


def protected_xls() -> bytes:
    # The record behind the first says that those behind it are encrypted.
    return xls()[:532] + b"\x2f\x00" + xls()[534:]


@pytest.mark.parametrize("data", [ole("EncryptedPackage"), protected_xls()], ids=["package", "records"])
def test_an_encrypted_workbook_of_excel_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "products.xlsx"
    path.write_bytes(data)
    with pytest.raises(FeedRefused, match="is protected by a password"):
        read(path)


def test_an_encrypted_opendocument_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FeedRefused, match="is protected by a password"):
        read(ods(tmp_path, manifest="<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"))


def test_entities_of_an_opendocument_are_refused(tmp_path: Path) -> None:
    declared = ODS_START.replace("\n<office", '<!DOCTYPE a [<!ENTITY x "y">]><office', 1)
    with pytest.raises(FeedRefused, match="the spreadsheet is damaged"):
        read(ods(tmp_path, ods_row("a"), start=declared))


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: data.replace(b"</row>", b"</raw>"), id="no XML"),
        pytest.param(lambda data: data[:-1000] + data[-900:], id="a hole"),
        pytest.param(lambda data: data.replace(b"<row", b"<roe", 1), id="checksum"),
    ],
)
def test_a_damaged_workbook_is_refused(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    path = xlsx(tmp_path, ONE)
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    with zipfile.ZipFile(path, "w") as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(FeedRefused, match="the spreadsheet is damaged"):
        read(path)


@pytest.mark.parametrize(("behind", "to"), [(6, 99), (8, 0x20)], ids=["later version", "patches"])
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_zip_that_asks_for_what_nobody_knows_is_refused(tmp_path: Path, kind: str, behind: int, to: int) -> None:
    path = xlsx(tmp_path, ONE) if kind == "xlsx" else ods(tmp_path, ods_row("a"))
    data = bytearray(path.read_bytes())
    # Of the last member: the kind is known by the first ones.
    data[data.rindex(b"PK\x01\x02") + behind] = to
    path.write_bytes(data)
    with pytest.raises(FeedRefused, match="is damaged"):
        read(path)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_an_encoding_that_nobody_knows_is_refused(tmp_path: Path, part: str) -> None:
    whole = xlsx(tmp_path, ONE)
    with zipfile.ZipFile(whole) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    root = parts[part].split(b"?>", 1)[-1]
    parts[part] = b'<?xml version="1.0" encoding="UTF-99999999999"?>' + root
    with zipfile.ZipFile(whole, "w") as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    with pytest.raises(FeedRefused, match="the spreadsheet is damaged"):
        read(whole)


def test_an_empty_workbook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FeedRefused, match="has no sheet with anything in it"):
        read(sheets(tmp_path, A=[], B=[]))


@pytest.mark.parametrize("data", [b"PK\x03\x04 is a brand", b"SKU;Name\n", ole("WordDocument"), b"\xd0\xcf\x11\xe0"])
def test_what_is_no_spreadsheet_is_not_taken_for_one(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "products.xls"
    path.write_bytes(data)
    assert not FORMAT.recognise(path, data[:64])
