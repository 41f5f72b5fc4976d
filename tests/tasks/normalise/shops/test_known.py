from __future__ import annotations

import pytest

from tasks.normalise.shops.headers import shop_headers
from tasks.normalise.shops.known import known_shops, recognise_shop
from tests.tasks.normalise.shops.feeds import ALL_FIELDS

NAMES = ["bmecat", "google", "heureka", "magento", "shopify", "woocommerce", "yml"]


def test_all_shops_are_known() -> None:
    assert [shop.name for shop in known_shops()] == NAMES


@pytest.mark.parametrize("shop", NAMES)
def test_a_shop_gives_known_fields_only(shop: str) -> None:
    assert set(shop_headers(shop).fields) <= set(ALL_FIELDS)


@pytest.mark.parametrize("shop", NAMES)
def test_no_column_is_two_fields_or_both_read_and_ignored(shop: str) -> None:
    known = shop_headers(shop)
    names = [name for listed in known.fields.values() for name in listed]
    header = tuple(
        name.replace("<n>", "1").replace("*", "x")
        for name in [*names, *(one for listed in known.used.values() for one in listed), *known.ignored]
    )
    columns = [index for indexes in known.mapped(header).values() for index in set(indexes)]
    assert len(columns) == len(set(columns))
    assert not known.ignored_columns(header) & {*columns, *known.used_columns(header)}


@pytest.mark.parametrize(
    "header",
    [
        ("sku", "name", "price", "quantity", "image"),
        ("id", "title", "price", "link", "image"),
        ("Handle", "Title", "Price", "Image"),
        ("ID", "Type", "SKU", "Name", "Regular price", "Stock", "Images"),
        ("sku", "product_type", "name", "price", "visibility"),
        ("@id", "name", "price", "picture"),
        (),
    ],
)
def test_a_header_without_several_marks_is_no_shops(header: tuple[str, ...]) -> None:
    assert recognise_shop(header) is None


def test_what_a_shop_does_not_use_is_ignored_and_the_rest_is_nobodys() -> None:
    header = ("Handle", "Title", "Variant SKU", "Variant Price", "Option1 Name", "Image Src", "SEO Title", "Supplier")
    shop = recognise_shop(header)
    assert shop is not None
    assert (shop.name, shop.used(header), shop.ignored(header)) == ("shopify", {4}, {6})
    assert shop.fields(header) == {"sku": (2,), "parent_sku": (0,), "name": (1,), "price": (3,), "main_image": (5,)}
