"""Facts that need the whole supplier: repeated SKUs and main pictures shared by several products."""

from __future__ import annotations

import pandas as pd

from tasks.measure.listing import MOST, first_few


def key_columns(rows: pd.DataFrame) -> pd.DataFrame:
    """row_id, source_row, sku and content of the sellable rows that have a SKU."""
    rows = rows[(rows["kind"] == "variation") & rows["sku"].notna()]
    return rows[["row_id", "source_row", "sku", "content"]]


def sku_repeats(keys: pd.DataFrame) -> pd.DataFrame:
    """row_id and sku_repeats of rows that share their SKU, in the order of the feed.

    Where all rows of a SKU have equal content the first is left out: it stays.
    """
    keys = keys.reset_index(drop=True)
    by_sku = keys.groupby("sku", sort=False)
    shared = keys[by_sku["sku"].transform("size") > 1]
    if shared.empty:
        return pd.DataFrame({"row_id": pd.Series(dtype="str"), "sku_repeats": pd.Series(dtype="str")})
    same = shared.groupby("sku", sort=False)["content"].transform("nunique") == 1
    is_first = ~shared["sku"].duplicated()
    listed = shared.groupby("sku", sort=False)["source_row"].transform(first_few)
    text = ("rows " + listed + " with different content").mask(same, "rows " + listed + " with equal content")
    found = pd.DataFrame({"row_id": shared["row_id"], "sku_repeats": text})
    return found[~(same & is_first)].reset_index(drop=True)


def shared_pictures(products: pd.DataFrame) -> pd.DataFrame:
    """product and main_image_shared (the other products) where several products have one main picture.

    `products` has product and main_sha256, one row a product.
    """
    products = products.dropna(subset=["main_sha256"])
    shared = products[products.duplicated("main_sha256", keep=False)]
    # One more than is ever shown, so that a picture on very many products costs no more than on a few.
    names = {sha: list(group.head(MOST + 2)) for sha, group in shared.groupby("main_sha256", sort=False)["product"]}
    text = [
        first_few(other for other in names[sha] if other != product)
        for product, sha in zip(shared["product"], shared["main_sha256"], strict=True)
    ]
    return pd.DataFrame({"product": shared["product"].to_numpy(), "main_image_shared": pd.Series(text, dtype="str")})
