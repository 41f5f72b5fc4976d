from __future__ import annotations

from pathlib import Path

import pytest

from tests.tasks.normalise.shops.feeds import arranged, said

RSS = """<?xml version="1.0"?><rss xmlns:g="http://base.google.com/ns/1.0" version="2.0"><channel><title>Shop</title>
<item><g:id>T-R</g:id><g:item_group_id>T</g:item_group_id><title>Tee</title><description>Soft.</description>
<link>https://x.test/t</link><g:image_link>https://x.test/a.jpg</g:image_link>
<g:additional_image_link>https://x.test/b.jpg</g:additional_image_link>
<g:additional_image_link>https://x.test/c.jpg</g:additional_image_link>
<g:price>12.00 EUR</g:price><g:sale_price>9.00 EUR</g:sale_price><g:availability>in_stock</g:availability>
<g:color>Red</g:color><g:size>M</g:size><g:product_type>Shirts</g:product_type><g:product_type>Sale</g:product_type>
<g:google_product_category>212</g:google_product_category><g:shipping><g:country>DE</g:country></g:shipping></item>
<item><g:id>M</g:id><title>Mug</title><link>https://x.test/m</link><g:image_link>https://x.test/m.jpg</g:image_link>
<g:price>5 EUR</g:price><g:availability>out_of_stock</g:availability>
<g:google_product_category>2169</g:google_product_category></item>
</channel></rss>"""

ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0">
<entry><id>tag:x.test/1</id><g:id>T-R</g:id><g:item_group_id>T</g:item_group_id><title>Tee</title><summary>Soft.</summary>
<link href="https://x.test/t"/><g:image_link>https://x.test/a.jpg</g:image_link><g:price>12.00 EUR</g:price>
<g:availability>in_stock</g:availability><g:color>Red</g:color><g:size>M</g:size></entry>
<entry><id>tag:x.test/2</id><g:id>T-B</g:id><title>Tee</title><link href="https://x.test/t"/>
<g:image_link>https://x.test/b.jpg</g:image_link><g:price>12.00 EUR</g:price></entry></feed>"""

TSV = """id\titem group id\ttitle\tdescription\tlink\timage link\tprice\tavailability\tcolor\tsize
T-R\tT\tTee\tSoft.\thttps://x.test/t\thttps://x.test/a.jpg\t12.00 EUR\tin_stock\tRed\tM
T-B\tT\tTee\tSoft.\thttps://x.test/t\thttps://x.test/a.jpg\t12.00 EUR\tin_stock\tBlue\tM
"""


@pytest.mark.parametrize("text", [RSS, ATOM, TSV], ids=["rss", "atom", "tsv"])
def test_an_offer_is_a_variation_of_its_group(tmp_path: Path, text: str) -> None:
    rows = arranged(tmp_path, text, shop="google")
    fields = (
        "kind",
        "sku",
        "parent_sku",
        "name",
        "description",
        "price",
        "availability",
        "color",
        "size",
        "product_url",
    )
    assert said(rows, *fields)[0] == (
        "variation",
        "T-R",
        "T",
        "Tee",
        "Soft.",
        "12.00 EUR",
        "in_stock",
        "Red",
        "M",
        "https://x.test/t",
    )
    assert said(rows, "kind") == [("variation",), ("variation",)]


def test_the_shops_own_category_comes_before_googles(tmp_path: Path) -> None:
    rows = arranged(tmp_path, RSS, shop="google")
    assert said(rows, "product", "category", "extra_images") == [
        ("T", "Shirts", "https://x.test/b.jpg\nhttps://x.test/c.jpg"),
        ("M", "2169", None),
    ]
