"""Facts of sellable rows: SKU, price, shipping, quantity, GTIN, options, the variation's own picture, its parcel."""

from __future__ import annotations

import pandas as pd

from tasks.measure.compliance import hs_code_problems
from tasks.measure.gtins import gtin_problems
from tasks.measure.listing import first_few
from tasks.measure.logistics import logistics_facts
from tasks.measure.parcels import package_problems


def row_facts(rows: pd.DataFrame, listed: pd.DataFrame, repeats: pd.Series, currency: str) -> pd.DataFrame:
    """One row of facts for each sellable row.

    `rows` are canonical rows of kind variation, `listed` their pictures in the same order, `repeats` the text of
    `sku_repeats` by row_id. Money facts are in units of `currency`.
    """
    facts = pd.DataFrame({"row_id": rows["row_id"]})
    facts["sku_length"] = rows["sku"].str.len().astype("Int64")
    facts["sku_repeats"] = rows["row_id"].map(repeats).astype("str")
    facts["parent_sku_length"] = rows["parent_sku"].str.len().astype("Int64")
    facts["price_problem"] = rows["price_problem"]
    facts["price_ambiguous"] = rows["price_ambiguous"]
    facts["price"] = in_units(rows["price_minor"])
    facts["price_currency_problem"] = rows["currency"].where(rows["currency"] != currency)
    facts["msrp_to_price"] = (rows["msrp_minor"] / rows["price_minor"].where(rows["price_minor"] > 0)).astype("Float64")
    facts["shipping_problem"] = rows["shipping_problem"]
    facts["shipping"] = in_units(rows["shipping_minor"])
    facts["quantity_problem"] = rows["quantity_problem"]
    facts["quantity"] = rows["quantity"]
    facts["gtin_shape_problem"] = rows["gtin"].where(~rows["gtin"].str.fullmatch(r"[0-9]{8,14}", na=True))
    facts["gtin_check_problem"] = gtin_problems(rows["gtin"].where(facts["gtin_shape_problem"].isna()))
    facts["category_problem"] = rows["category_problem"]
    facts["option_repeats"] = option_repeats(rows[facts["sku_repeats"].isna()]).reindex(rows.index)
    facts["package_problem"] = package_problems(rows)
    facts["hs_code_problem"] = hs_code_problems(rows["hs_code"])
    facts["unread_values"] = rows["unread"]
    facts["variation_image_missing"] = listed["variation_problem"].to_numpy()
    return pd.concat([facts, logistics_facts(rows)], axis=1)


def in_units(minor: pd.Series) -> pd.Series:
    """Hundredths as units of the currency (Float64)."""
    return (minor / 100).astype("Float64")


def option_repeats(rows: pd.DataFrame) -> pd.Series:
    """Where variations of a product have the same colour and size: the source rows of the others."""
    options = rows["color"].fillna("").str.casefold() + "\x1f" + rows["size"].fillna("").str.casefold()
    group = rows.groupby([rows["product"], options], sort=False)["source_row"]
    alike = group.transform("size") > 1
    others = group.transform(first_few) if alike.any() else rows["sku"]
    shown = (rows["color"].fillna("") + " " + rows["size"].fillna("")).str.strip()
    text = "'" + shown + "' in rows " + others.astype("str")
    return text.where(alike).astype("str")
