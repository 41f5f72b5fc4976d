from __future__ import annotations

from pathlib import Path

import pytest

from tests.tasks.normalise.shops.feeds import arranged, said

FEED = """sku,store_view_code,attribute_set_code,product_type,name,price,qty,color,is_in_stock,base_image,\
additional_images,additional_attributes,configurable_variations,associated_skus,bundle_values
MUG-R,,Default,simple,Mug red,5,3,,1,/m/r.jpg,,"color=Red,size=0.3 l, tall,climate=All-Weather",,,
MUG-B,,Default,simple,Mug blue,5,0,Navy,0,/m/b.jpg,,"size=S,color=Blue",,,
MUG-B,german,,simple,Becher blau,,,,,,,,,,
MUG,,Default,configurable,Mug,,0,,1,/m/m.jpg,"/m/1.jpg,/m/2.jpg","color=None,manufacturer=Acme","sku=MUG-R,\
color=Red|sku=MUG-B,color=Blue",,
MUG,german,,configurable,Becher,,,,,,,,,,
BOX-1,,Default,simple,Box,2,3,,1,,,"capacity=1L",,,
BOX-2,,Default,simple,Box,3,3,,1,,,"capacity=2L",,,
BOX,,Default,configurable,Box,,,,1,,,,"sku=BOX-1,capacity=1L, wide,color=Green|sku=BOX-2,capacity=2L,color=Green",,
CUP,,Default,simple,Cup,1,1,,1,,,,,,
SET,,Default,grouped,Set,,,,1,,,,,"MUG-R=2.0000,CUP=1.0000",
BUNDLE,,Default,bundle,Bundle,,,,1,,,,,,"name=Cup,type=select,required=1,sku=CUP,price=0|name=Box,sku=BOX-1"
SONG,,Default,downloadable,Song,1,1,,1,,,,,,
"""


@pytest.mark.parametrize("shard_rows", [1, 100])
def test_parents_name_their_children_and_their_options(tmp_path: Path, shard_rows: int) -> None:
    rows = arranged(tmp_path, FEED, shop="magento", shard_rows=shard_rows)
    assert said(rows, "sku", "kind", "product", "children", "name", "color", "size") == [
        ("MUG-R", "variation", "MUG", None, "Mug red", "Red", "0.3 l, tall"),
        ("MUG-B", "variation", "MUG", None, "Mug blue", "Navy", "S"),
        ("MUG-B", "folded", "MUG", None, None, None, None),
        ("MUG", "folded", "MUG", "MUG-R\nMUG-B", "Mug", None, None),
        ("MUG", "folded", "MUG", None, None, None, None),
        ("BOX-1", "variation", "BOX", None, "Box", "Green", "capacity: 1L, wide"),
        ("BOX-2", "variation", "BOX", None, "Box", "Green", "capacity: 2L"),
        ("BOX", "folded", "BOX", "BOX-1\nBOX-2", "Box", None, None),
        ("CUP", "variation", "CUP", None, "Cup", None, None),
        ("SET", "folded", "MUG", None, None, None, None),
        ("BUNDLE", "folded", "CUP", None, None, None, None),
        ("SONG", "variation", "SONG", None, "Song", None, None),
    ]
    assert said(rows, "availability", "brand", "main_image", "extra_images")[1:4] == [
        ("out of stock", None, "/m/b.jpg", None),
        (None, None, None, None),
        (None, "Acme", "/m/m.jpg", "/m/1.jpg,/m/2.jpg"),
    ]


def test_a_feed_of_one_store_view_repeats_nothing(tmp_path: Path) -> None:
    header = "sku,store_view_code,attribute_set_code,product_type,name,price,qty,base_image"
    text = f"{header}\nA,default,Default,simple,a,1,1,a\n"
    assert said(arranged(tmp_path, text, shop="magento"), "sku", "kind", "name") == [("A", "variation", "a")]
