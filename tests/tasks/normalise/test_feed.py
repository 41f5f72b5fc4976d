"""Laws of the whole step: whatever a feed sends, in whatever order and however it is cut into shards."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from tasks.job import configuration
from tasks.normalise.feed import WholeFeed, normalise_feed
from tests.builders import shard, supplier
from tests.tasks.normalise.canonical_feed import assert_reads_itself

KNOWN = configuration(None)
DAY = dt.date(2026, 11, 1)
HEADER = (
    "sku", "parent_sku", "name", "description", "tags", "price", "msrp", "shipping", "quantity", "availability",
    "color", "size", "main_image", "variation_image", "extra_images", "brand", "gtin", "category", "category_id",
    "origin_country", "weight_g", "length", "dimensions", "pieces", "max_quantity", "condition", "shipping_time",
)  # fmt: skip
PROSE = st.sampled_from(
    ["Steel Mug", "<p>Holds <b>tea</b></p><ul><li>a<li>b</ul>", "&lt;b&gt;Mug&lt;/b&gt; &amp;amp; co", "FÃ¼r Tee",
     "a\u200bb  c", "Cafe\u0301", "  loose \t text ", "line\n\n\n\nline", "1 < 2 and <3", "&nbsp;", "不锈钢杯"]
) | st.text(max_size=40)  # fmt: skip
AMOUNT = st.sampled_from(
    ["12.50", "1.299,00 €", "$5", "3.350", "5-7", "0", "1e3", "335.00 SAR", "Rs. 1,299", "free", "12", "-4", "9,99"]
)
POOLS: dict[str, st.SearchStrategy[str]] = {
    "sku": st.sampled_from(["A", "B", "C", " A ", "D\u200b", "E"]),
    "parent_sku": st.sampled_from(["P", "Q", "A", ""]),
    "name": PROSE,
    "description": PROSE,
    "tags": st.sampled_from(["a;b;A", "mug,steel", "a|b\nc", ",,", "x" * 300]) | PROSE,
    "price": AMOUNT,
    "msrp": AMOUNT,
    "shipping": AMOUNT,
    "quantity": st.sampled_from(["5", ">10", "in stock", "5-10", "1,000", "many", "12 pcs", "-3"]),
    "availability": st.sampled_from(["in stock", "out of stock", "soon"]),
    "color": st.sampled_from(
        ["01 Black", "02 Black", "black", "Schwarz", "rot/blau", "#ff0000", "Galaxy", "red & red"]
    ),
    "size": st.sampled_from(["X-Large", "xl", "one size", "42,5", "10 x 20 cm", "3L", "EU 42", "½"]),
    "main_image": st.sampled_from(["a.jpg", "b.jpg|c.jpg", "https://i.example/w_1,h_2/a.jpg", " a.jpg "]),
    "variation_image": st.sampled_from(["v.jpg", " v.jpg", "a.jpg"]),
    "extra_images": st.sampled_from(["c.jpg;d.jpg", "c.jpg", "https://i.example/1.jpg, https://i.example/2.jpg"]),
    "brand": st.sampled_from(["ACME", "Acme", "acme", "No Brand", "n/a", "Bolt"]),
    "gtin": st.sampled_from(["4006381333931", "400-6381 333931", "36000291452", "4,00638E+12", "n/a", "000"]),
    "category": st.sampled_from(["Home > Kitchen", "Home/Mugs", "Default Category"]),
    "category_id": st.sampled_from(["7", "mugs", "1.000"]),
    "origin_country": st.sampled_from(["DE", "Made in China", "PRC", "Atlantis", "Deutschland"]),
    "weight_g": st.sampled_from(["350 g", "0,35 kg", "1,250 kg", "2 lb 3 oz", "350", "1.125 kg"]),
    "length": st.sampled_from(["10 cm", "1,5 m", '3"', "10"]),
    "dimensions": st.sampled_from(["10 x 20 x 30 cm", "10x20", "L 10 cm x H 5 cm"]),
    "pieces": st.sampled_from(["2", "set of 3", "3 pcs", "0"]),
    "max_quantity": st.sampled_from(["3", "few"]),
    "condition": st.sampled_from(["new", " New\u200b"]),
    "shipping_time": st.sampled_from(["5-7 days", " 3 "]),
}


@st.composite
def lines(draw: st.DrawFn) -> list[tuple[str | None, ...]]:
    """Records with all kinds of good and bad cells, some empty and some records broken."""
    record = st.tuples(*(st.just("") | POOLS[name] for name in HEADER))
    broken: tuple[str | None, ...] = (None,) * len(HEADER)
    drawn: list[tuple[str | None, ...]] = draw(st.lists(record | st.just(broken), min_size=1, max_size=10))
    return drawn


def normalised(cells: list[pd.DataFrame], **said: Any) -> WholeFeed:
    """A feed of these columns, its cells left as they were and no record of it lost."""
    stated = supplier(columns=dict(zip(HEADER, HEADER, strict=True)), **said)
    before = [one.copy(deep=True) for one in cells]
    made = normalise_feed(HEADER, cells, stated, KNOWN, DAY, source="products.csv")
    for one, kept in zip(cells, before, strict=True):
        assert_frame_equal(one, kept)
    assert list(made.rows["row_id"]) == [row_id for one in cells for row_id in one["row_id"]]
    return made


@settings(max_examples=30)
@given(lines())
def test_normalising_twice_equals_once(sent: list[tuple[str | None, ...]]) -> None:
    assert_reads_itself(normalised([shard(*sent)]), KNOWN, DAY)


@settings(max_examples=15)
@given(lines(), st.integers(1, 4))
def test_however_a_feed_is_cut_its_rows_are_the_same(sent: list[tuple[str | None, ...]], size: int) -> None:
    whole = shard(*sent)
    parts = [whole.iloc[at : at + size].reset_index(drop=True) for at in range(0, len(whole), size)]
    one, many = normalised([whole]), normalised(parts)
    assert_frame_equal(many.rows, one.rows)
    by = ["row_id", "field", "rule_id"]
    assert_frame_equal(*(made.changes.sort_values(by, ignore_index=True) for made in (many, one)))


@settings(max_examples=15)
@given(lines(), st.randoms(use_true_random=False))
def test_the_order_of_the_products_does_not_matter(sent: list[tuple[str | None, ...]], random: Any) -> None:
    cells = shard(*sent)
    made = normalised([cells])
    # The first row of a product speaks for it: the rows of one product keep their order.
    products = list(made.rows["product"].unique())
    random.shuffle(products)
    order = made.rows["product"].map(products.index).sort_values(kind="stable").index
    turned = normalised([cells.iloc[order].reset_index(drop=True)])
    assert_frame_equal(turned.rows, made.rows.iloc[order].reset_index(drop=True))
    by = ["row_id", "field", "rule_id"]
    assert_frame_equal(*(one.changes.sort_values(by, ignore_index=True) for one in (turned, made)))


@settings(max_examples=15)
@given(lines())
def test_with_changes_off_names_come_out_as_they_were_sent(sent: list[tuple[str | None, ...]]) -> None:
    off = normalised([shard(*sent)], changes=False)
    assert not len(off.changes)
    assert off.rows["name"].dropna().isin([cell for line in sent for cell in line if cell]).all()
