from __future__ import annotations

from typing import Any

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.measure.across import key_columns, shared_pictures, sku_repeats
from tests.builders import ROW_ID, records, row, rows


def repeats(*lines: dict[str, Any]) -> dict[int, str]:
    found = records(sku_repeats(key_columns(rows(*lines))))
    return {int(one["row_id"].removeprefix(f"{ROW_ID}-")): one["sku_repeats"] for one in found}


def same(n: int, content: str = "equal") -> dict[str, Any]:
    return row(n, parent_sku="P", sku="A", content=content)


def test_of_equal_rows_the_first_stays() -> None:
    assert repeats(same(1), row(2), same(3), same(4)) == {
        3: "rows 2, 4, 5 with equal content",
        4: "rows 2, 4, 5 with equal content",
    }


def test_of_different_rows_none_stays() -> None:
    assert repeats(same(1), same(2, "other"), same(3)) == dict.fromkeys(
        (1, 2, 3), "rows 2, 3, 4 with different content"
    )


def test_rows_that_are_no_sku_do_not_repeat() -> None:
    assert repeats(row(1, sku="A"), row(2, sku="A", kind="folded"), row(3, sku=None), row(4, sku=None)) == {}


def test_skus_are_told_apart_by_case() -> None:
    assert repeats(row(1, sku="a"), row(2, sku="A")) == {}


def test_a_long_list_of_rows_is_shown_in_part() -> None:
    made = repeats(*(same(n) for n in range(1, 14)))
    assert made[13] == "rows 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, … with equal content"


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 2)), max_size=12))
def test_of_every_sku_one_row_stays_or_none(said: list[tuple[str, int]]) -> None:
    lines = [row(n, parent_sku="P", sku=sku, content=str(price)) for n, (sku, price) in enumerate(said, 1)]
    found = repeats(*lines)
    for sku in {sku for sku, _ in said}:
        own = [n for n, one in enumerate(said, 1) if one[0] == sku]
        prices = {price for one, price in said if one == sku}
        stay = [n for n in own if n not in found]
        assert stay == (own[:1] if len(prices) == 1 else [])


def shared(*products: tuple[str, str | None]) -> list[tuple[Any, ...]]:
    frame = pd.DataFrame(list(products), columns=["product", "main_sha256"]).astype("str")
    return list(shared_pictures(frame).itertuples(index=False, name=None))


def test_products_with_one_picture_name_each_other() -> None:
    assert shared(("P", "aa"), ("Q", "bb"), ("R", "aa"), ("S", "aa"), ("T", None), ("U", None)) == [
        ("P", "R, S"),
        ("R", "P, S"),
        ("S", "P, R"),
    ]


def test_nothing_shared_is_an_empty_table() -> None:
    assert shared(("P", "aa"), ("Q", None)) == shared() == []
