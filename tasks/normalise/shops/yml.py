"""YML, the feed of Yandex Market: one offer a line, those of one `group_id` are the variations of a product.

An offer of the type `vendor.model` has no name: it is made of kind, maker and model. Weights are in kilograms and
measures in centimetres by the format, which writes them as `30/20/2`.
"""

from __future__ import annotations

import pandas as pd

from tasks.normalise.shops.headers import shop_headers
from tasks.normalise.shops.shop import Context, Header, cell, first_line, make_shop, per_text, started

_AVAILABLE: dict[str, str | None] = {"true": "in stock", "false": "out of stock"}
# The rouble before 1998, which feeds still name.
_CURRENCIES: dict[str, str | None] = {"RUR": "RUB"}
_BARE_NUMBER = r"^\s*(\d+(?:[.,]\d+)?)\s*$"


def _arrange(rows: pd.DataFrame, shard: pd.DataFrame, header: Header, _context: Context) -> pd.DataFrame:
    def said(role: str) -> pd.Series:
        return cell(shard, shop_headers("yml").column(header, role))

    arranged = started(rows)
    model = said("model")
    full = (said("kind").fillna("") + " " + said("vendor").fillna("") + " " + model).str.strip()
    is_made = said("name").isna() & model.notna() & (rows["name"] == model)
    arranged["name"] = rows["name"].mask(is_made, full.str.replace(r" {2,}", " ", regex=True))
    available = per_text(said("available").str.strip().str.casefold(), _AVAILABLE)
    arranged["availability"] = rows["availability"].fillna(available)
    arranged["currency"] = per_text(rows["currency"], _CURRENCIES)
    arranged["weight_g"] = rows["weight_g"].str.replace(_BARE_NUMBER, r"\1 kg", regex=True)
    sides = rows["dimensions"].str.replace("/", " x ", regex=False)
    arranged["dimensions"] = sides.str.replace(r"(?<=\d)\s*$", " cm", regex=True)
    for field in ("gtin", "category", "hs_code"):
        arranged[field] = first_line(rows[field])
    return arranged


SHOP = make_shop("yml", _arrange, makes={"availability": "available", "name": "model"})
