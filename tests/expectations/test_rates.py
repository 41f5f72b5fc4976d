"""Exchange rates count for the day they are of and some time after, and no rate is ever made up."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from expectations.configuration import SHIPPED
from expectations.errors import ConfigErrors
from expectations.rates import Rates
from expectations.yaml_files import parse_file

DAY = dt.date(2026, 11, 24)

TABLE = """\
base: USD
rates:
  - {date: 2026-10-01, EUR: 1.10, GBP: 1.25}
  - {date: 2026-11-01, EUR: 1.08, JPY: 0.0065}
  - {date: 2026-12-01, EUR: 1.20, GBP: 1.30}
"""


def read(folder: Path, text: str = TABLE) -> Rates:
    path = folder / "rates.yml"
    path.write_text(text, encoding="utf-8")
    return parse_file(Rates, path)


def test_the_shipped_table_is_empty() -> None:
    assert parse_file(Rates, SHIPPED / "rates.yml") == Rates(base="USD", rates=())


def test_the_example_in_the_shipped_table_can_be_read(tmp_path: Path) -> None:
    lines = (SHIPPED / "rates.yml").read_text(encoding="utf-8").splitlines()
    example = [line.removeprefix("# ") for line in lines[lines.index("# base: USD") :]]
    assert read(tmp_path, "\n".join(example)).rate("EUR", "USD", DAY) == Decimal("1.08")


def test_the_newest_rate_on_or_before_the_day_counts(tmp_path: Path) -> None:
    rates = read(tmp_path)
    days = [dt.date(2026, 10, 1), dt.date(2026, 10, 31), dt.date(2026, 11, 1), DAY, dt.date(2026, 12, 1)]
    assert [rates.rate("EUR", "USD", day) for day in days] == [
        Decimal(text) for text in ("1.1", "1.1", "1.08", "1.08", "1.2")
    ]


def test_a_rate_older_than_the_limit_counts_no_more(tmp_path: Path) -> None:
    rates = read(tmp_path)
    assert rates.rate("GBP", "USD", dt.date(2026, 11, 15)) == Decimal("1.25")
    assert rates.rate("GBP", "USD", dt.date(2026, 11, 16)) is None
    assert rates.rate("GBP", "USD", DAY, max_age_days=54) == Decimal("1.25")
    assert rates.day_of("GBP", "USD", DAY) == dt.date(2026, 10, 1)


@pytest.mark.parametrize(("currency", "day"), [("CHF", DAY), ("EUR", dt.date(2026, 9, 30)), ("", DAY)])
def test_without_a_rate_there_is_none(tmp_path: Path, currency: str, day: dt.date) -> None:
    assert read(tmp_path).rate(currency, "USD", day) is None
    assert read(tmp_path).day_of(currency, "USD", day) is None


def test_two_currencies_are_compared_as_they_were_on_one_day(tmp_path: Path) -> None:
    rates = read(tmp_path)
    assert rates.ratio("EUR", "GBP", DAY, max_age_days=60) == Fraction(110, 125)
    assert rates.ratio("EUR", "GBP", DAY) is None
    assert rates.ratio("USD", "JPY", DAY) == Fraction(10000, 65)
    assert rates.rate("USD", "EUR", DAY) == 1 / Decimal("1.08")


def test_a_currency_is_worth_itself_without_any_table() -> None:
    assert Rates().ratio("CHF", "CHF", DAY) == 1


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("rates: [{date: 2026-11-01, EUR: 0}]", "1: EUR: should be greater than 0, got 0"),
        ("rates: [{date: 2026-11-01, EUR: '1.08'}]", "1: EUR: should be a valid number, got '1.08'"),
        ("rates: [{date: 2026-11-01, eur: 1.08}]", "1: eur: "),
        ("rates: [{EUR: 1.08}]", "1: 'date' is missing"),
        ("rates: [{date: '1 Nov', EUR: 1.08}]", "1: date: should be a day as YYYY-MM-DD, got '1 Nov'"),
        ("rates: [{date: 2026-11-01}]", "1: rates: "),
        ("rates: [5]", "1: rates: "),
        ("rates: [{date: 2026-11-01, USD: 1}]", "1: USD is the base, which is 1 on every day: leave it out"),
        (
            "rates: [{date: 2026-11-01, EUR: 1}, {date: 2026-11-01, GBP: 1}]",
            "1: date listed twice: 2026-11-01",
        ),
        ("base: dollar", "1: base: string should match pattern"),
    ],
)
def test_a_fault_of_the_table_is_told_in_one_line(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(ConfigErrors) as caught:
        read(tmp_path, text)
    error = caught.value.errors[0]
    assert f"{error.line}: {error.message}".startswith(fault)
    assert "\n" not in str(error)
