from __future__ import annotations

from pathlib import Path

import pytest

from tests.tasks.normalise.shops.feeds import arranged, said

OLD = """Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value,\
Option3 Name,Option3 Value,Variant SKU,Variant Grams,Variant Inventory Qty,Variant Price,Variant Compare At Price,\
Variant Barcode,Image Src,Image Position,Variant Image,Cost per item,Status
tee,Linen Tee,<p>Soft.</p>,Acme,Shirts,"linen, summer",true,Colour,Red,Größe,S,Material,Linen,T-R-S,150,3,19.00,25.00,\
4006381333931,https://x.test/tee.jpg,1,https://x.test/red.jpg,7.50,active
tee,,,,,,,,Blue,,S,,Linen,T-B-S,150,0,19.00,,,https://x.test/back.jpg,2,https://x.test/blue.jpg,7.50,
tee,,,,,,,,,,,,,,,,,,,https://x.test/detail.jpg,3,,,
mug,Mug,,Acme,Cups,,true,Title,Default Title,,,,,,300,5,8.00,,,https://x.test/mug.jpg,1,,,active
card,Gift Card,,Acme,,,true,Denominations,10,,,,,C-10,0,1,10,,,,,,,active
card,,,,,,,,20,,,,,C-20,0,1,20,,,,,,,
"""


@pytest.mark.parametrize("shard_rows", [1, 2, 100])
def test_lines_of_a_handle_are_variations_or_further_pictures(tmp_path: Path, shard_rows: int) -> None:
    rows = arranged(tmp_path, OLD, shop="shopify", shard_rows=shard_rows)
    assert said(rows, "kind", "product", "sku", "color", "size", "material", "price", "quantity") == [
        ("variation", "tee", "T-R-S", "Red", "S / Material: Linen", "Linen", "19.00", "3"),
        ("variation", "tee", "T-B-S", "Blue", "S / Material: Linen", "Linen", "19.00", "0"),
        ("folded", "tee", None, None, None, None, None, None),
        ("variation", "mug", None, None, None, None, "8.00", "5"),
        ("variation", "card", "C-10", None, "Denominations: 10", None, "10", "1"),
        ("variation", "card", "C-20", None, "Denominations: 20", None, "20", "1"),
    ]
    assert said(rows, "parent_sku", "name", "main_image", "extra_images", "variation_image")[:4] == [
        ("tee", "Linen Tee", "https://x.test/tee.jpg", None, "https://x.test/red.jpg"),
        ("tee", None, None, "https://x.test/back.jpg", "https://x.test/blue.jpg"),
        ("tee", None, None, "https://x.test/detail.jpg", None),
        ("mug", "Mug", "https://x.test/mug.jpg", None, None),
    ]
    assert said(rows, "brand", "category", "msrp", "gtin", "cost", "weight_g", "tags")[0] == (
        "Acme",
        "Shirts",
        "25.00",
        "4006381333931",
        "7.50",
        "150",
        "linen, summer",
    )


NEW = """Title,URL handle,Description,Vendor,Product category,Type,Tags,Published on online store,Status,SKU,Barcode,\
Option1 name,Option1 value,Option1 Linked To,Option2 name,Option2 value,Option2 Linked To,Price,Compare-at price,\
Cost per item,Inventory quantity,Weight value (grams),Product image URL,Image position,Variant image URL
Ring,ring,Gold.,Acme,Jewellery > Rings,Rings,,TRUE,Active,R-5,,Ring Size,5,,Metal,Gold,,99,,40,2,5,\
https://x.test/side.jpg,2,
,ring,,,,,,,,R-6,,,6,,,Gold,,99,,40,1,5,https://x.test/front.jpg,1,
,ring,,,,,,,,,,,,,,,,,,,,,https://x.test/box.jpg,3,
"""


def test_the_names_of_columns_since_2024_mean_the_same(tmp_path: Path) -> None:
    rows = arranged(tmp_path, NEW, shop="shopify")
    assert said(rows, "kind", "parent_sku", "sku", "color", "size", "price", "cost", "category") == [
        ("variation", "ring", "R-5", None, "5 / Metal: Gold", "99", "40", "Jewellery > Rings"),
        ("variation", "ring", "R-6", None, "6 / Metal: Gold", "99", "40", None),
        ("folded", "ring", None, None, None, None, None, None),
    ]


def test_the_picture_of_the_first_position_is_the_main_one_wherever_it_stands(tmp_path: Path) -> None:
    rows = arranged(tmp_path, NEW, shop="shopify")
    assert said(rows, "main_image", "extra_images") == [
        (None, "https://x.test/side.jpg"),
        ("https://x.test/front.jpg", None),
        (None, "https://x.test/box.jpg"),
    ]


def test_a_product_without_anything_of_a_variation_is_no_picture_line(tmp_path: Path) -> None:
    header = "Handle,Title,Body (HTML),Option1 Name,Option1 Value,Variant SKU,Variant Price,Image Src"
    text = f"{header}\ntee,Tee,Soft,,,,,a.jpg\n,Lost,,,,,,b.jpg\nmug,Mug,,Title,Default Title,M,8,c.jpg\n"
    assert said(arranged(tmp_path, text, shop="shopify"), "kind", "name", "main_image", "size") == [
        ("variation", "Tee", "a.jpg", None),
        ("variation", "Lost", "b.jpg", None),
        ("variation", "Mug", "c.jpg", None),
    ]
