from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from expectations.facts import Fact
from expectations.store import Store
from tasks.measure.brands.facts import FACTS as BRAND_FACTS
from tasks.measure.products import product_facts
from tests.builders import (
    brand_book,
    lexicon,
    matcher,
    pictures,
    records,
    row,
    rows,
    shipped_compliance,
    shipped_truth,
    text,
)

SEARCHED = Fact(
    name="weapon_terms", frame="product", type="text", lexicon="weapons", searches=("name", "color", "size"), what="w"
)
MATCHER = matcher(lexicon("weapons", "gun"))
BRANDS = brand_book().of("acme", dt.date(2026, 1, 1))
WORDS: dict[str, Any] = {
    "copied": text(),
    "store": Store(),
    "truth": shipped_truth(),
    "compliance": shipped_compliance(),
}
# What is said of texts that contradict nothing.
SILENT = (
    *("numbers_apart", "pack_apart", "capacity_impossible", "composition_impossible"),
    *("name_filler", "description_filler", "description_copied", "name_keyword_list"),
    *("description_stuffed", "tags_stuffed", "texts_unrelated", "tags_unrelated"),
    *("name_language_apart", "result_promised", "battery_terms", "liquid_terms"),
    *("powder_terms", "magnet_terms", "eu_person_terms", "prop65_terms"),
    *("us_pesticide_terms", "us_defeat_terms", "transport_terms", "made_in_apart"),
)


def facts(*lines: dict[str, Any], shared: dict[str, str] | None = None, **listed: Any) -> list[dict[str, Any]]:
    frame = rows(*lines)
    known = pictures(frame, **listed)
    before, known_before = frame.copy(deep=True), known.copy(deep=True)
    table = text(*(shared or {}).values()).set_axis(list(shared or {}))
    made = product_facts(frame, known, table, [SEARCHED], MATCHER, BRANDS, **WORDS)
    assert_frame_equal(frame, before)
    assert_frame_equal(known, known_before)
    return records(made)


def test_all_facts_of_a_good_product() -> None:
    assert facts(row(1, parent_sku="P", color="red"), row(2, parent_sku="P", color="blue", price_minor=2598)) == [
        {
            "product": "P",
            "name_length": 11,
            "name_words": 3,
            "name_placeholder": None,
            "name_upper_pct": None,
            "name_symbols": None,
            "name_repeated_word": None,
            "description_length": 20,
            "description_is_name": False,
            "tag_count": 2,
            "tag_longest": 5,
            "weapon_terms": None,
            "weapon_terms__field": None,
            **dict.fromkeys((*BRAND_FACTS, *(f"{fact}__field" for fact in BRAND_FACTS))),
            "main_image_missing": None,
            "main_image_unreadable": None,
            "main_image_pending": None,
            "main_image_min_side": 1000,
            "main_image_long_side": 1200,
            "main_image_ratio": 1.2,
            "main_image_sharpness": 0.5,
            "main_image_contrast": 60.0,
            "main_image_wrong_extension": None,
            "picture_count": 2,
            "extra_images_broken": None,
            "variations": 2,
            "names_disagree": None,
            "price_spread": 12.99,
            "price_ratio": 2.0,
            "category_id": 7,
            "language": None,
            "brand_unconfirmed": None,
            "main_image_shared": None,
            **dict.fromkeys(SILENT),
            # A mug of steel.
            "metal_terms": "steel",
        }
    ]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"brand": "Acme"}, {"brand_unconfirmed": "Acme"}),
        ({"brand": "Acme", "brand_id": "5"}, {"brand_unconfirmed": None}),
        ({"category_id": None}, {"category_id": None}),
        ({"price_minor": None}, {"price_spread": None, "price_ratio": None}),
        ({"price_minor": 0}, {"price_spread": 0.0, "price_ratio": None}),
        ({"overruled": "Cup"}, {"names_disagree": "Cup"}),
        ({"color": "gun metal"}, {"weapon_terms": "gun", "weapon_terms__field": "color"}),
        ({"description": None}, {"description_length": 0, "description_is_name": None}),
    ],
)
def test_what_the_rows_say_is_what_is_measured(said: dict[str, Any], expected: dict[str, Any]) -> None:
    (made,) = facts(row(1, **said))
    assert {name: made[name] for name in expected} == expected


def test_options_of_all_variations_are_searched() -> None:
    (made,) = facts(
        row(1, parent_sku="P", size="S"), row(2, parent_sku="P", size="gun"), row(3, parent_sku="P", size=None)
    )
    assert (made["weapon_terms"], made["weapon_terms__field"]) == ("gun", "size")


def test_pictures_that_are_not_there_or_not_good() -> None:
    made = facts(
        row(1),
        row(2),
        shared={"P2": "P9"},
        main_missing=["no picture is named", None],
        main_problem=[None, "cannot be decoded"],
        main_width_px=[None, 300],
        main_height_px=[None, 600],
        extra_problem=[None, "b.jpg is not there"],
    )
    names = [
        "main_image_missing",
        "main_image_unreadable",
        "main_image_min_side",
        "main_image_ratio",
        "extra_images_broken",
        "main_image_shared",
    ]
    assert [[one[name] for name in names] for one in made] == [
        ["no picture is named", None, None, None, None, None],
        [None, "cannot be decoded", 300, 2.0, "b.jpg is not there", "P9"],
    ]


def test_products_stand_in_the_order_of_their_first_row() -> None:
    assert [
        one["product"] for one in facts(row(1, parent_sku="Q"), row(2, parent_sku="P"), row(3, parent_sku="Q"))
    ] == [
        "Q",
        "P",
    ]


def test_a_feed_without_sellable_rows_has_no_products() -> None:
    assert facts() == []
    assert isinstance(
        product_facts(rows(), pictures(rows()), text(), [SEARCHED], MATCHER, BRANDS, **WORDS), pd.DataFrame
    )
