from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from expectations.marketplace import Rise
from tasks.measure.raises import price_rises
from tests.builders import records

MOST = Rise(because="Own for tests.", amount=10, pct=100, days=7)
MONEY = {"price_minor": "Int64", "shipping_minor": "Int64"}


def offers(*lines: tuple[Any, ...]) -> pd.DataFrame:
    """supplier, sku, price and shipping price."""
    made = pd.DataFrame(list(lines), columns=["supplier", "sku", *MONEY]).astype(
        {"supplier": "str", "sku": "str", **MONEY}
    )
    return made.assign(
        row_id=[f"{supplier}-{sku}" for supplier, sku in zip(made["supplier"], made["sku"], strict=True)]
    )


def raised(now: pd.DataFrame, lowest: pd.DataFrame, most: Rise = MOST) -> list[dict[str, Any]]:
    return records(price_rises(now, lowest.drop(columns="row_id"), most).drop(columns="supplier"))


@pytest.mark.parametrize(
    ("before", "now", "text"),
    [
        (1299, 4000, "12.99 to 40.00"),
        (500, 1500, None),
        (500, 1501, "5.00 to 15.01"),
        (2000, 4000, None),
        (2000, 4001, "20.00 to 40.01"),
        (4000, 500, None),
        (0, 1000, None),
        (0, 1001, "0.00 to 10.01"),
        (None, 9000, None),
        (500, None, None),
    ],
)
def test_a_rise_by_more_than_the_larger_of_amount_and_share(
    before: int | None, now: int | None, text: str | None
) -> None:
    of_price = raised(offers(("acme", "A", now, 0)), offers(("acme", "A", before, 0)))
    of_shipping = raised(offers(("acme", "A", 100, now)), offers(("acme", "A", 100, before)))
    if text is None:
        assert of_price == of_shipping == []
    else:
        assert of_price == [{"row_id": "acme-A", "price_raised": text, "shipping_raised": None}]
        assert of_shipping == [{"row_id": "acme-A", "price_raised": None, "shipping_raised": text}]


def test_an_offer_is_held_against_what_its_own_supplier_has_live() -> None:
    now = offers(("acme", "A", 9000, 0), ("bolt", "B", 9000, 0))
    live = offers(("bolt", "A", 100, 0), ("acme", "B", 100, 0), ("bolt", "B", 200, 0))
    assert raised(now, live) == [{"row_id": "bolt-B", "price_raised": "2.00 to 90.00", "shipping_raised": None}]


def test_what_is_allowed_is_declared() -> None:
    most = MOST.model_copy(update={"amount": 1, "pct": 10})
    assert raised(offers(("acme", "A", 1110, 0)), offers(("acme", "A", 1000, 0)), most) == [
        {"row_id": "acme-A", "price_raised": "10.00 to 11.10", "shipping_raised": None}
    ]


def test_nothing_is_live() -> None:
    assert raised(offers(("acme", "A", 1110, 0)), offers()) == []
    assert raised(offers(), offers()) == []
