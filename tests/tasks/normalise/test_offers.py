"""An offer is made of cost or price by the terms of the supplier file, never below its margin, every step shown."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from expectations.pricing import Offer
from expectations.rates import Rates, RatesOfDay
from tasks.normalise.offers import Offers, make_offers
from tests.builders import texts

DAY = dt.date(2026, 11, 24)
RATES = Rates(rates=(RatesOfDay(date=dt.date(2026, 11, 1), values={"EUR": 1.08}),))

COLUMNS = {
    "sku": "str",
    "category": "str",
    "price_minor": "Int64",
    "cost_minor": "Int64",
    "currency": "str",
    "msrp_minor": "Int64",
    "shipping_minor": "Int64",
    "weight_g": "Float64",
    "quantity": "Int64",
    "price_problem": "str",
    "shipping_problem": "str",
}


def rows(*made: dict[str, Any]) -> pd.DataFrame:
    """Rows at 10.00 that cost 5.00, three pieces of 300 g, and what a test says of them."""
    usual = {
        **dict.fromkeys(COLUMNS),
        "price_minor": 1000,
        "cost_minor": 500,
        "currency": "USD",
        "weight_g": 300.0,
        "quantity": 3,
    }
    lines = [{**usual, "sku": f"S{number}", **said} for number, said in enumerate(made)]
    return pd.DataFrame(lines, columns=list(COLUMNS)).astype(COLUMNS)


def offered(frame: pd.DataFrame, **terms: Any) -> Offers:
    return make_offers(frame, Offer.model_validate(terms), "USD", RATES, DAY)


def changes(made: Offers) -> list[tuple[str, str | None, str, str]]:
    """What was changed, without the rows where nothing was."""
    return [
        (change.field, before, after, change.change_id)
        for change in made.changes
        for before, after in zip(texts(change.before), texts(change.after), strict=True)
        if after is not None
    ]


def price(said: dict[str, Any] | None = None, **terms: Any) -> int | str | None:
    """The price of one row, or its problem."""
    line = offered(rows(said or {}), **terms).rows.iloc[0]
    return line["price_problem"] if pd.isna(line["price_minor"]) else int(line["price_minor"])


def shipping(said: dict[str, Any], terms: Any) -> int | str | None:
    line = offered(rows(said), shipping=terms).rows.iloc[0]
    return line["shipping_problem"] if pd.isna(line["shipping_minor"]) else int(line["shipping_minor"])


# Price.


@pytest.mark.parametrize(
    ("terms", "minor"),
    [
        ({"markup_pct": 30}, 1300),
        ({"factor": 1.5}, 1500),
        ({"add": 0.25}, 1025),
        ({"markup_pct": 12.345}, 1123),
        ({"price_from": "cost", "markup_pct": 100, "add": 1}, 1100),
        ({"price_from": "cost", "factor": 1}, 500),
        ({"round_to": ".99"}, 1099),
        ({"round_to": ".00"}, 1000),
        ({"factor": 1.001, "round_to": ".00"}, 1100),
        ({"factor": 1.099, "round_to": ".99"}, 1099),
        ({"factor": 1.1, "round_to": ".95"}, 1195),
        ({"round_to": ".49"}, 1049),
    ],
)
def test_a_price_is_made_of_price_or_cost(terms: dict[str, Any], minor: int) -> None:
    assert price(**terms) == minor


@pytest.mark.parametrize(
    ("terms", "minor"),
    [
        # 5.00 is half of the price, and the fee takes a tenth of it.
        ({"min_margin_pct": 40, "fee_pct": 10}, 1000),
        ({"min_margin_pct": 40, "fee_pct": 15}, 1112),
        ({"min_margin": 5}, 1000),
        ({"min_margin": 6}, 1100),
        ({"min_margin": 6, "fee_pct": 20}, 1375),
        ({"min_margin": 6, "min_margin_pct": 60, "round_to": ".99"}, 1299),
        ({"price_from": "cost", "min_margin": 3}, 800),
        ({"price_from": "cost", "markup_pct": 10, "min_margin": 3}, 800),
        ({"price_from": "cost", "markup_pct": 70, "min_margin": 3}, 850),
    ],
)
def test_a_price_below_the_least_margin_is_raised_to_it(terms: dict[str, Any], minor: int) -> None:
    assert price(**terms) == minor


@pytest.mark.parametrize(
    ("said", "terms", "problem"),
    [
        ({"cost_minor": None}, {"price_from": "cost", "factor": 2}, "the cost is missing"),
        ({"cost_minor": 0}, {"price_from": "cost", "factor": 2}, "the cost is 0.00 USD"),
        ({"cost_minor": -5}, {"price_from": "cost", "add": 2}, "the cost is -0.05 USD"),
        (
            {"cost_minor": None},
            {"min_margin": 2},
            "the cost is missing, so that the least margin cannot be kept",
        ),
        ({"cost_minor": 0}, {"min_margin": 2}, "the cost is 0.00 USD"),
        ({"price_minor": 10**16}, {"factor": 100}, "the price would be too large"),
    ],
)
def test_a_row_that_lacks_what_the_terms_need_gets_a_problem_and_no_price(
    said: dict[str, Any], terms: dict[str, Any], problem: str
) -> None:
    assert price(said, **terms) == problem


def test_a_problem_of_before_stays_and_stops_the_offer() -> None:
    made = offered(rows({"price_problem": "'12' beside the currency EUR", "cost_minor": None}), min_margin=2)
    assert made.rows.loc[0, ["price_minor", "price_problem"]].tolist() == [1000, "'12' beside the currency EUR"]
    assert changes(made) == []


@pytest.mark.parametrize("minor", [0, -100])
def test_a_price_of_nothing_is_left_to_the_rules_not_raised(minor: int) -> None:
    made = offered(rows({"price_minor": minor}), add=2, min_margin=3, round_to=".99")
    assert made.rows.loc[0, "price_minor"] == minor
    assert pd.isna(made.rows.loc[0, "price_problem"])


# Currency.


def test_amounts_in_another_currency_are_converted_before_anything_else() -> None:
    made = offered(rows({"currency": "EUR", "msrp_minor": 3000, "shipping_minor": 250}), add=1)
    assert_frame_equal(
        made.rows,
        rows({"price_minor": 1180, "cost_minor": 540, "msrp_minor": 3240, "shipping_minor": 270}),
    )
    assert changes(made) == [
        ("price", "10.00 EUR", "10.80 USD", "price.converted"),
        ("msrp", "30.00 EUR", "32.40 USD", "price.converted"),
        ("shipping", "2.50 EUR", "2.70 USD", "price.converted"),
        ("price", "10.80 USD", "11.80 USD", "price.offer"),
    ]


def test_from_cost_the_cost_is_what_is_converted_and_shown() -> None:
    made = offered(rows({"currency": "EUR", "price_minor": None}), price_from="cost", factor=2)
    assert changes(made) == [
        ("cost", "5.00 EUR", "5.40 USD", "price.converted"),
        ("price", "cost 5.40 USD", "10.80 USD", "price.offer"),
    ]


def test_without_a_rate_no_amount_is_left_and_the_reason_is_told_once() -> None:
    made = offered(rows({"currency": "SEK", "msrp_minor": 3000, "shipping_minor": 250}), factor=2)
    reason = "there is no exchange rate from SEK to USD on or before 2026-11-24: add one to rates.yml"
    nothing = dict.fromkeys(("price_minor", "cost_minor", "msrp_minor", "shipping_minor"))
    assert_frame_equal(made.rows, rows({**nothing, "price_problem": reason}))
    assert changes(made) == []


def test_a_row_without_a_currency_is_in_the_stores() -> None:
    made = offered(rows({"currency": None}, {"currency": "EUR"}), add=1)
    assert made.rows["price_minor"].tolist() == [1100, 1180]
    assert texts(made.rows["currency"]) == [None, "USD"]
    assert changes(made)[-2:] == [
        ("price", "10.00 USD", "11.00 USD", "price.offer"),
        ("price", "10.80 USD", "11.80 USD", "price.offer"),
    ]


# Reference price.


@pytest.mark.parametrize(
    ("msrp_minor", "kept"),
    [(999, None), (1000, None), (1001, 1001), (5000, 5000), (5001, None), (0, None), (None, None)],
)
def test_a_reference_price_is_kept_only_above_the_price_and_not_far_above(msrp_minor: int, kept: int | None) -> None:
    made = offered(rows({"msrp_minor": msrp_minor}))
    assert texts(made.rows["msrp_minor"]) == [kept]
    dropped = msrp_minor is not None and kept is None
    assert [change_id for _, _, after, change_id in changes(made) if after == ""] == ["msrp.untruthful"] * dropped


def test_the_reference_price_is_held_against_the_price_that_is_asked() -> None:
    made = offered(rows({"msrp_minor": 1500}, {"msrp_minor": 4001}), factor=2, max_msrp_to_price=2)
    assert texts(made.rows["msrp_minor"]) == [None, None]
    assert changes(made)[2:] == [
        ("msrp", "15.00 USD", "", "msrp.untruthful"),
        ("msrp", "40.01 USD", "", "msrp.untruthful"),
    ]


def test_reference_prices_can_be_left_out_altogether() -> None:
    made = offered(rows({"msrp_minor": 1500}, {}), msrp="drop")
    assert texts(made.rows["msrp_minor"]) == [None, None]
    assert changes(made) == [("msrp", "15.00 USD", "", "msrp.dropped")]


# Shipping and quantity.

BANDS = ({"up_to_g": 500, "price": 3.5}, {"up_to_g": 2000, "price": 6})


@pytest.mark.parametrize(
    ("weight_g", "terms", "expected"),
    [
        (300.0, 4.5, 450),
        (None, 4.5, 450),
        (0.5, BANDS, 350),
        (500.0, BANDS, 350),
        (500.01, BANDS, 600),
        (2000.0, BANDS, 600),
        (2500.0, BANDS, "2500 g is more than the last shipping band, 2000 g"),
        (2000.5, BANDS, "2000.5 g is more than the last shipping band, 2000 g"),
        (None, BANDS, "shipping goes by weight, and the weight is missing"),
        (0.0, BANDS, "shipping goes by weight, and the weight is missing"),
        (2500.0, (*BANDS, {"price": 11}), 1100),
        (None, (*BANDS, {"price": 11}), "shipping goes by weight, and the weight is missing"),
        (2500.0, {"bands": BANDS, "flat": 9}, 900),
        (None, {"bands": BANDS, "flat": 9}, 900),
    ],
)
def test_shipping_is_one_price_or_that_of_the_weight(weight_g: float | None, terms: Any, expected: int | str) -> None:
    assert shipping({"weight_g": weight_g, "shipping_minor": 100}, terms) == expected


def test_a_shipping_price_put_in_is_shown_and_a_problem_of_before_stays() -> None:
    made = offered(
        rows(
            {}, {"shipping_minor": 100}, {"shipping_minor": 300}, {"shipping_problem": "'free' is not a plain amount"}
        ),
        shipping=3,
    )
    assert texts(made.rows["shipping_minor"]) == [300, 300, 300, None]
    assert texts(made.rows["shipping_problem"]) == [None, None, None, "'free' is not a plain amount"]
    assert changes(made) == [
        ("shipping", None, "3.00 USD", "shipping.bands"),
        ("shipping", "1.00 USD", "3.00 USD", "shipping.bands"),
    ]


def test_pieces_are_kept_back_and_no_more_than_the_most_are_offered() -> None:
    quantities = [0, 1, 2, 5, 100, None, -4]
    made = offered(rows(*({"quantity": one} for one in quantities)), stock_buffer=2, stock_max=20)
    assert texts(made.rows["quantity"]) == [0, 0, 0, 3, 20, None, -4]
    assert changes(made) == [
        ("quantity", "1", "0", "quantity.buffer"),
        ("quantity", "2", "0", "quantity.buffer"),
        ("quantity", "5", "3", "quantity.buffer"),
        ("quantity", "100", "20", "quantity.buffer"),
    ]


# Categories.


def test_a_category_has_its_own_terms_and_those_below_it_too() -> None:
    categories = ["Home", "home / mugs", "Home > Mugs > Enamel", "Garden", None, "Mugs"]
    made = offered(
        rows(*({"category": one} for one in categories)),
        factor=2,
        round_to=".99",
        categories={"Home": {"factor": 3}, "Home > Mugs": {"markup_pct": 50, "round_to": None}},
    )
    assert made.rows["price_minor"].tolist() == [3099, 1500, 1500, 2099, 2099, 2099]


# Laws.

amounts = st.one_of(st.none(), st.integers(-50, 20_000))
a_row = st.fixed_dictionaries(
    {
        "category": st.sampled_from([None, "Home", "Home > Mugs", "Toys"]),
        "price_minor": amounts,
        "cost_minor": amounts,
        "currency": st.sampled_from([None, "USD", "EUR", "SEK"]),
        "msrp_minor": amounts,
        "shipping_minor": amounts,
        "weight_g": st.one_of(st.none(), st.floats(0, 5000)),
        "quantity": st.one_of(st.none(), st.integers(-2, 60)),
        "price_problem": st.sampled_from([None, None, None, "'x' is not a plain amount"]),
        "shipping_problem": st.sampled_from([None, None, None, "'free' is not a plain amount"]),
    }
)
many_rows = st.lists(a_row, min_size=1, max_size=8)
percent = st.integers(0, 450).map(lambda tenths: tenths / 10)
offers = st.fixed_dictionaries(
    {"markup_pct": percent},
    optional={
        "price_from": st.sampled_from(["price", "cost"]),
        "add": st.integers(0, 500).map(lambda minor: minor / 100),
        "round_to": st.sampled_from([".99", ".95", ".00", ".49"]),
        "shipping": st.sampled_from([3, BANDS, {"bands": BANDS, "flat": 9}]),
        "stock_buffer": st.integers(0, 5),
        "stock_max": st.integers(0, 20),
        "categories": st.just({"Home": {"factor": 1.7}, "Home > Mugs": {"min_margin": 2.5, "msrp": "drop"}}),
    },
)


@given(many_rows, offers, percent, percent, st.integers(0, 900))
@settings(deadline=None, max_examples=40)
def test_an_offer_is_never_below_its_least_margin(
    lines: list[dict[str, Any]], terms: dict[str, Any], fee_pct: float, margin_pct: float, margin_minor: int
) -> None:
    frame = rows(*lines)
    floor = {"fee_pct": fee_pct, "min_margin_pct": margin_pct, "min_margin": margin_minor / 100}
    made = offered(frame, **{**terms, "categories": {}, **floor}).rows
    offered_rows = made[made["price_problem"].isna() & (made["price_minor"] > 0)]
    for asked, cost in zip(offered_rows["price_minor"], offered_rows["cost_minor"], strict=True):
        thousandths_left = 1000 * asked - asked * round(fee_pct * 10) - 1000 * cost
        assert thousandths_left >= asked * round(margin_pct * 10)
        assert thousandths_left >= 1000 * margin_minor


@given(many_rows)
@settings(deadline=None, max_examples=40)
def test_without_an_offer_rows_stay_as_they_are(lines: list[dict[str, Any]]) -> None:
    frame = rows(*lines)
    made = make_offers(frame, None, "USD", RATES, DAY)
    assert_frame_equal(made.rows, frame)
    assert made.changes == ()


@given(many_rows)
@settings(deadline=None, max_examples=40)
def test_an_offer_that_asks_for_nothing_does_so_twice_as_once(lines: list[dict[str, Any]]) -> None:
    once = offered(rows(*lines))
    twice = offered(once.rows)
    assert_frame_equal(twice.rows, once.rows)
    assert twice.changes == ()


@given(many_rows, offers, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=40)
def test_the_order_of_rows_changes_nothing_and_the_input_stays(
    lines: list[dict[str, Any]], terms: dict[str, Any], random: Any
) -> None:
    frame = rows(*lines)
    before = frame.copy()
    order = list(range(len(frame)))
    random.shuffle(order)
    made = offered(frame, **terms)
    assert_frame_equal(frame, before)
    assert_frame_equal(made.rows.iloc[order], offered(frame.iloc[order], **terms).rows)


@given(many_rows, offers)
@settings(deadline=None, max_examples=40)
def test_every_change_of_a_row_is_shown(lines: list[dict[str, Any]], terms: dict[str, Any]) -> None:
    frame = rows(*lines).set_axis([0] * len(lines))
    made = offered(frame, **terms)
    assert made.rows.index.tolist() == [0] * len(lines)
    for column in ("price_minor", "msrp_minor", "shipping_minor", "quantity"):
        field = column.removesuffix("_minor")
        told = [False] * len(frame)
        for change in made.changes:
            assert change.after.index.tolist() == [0] * len(lines)
            if change.field == field:
                told = [one or bool(two) for one, two in zip(told, change.after.notna(), strict=True)]
        for was, now, is_told, currency in zip(
            frame[column], made.rows[column], told, frame["currency"].fillna("USD"), strict=True
        ):
            if currency == "USD" and pd.notna(now):
                assert is_told or (pd.notna(was) and was == now)


def test_no_rows_make_no_offers() -> None:
    made = offered(rows(), price_from="cost", factor=2, shipping=BANDS, round_to=".99", stock_buffer=1)
    assert_frame_equal(made.rows, rows())
    assert made.changes == ()
