from __future__ import annotations

from typing import Any

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from expectations.store import Store
from tasks.normalise.products import Assembled, assemble, product_keys, product_shards
from tasks.rows import ROW_COLUMNS
from tests.builders import records, row, rows, text, texts

NAMES = ("color_name", "size_name")
STORE = Store(origin_country="CN", default_category=9, default_shipping_price=1.99)


def keys(*lines: tuple[str, str | None, str | None, str, str | None]) -> list[str | None]:
    columns = ["row_id", "sku", "parent_sku", "kind", "children"]
    return texts(product_keys(pd.DataFrame(list(lines), columns=columns).astype("str")))


def assembled(*lines: dict[str, Any], store: Store = STORE) -> Assembled:
    # An option is called as it was sent unless a line says otherwise.
    names = {name: [line.get(name, line.get(name.removesuffix("_name"))) for line in lines] for name in NAMES}
    frame = rows(*lines).assign(**{name: text(*cells) for name, cells in names.items()})
    before = frame.copy(deep=True)
    made = assemble(frame, store, most_tags=4)
    assert_frame_equal(frame, before)
    assert {name: str(dtype) for name, dtype in made.rows.dtypes.items()} == ROW_COLUMNS
    return made


def column(made: Assembled, name: str) -> list[Any]:
    return texts(made.rows[name])


def test_a_row_belongs_to_its_parent_its_parent_line_itself_or_nobody() -> None:
    assert keys(
        ("r1", "A", "P", "variation", None),
        ("r2", "B", None, "variation", None),
        ("r3", "PARENT", None, "folded", "B\nC"),
        ("r4", "C", "OTHER", "variation", None),
        ("r5", "D", None, "variation", None),
        ("r6", None, None, "variation", None),
        ("r7", None, None, "broken", None),
    ) == ["P", "PARENT", "PARENT", "OTHER", "D", "r6", "r7"]


def test_a_child_that_two_parents_name_belongs_to_the_first() -> None:
    assert keys(
        ("r1", "P1", None, "folded", "A"), ("r2", "P2", None, "folded", "A"), ("r3", "A", None, "variation", None)
    ) == ["P1", "P2", "P1"]


def test_no_product_is_parted_and_shards_fill_in_the_order_of_the_feed() -> None:
    assert list(product_shards(text("a", "b", "a", "c", "b", "d"), 2)) == [0, 1, 0, 2, 1, 2]


@given(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=30), st.integers(1, 10))
def test_every_product_is_whole_in_one_shard(products: list[str], size: int) -> None:
    shards = product_shards(pd.Series(products, dtype="str"), size)
    assert len(shards) == len(products)
    assert (shards.groupby(pd.Series(products)).nunique() == 1).all()


def test_a_product_takes_its_fields_from_the_first_row_that_has_them() -> None:
    made = assembled(
        row(1, parent_sku="P", name="Mug", description=None, brand=None),
        row(2, parent_sku="P", name="Mug", description="Holds tea.", brand="Acme"),
        row(3, parent_sku="Q", name="Cup", description="Small."),
    )
    assert column(made, "description") == ["Holds tea.", "Holds tea.", "Small."]
    assert column(made, "brand") == ["Acme", "Acme", None]
    assert column(made, "overruled") == [None, None, None]


def test_what_another_row_says_of_the_product_is_kept_to_be_found() -> None:
    made = assembled(row(1, parent_sku="P", name="Mug"), row(2, parent_sku="P", name="Cup"))
    assert column(made, "name") == ["Mug", "Mug"]
    assert column(made, "overruled") == [None, "name 'Cup'"]


def test_a_parent_line_leads_its_product_wherever_it_stands() -> None:
    made = assembled(
        row(1, parent_sku=None, product="P", sku="A", name="Mug red", main_image="red.jpg"),
        row(2, parent_sku=None, product="P", sku="B", name="Mug blue", main_image=None),
        row(3, parent_sku=None, product="P", sku="P", kind="folded", name="Mug", main_image="mug.jpg"),
    )
    assert column(made, "row_id") == [f"acme-0123456789ab-{n}" for n in (1, 2, 3)]
    assert column(made, "name") == ["Mug", "Mug", "Mug"]
    assert column(made, "overruled") == [None, None, None]
    assert column(made, "parent_sku") == ["P", "P", "P"]
    assert column(made, "main_image") == ["mug.jpg", "mug.jpg", "mug.jpg"]
    assert column(made, "variation_image") == ["red.jpg", None, None]


def test_a_main_picture_of_its_own_is_the_variations_picture() -> None:
    made = assembled(
        row(1, parent_sku="P", main_image="a.jpg"),
        row(2, parent_sku="P", main_image="b.jpg"),
        row(3, parent_sku="P", main_image="b.jpg", variation_image="c.jpg"),
    )
    assert column(made, "main_image") == ["a.jpg", "a.jpg", "a.jpg"]
    assert column(made, "variation_image") == [None, "b.jpg", "c.jpg"]


def test_a_single_item_is_its_own_parent_and_the_change_is_told() -> None:
    made = assembled(row(1, parent_sku=None, product="S1"), row(2))
    assert column(made, "parent_sku") == ["S1", "P2"]
    assert records(made.changes) == [
        {
            "row_id": "acme-0123456789ab-1",
            "sku": "S1",
            "field": "parent_sku",
            "before": None,
            "after": "S1",
            "rule_id": "parent_sku.single",
        }
    ]


def test_a_row_without_any_sku_has_no_parent() -> None:
    assert column(assembled(row(1, sku=None, parent_sku=None)), "parent_sku") == [None]


def test_missing_tags_are_made_and_told() -> None:
    made = assembled(row(1, tags=None, name="Steel Mug", category="Home > Mugs"), row(2, tags="own"))
    assert column(made, "tags") == ["mugs,home,mug,steel", "own"]
    assert list(made.changes[["row_id", "field", "after", "rule_id"]].itertuples(index=False, name=None)) == [
        ("acme-0123456789ab-1", "tags", "mugs,home,mug,steel", "tags.made")
    ]


def test_defaults_of_the_store_stand_in_and_are_counted() -> None:
    made = assembled(
        row(1, origin_country=None, category_id=None, shipping_minor=None),
        row(2, shipping_minor=None, shipping_problem="'free' is not a plain amount"),
        row(3, kind="folded", origin_country=None, shipping_minor=None),
    )
    assert column(made, "origin_country") == ["CN", "DE", None]
    assert column(made, "category_id") == [9, 7, 7]
    assert column(made, "shipping_minor") == [199, None, None]
    assert made.defaults_used == {"origin_country": 1, "default_category": 1, "default_shipping_price": 1}


def test_a_store_without_a_category_leaves_it_missing() -> None:
    made = assembled(row(1, category_id=None), store=Store())
    assert column(made, "category_id") == [None]
    assert made.defaults_used == {}


def test_a_broken_record_takes_nothing_from_anybody() -> None:
    empty = dict.fromkeys(("sku", "parent_sku", "name", "description", "tags", "main_image", "origin_country"))
    broken = {**empty, "kind": "broken", "raw_text": "torn", "shipping_minor": None, "category_id": None}
    made = assembled(row(1, **broken, product="acme-0123456789ab-1"))
    assert made.rows.loc[0, [*empty, "shipping_minor", "category_id"]].isna().all()
    assert made.defaults_used == {}


@settings(max_examples=25)
@given(st.permutations(range(5)))
def test_every_row_comes_out_once_and_in_its_order(order: list[int]) -> None:
    lines = [row(n, parent_sku="PQ"[n % 2], kind="folded" if n == 3 else "variation") for n in order]
    assert column(assembled(*lines), "n") == order


def test_the_further_pictures_of_all_rows_are_the_products() -> None:
    made = assembled(
        row(1, parent_sku="P", extra_images="a.jpg\nb.jpg"),
        row(2, parent_sku="P", extra_images="b.jpg\nc.jpg"),
        row(3, parent_sku="P", extra_images=None),
    )
    assert column(made, "extra_images") == ["a.jpg\nb.jpg\nc.jpg"] * 3


def test_options_are_called_by_their_names_but_where_two_variations_would_become_one() -> None:
    black = {"parent_sku": "P", "color_name": "black"}
    made = assembled(
        row(1, **black, color="01 Black"),
        row(2, **black, color="02 Black"),
        row(3, **black, color="Noir", size="xl", size_name="XL"),
        row(4, color="01 Black", color_name="black"),
        row(5, **black, color="Black", kind="folded"),
    )
    assert column(made, "color") == ["01 Black", "02 Black", "black", "black", "black"]
    assert column(made, "size")[2] == "XL"
    told = made.changes[made.changes["rule_id"].isin(["color.name", "size.name"])]
    assert list(told[["sku", "before", "after"]].itertuples(index=False, name=None)) == [
        ("S3", "Noir", "black"), ("S4", "01 Black", "black"), ("S5", "Black", "black"), ("S3", "xl", "XL"),
    ]  # fmt: skip
