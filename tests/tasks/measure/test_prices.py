from __future__ import annotations

from typing import Any

import pytest

from tasks.measure.prices import LEAST_PRODUCTS, category_prices, price_keys
from tests.builders import ROW_ID, records, row, rows


def apart(*lines: dict[str, Any]) -> dict[int, float]:
    found = records(category_prices(price_keys(rows(*lines))))
    return {int(line["row_id"].removeprefix(f"{ROW_ID}-")): line["price_to_category"] for line in found}


def shelf(price_minor: int = 1000, *, products: int = LEAST_PRODUCTS, **said: Any) -> list[dict[str, Any]]:
    return [row(n, category="mugs", price_minor=price_minor, **said) for n in range(1, products + 1)]


def test_a_price_far_from_its_category_is_told_by_its_ratio() -> None:
    cheap, dear = row(91, category="mugs", price_minor=50), row(92, category="mugs", price_minor=9000)
    assert apart(*shelf(), cheap, dear) == {91: 0.05, 92: 9.0}


def test_of_a_few_products_no_median_is_made() -> None:
    assert apart(*shelf(products=LEAST_PRODUCTS - 2), row(91, category="mugs", price_minor=50)) == {}


def test_where_prices_differ_widely_none_stands_out() -> None:
    wide = [row(n, category="mugs", price_minor=100 * 2 ** (n % 8)) for n in range(40)]
    assert apart(*wide, row(91, category="mugs", price_minor=9000)) == {}


def test_a_product_counts_once_whatever_the_number_of_its_variations() -> None:
    many = [row(100 + n, parent_sku="P", category="mugs", price_minor=9000) for n in range(60)]
    assert set(apart(*shelf(), *many)) == {100 + n for n in range(60)}


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"category": "lamps"}, {}),
        ({"category": None, "category_id": None}, {}),
        ({"category": "mugs", "kind": "folded"}, {}),
        ({"category": "mugs"}, {91: 9.0}),
    ],
)
def test_a_price_is_compared_in_its_own_category(said: dict[str, Any], found: dict[int, float]) -> None:
    assert apart(*shelf(), row(91, price_minor=9000, **said)) == found


def test_without_the_suppliers_category_that_of_wish_counts() -> None:
    lines = [row(n, category_id=7, price_minor=1000) for n in range(LEAST_PRODUCTS)]
    assert apart(*lines, row(91, category_id=7, price_minor=9000)) == {91: 9.0}


@pytest.mark.parametrize("price_minor", [None, 0])
def test_rows_without_a_price_say_nothing(price_minor: int | None) -> None:
    assert apart(*shelf(), row(91, category="mugs", price_minor=price_minor)) == {}


def test_the_order_of_rows_changes_nothing() -> None:
    lines = [*shelf(), row(91, category="mugs", price_minor=50)]
    assert apart(*lines) == apart(*reversed(lines)) == {91: 0.05}


def test_no_rows() -> None:
    assert apart() == {}
