"""Clusters as facts: which other listings are the same product, each with the reason."""

from __future__ import annotations

import numpy as np
import pandas as pd

from expectations.duplicates import Duplicates
from tasks.measure.duplicates.comparison import KINDS, Kind
from tasks.measure.duplicates.listings import comparable_gtins, shown_gtin
from tasks.measure.duplicates.search import Load, find_duplicates, said
from tasks.measure.duplicates.words import NameReader
from tasks.measure.listing import first_few

DUPLICATE_FACTS: dict[Kind, str] = {"gtin": "duplicate_gtin", "text": "duplicate_text", "near": "duplicate_near"}
ACROSS_COLUMNS = ("supplier", "product", "duplicate_of_live", "duplicate_across")


def duplicate_facts(prints: pd.DataFrame, load: Load, words: Duplicates, reader: NameReader) -> pd.DataFrame:
    """product and DUPLICATE_FACTS of the products of one supplier that stand in a cluster.

    `prints` are the fingerprints of all its products in any order, `load` gives the listings of some of these lines.
    A product has the fact of the strongest reason in its cluster, which names all others with theirs.
    """
    order = np.asarray(prints["product"].argsort(), dtype=np.int64)
    sorted_prints = prints.iloc[order].reset_index(drop=True)
    products = sorted_prints["product"].tolist()
    found = find_duplicates(sorted_prints, lambda positions: load(order[positions]), words, reader)
    facts = pd.DataFrame({"product": [products[one.position] for one in found]}, dtype="str")
    for kind in KINDS:
        text = [said(one, products.__getitem__) if one.kind == kind else None for one in found]
        facts[DUPLICATE_FACTS[kind]] = pd.Series(text, dtype="str")
    return facts


def duplicates_across(
    prints: pd.DataFrame, load: Load, words: Duplicates, reader: NameReader, live: set[tuple[str, str]]
) -> pd.DataFrame:
    """ACROSS_COLUMNS of the products that another supplier of the run sells too.

    `prints` are fingerprints with `supplier`; `live` holds the suppliers and products that are published. A product
    that is not live and has the GTIN of another supplier's live one is a copy of it; every other match is told only.
    """
    if prints["supplier"].nunique() < 2:
        return pd.DataFrame(columns=list(ACROSS_COLUMNS)).astype("str")
    order = np.asarray(prints.reset_index(drop=True).sort_values(["supplier", "product"]).index, dtype=np.int64)
    sorted_prints = prints.iloc[order].reset_index(drop=True)
    keys = list(zip(sorted_prints["supplier"], sorted_prints["product"], strict=True))
    lines = []
    for one in find_duplicates(sorted_prints, lambda at: load(order[at]), words, reader, across=True):
        text = said(one, lambda position: " ".join(keys[position]))
        is_copy = one.kind == "gtin" and keys[one.position] not in live and keys[one.others[0][0]] in live
        lines.append((*keys[one.position], text if is_copy else None, None if is_copy else text))
    return pd.DataFrame(lines, columns=list(ACROSS_COLUMNS)).astype("str")


def gtin_keys(rows: pd.DataFrame) -> pd.DataFrame:
    """row_id, sku and gtin (14 digits) of the sellable rows whose GTIN can be a product's."""
    sold = rows[(rows["kind"] == "variation") & rows["sku"].notna() & rows["gtin"].notna()]
    keys = sold[["row_id", "sku"]].assign(gtin=comparable_gtins(sold["gtin"]))
    return keys.dropna(subset=["gtin"])


def shared_gtins(keys: pd.DataFrame) -> pd.DataFrame:
    """row_id and gtin_shared (the GTIN and the other SKUs that have it) of rows that share their GTIN."""
    keys = keys.sort_values(["gtin", "sku", "row_id"], ignore_index=True)
    pairs = keys[["gtin", "sku"]].drop_duplicates()
    of_gtin = pairs[pairs.duplicated("gtin", keep=False)].groupby("gtin", sort=False)["sku"].agg(list)
    shared = keys[keys["gtin"].isin(of_gtin.index)]
    text = [
        f"{shown_gtin(gtin)} in {first_few(other for other in of_gtin[gtin] if other != sku)}"
        for gtin, sku in zip(shared["gtin"], shared["sku"], strict=True)
    ]
    return pd.DataFrame({"row_id": shared["row_id"].to_numpy(), "gtin_shared": pd.Series(text, dtype="str")})
