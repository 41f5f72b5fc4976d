"""Feeds of Heureka and Zboží: one item an offer, those of one ITEMGROUP_ID are the variations of a product."""

from __future__ import annotations

import pandas as pd

from tasks.normalise.shops.headers import shop_headers
from tasks.normalise.shops.shop import Context, Header, cell, first_line, make_shop, nothing, per_text, started

# The days until a parcel leaves: none is stock, a date is a product that is yet to come.
_DELIVERY = {r"0+": "in stock", r"\d+": "backorder", r"\d{4}-\d\d-\d\d.*": "preorder"}
_USED: dict[str, str | None] = {"bazar": "used"}


def _arrange(rows: pd.DataFrame, shard: pd.DataFrame, header: Header, _context: Context) -> pd.DataFrame:
    arranged = started(rows)
    delivery = cell(shard, shop_headers("heureka").column(header, "delivery")).str.strip()
    availability = nothing(rows.index)
    for pattern, said in _DELIVERY.items():
        availability = availability.mask(availability.isna() & delivery.str.fullmatch(pattern, na=False), said)
    arranged["availability"] = rows["availability"].fillna(availability)
    # The path begins with the name of the comparison whose categories they are.
    arranged["category"] = first_line(rows["category"]).str.replace(
        r"(?i)^\s*(?:heureka|zbo[zž]i)\.(?:cz|sk)\s*\|\s*", "", regex=True
    )
    arranged["condition"] = per_text(rows["condition"], _USED)
    return arranged


SHOP = make_shop("heureka", _arrange, makes={"availability": "delivery"})
