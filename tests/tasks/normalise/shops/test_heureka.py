from __future__ import annotations

from pathlib import Path

from tests.tasks.normalise.shops.feeds import arranged, said

FEED = """<?xml version="1.0" encoding="utf-8"?><SHOP>
<SHOPITEM><ITEM_ID>T-R</ITEM_ID><ITEMGROUP_ID>T</ITEMGROUP_ID><PRODUCTNAME>Tričko</PRODUCTNAME>
<DESCRIPTION>Měkké.</DESCRIPTION><URL>https://x.test/t</URL><IMGURL>https://x.test/a.jpg</IMGURL>
<IMGURL_ALTERNATIVE>https://x.test/b.jpg</IMGURL_ALTERNATIVE><IMGURL_ALTERNATIVE>https://x.test/c.jpg</IMGURL_ALTERNATIVE>
<PRICE_VAT>299</PRICE_VAT><VAT>21%</VAT><MANUFACTURER>Acme</MANUFACTURER><EAN>4006381333931</EAN>
<CATEGORYTEXT>Heureka.cz | Oblečení | Trička</CATEGORYTEXT><DELIVERY_DATE>0</DELIVERY_DATE>
<PARAM><PARAM_NAME>Barva</PARAM_NAME><VAL>červená</VAL></PARAM><PARAM><PARAM_NAME>Velikost</PARAM_NAME><VAL>M</VAL></PARAM>
<PARAM><PARAM_NAME>Materiál</PARAM_NAME><VAL>len</VAL></PARAM></SHOPITEM>
<SHOPITEM><ITEM_ID>T-B</ITEM_ID><ITEMGROUP_ID>T</ITEMGROUP_ID><PRODUCTNAME>Tričko</PRODUCTNAME>
<URL>https://x.test/t</URL><IMGURL>https://x.test/d.jpg</IMGURL><PRICE_VAT>299</PRICE_VAT><DELIVERY_DATE>3</DELIVERY_DATE>
<ITEM_TYPE>bazar</ITEM_TYPE><PARAM><PARAM_NAME>Barva</PARAM_NAME><VAL>modrá</VAL></PARAM></SHOPITEM>
<SHOPITEM><ITEM_ID>M</ITEM_ID><PRODUCTNAME>Hrnek</PRODUCTNAME><URL>https://x.test/m</URL>
<IMGURL>https://x.test/m.jpg</IMGURL><PRICE_VAT>99</PRICE_VAT><DELIVERY_DATE>2027-01-31</DELIVERY_DATE></SHOPITEM></SHOP>"""


def test_items_of_a_group_are_one_product_with_colour_and_size(tmp_path: Path) -> None:
    rows = arranged(tmp_path, FEED, shop="heureka")
    assert said(rows, "kind", "sku", "parent_sku", "name", "price", "color", "size", "material") == [
        ("variation", "T-R", "T", "Tričko", "299", "červená", "M", "len"),
        ("variation", "T-B", "T", "Tričko", "299", "modrá", None, None),
        ("variation", "M", None, "Hrnek", "99", None, None, None),
    ]
    assert said(rows, "availability", "category", "extra_images", "condition") == [
        ("in stock", "Oblečení | Trička", "https://x.test/b.jpg\nhttps://x.test/c.jpg", None),
        ("backorder", None, None, "used"),
        ("preorder", None, None, None),
    ]
