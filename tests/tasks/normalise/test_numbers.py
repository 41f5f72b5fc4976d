from __future__ import annotations

import pytest

from tasks.normalise.numbers import read_weight, read_whole, tidy_gtin
from tests.builders import records, text, texts


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("0", 0),
        ("12", 12),
        (" 12 ", 12),
        ("+12", 12),
        ("-1", -1),
        ("007", 7),
        ("12.0", 12),
        ("12,00", 12),
        ("12 pcs", 12),
        ("1 Piece", 1),
        ("3x", 3),
        ("12.", 12),
        ("999999999999999", 999999999999999),
    ],
)
def test_a_whole_number_is_read_however_it_is_written(cell: str, number: int) -> None:
    assert records(read_whole(text(cell))) == [{"number": number, "problem": None}]


@pytest.mark.parametrize(
    "cell", ["about 12", "12.5", "10+", ">10", "in stock", "1,000", "1.000", "1e3", "1 000", "9" * 16, "-", "12 kg"]
)
def test_what_is_no_whole_number_is_a_problem_and_not_a_guess(cell: str) -> None:
    assert records(read_whole(text(cell))) == [{"number": None, "problem": f"'{cell}' is not a whole number"}]


def test_an_empty_cell_is_neither_number_nor_problem() -> None:
    assert records(read_whole(text(None))) == [{"number": None, "problem": None}]


@pytest.mark.parametrize(
    ("cell", "grams"),
    [
        ("250 g", 250.0),
        ("250g", 250.0),
        ("1.2kg", 1200.0),
        ("1,2 KG", 1200.0),
        ("2 lb", 907.18474),
        ("2 lbs", 907.18474),
        ("10 oz", 283.49523125),
        ("250", None),
        ("heavy", None),
        ("250 ml", None),
        (None, None),
    ],
)
def test_weights_are_grams_where_their_unit_is_known(cell: str | None, grams: float | None) -> None:
    (read,) = texts(read_weight(text(cell)))
    assert read == pytest.approx(grams)


@pytest.mark.parametrize(
    ("cell", "gtin"),
    [
        ("4006381333931", "4006381333931"),
        ("4 006381 333931", "4006381333931"),
        ("400-6381-333931", "4006381333931"),
        ("'0036000291452", "0036000291452"),
        ('="0036000291452"', "0036000291452"),
        ("4.00638E+12", "4.00638E+12"),
        ("n/a", "n/a"),
        ("-", "-"),
        (None, None),
    ],
)
def test_a_gtin_loses_only_what_spreadsheets_and_people_add(cell: str | None, gtin: str | None) -> None:
    assert texts(tidy_gtin(text(cell))) == [gtin]
