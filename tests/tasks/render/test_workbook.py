from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd

from tasks.render.people_files import explain_findings
from tasks.render.workbook import FeedCells, fit, write_workbook

from .builders import finding, judged, row, rows, rule, rules

ID = "acme-0123456789ab-"
RULES = rules(
    rule("price.low"),
    rule("name.long", severity="warning", message="Too long: {value}.", fix="Shorten it."),
    rule("unused.rule"),
)
FOUND = explain_findings(
    judged(
        finding("price.low", key=f"{ID}2", value="=0"),
        finding("name.long", key=f"{ID}2", field="name"),
        finding("name.long", key=f"{ID}3", field="name"),
    ),
    rows(*(row(n, verdict="rejected") for n in range(1, 4))),
    RULES,
    "acme",
)


def feed(*cells: tuple[str, ...], columns_of: Mapping[str, Sequence[int]] | None = None, **said: Any) -> FeedCells:
    frame = pd.DataFrame(list(cells), columns=["c0", "c1", "c2"], dtype="str")
    frame.insert(0, "row_id", [f"{ID}{n}" for n in range(1, len(cells) + 1)])
    frame.insert(1, "source_row", range(2, len(cells) + 2))

    def batches() -> Iterator[pd.DataFrame]:
        yield frame.iloc[:2].assign(raw_text=None)
        yield frame.iloc[2:].assign(raw_text="a;b;\x00c")

    return FeedCells(
        source_file="products.csv",
        header=("EAN", "Titel", "Preis"),
        columns_of=columns_of or {"name": (1,), "price": (2,)},
        batches=list(batches()),
        **said,
    )


CELLS = (("0001", "ok", "5"), ("0012345678905", "=1+1", "0"), ("https://x.example/a", "", "7"))


def test_rows_keep_their_numbers_and_cells_stay_text(tmp_path: Path) -> None:
    assert write_workbook(tmp_path / "acme.xlsx", "acme", [feed(*CELLS)], FOUND, RULES) == 2
    book = openpyxl.load_workbook(tmp_path / "acme.xlsx")
    assert book.sheetnames == ["Rejected", "Rules"]
    sheet = book["Rejected"]
    assert [[cell.value for cell in line] for line in sheet.iter_rows()] == [
        ["Row", "EAN", "Titel", "Preis", "Reason(s)", "What to do", "row_id"],
        [
            "3",
            "0012345678905",
            "=1+1",
            "0",
            "The price =0 is low.\nToo long: 3.",
            "Send a higher price.\nShorten it.",
            f"{ID}2",
        ],
        ["4", "https://x.example/a", None, "7", "Too long: 3.", "Shorten it.", f"{ID}3"],
    ]
    assert {cell.data_type for line in sheet.iter_rows() for cell in line if cell.value is not None} <= {
        "s",
        "inlineStr",
    }
    assert sheet["C2"].quotePrefix and sheet["C2"].number_format == "@" and not sheet._hyperlinks


def test_offending_cells_are_marked_by_severity(tmp_path: Path) -> None:
    write_workbook(tmp_path / "acme.xlsx", "acme", [feed(*CELLS)], FOUND, RULES)
    sheet = openpyxl.load_workbook(tmp_path / "acme.xlsx")["Rejected"]
    colours = {address: sheet[address].fill.fgColor.rgb for address in ("B2", "C2", "D2", "C3", "D3")}
    assert colours == {
        "B2": "00000000",
        "C2": "FFFFEB9C",
        "D2": "FFFFC7CE",
        "C3": "FFFFEB9C",
        "D3": "00000000",
    }


def test_only_the_row_id_is_locked(tmp_path: Path) -> None:
    write_workbook(tmp_path / "acme.xlsx", "acme", [feed(*CELLS)], FOUND, RULES)
    sheet = openpyxl.load_workbook(tmp_path / "acme.xlsx")["Rejected"]
    assert sheet.protection.sheet
    assert [cell.protection.locked for cell in sheet[2]] == [False] * 6 + [True]
    assert sheet.freeze_panes == "B2" and sheet.auto_filter.ref == "A1:G3"


def test_used_rules_are_explained(tmp_path: Path) -> None:
    write_workbook(tmp_path / "acme.xlsx", "acme", [feed(*CELLS)], FOUND, RULES)
    sheet = openpyxl.load_workbook(tmp_path / "acme.xlsx")["Rules"]
    assert [line[:4] for line in sheet.iter_rows(values_only=True)] == [
        ("Rule", "Severity", "Why", "What to do"),
        ("price.low", "critical", "Own rule for tests.", "Send a higher price."),
        ("name.long", "warning", "Own rule for tests.", "Shorten it."),
    ]


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        write_workbook(tmp_path / name, "acme", [feed(*CELLS)], FOUND, RULES)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_a_supplier_without_rejected_rows_still_gets_a_workbook(tmp_path: Path) -> None:
    assert write_workbook(tmp_path / "acme.xlsx", "acme", [feed(*CELLS)], FOUND.iloc[:0], RULES) == 0
    book = openpyxl.load_workbook(tmp_path / "acme.xlsx")
    assert [line[0] for line in book["Rejected"].iter_rows(values_only=True)] == ["Row", "No rejected rows."]
    assert book["Rules"].max_row == 1


def test_broken_records_show_their_raw_text(tmp_path: Path) -> None:
    write_workbook(tmp_path / "acme.xlsx", "acme", [feed(*CELLS, has_broken=True)], FOUND, RULES)
    sheet = openpyxl.load_workbook(tmp_path / "acme.xlsx")["Rejected"]
    assert [cell.value for cell in sheet["E"]] == ["Raw text", None, "a;b;\x00c"] or sheet["E3"].value.startswith(
        "a;b;"
    )


def test_each_feed_has_its_sheet(tmp_path: Path) -> None:
    write_workbook(tmp_path / "acme.xlsx", "acme", [feed(*CELLS), feed(*CELLS)], FOUND, RULES)
    assert openpyxl.load_workbook(tmp_path / "acme.xlsx").sheetnames == [
        "1 products.csv",
        "2 products.csv",
        "Rules",
    ]


def test_a_refused_supplier_without_feeds_has_a_workbook_too(tmp_path: Path) -> None:
    write_workbook(tmp_path / "acme.xlsx", "acme", [], FOUND.iloc[:0], RULES)
    assert openpyxl.load_workbook(tmp_path / "acme.xlsx").sheetnames == ["Rules"]


def test_cells_are_cut_to_what_excel_holds() -> None:
    assert fit("x" * 32_767) == "x" * 32_767
    assert fit("x" * 32_768) == "x" * 32_766 + "…"
    # An emoji counts twice in Excel.
    assert fit("😀" * 16_384) == "😀" * 16_383 + "…"
