from __future__ import annotations

from typing import Any

from pandas.testing import assert_frame_equal

from tasks.normalise.arrange import TEXT_FIELDS, arrange
from tasks.normalise.columns import ColumnMap
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
            "weight_g": "0,5 kg",
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


MAGENTO = ("sku", "product_type", "name", "color", "configurable_variations", "additional_attributes")


def test_a_magento_export_says_which_lines_are_parents_and_what_their_children_are() -> None:
    header = MAGENTO
    mapping = ColumnMap({"sku": (0,), "name": (2,), "color": (3,)}, ())
    lines: list[list[str | None]] = [
        ["MUG-R", "simple", "Mug red", "", "", "color=Red,size=0.3 l, tall,climate=All-Weather"],
        ["MUG-B", "simple", "Mug blue", "Navy", "", "size=S,color=Blue"],
        ["MUG", "configurable", "Mug", "", "sku=MUG-R,color=Red|sku=MUG-B,color=Blue", "color=None"],
        ["CUP", "simple", "Cup", "", "", ""],
        [None] * 6,
    ]
    made = arrange(shard(*lines), header, mapping)
    assert records(made[["sku", "kind", "children", "color", "size"]]) == [
        {"sku": "MUG-R", "kind": "variation", "children": None, "color": "Red", "size": "0.3 l, tall"},
        {"sku": "MUG-B", "kind": "variation", "children": None, "color": "Navy", "size": "S"},
        {"sku": "MUG", "kind": "folded", "children": "MUG-R\nMUG-B", "color": None, "size": None},
        {"sku": "CUP", "kind": "variation", "children": None, "color": None, "size": None},
        {"sku": None, "kind": "broken", "children": None, "color": None, "size": None},
    ]


def test_fields_that_the_feed_stores_as_numbers_are_named() -> None:
    cells = shard(["1", "a", "0.5", "", ""], ["2", "b", "1", "", ""]).assign(numbers=text("0,2,4", None))
    assert texts(arrange(cells, HEADER, MAPPING)["plain_numbers"]) == ["sku,weight_g,extra_images", None]
