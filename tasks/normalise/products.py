"""Which rows are one product: parents found, products kept whole in one shard, product fields made one."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from expectations.store import Store
from tasks.normalise.changes import Changes
from tasks.normalise.language import detect_language
from tasks.normalise.tags import make_tags
from tasks.rows import PRODUCT_FIELDS, ROW_COLUMNS, typed


@dataclass(frozen=True)
class Assembled:
    """Canonical rows of whole products, in the order of the feed, what was changed, what was due with changes
    off, and how many rows took a value from `store.yml` because the feed had none."""

    rows: pd.DataFrame
    changes: pd.DataFrame
    due: pd.DataFrame
    defaults_used: dict[str, int]


def product_keys(rows: pd.DataFrame) -> pd.Series:
    """The product each row belongs to.

    `rows` are the columns row_id, sku, parent_sku, kind, children of all shards in feed order. A row's product is its
    parent SKU, the parent line that names it, itself (a parent line or a single item), or for a row without any SKU
    its row_id.
    """
    parents = rows.loc[rows["children"].notna(), ["sku", "children"]]
    links = parents.assign(child=parents["children"].str.split("\n")).explode("child")
    by_child = links.drop_duplicates("child").set_index("child")["sku"]
    named = rows["sku"].map(by_child).astype("str").where(rows["kind"] == "variation")
    keys = rows["parent_sku"].fillna(named).fillna(rows["sku"])
    return keys.where(rows["kind"] != "broken").fillna(rows["row_id"])


def product_shards(products: pd.Series, size: int) -> pd.Series:
    """The number of each row's shard of about `size` rows: products in order of first appearance, none split."""
    counts = products.value_counts(sort=False).reindex(products.unique())
    before = counts.cumsum() - counts
    return products.map(before // size).astype("int64")


def assemble(rows: pd.DataFrame, store: Store, *, most_tags: int, is_changed: bool = True) -> Assembled:
    """Give all rows of a product the product's fields.

    They come from its parent line, else from its first row, and where that one is silent from the next. Rows carry
    `product`, and in `color_name` and `size_name` how their options are called by Wish. A row's own main picture
    becomes its variation picture where the product has another one.
    """
    changes = Changes(is_on=is_changed)
    rows = rows.assign(_order=range(len(rows)), _leads=_leading(rows))
    ordered = rows.sort_values(["_leads", "_order"], ascending=[False, True])
    leaders = ordered.groupby("product", sort=False)
    fields = [name for name in PRODUCT_FIELDS if name not in ("parent_sku", "language")]
    first = leaders[fields].first().reindex(rows["product"])
    first.index = rows.index
    has_leader = leaders["_leads"].transform("any").reindex(rows.index)
    is_variation = rows["kind"] == "variation"

    own = rows["main_image"].where(is_variation & (rows["main_image"] != first["main_image"]))
    own = own.fillna(rows["main_image"].where(is_variation & has_leader))
    rows["overruled"] = _overruled(rows, first).where(is_variation & ~has_leader)
    first["extra_images"] = _all_extras(ordered).reindex(rows["product"]).set_axis(rows.index)
    rows["variation_image"] = rows["variation_image"].fillna(own)
    is_broken = rows["kind"] == "broken"
    for name in fields:
        rows[name] = first[name].mask(is_broken)
    is_single = is_variation & rows["parent_sku"].isna() & rows["sku"].notna()
    parent = rows["product"].where(~is_broken & (rows["sku"].notna() | rows["parent_sku"].notna()))
    changes.apply(rows, "parent_sku", parent.where(is_single & (parent == rows["sku"])), "parent_sku.single")
    rows["parent_sku"] = parent
    rows = _with_named_options(rows, changes)
    rows["language"] = _languages(rows)
    rows["tags"] = changes.apply(rows, "tags", _with_tags(rows, most_tags), "tags.made")
    defaults = {
        "origin_country": ("origin_country", store.origin_country, is_variation),
        "category_id": ("default_category", store.default_category, is_variation),
        "shipping_minor": (
            "default_shipping_price",
            store.shipping_minor,
            is_variation & rows["shipping_problem"].isna(),
        ),
    }
    used = {}
    for field, (setting, value, where) in defaults.items():
        lacking = rows[field].isna() & where
        if value is not None and lacking.any():
            used[setting] = int(lacking.sum())
            rows[field] = rows[field].mask(lacking, value)
    rows = typed(rows.sort_values("_order"), ROW_COLUMNS).reset_index(drop=True)
    return Assembled(rows, changes.frame(), changes.due(), used)


def _with_named_options(rows: pd.DataFrame, changes: Changes) -> pd.DataFrame:
    """`01 Black` and `02 Black` are two variations: where one name would make them one, they stay as sent."""
    sold = rows.loc[rows["kind"] == "variation", ["product", "color", "size", "color_name", "size_name"]]
    is_one = sold.duplicated(["product", "color_name", "size_name"], keep=False)
    is_merged = (is_one & ~sold.duplicated(["product", "color", "size"], keep=False)).reindex(
        rows.index, fill_value=False
    )
    for field in ("color", "size"):
        name = rows[f"{field}_name"].mask(is_merged, rows[field])
        rows[field] = changes.apply(rows, field, name, f"{field}.name")
    return rows


def _leading(rows: pd.DataFrame) -> pd.Series:
    """Whether a row is a parent line: a folded row that says more of its product than a further picture."""
    says = [name for name in PRODUCT_FIELDS if name not in ("parent_sku", "extra_images", "language")]
    return (rows["kind"] == "folded") & rows[says].notna().any(axis="columns")


def _overruled(rows: pd.DataFrame, first: pd.DataFrame) -> pd.Series:
    """What rows say of their product otherwise than the row that decides: short values in words, long ones named."""
    text = pd.Series("", index=rows.index, dtype="str")
    for field in ("name", "description", "brand", "category", "condition"):
        differs = rows[field].notna() & (rows[field] != first[field])
        value = "" if field == "description" else " '" + rows[field].fillna("") + "'"
        text = text.mask(differs, text + "; " + field + value)
    return text.str.removeprefix("; ").mask(text == "")


def _all_extras(ordered: pd.DataFrame) -> pd.Series:
    """The further pictures of all rows by product, those of the deciding row first, none twice."""
    lists = ordered.loc[ordered["extra_images"].notna(), ["product", "extra_images"]].drop_duplicates()
    found: dict[str, list[str]] = {}
    for product, listed in zip(lists["product"].to_list(), lists["extra_images"].to_list(), strict=True):
        found.setdefault(product, []).extend(listed.split("\n"))
    return pd.Series({product: "\n".join(dict.fromkeys(pictures)) for product, pictures in found.items()}, dtype="str")


def _languages(rows: pd.DataFrame) -> pd.Series:
    """The language of each product's description, of its name where it has none."""
    text = rows["description"].fillna(rows["name"])
    distinct = pd.Series(text.dropna().unique(), dtype="str")
    found = dict(zip(distinct, detect_language(distinct)["language"], strict=True))
    return text.map(found, na_action="ignore").astype("str")


def _with_tags(rows: pd.DataFrame, most: int) -> pd.Series:
    lacking = rows["tags"].isna() & rows["name"].notna()
    pairs = rows.loc[lacking, ["name", "category"]].fillna("")
    table = {(name, category): make_tags(name, category, most) for name, category in pairs.drop_duplicates().to_numpy()}
    made = pd.Series([table[name, category] for name, category in pairs.to_numpy()], pairs.index, dtype="str")
    return rows["tags"].fillna(made.mask(made == ""))
