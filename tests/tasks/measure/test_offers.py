from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from stdnum import ean

from tasks.measure.gtins import gtin_problem, gtin_problems
from tasks.measure.offers import option_repeats, row_facts
from tests.builders import pictures, records, row, rows, text, texts


@pytest.mark.parametrize(
    "gtin",
    [
        "4006381333931",
        "036000291452",
        "0036000291452",
        "00036000291452",
        "10036000291459",
        "96385074",
        "9783161484100",
        "20000011",
    ],
)
def test_a_plausible_gtin_has_no_problem(gtin: str) -> None:
    assert gtin_problem(gtin) is None


@pytest.mark.parametrize(
    ("gtin", "problem"),
    [
        ("123456789", "has 9 digits, not 8, 12, 13 or 14"),
        ("12345678901", "has 11 digits, not 8, 12, 13 or 14"),
        ("4006381333932", "has a wrong check digit"),
        ("036000291453", "has a wrong check digit"),
        ("0000000000000", "is one digit repeated"),
        ("11111111", "is one digit repeated"),
        ("2000000000008", "is from a range for internal use, coupons or demonstration"),
        ("212345678909", "is from a range for internal use, coupons or demonstration"),
        ("0412345678903", "is from a range for internal use, coupons or demonstration"),
        ("9812345678902", "is from a range for internal use, coupons or demonstration"),
        ("12000000000005", "is from a range for internal use, coupons or demonstration"),
    ],
)
def test_an_implausible_gtin_says_why(gtin: str, problem: str) -> None:
    assert gtin_problem(gtin) == f"{gtin} {problem}"


def facts(*lines: dict[str, Any], repeats: dict[str, str] | None = None, **listed: Any) -> list[dict[str, Any]]:
    frame = rows(*lines)
    before = frame.copy(deep=True)
    table = text(*(repeats or {}).values()).set_axis(list(repeats or {}))
    made = row_facts(frame, pictures(frame, **listed), table, "USD")
    assert_frame_equal(frame, before)
    return records(made)


def test_all_facts_of_a_good_row() -> None:
    assert facts(row(1, msrp_minor=2598, gtin="4006381333931", color="red")) == [
        {
            "row_id": "acme-0123456789ab-1",
            "sku_length": 2,
            "sku_repeats": None,
            "parent_sku_length": 2,
            "price_problem": None,
            "price_ambiguous": None,
            "category_problem": None,
            "price": 12.99,
            "price_currency_problem": None,
            "msrp_to_price": 2.0,
            "shipping_problem": None,
            "shipping": 2.5,
            "quantity_problem": None,
            "quantity": 5,
            "gtin_shape_problem": None,
            "gtin_check_problem": None,
            "option_repeats": None,
            "package_problem": None,
            "hs_code_problem": None,
            "unread_values": None,
            "variation_image_missing": None,
            "shipping_time_problem": None,
            "max_quantity": None,
            "brand_id_problem": None,
            "weight_g": None,
        }
    ]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"sku": None, "parent_sku": None}, {"sku_length": None, "parent_sku_length": None}),
        ({"price_minor": None, "price_problem": "no price"}, {"price": None, "price_problem": "no price"}),
        ({"price_minor": 0, "msrp_minor": 100}, {"price": 0.0, "msrp_to_price": None}),
        ({"currency": "EUR"}, {"price_currency_problem": "EUR"}),
        ({"currency": None}, {"price_currency_problem": None}),
        ({"gtin": "4.00638E+12"}, {"gtin_shape_problem": "4.00638E+12", "gtin_check_problem": None}),
        (
            {"gtin": "4006381333932"},
            {"gtin_shape_problem": None, "gtin_check_problem": "4006381333932 has a wrong check digit"},
        ),
        ({"gtin": "４００６３８１３３３９３１"}, {"gtin_shape_problem": "４００６３８１３３３９３１"}),
    ],
)
def test_what_a_row_says_is_what_is_measured(said: dict[str, Any], expected: dict[str, Any]) -> None:
    (made,) = facts(row(1, **said))
    assert {name: made[name] for name in expected} == expected


def test_repeats_and_broken_pictures_stand_at_their_rows() -> None:
    made = facts(row(1), row(2), repeats={"acme-0123456789ab-2": "rows 2, 3"}, variation_problem=[None, "b.jpg blank"])
    assert [(one["sku_repeats"], one["variation_image_missing"]) for one in made] == [
        (None, None),
        ("rows 2, 3", "b.jpg blank"),
    ]


def options(*pairs: tuple[str, str | None, str | None]) -> list[str | None]:
    return texts(
        option_repeats(
            rows(*(row(n, parent_sku=product, color=c, size=s) for n, (product, c, s) in enumerate(pairs, 1)))
        )
    )


def test_equal_options_in_one_product_name_their_rows() -> None:
    assert options(("P", "Red", "S"), ("P", "red", "s"), ("P", "red", "M"), ("Q", "Red", "S")) == [
        "'Red S' in rows 2, 3",
        "'red s' in rows 2, 3",
        None,
        None,
    ]


def test_variations_without_any_option_repeat_each_other() -> None:
    assert options(("P", None, None), ("P", None, None), ("Q", None, None)) == [
        "'' in rows 2, 3",
        "'' in rows 2, 3",
        None,
    ]


def test_colour_and_size_are_not_taken_for_each_other() -> None:
    assert options(("P", "S", None), ("P", None, "S")) == [None, None]


def test_a_repeated_sku_is_not_also_a_repeated_option() -> None:
    made = facts(
        row(1, parent_sku="P", sku="A"),
        row(2, parent_sku="P", sku="A"),
        repeats={"acme-0123456789ab-2": "rows 2, 3 with equal content"},
    )
    assert [one["option_repeats"] for one in made] == [None, None]


def test_no_rows_give_no_facts() -> None:
    assert facts() == []


DIGITS = st.text("0123456789", min_size=0, max_size=15)


@given(st.lists(DIGITS | DIGITS.map(lambda text: text + ean.calc_check_digit(text)) | st.text(max_size=14) | st.none()))
def test_a_column_says_of_every_gtin_what_is_said_of_it_alone(gtins: list[str | None]) -> None:
    assert texts(gtin_problems(text(*gtins))) == [None if gtin is None else gtin_problem(gtin) for gtin in gtins]
