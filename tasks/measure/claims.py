"""Facts of SKUs that several suppliers claim."""

from __future__ import annotations

import pandas as pd


def claim_facts(claims: pd.DataFrame, published: pd.DataFrame) -> pd.DataFrame:
    """supplier, row_id, sku_taken and sku_contested of rows whose SKU another supplier has too.

    `claims` has supplier, row_id, sku of all sellable rows of the run; `published` has supplier and sku of what every
    supplier has published. A SKU published by another supplier is taken; one that several suppliers of the run send
    and none has published is contested.
    """
    owner = published.drop_duplicates("sku").set_index("sku")["supplier"]
    owned_by = claims["sku"].map(owner).astype("str")
    taken = owned_by.where(owned_by.notna() & (owned_by != claims["supplier"]))
    senders = (
        claims.drop_duplicates(["supplier", "sku"]).groupby("sku")["supplier"].agg(lambda all: ", ".join(sorted(all)))
    )
    several = claims["sku"].map(senders).astype("str")
    contested = several.where(several.str.contains(", ", na=False) & owned_by.isna())
    facts = claims[["supplier", "row_id"]].assign(sku_taken=taken, sku_contested=contested)
    return facts[taken.notna() | contested.notna()].reset_index(drop=True)
