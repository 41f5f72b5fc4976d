"""What must be uploaded: the approved rows against what the supplier has published."""

from __future__ import annotations

import hashlib

import pandas as pd
import pyarrow as pa

from expectations.store import Store
from tasks.rows import PICTURE_COLUMNS, PRODUCT_FIELDS, VARIATION_FIELDS

# The published state of a supplier: one line a live SKU.
STATE_COLUMNS: dict[str, str] = {"sku": "str", "parent_sku": "str", "line_sha256": "str"}

# Wish gets pictures by their content, not by the supplier's references, and prices in the store's currency.
_NOT_UPLOADED = {
    "price_problem",
    "price_ambiguous",
    "category_problem",
    "language",
    "length_cm",
    "width_cm",
    "height_cm",
    "pieces",
    "hs_code",
    "shipping_problem",
    "quantity_problem",
    "unread",
    "overruled",
    "category",
    "currency",
    "main_image",
    "extra_images",
    "variation_image",
}
_UPLOADED = [name for name in (*PRODUCT_FIELDS, *VARIATION_FIELDS, *PICTURE_COLUMNS) if name not in _NOT_UPLOADED]


def line_hashes(rows: pd.DataFrame, store: Store, profile: str) -> pd.Series:
    """A sha256 over everything of a row that reaches Wish, the store's facts and the template profile included."""
    start = hashlib.sha256(f"{store.model_dump_json(exclude={'approved'})}\n{profile}".encode()).digest()
    columns = [pa.array(rows[name].astype("str").fillna("")).to_pylist() for name in _UPLOADED]
    hashes = []
    for values in zip(*columns, strict=True):
        line = hashlib.sha256(start)
        for value in values:
            line.update(value.encode())
            line.update(b"\x1f")
        hashes.append(line.hexdigest())
    return pd.Series(hashes, index=rows.index, dtype="str")


def uploads(rows: pd.DataFrame, state: pd.DataFrame) -> pd.Series:
    """add, add_variations, update or unchanged for approved variations; missing for all other rows.

    `rows` has sku, parent_sku, kind, verdict and line_sha256; `state` has STATE_COLUMNS.
    """
    live = state.set_index("sku")["line_sha256"]
    before = rows["sku"].map(live).astype("str")
    kind = pd.Series("update", index=rows.index, dtype="str")
    kind = kind.mask(before == rows["line_sha256"], "unchanged")
    is_known_parent = rows["parent_sku"].isin(set(state["parent_sku"].dropna()))
    kind = kind.mask(before.isna() & is_known_parent, "add_variations").mask(before.isna() & ~is_known_parent, "add")
    return kind.where((rows["kind"] == "variation") & (rows["verdict"] == "approved"))


def next_state(rows: pd.DataFrame, state: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The state after publishing and the SKUs to disable, both sorted by SKU with STATE_COLUMNS.

    Approved rows are live; a held row that was live stays as it was; what was live and is rejected or gone is
    disabled.
    """
    sold = rows[(rows["kind"] == "variation") & rows["sku"].notna()]
    approved = sold.loc[sold["verdict"] == "approved", list(STATE_COLUMNS)]
    held = set(sold.loc[sold["verdict"] == "held", "sku"])
    others = state[~state["sku"].isin(set(approved["sku"]))]
    stays = others["sku"].isin(held)
    live = pd.concat([approved, others[stays]], ignore_index=True).astype(STATE_COLUMNS)
    return (
        live.sort_values("sku", ignore_index=True),
        others[~stays].sort_values("sku", ignore_index=True).astype(STATE_COLUMNS),
    )
