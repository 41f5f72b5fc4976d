from __future__ import annotations

from pathlib import Path

import pytest

from tasks.ingest.marks import mark_lines
from tasks.ingest.records import Batch, BatchBuilder
from tasks.ingest.undecodable import marked
from tests.builders import feed

HEADER = ("SKU", "Name", "Price", "Quantity")
FEED = feed(Path("a.csv"))


def batch(*lines: list[str | None], header: tuple[str, ...] = HEADER) -> Batch:
    builder = BatchBuilder(FEED, header)
    for number, cells in enumerate(lines, 2):
        builder.add(cells, number)
    return mark_lines(builder.take(), FEED.names)


def said(made: Batch) -> list[tuple[str | None, str | None]]:
    return list(zip(made.problems.to_pylist(), made.raw.to_pylist(), strict=True))


@pytest.mark.parametrize(
    "line",
    [
        ["Total", "", "", "17"],
        ["", "Summe:", "", ""],
        ["GRAND TOTAL", "", "1.299,00 €", ""],
        ["合计", "", "12", ""],
        ["", "Итого", None, "3 шт"],
        ["Total", "2 Artikel", "5,0", "6"],
    ],
)
def test_a_line_that_adds_up_is_no_product_and_keeps_its_text(line: list[str | None]) -> None:
    made = batch(["A1", "Mug", "2", "5"], line)
    assert said(made) == [(None, None), ("is a totals line, not a product", "\t".join(one or "" for one in line))]
    assert [cells.to_pylist() for cells in made.cells] == [["A1", None], ["Mug", None], ["2", None], ["5", None]]


@pytest.mark.parametrize(
    "line", [["Total", "Cleaner", "2", "5"], ["Total", "Shampoo", "", ""], ["TOTAL-1", "", "", "17"], ["", "", "", "5"]]
)
def test_a_product_that_is_called_total_stays(line: list[str | None]) -> None:
    assert said(batch(line)) == [(None, None)]


def test_a_header_that_is_repeated_is_no_product() -> None:
    made = batch(["A1", "Mug", "2", "5"], ["SKU", "Name ", "Price", "Quantity"], ["SKU", "Name", "Price", "1"])
    assert said(made) == [
        (None, None),
        ("repeats the header, not a product", "SKU\tName \tPrice\tQuantity"),
        (None, None),
    ]


@pytest.mark.parametrize(
    "line", [["SKU", "NAME", "price", "quantity"], ["item_sku", "item_name", "list_price", "Stock"]]
)
def test_a_second_header_in_other_words_is_no_product(line: list[str | None]) -> None:
    assert said(batch(line, ["A1", "Mug", "2", "5"]))[0][0] == "repeats the header, not a product"


@pytest.mark.parametrize("line", [["Alle Preise zzgl. MwSt.", "", "", ""], ["Category: Glasses", None, None, None]])
def test_a_note_or_a_heading_between_products_is_none(line: list[str | None]) -> None:
    made = batch(["A1", "Mug", "2", "5"], line)
    assert said(made)[1][0] == "holds one value only, not a product"
    assert said(batch(line[:2], header=("SKU", "Name"))) == [(None, None)]
    assert said(batch(["A1", "", "", ""])) == [(None, None)]


def test_a_ruled_line_is_no_product() -> None:
    made = batch(["----", "-----", "--+--", "---"], ["-", "Mug", "2", "5"])
    assert [problem for problem, _ in said(made)] == ["is a ruled line, not a product", None]


def test_a_record_of_a_single_column_that_repeats_its_name_stays() -> None:
    assert said(batch(["SKU"], header=("SKU",))) == [(None, None)]


def test_broken_records_stay_and_their_bytes_can_be_read() -> None:
    builder = BatchBuilder(FEED, HEADER)
    builder.add_broken(2, "torn", "a\\b" + marked(b"\xff\x00"))
    builder.add_broken(3, "torn", "a\\b")
    made = mark_lines(builder.take(), FEED.names)
    assert said(made) == [("torn", "a\\\\b\\xff\\x00"), ("torn", "a\\b")]
