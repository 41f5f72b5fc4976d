"""Facts of sellable rows: SKU, price, shipping, quantity, GTIN, options, the variation's own picture, its parcel."""

from __future__ import annotations

import pandas as pd
from stdnum import ean

from tasks.measure.compliance import hs_code_problems
from tasks.measure.listing import first_few
from tasks.measure.logistics import logistics_facts
from tasks.measure.parcels import package_problems

# GS1 prefixes that never name one product for sale in the world: in-store numbers, coupons, demonstration.
_RESTRICTED = ("02", "04", "2", "05", "98", "99", "952")


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
    facts["gtin_check_problem"] = _checked(rows["gtin"].where(facts["gtin_shape_problem"].isna()))
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


def gtin_problem(gtin: str) -> str | None:
    """Why a GTIN of 8 to 14 digits cannot be registered for a product; None for a plausible one."""
    if len(gtin) not in (8, 12, 13, 14):
        return f"{gtin} has {len(gtin)} digits, not 8, 12, 13 or 14"
    if len(set(gtin)) == 1:
        return f"{gtin} is one digit repeated"
    if not ean.is_valid(gtin):
        return f"{gtin} has a wrong check digit"
    if len(gtin) != 8 and gtin.zfill(14)[1:].startswith(_RESTRICTED):
        return f"{gtin} is from a range for internal use, coupons or demonstration"
    return None


def _checked(column: pd.Series) -> pd.Series:
    table = {text: gtin_problem(text) for text in column.dropna().unique()}
    return column.map(table, na_action="ignore").astype("str")


def option_repeats(rows: pd.DataFrame) -> pd.Series:
    """Where variations of a product have the same colour and size: the source rows of the others."""
    options = rows["color"].fillna("").str.casefold() + "\x1f" + rows["size"].fillna("").str.casefold()
    group = rows.groupby([rows["product"], options], sort=False)["source_row"]
    alike = group.transform("size") > 1
    others = group.transform(first_few) if alike.any() else rows["sku"]
    shown = (rows["color"].fillna("") + " " + rows["size"].fillna("")).str.strip()
    text = "'" + shown + "' in rows " + others.astype("str")
    return text.where(alike).astype("str")
