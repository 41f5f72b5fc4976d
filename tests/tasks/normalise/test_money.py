from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from babel.numbers import format_currency, get_decimal_symbol
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal, assert_series_equal

from expectations.value_words import ValueWords, shipped_value_words
from tasks.normalise.money import infer_currency, infer_decimal, read_money
from tests.builders import records, text

EXAMPLES = Path(__file__).parent / "examples" / "prices.tsv"
# Locales with what their shops write; the decimal sign comes from the locale data.
LOCALES = {
    "en_US": "USD",
    "en_IN": "INR",
    "de_DE": "EUR",
    "de_CH": "CHF",
    "fr_FR": "EUR",
    "nl_NL": "EUR",
    "cs_CZ": "CZK",
    "pl_PL": "PLN",
    "ru_RU": "RUB",
    "uk_UA": "UAH",
    "sv_SE": "SEK",
    "pt_BR": "BRL",
    "tr_TR": "TRY",
    "vi_VN": "VND",
    "ja_JP": "JPY",
    "zh_CN": "CNY",
    "ar_EG": "EGP",
    "ar_AE": "AED",
    "hi_IN": "INR",
}
AMOUNTS = st.text("0123456789.,' -~$€¥%EURkr٫٬٣½²（）１x\u00a0", max_size=24)


def examples() -> list[tuple[str, str, str, str]]:
    lines = EXAMPLES.read_text(encoding="utf-8").splitlines()[1:]
    return [(cells[0], cells[1], cells[2], cells[3]) for cells in (line.split("\t") for line in lines)]


def unescaped(written: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), written)


def read(amount: str, decimal: str | None = None) -> tuple[int | None, str | None, str | None]:
    (line,) = records(read_money(text(amount), decimal))
    return line["minor"], line["currency"], line["problem"]


@pytest.mark.parametrize(("written", "context", "expected", "currency"), examples())
def test_the_table_of_prices_holds(written: str, context: str, expected: str, currency: str) -> None:
    decimal = context if context in ".," else None
    (line,) = records(read_money(text(unescaped(written)), decimal, pd.Series([context == "stored"])))
    minor = line["minor"]
    found = "refused" if minor is None else f"{minor // 100}.{minor % 100:02}"
    assert ("ambiguous" if line["is_ambiguous"] else found, line["currency"] or "-") == (expected, currency)
    assert (line["problem"] is None) == (minor is not None)


def test_the_table_of_prices_gives_the_same_when_it_is_read_as_one_column() -> None:
    table = pd.DataFrame(examples(), columns=["text", "context", "expected", "currency"])
    table["text"] = table["text"].map(unescaped)
    for context, part in table.groupby("context"):
        decimal = str(context) if str(context) in ".," else None
        is_plain = pd.Series(context == "stored", index=part.index)
        column = part["text"].astype("str")
        single = [
            read_money(column.loc[[place]], decimal, is_plain.loc[[place]]).loc[place].to_list() for place in part.index
        ]
        whole = read_money(column, decimal, is_plain)
        assert_frame_equal(
            whole, pd.DataFrame(single, index=part.index, columns=whole.columns).astype(whole.dtypes.to_dict())
        )


@pytest.mark.parametrize(
    ("amount", "decimal", "problem"),
    [
        ("49.99 + S/H", None, "is not a plain amount"),
        ("12.99¹", None, "is not a plain amount"),
        ("10.00 – 20.00", None, "is a range, not one amount"),
        ("5~8", None, "is a range, not one amount"),
        ("12%", None, "is a share, not an amount"),
        ("−3,50", None, "is below zero"),
        ("(3.50)", None, "is below zero"),
        ("$12 EUR", None, "names two currencies"),
        ("3.350", None, "can be read in two ways: say numbers.decimal in the supplier file"),
        ("12,99", ".", "does not fit numbers.decimal '.' of the supplier file"),
        ("9" * 17, None, "is no price"),
        ("9" * 400, None, "is not a plain amount"),
    ],
)
def test_what_is_refused_is_told_word_for_word(amount: str, decimal: str | None, problem: str) -> None:
    assert read(amount, decimal)[0] is None
    assert read(amount, decimal)[2] == f"{amount!r} {problem}"


def test_an_empty_cell_is_neither_amount_nor_problem() -> None:
    assert records(read_money(text(None, "5"), None)) == [
        {"minor": None, "currency": None, "problem": None, "is_ambiguous": False},
        {"minor": 500, "currency": None, "problem": None, "is_ambiguous": False},
    ]


def test_the_index_and_types_stay_whatever_is_read() -> None:
    chunks = pd.concat([text("5", "$5"), text("x", None)])
    for column in (text(), text(None), text("x"), text("5").set_axis([7]), chunks):
        found = read_money(column, None)
        assert list(found.index) == list(column.index)
        assert {name: str(dtype) for name, dtype in found.dtypes.items()} == {
            "minor": "Int64",
            "currency": "str",
            "problem": "str",
            "is_ambiguous": "bool",
        }


def test_a_number_that_the_feed_stores_as_such_has_a_point_whatever_the_supplier_writes() -> None:
    amounts = text("3.350", "1299", "12.50", "1e3", "0.1", "3.350")
    is_plain = pd.Series([True, True, True, True, True, False])
    assert list(read_money(amounts, ",", is_plain)["minor"]) == [335, 129900, 1250, 100000, 10, 335000]


def test_a_team_may_add_its_suppliers_words() -> None:
    shipped = shipped_value_words()
    words = ValueWords.model_validate({**dict(shipped), "currencies": {**shipped.currencies, "EUR": ("pleuros",)}})
    (line,) = records(read_money(text("12 Pleuros"), None, words=words))
    assert (line["minor"], line["currency"]) == (1200, "EUR")


def test_many_plain_prices_are_read() -> None:
    hundredths = range(20_000)
    column = pd.Series([f"{one // 100}.{one % 100:02}" for one in hundredths], dtype="str")
    assert read_money(column, None)["minor"].to_list() == list(hundredths)


@given(st.lists(AMOUNTS | st.text(max_size=12), max_size=6), st.sampled_from([None, ".", ","]), st.booleans())
def test_every_text_is_an_amount_or_a_problem_and_never_both(
    amounts: list[str], decimal: str | None, stored: bool
) -> None:
    column = pd.Series(amounts, dtype="str")
    before = column.copy()
    found = read_money(column, decimal, pd.Series(stored, index=column.index, dtype="bool"))
    assert (found["minor"].isna() == found["problem"].notna()).all()
    assert found.loc[found["is_ambiguous"], "minor"].isna().all()
    assert not (found["minor"] < 0).any()
    assert_series_equal(column, before)


@given(AMOUNTS)
def test_an_amount_that_is_read_without_a_decimal_sign_never_changes_when_one_is_declared(amount: str) -> None:
    minor, _, _ = read(amount)
    for decimal in (".", ","):
        assert minor is None or read(amount, decimal)[0] in (minor, None)


@given(st.integers(0, 10**13), st.sampled_from([".", ","]))
def test_what_is_written_with_two_decimals_is_read_back(minor: int, decimal: str) -> None:
    plain = f"{minor // 100}{decimal}{minor % 100:02}"
    grouped = f"{minor // 100:,}.{minor % 100:02}".translate(
        str.maketrans({",": ".", ".": ","} if decimal == "," else {})
    )
    for written in (plain, grouped):
        assert read(written, decimal)[0] == minor
        assert read(written)[0] == minor


@given(st.integers(0, 10**12), st.sampled_from(sorted(LOCALES)))
def test_what_a_locale_writes_is_read_back(minor: int, locale: str) -> None:
    written = format_currency(
        Decimal(minor).scaleb(-2), LOCALES[locale], locale=locale, currency_digits=False, numbering_system="default"
    )
    found, currency, problem = read(written, get_decimal_symbol(locale))
    assert (found, problem) == (minor, None)
    assert currency in (LOCALES[locale], None)


@pytest.mark.parametrize(
    ("column", "decimal"),
    [
        (["12.50", "3.350"], "."),
        (["12,5", "3.350"], ","),
        (["1,299", "1,299.00"], "."),
        (["1.299.000", "3"], ","),
        (["1,299,000"], "."),
        (["1,29,900"], "."),
        (["0.125"], "."),
        (["$ 12.50", "$ 3,350"], "."),
        (["1\u00a0299,50 Kč"], ","),
        (["12,- €"], ","),
        (["12.50", "12,50"], None),
        (["1.299.000", "12.50"], None),
        (["3.350", "1,299"], None),
        (["12", "1 299"], None),
        (["12.5 kg", "from 12.50", "v1.2"], None),
        (["١٬٢٩٩٫٥٠"], None),
        ([None], None),
        ([], None),
    ],
)
def test_the_decimal_sign_is_what_the_column_proves(column: list[str | None], decimal: str | None) -> None:
    assert infer_decimal(text(*column)) == decimal


def test_a_stored_number_proves_nothing_about_what_is_written() -> None:
    assert infer_decimal(text("12.50", "3,5"), pd.Series([True, False])) == ","


@pytest.mark.parametrize(
    ("column", "currency"),
    [
        (["12.50 EUR", "€ 3", "5"], "EUR"),
        (["$12", "$15 USD"], "USD"),
        (["USD 12", "US$ 1,299"], "USD"),
        (["$12", "15 EUR"], None),
        (["12 USD", "15 EUR"], None),
        (["$12", "$15"], None),
        (["¥100", "100元"], None),
        (["12 EUR/kg", "12"], None),
        (["12"], None),
        ([None], None),
        ([], None),
    ],
)
def test_the_currency_is_the_one_on_which_all_agree(column: list[str | None], currency: str | None) -> None:
    assert infer_currency(text(*column)) == currency


@given(st.lists(AMOUNTS, max_size=6))
def test_under_an_inferred_sign_no_certain_amount_reads_differently(amounts: list[str]) -> None:
    column = pd.Series(amounts, dtype="str")
    decimal = infer_decimal(column)
    without = read_money(column, None)["minor"]
    under = read_money(column, decimal)["minor"]
    assert (without.isna() | (without == under)).fillna(False).all()
