"""Descriptions that stand on many unlike products of a supplier: text that describes none of them."""

from __future__ import annotations

import re
from collections import Counter

import pandas as pd

from tasks.measure.listing import first_few

_LEAST_PRODUCTS = 5
_LEAST_CHARACTERS = 40
# Products of one line share a word of their names; where none stands in half of them they are unlike.
_LEAST_ALIKE = 0.5
_WORD = re.compile(r"[^\W\d_]{3,}")
_LOOKED_AT = 200


def description_keys(products: pd.DataFrame) -> pd.DataFrame:
    """product, name and a hash of the description, of products with a description worth comparing.

    `products` has product, name and description, one row a product.
    """
    chosen = products[products["description"].str.len() >= _LEAST_CHARACTERS]
    key = pd.util.hash_pandas_object(chosen["description"], index=False)
    return chosen[["product", "name"]].assign(description_key=key)


def copied_descriptions(keys: pd.DataFrame) -> pd.DataFrame:
    """product and description_copied of unlike products with one text: how many have it, and some of their names."""
    sizes = keys.groupby("description_key", sort=False)["product"].transform("size")
    shared = keys[sizes >= _LEAST_PRODUCTS]
    said = {
        key: f"on {len(group)} products, such as {first_few(group['name'].dropna().unique()[:3])}"
        for key, group in shared.groupby("description_key", sort=False)
        if _are_unlike(group["name"])
    }
    copied = shared[shared["description_key"].isin(list(said))]
    text = copied["description_key"].map(said).astype("str")
    return pd.DataFrame({"product": copied["product"], "description_copied": text}).reset_index(drop=True)


def _are_unlike(names: pd.Series) -> bool:
    looked_at = names.dropna().head(_LOOKED_AT)
    counts = Counter(word for name in looked_at for word in set(_WORD.findall(name.casefold())))
    most = max(counts.values(), default=0)
    return len(looked_at) >= _LEAST_PRODUCTS and most < _LEAST_ALIKE * len(looked_at)
