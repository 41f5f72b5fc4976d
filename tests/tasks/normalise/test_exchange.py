"""Amounts are converted exactly to whole hundredths, or not at all and with a reason."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal, assert_series_equal

from expectations.rates import Rates, RatesOfDay
from tasks.normalise.exchange import Rounding, convert, money_text, multiplied
from tests.builders import records, text

DAY = dt.date(2026, 11, 24)
RATES = Rates(
    rates=(
        RatesOfDay(date=dt.date(2026, 11, 1), values={"EUR": 1.08, "GBP": 1.25, "JPY": 0.0065}),
        RatesOfDay(date=dt.date(2026, 9, 1), values={"CHF": 1.15}),
    )
)


def minor(*amounts: int | None) -> pd.Series:
    return pd.Series(amounts, dtype="Int64")


def converted(amount: int | None, currency: str | None, to: str = "USD") -> tuple[int | None, str | None]:
    (line,) = records(convert(minor(amount), text(currency), to, RATES, DAY))
    return line["minor"], line["problem"]


def test_every_row_is_converted_by_its_own_currency_and_keeps_its_index() -> None:
    index = [7, 7, 3, 1]
    made = convert(
        minor(1000, 1000, 1000, None).set_axis(index),
        text("EUR", "USD", "GBP", "EUR").set_axis(index),
        "USD",
        RATES,
        DAY,
    )
    assert_frame_equal(
        made,
        pd.DataFrame(
            {"minor": minor(1080, 1000, 1250, None).array, "problem": text(None, None, None, None).array}, index=index
        ),
    )


@pytest.mark.parametrize(
    ("amount", "minor"), [(1, 1), (6, 6), (7, 8), (13, 14), (-13, -14), (0, 0), (10**15, 108 * 10**13)]
)
def test_an_amount_is_rounded_to_the_nearest_hundredth(amount: int, minor: int) -> None:
    assert converted(amount, "EUR") == (minor, None)


def test_halves_go_away_from_zero_even_where_the_rate_has_no_end() -> None:
    # 5/6 has no last digit, and three times that is just two and a half.
    rates = Rates(rates=(RatesOfDay(date=DAY, values={"AAA": 5, "BBB": 6}),))
    assert records(convert(minor(3, -3), text("AAA", "AAA"), "BBB", rates, DAY)) == [
        {"minor": 3, "problem": None},
        {"minor": -3, "problem": None},
    ]


def test_a_yen_is_a_hundred_hundredths_like_any_unit() -> None:
    # 1,500 yen are 150,000 hundredths: 9.75 dollars; and back 12.99 dollars are 1,998.46 yen.
    assert converted(150_000, "JPY") == (975, None)
    assert converted(1299, "USD", to="JPY") == (199_846, None)


@pytest.mark.parametrize(
    ("currency", "problem"),
    [
        ("SEK", "there is no exchange rate from SEK to USD on or before 2026-11-24: add one to rates.yml"),
        (
            "CHF",
            "the newest exchange rate from CHF to USD is of 2026-09-01, more than 45 days before 2026-11-24: "
            "add a newer one to rates.yml",
        ),
        ("EURO ONLY, PLEASE ASK US", "'EURO ONLY, PLEASE AS' is no currency code"),
        (None, "the currency of the amount is missing"),
    ],
)
def test_without_a_rate_there_is_no_amount_but_a_reason(currency: str | None, problem: str) -> None:
    assert converted(1000, currency) == (None, problem)
    assert converted(None, currency) == (None, None)


def test_what_is_too_large_for_the_other_currency_is_no_amount() -> None:
    assert converted(9 * 10**15, "USD", to="JPY") == (None, "the amount is too large for JPY")


def test_no_rows_are_converted_to_no_rows() -> None:
    assert records(convert(minor(), text(), "USD", RATES, DAY)) == []


_DECIMAL_ROUNDING = {"half_up": ROUND_HALF_UP, "up": ROUND_CEILING, "down": ROUND_FLOOR}


@given(
    st.lists(st.one_of(st.none(), st.integers(-(10**12), 10**12)), max_size=6),
    st.integers(1, 10**4),
    st.sampled_from([1, 2, 4, 5, 8, 10, 25, 125, 10**6]),
    st.sampled_from(["half_up", "up", "down"]),
    st.booleans(),
)
def test_products_are_those_of_exact_decimal_arithmetic(
    amounts: list[int | None], numerator: int, denominator: int, rounding: Rounding, is_long: bool
) -> None:
    # The same ratio with more digits than 64 bits hold takes another way to the same sums.
    ratio = Fraction(numerator, denominator) + (Fraction(1, 10**40) if is_long else 0)
    made = multiplied(minor(*amounts), ratio, rounding)
    if not is_long:
        expected = [
            None
            if one is None
            else int((Decimal(one) * numerator / denominator).to_integral_value(_DECIMAL_ROUNDING[rounding]))
            for one in amounts
        ]
        assert_series_equal(made, minor(*expected))
    else:
        pairs = [(one, int(out)) for one, out in zip(amounts, made, strict=True) if one is not None]
        off = [out - one * ratio for one, out in pairs]
        lowest, highest = {"half_up": (-0.5, 0.5), "up": (0, 1), "down": (-1, 0)}[rounding]
        assert all(lowest <= one <= highest for one in off)


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=5))
def test_converting_to_the_same_currency_changes_nothing_and_never_the_input(amounts: list[int]) -> None:
    before = minor(*amounts)
    once = convert(before, text(*["EUR"] * len(amounts)), "USD", RATES, DAY)["minor"]
    assert_series_equal(before, minor(*amounts))
    assert_series_equal(convert(once, text(*["USD"] * len(amounts)), "USD", RATES, DAY)["minor"], once)


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        (1299, "12.99 USD"),
        (5, "0.05 USD"),
        (-5, "-0.05 USD"),
        (0, "0.00 USD"),
        (10**17, "1000000000000000.00 USD"),
        (None, None),
    ],
)
def test_money_is_shown_with_two_decimals_and_its_currency(amount: int | None, shown: str | None) -> None:
    assert_series_equal(money_text(minor(amount), text("USD")), text(shown))
    assert_series_equal(money_text(minor(amount), text(None)), text(None))
