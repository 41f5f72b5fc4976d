"""Facts of products: their texts, their pictures, the spread of their prices."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from expectations.compliance import Compliance
from expectations.facts import Fact
from expectations.store import Store
from expectations.truth import Truth
from tasks.measure.brands.facts import SupplierBrands, brand_facts
from tasks.measure.compliance import compliance_facts
from tasks.measure.listing import distinct_lines
from tasks.measure.offers import in_units
from tasks.measure.terms.matcher import Matcher
from tasks.measure.texts import SEARCHED, description_facts, find_hits, name_facts, tag_facts, term_facts
from tasks.measure.truth.facts import truth_facts


def product_facts(
    rows: pd.DataFrame,
    listed: pd.DataFrame,
    shared: pd.Series,
    facts: Iterable[Fact],
    matcher: Matcher,
    brands: SupplierBrands,
    *,
    copied: pd.Series,
    store: Store,
    truth: Truth,
    compliance: Compliance,
) -> pd.DataFrame:
    """One row of facts for each product with a sellable row.

    `rows` are canonical rows of kind variation, `listed` their pictures in the same order, `shared` the text of
    `main_image_shared` by product, `copied` that of `description_copied`. `brands` are what the supplier may sell on
    the day judged.
    """
    first = rows.drop_duplicates("product").set_index("product")
    groups = rows.groupby("product", sort=False)
    products = first[["name", "description", "tags", "brand", "brand_id"]].copy()
    for option in ("color", "size"):
        products[option] = distinct_lines(rows, option).reindex(products.index)
    found = {field: find_hits(products[field], matcher) for field in SEARCHED}
    measured = pd.concat(
        [
            name_facts(products["name"]),
            description_facts(products["description"], products["name"]),
            tag_facts(products["tags"]),
            term_facts(products, facts, found),
            brand_facts(products, found, brands),
            _picture_facts(listed.assign(product=rows["product"].to_numpy())),
            truth_facts(_told(rows, first, products), truth),
            _compliance_facts(rows, products, store, compliance),
        ],
        axis=1,
    )
    measured["variations"] = groups.size().astype("Int64")
    measured["names_disagree"] = groups["overruled"].first()
    prices = in_units(rows["price_minor"]).groupby(rows["product"], sort=False)
    measured["price_spread"] = (prices.max() - prices.min()).round(2)
    measured["price_ratio"] = (prices.max() / prices.min().where(prices.min() > 0)).round(3)
    measured["category_id"] = first["category_id"]
    measured["language"] = first["language"]
    measured["brand_unconfirmed"] = products["brand"].where(products["brand_id"].isna())
    measured["main_image_shared"] = shared.reindex(measured.index)
    measured["description_copied"] = copied.reindex(measured.index)
    return measured.reset_index(names="product")


def _told(rows: pd.DataFrame, first: pd.DataFrame, products: pd.DataFrame) -> pd.DataFrame:
    """What is compared with each other: the texts, the options and the numbers of pieces of each product."""
    told = products[["name", "description", "tags"]].assign(language=first["language"])
    told["options"] = (products["color"] + "\n" + products["size"]).fillna(products["size"]).fillna(products["color"])
    told["pieces"] = distinct_lines(rows.assign(pieces=rows["pieces"].astype("str")), "pieces").reindex(told.index)
    return told


def _compliance_facts(rows: pd.DataFrame, products: pd.DataFrame, store: Store, words: Compliance) -> pd.DataFrame:
    from_ = rows.assign(origin_country=rows["origin_country"].fillna(store.origin_country))
    origins = distinct_lines(from_, "origin_country").reindex(products.index)
    return compliance_facts(products, origins, store, words)


def _picture_count(listed: pd.DataFrame) -> pd.Series:
    """Different usable pictures by product."""
    extra = listed["extra_sha256"].str.split("\n").explode().rename("sha256")
    single = [
        listed[["product", name]].set_axis(["product", "sha256"], axis=1)
        for name in ("main_sha256", "variation_sha256")
    ]
    several = listed[["product"]].join(extra)
    return pd.concat([*single, several]).dropna().drop_duplicates().groupby("product")["sha256"].size()


def _picture_facts(listed: pd.DataFrame) -> pd.DataFrame:
    first = listed.drop_duplicates("product").set_index("product")
    facts = pd.DataFrame(index=first.index)
    facts["main_image_missing"] = first["main_missing"]
    facts["main_image_unreadable"] = first["main_problem"]
    facts["main_image_pending"] = first["main_pending"]
    sides = first[["main_width_px", "main_height_px"]]
    facts["main_image_min_side"] = sides.min(axis=1).astype("Int64")
    facts["main_image_long_side"] = sides.max(axis=1).astype("Int64")
    facts["main_image_ratio"] = (
        (facts["main_image_long_side"] / facts["main_image_min_side"]).astype("Float64").round(3)
    )
    facts["main_image_sharpness"] = first["main_sharpness"]
    facts["main_image_contrast"] = first["main_contrast"]
    facts["main_image_wrong_extension"] = first["main_extension_says"]
    facts["picture_count"] = _picture_count(listed).reindex(facts.index).fillna(0).astype("Int64")
    facts["extra_images_broken"] = first["extra_problem"]
    return facts
