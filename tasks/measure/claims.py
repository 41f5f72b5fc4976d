"""Facts of rows beside what is live and what other suppliers send: SKUs and products that several suppliers claim."""

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


def with_others(
    facts: pd.DataFrame, claims: pd.DataFrame, *, of_products: pd.DataFrame, of_rows: pd.DataFrame
) -> pd.DataFrame:
    """The claims with what else is known of the rows, in the order of the rows.

    `claims` has supplier, row_id, product of all sellable rows of the run. `of_products` has supplier, product and
    facts, which every row of such a product gets; `of_rows` has supplier, row_id and facts.
    """
    rows = claims[["supplier", "row_id", "product"]].reset_index(drop=True)
    rows["order"] = range(len(rows))
    sold = rows.merge(of_products, on=["supplier", "product"]).drop(columns=["product", "order"])
    both = facts.merge(sold, on=["supplier", "row_id"], how="outer").merge(
        of_rows, on=["supplier", "row_id"], how="outer"
    )
    both = both.merge(rows[["supplier", "row_id", "order"]], on=["supplier", "row_id"]).sort_values("order")
    return both.drop(columns="order").reset_index(drop=True)
