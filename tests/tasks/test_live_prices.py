from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.live_prices import PRICE_COLUMNS, lowest_prices, next_prices
from tasks.rows import typed
from tests.builders import records

DAY = dt.date(2026, 11, 23)
COLUMNS = {"sku": "str", **PRICE_COLUMNS}


def state(*lines: tuple[Any, ...]) -> pd.DataFrame:
    """sku, price, shipping price and the prices before."""
    return typed(pd.DataFrame(list(lines), columns=list(COLUMNS)), COLUMNS)


def later(day: int) -> dt.date:
    return DAY + dt.timedelta(days=day)


def published(
    before: pd.DataFrame, *rows: tuple[Any, ...], day: dt.date = DAY, held: tuple[str, ...] = ()
) -> pd.DataFrame:
    approved = state(*((*row, None) for row in rows))[["sku", "price_minor", "shipping_minor"]]
    live = pd.DataFrame({"sku": [*approved["sku"], *held]}).astype("str")
    return live.join(next_prices(live, approved, before, day, kept_days=7))


def lowest(known: pd.DataFrame, day: dt.date = DAY) -> dict[str, tuple[Any, Any]]:
    found = records(lowest_prices(known, day, days=7))
    return {line["sku"]: (line["price_minor"], line["shipping_minor"]) for line in found}


def test_a_price_that_is_replaced_is_kept_with_its_last_day() -> None:
    first = published(state(), ("A", 1000, 250), ("B", 500, None))
    second = published(first, ("A", 1500, 250), ("B", 500, None), day=later(1))
    third = published(second, ("A", 1500, 300), ("B", 500, 0), day=later(3))
    assert records(first)[0] == {"sku": "A", "price_minor": 1000, "shipping_minor": 250, "prices_before": None}
    assert records(third) == [
        {
            "sku": "A",
            "price_minor": 1500,
            "shipping_minor": 300,
            "prices_before": "2026-11-24 1000 250\n2026-11-26 1500 250",
        },
        {"sku": "B", "price_minor": 500, "shipping_minor": 0, "prices_before": "2026-11-26 500 -"},
    ]


def test_the_same_prices_again_change_nothing() -> None:
    once = published(state(), ("A", 1000, 250))
    again = published(once, ("A", 1000, 250), day=later(1))
    assert records(again) == records(once)


def test_a_held_sku_keeps_what_is_live() -> None:
    before = state(("A", 1000, 250, "2026-11-20 900 250"), ("B", 500, 0, None))
    made = published(before, ("B", 700, 0), held=("A",))
    assert records(made) == [
        {"sku": "B", "price_minor": 700, "shipping_minor": 0, "prices_before": "2026-11-23 500 0"},
        {"sku": "A", "price_minor": 1000, "shipping_minor": 250, "prices_before": "2026-11-20 900 250"},
    ]


def test_prices_of_a_week_ago_are_forgotten() -> None:
    before = state(("A", 1000, 250, "2026-11-16 700 250\n2026-11-17 900 250"))
    (line,) = records(published(before, ("A", 1000, 250)))
    assert line["prices_before"] == "2026-11-17 900 250"
    (line,) = records(published(before, ("A", 1000, 250), day=later(9)))
    assert line["prices_before"] is None


@pytest.mark.parametrize(("day", "price"), [(0, 700), (1, 700), (2, 900), (6, 900), (7, 1000), (-3, 700)])
def test_the_lowest_price_is_that_of_the_last_seven_days(day: int, price: int) -> None:
    known = state(("A", 1000, 250, "2026-11-18 700 250\n2026-11-23 900 100"))
    assert lowest(known, later(day))["A"][0] == price


def test_price_and_shipping_are_each_the_lowest() -> None:
    known = state(("A", 1000, 100, "2026-11-22 900 300"), ("B", 500, None, None), ("C", 400, None, "2026-11-22 450 50"))
    assert lowest(known) == {"A": (900, 100), "B": (500, None), "C": (400, 50)}


def test_of_states_without_prices_nothing_is_known() -> None:
    old = pd.DataFrame({"sku": ["A"], "parent_sku": ["P"], "line_sha256": ["x"]}).astype("str")
    assert lowest(old) == {"A": (None, None)}
    (line,) = records(published(typed(old, COLUMNS), ("A", 1000, 250)))
    assert line["prices_before"] is None


def test_nothing_is_live() -> None:
    assert records(published(state())) == []
    assert lowest(state()) == {}


PRICES = st.lists(st.tuples(st.integers(0, 12), st.integers(100, 900)), min_size=1, max_size=8)


@given(PRICES)
def test_the_lowest_is_what_a_diary_of_all_prices_says(steps: list[tuple[int, int]]) -> None:
    steps = sorted(steps, key=lambda step: step[0])
    known = state()
    for day, price in steps:
        known = published(known, ("A", price, 0), day=later(day))
    last = steps[-1][0]
    # A price stands until the next one replaces it.
    diary = [(price, until) for (_, price), (until, _) in itertools.pairwise(steps)]
    expected = min([steps[-1][1], *(price for price, until in diary if until > last - 7)])
    assert lowest(known, later(last))["A"][0] == expected
