"""Delivery days, pieces an order, brand ids, weights, each over whole columns."""

import pytest

from tasks.measure.logistics import logistics_facts
from tests.builders import records, row, rows


def facts(**said: object) -> dict[str, object]:
    return records(logistics_facts(rows(row(1, **said))))[0]


@pytest.mark.parametrize("days", ["15-20", "2-7", " 10 - 30 ", None])
def test_days_that_can_be_used(days: str | None) -> None:
    assert facts(shipping_time=days)["shipping_time_problem"] is None


@pytest.mark.parametrize("days", ["1-9", "5-9", "20-15", "7", "two weeks", "5-10 days", "-3-8", "2-7-9"])
def test_days_that_cannot_be_used_are_shown(days: str) -> None:
    assert facts(shipping_time=days)["shipping_time_problem"] == days


@pytest.mark.parametrize(
    ("brand_id", "problem"), [("5" * 24, None), (None, None), ("5" * 23, "5" * 23), ("Nike", "Nike")]
)
def test_a_brand_id_has_24_hex_digits(brand_id: str | None, problem: str | None) -> None:
    assert facts(brand_id=brand_id)["brand_id_problem"] == problem


def test_weight_and_most_pieces_are_taken_as_they_are() -> None:
    made = facts(weight_g=250.0, max_quantity=3)
    assert (made["weight_g"], made["max_quantity"]) == (250.0, 3)


def test_no_rows_give_no_facts() -> None:
    assert logistics_facts(rows()).empty
