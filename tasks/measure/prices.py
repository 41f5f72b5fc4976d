"""Facts of prices beside those of their category."""

from __future__ import annotations

import numpy as np
import pandas as pd

# A median of fewer products says little.
LEAST_PRODUCTS = 20
# Robust deviations from the median; within them a price is as unlike as the category's own prices are.
_ORDINARY = 3.5
# The median absolute deviation of a normal distribution in standard deviations.
_MAD = 1.4826
# No category is so uniform that a factor of 1.2 would say anything.
_LEAST_SPREAD = float(np.log(1.2))


def price_keys(rows: pd.DataFrame) -> pd.DataFrame:
    """row_id, product, category and price_minor of sellable rows with a price; the supplier's category, else Wish's."""
    sold = rows[(rows["kind"] == "variation") & (rows["price_minor"] > 0).fillna(False)]
    category = sold["category"].fillna(sold["category_id"].astype("str"))
    return sold[["row_id", "product", "price_minor"]].assign(category=category).dropna(subset=["category"])


def category_prices(keys: pd.DataFrame) -> pd.DataFrame:
    """row_id and price_to_category of rows whose price stands out in their category.

    That is the price divided by the median of the products' prices, where the category has LEAST_PRODUCTS and the
    price lies outside what is ordinary in it; measured in logarithms, so that a third is as far as three times.
    """
    prices = keys.assign(log=np.log(keys["price_minor"].astype("float64")))
    products = prices.groupby(["category", "product"], sort=False)["log"].median().reset_index()
    of_category = products.groupby("category")["log"]
    middle = of_category.median()
    products["apart"] = (products["log"] - products["category"].map(middle).astype("float64")).abs()
    spread = (products.groupby("category")["apart"].median() * _MAD).clip(lower=_LEAST_SPREAD)
    is_known = of_category.size() >= LEAST_PRODUCTS
    apart = prices["log"] - prices["category"].map(middle[is_known]).astype("float64")
    stands_out = apart.abs() > _ORDINARY * prices["category"].map(spread).astype("float64")
    ratio = np.exp(apart).round(3).astype("Float64")
    return pd.DataFrame({"row_id": keys["row_id"], "price_to_category": ratio})[stands_out].reset_index(drop=True)
