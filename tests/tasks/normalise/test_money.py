from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_series_equal

from tasks.normalise.money import read_money
from tests.builders import records, text


def read(amount: str, decimal: str | None = None) -> tuple[int | None, str | None, str | None]:
    (line,) = records(read_money(text(amount), decimal))
    return line["minor"], line["currency"], line["problem"]


@pytest.mark.parametrize(
    ("amount", "minor", "currency"),
    [
        ("0", 0, None),
        ("0.00", 0, None),
        ("5", 500, None),
        ("12.5", 1250, None),
        ("12.50", 1250, None),
        ("12,50", 1250, None),
        ("12,99", 1299, None),
        ("12.", 1200, None),
        ("  7.20 ", 720, None),
        ("-3", -300, None),
        ("-0.5", -50, None),
        ("0.999", 100, None),
        ("0,125", 13, None),
        ("1299.00", 129900, None),
        ("1,299.00", 129900, None),
        ("1.299,00", 129900, None),
        ("1'299.00", 129900, None),
        ("1 299,00", 129900, None),
        ("1\u00a0299,00", 129900, None),
        ("1\u202f299,00", 129900, None),
        ("1,299,000", 129900000, None),
        ("1.299.000", 129900000, None),
        ("12 345 678", 1234567800, None),
        ("1,234,567.89", 123456789, None),
        ("12.3456", 1235, None),
        ("$12.50", 1250, None),
        ("12.50 $", 1250, None),
        ("¥100", 10000, None),
        ("US$ 12.5", 1250, "USD"),
        ("HK$12", 1200, "HKD"),
        ("C$ 9.99", 999, "CAD"),
        ("A$9.99", 999, "AUD"),
        ("£9.99", 999, "GBP"),
        ("1.299,00 €", 129900, "EUR"),
        ("€1,299.00", 129900, "EUR"),
        ("12.50 EUR", 1250, "EUR"),
        ("EUR 12,50", 1250, "EUR"),
        ("USD12.50", 1250, "USD"),
        ("99999999999.99", 9999999999999, None),
    ],
)
def test_an_amount_that_means_one_number_is_read_as_cents(amount: str, minor: int, currency: str | None) -> None:
    assert read(amount) == (minor, currency, None)


@pytest.mark.parametrize(
    "amount",
    [
        "free",
        "49.99 + S/H",
        "2 pairs from $349",
        "Rs. 1,299",
        "10-12",
        "10 - 12 USD",
        "ca. 5",
        "5 per piece",
        "1e5",
        ".99",
        "--5",
        "-$3",
        "12.50 euro",
        "n/a",
        "#REF!",
        "12%",
    ],
)
def test_what_is_no_plain_amount_is_refused_word_for_word(amount: str) -> None:
    assert read(amount) == (None, None, f"{amount!r} is not a plain amount")


@pytest.mark.parametrize(
    "amount", ["3.350", "1,299", "12.500", "-1.299", "1.5.2", "1,5,2.5", "12 99", "1 2", "1,29,999.00", "12.345,6.7"]
)
def test_an_amount_of_two_meanings_asks_for_the_decimal_sign(amount: str) -> None:
    assert read(amount) == (
        None,
        None,
        f"{amount!r} can be read in two ways: say numbers.decimal in the supplier file",
    )


@pytest.mark.parametrize(
    ("amount", "decimal", "minor"),
    [
        ("3.350", ".", 335),
        ("3.350", ",", 335000),
        ("1,299", ",", 130),
        ("1,299", ".", 129900),
        ("12,99", ",", 1299),
        ("12.99", ".", 1299),
        ("1.299,00", ",", 129900),
        ("1 299,00", ",", 129900),
        ("1,234,567.890", ".", 123456789),
        ("-3", ",", -300),
        ("12", ",", 1200),
    ],
)
def test_the_stated_decimal_sign_settles_what_is_meant(amount: str, decimal: str, minor: int) -> None:
    assert read(amount, decimal) == (minor, None, None)


@pytest.mark.parametrize(
    ("amount", "decimal"), [("12,99", "."), ("12.99", ","), ("1.299,00", "."), ("1,299.00", ","), ("1,2,3.5", ".")]
)
def test_an_amount_against_the_stated_decimal_sign_is_refused_not_multiplied(amount: str, decimal: str) -> None:
    assert read(amount, decimal) == (
        None,
        None,
        f"{amount!r} does not fit numbers.decimal {decimal!r} of the supplier file",
    )


def test_two_currencies_at_one_amount_are_refused() -> None:
    assert read("$12 EUR") == (None, None, "'$12 EUR' names two currencies")


@pytest.mark.parametrize("digits", [17, 25, 400])
def test_a_number_without_end_is_refused_and_stops_nothing(digits: int) -> None:
    amount = "9" * digits
    assert read(amount) == (None, None, f"{amount!r} is no price")


def test_an_empty_cell_is_neither_amount_nor_problem() -> None:
    assert records(read_money(text(None, "5"), None)) == [
        {"minor": None, "currency": None, "problem": None},
        {"minor": 500, "currency": None, "problem": None},
    ]


def test_the_index_and_types_stay_whatever_is_read() -> None:
    for column in (text(), text(None), text("x"), text("5").set_axis([7])):
        read = read_money(column, None)
        assert list(read.index) == list(column.index)
        assert {name: str(dtype) for name, dtype in read.dtypes.items()} == {
            "minor": "Int64",
            "currency": "str",
            "problem": "str",
        }


@given(st.lists(st.text("0123456789.,' -$€EUR x", max_size=24), max_size=6), st.sampled_from([None, ".", ","]))
def test_every_text_is_an_amount_or_a_problem_and_never_both(amounts: list[str], decimal: str | None) -> None:
    column = pd.Series(amounts, dtype="str")
    before = column.copy()
    read = read_money(column, decimal)
    assert (read["minor"].isna() == read["problem"].notna()).all()
    assert_series_equal(column, before)


@given(st.integers(-(10**13), 10**13), st.sampled_from([".", ","]))
def test_what_is_written_with_two_decimals_is_read_back(minor: int, decimal: str) -> None:
    sign, size = "-" if minor < 0 else "", abs(minor)
    plain = f"{sign}{size // 100}{decimal}{size % 100:02}"
    grouped = f"{sign}{size // 100:,}.{size % 100:02}".translate(
        str.maketrans({",": ".", ".": ","} if decimal == "," else {})
    )
    for written in (plain, grouped):
        assert read(written, decimal)[0] == minor
        assert read(written)[0] in (minor, None)


def test_a_number_that_the_feed_stores_as_such_has_a_point_whatever_the_supplier_writes() -> None:
    amounts = text("3.350", "1299", "1e3", "0.1", "3.350")
    is_plain = pd.Series([True, True, True, True, False])
    assert list(read_money(amounts, ",", is_plain)["minor"]) == [335, 129900, 100000, 10, 335000]
