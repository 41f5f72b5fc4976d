from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tasks.ingest.header_row import find_header, header_notes
from tests.builders import feed

NAMES = feed(Path("a.csv")).names


@pytest.mark.parametrize(
    ("rows", "index"),
    [
        ([["SKU", "Name", "Price"], ["1", "Mug", "2"]], 0),
        ([["Acme Ltd."], [], ["SKU", "Name", "Price"], ["1", "Mug", "2"]], 2),
        ([["Price list", "2026", ""], ["Artikelnummer", "Bezeichnung", "Preis"], ["1", "Becher", "2,50"]], 1),
        # Nothing is known: the first row of names as wide as the table.
        ([["List of 2026"], ["foo", "bar", "baz"], ["1", "x", "2"], ["2", "y", "3"]], 1),
        ([["Spring", "", ""], ["foo", "bar", "baz"], ["1", "x", "2"], ["2", "y", "3"]], 1),
        # A row that repeats a word or holds a number is data.
        ([["foo", "bar"], ["x", "x"], ["x", "1"]], 0),
        ([["", ""], ["1", "2"], ["3", "4"]], 1),
        ([], 0),
        ([[None, ""]], 0),
    ],
)
def test_the_header_is_found_below_titles(rows: Sequence[Sequence[str | None]], index: int) -> None:
    assert find_header(rows, NAMES) == index


def test_a_row_of_data_does_not_pass_for_a_header_because_of_one_word() -> None:
    rows = [["foo", "bar", "baz"], ["price", "1", "2"], ["x", "3", "4"]]
    assert find_header(rows, NAMES) == 0


def test_what_is_odd_in_a_header_is_said() -> None:
    assert header_notes(["SKU", "", "Price", "price", " "], ["Acme Ltd.", "valid from May"]) == [
        "2 lines above the header left out: Acme Ltd.; valid from May",
        "no name in the header for column 2, 5",
        "several columns are named alike: 'Price', 'price'",
    ]
    assert header_notes(["SKU", "Name"]) == []
