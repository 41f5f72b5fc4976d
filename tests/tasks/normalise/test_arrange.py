from __future__ import annotations

from typing import Any

import pytest
from pandas.testing import assert_frame_equal

from tasks.normalise.arrange import TEXT_FIELDS, arrange
from tasks.normalise.columns import ColumnMap, Joined, Part
from tests.builders import records, shard, text, texts

HEADER = ("sku", "name", "Weight (kg)", "img 1", "img 2")
MAPPING = ColumnMap({"sku": (0,), "name": (1,), "weight_g": (2,), "extra_images": (3, 4)}, ())


def arranged(*lines: list[str | None], header: tuple[str, ...] = HEADER, mapping: ColumnMap = MAPPING) -> list[Any]:
    cells = shard(*lines)
    before = cells.copy(deep=True)
    made = arrange(cells, header, mapping)
    assert_frame_equal(cells, before)
    wanted = ["kind", "children", *mapping.fields]
    return [{name: line[name] for name in wanted} for line in records(made)]


def test_mapped_cells_are_fields_and_blank_ones_are_missing() -> None:
    assert arranged(["1", " NA ", "0,5", "a.jpg", "b.jpg"], ["None", " \u00a0", "2 lb", "", "b.jpg"]) == [
        {
            "kind": "variation",
            "children": None,
            "sku": "1",
            "name": " NA ",
            "weight_g": "0,5",
            "extra_images": "a.jpg\nb.jpg",
        },
        {
            "kind": "variation",
            "children": None,
            "sku": "None",
            "name": None,
            "weight_g": "2 lb",
            "extra_images": "\nb.jpg",
        },
    ]


def test_a_record_that_could_not_be_read_is_broken_and_keeps_its_text() -> None:
    made = arrange(shard(["1", "a", "", "", ""], [None] * 5), HEADER, MAPPING)
    assert records(made[["kind", "sku", "record_problem", "raw_text"]]) == [
        {"kind": "variation", "sku": "1", "record_problem": None, "raw_text": None},
        {"kind": "broken", "sku": None, "record_problem": "has 1 cells where the header has 2", "raw_text": "torn"},
    ]


def test_fields_without_a_column_are_there_and_missing() -> None:
    made = arrange(shard(["1", "a", "", "", ""]), HEADER, MAPPING)
    unmapped = [field for field in TEXT_FIELDS if field not in MAPPING.fields]
    assert made[unmapped].isna().all(axis=None)
    assert {str(made[field].dtype) for field in TEXT_FIELDS} == {"str"}


def test_constants_fill_what_the_feed_leaves_empty_but_not_in_broken_records() -> None:
    cells = shard(["1", "", "", "", ""], ["2", "a", "", "", ""], [None] * 5)
    made = arrange(cells, HEADER, MAPPING, constants={"name": "Mug", "brand": "Acme"})
    assert records(made[["name", "brand"]]) == [
        {"name": "Mug", "brand": "Acme"},
        {"name": "a", "brand": "Acme"},
        {"name": None, "brand": None},
    ]


def test_columns_are_joined_where_they_are_filled() -> None:
    mapping = ColumnMap({"sku": (0,)}, joins={"name": Joined((1, 2, 3), " ")})
    cells = shard(["1", "Acme", "", "Mug", ""], ["2", "", "", "", ""])
    assert texts(arrange(cells, HEADER, mapping)["name"]) == ["Acme Mug", None]


@pytest.mark.parametrize(("part", "expected"), [(1, ["red", "blue"]), (2, ["XL", None]), (-1, ["XL", "blue"])])
def test_a_column_is_split_into_parts_counted_from_either_end(part: int, expected: list[str | None]) -> None:
    mapping = ColumnMap({"sku": (0,)}, splits={"color": Part(1, "/", part)})
    cells = shard(["1", "red / XL", "", "", ""], ["2", "blue", "", "", ""])
    assert texts(arrange(cells, HEADER, mapping)["color"]) == expected


def test_the_first_filled_of_several_columns_counts() -> None:
    mapping = ColumnMap({"sku": (0,), "gtin": (1, 2)})
    cells = shard(["1", "", "4006381333931", "", ""], ["2", "12", "34", "", ""])
    assert texts(arrange(cells, HEADER, mapping)["gtin"]) == ["4006381333931", "12"]


def test_fields_that_the_feed_stores_as_numbers_are_named() -> None:
    cells = shard(["1", "a", "0.5", "", ""], ["2", "b", "1", "", ""]).assign(numbers=text("0,2,4", None))
    assert texts(arrange(cells, HEADER, MAPPING)["plain_numbers"]) == ["sku,weight_g,extra_images", None]
