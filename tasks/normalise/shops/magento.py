"""Magento 2 product exports: parent lines name their children and the options by which they differ.

A configurable product is a line of its own without a SKU to sell; it carries the name, description and pictures of
the product, its children carry price and stock (Adobe Commerce data transfer guide). Grouped and bundled products are
lines about several products, lines of a store view repeat a SKU in another language: they have no say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

from tasks.normalise.shops.headers import shop_headers
from tasks.normalise.shops.options import read_options
from tasks.normalise.shops.shop import (
    Context,
    Header,
    cell,
    looked_up,
    make_shop,
    nothing,
    per_text,
    silenced,
    started,
)

_SETS = ("grouped", "bundle")
# Lists are `name=value,name=value`; a value ends at the next `,name=`.
_PAIR = re.compile(r"(?:^|,)\s*([A-Za-z0-9_]+)=(.*?)(?=,\s*[A-Za-z0-9_]+=|$)", re.DOTALL)
_ATTRIBUTES = {"brand": "manufacturer", "material": "material", "cost": "cost"}
_IN_STOCK: dict[str, str | None] = {"1": "in stock", "0": "out of stock"}


def _needs(header: Header) -> tuple[int, ...]:
    headers = shop_headers("magento")
    roles = [headers.column(header, role) for role in ("type", "variations", "store_view")]
    return tuple(sorted({*headers.mapped(header)["sku"], *(index for index in roles if index is not None)}))


def _role(shard: pd.DataFrame, header: Header, role: str) -> pd.Series:
    return cell(shard, shop_headers("magento").column(header, role))


def _context(header: Header, shards: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """By SKU: a child's parent and options as the parent names them, and whether a line of a store view repeats it."""
    children: dict[str, dict[str, str]] = {}
    parents: dict[str, str] = {}
    everywhere: set[str] = set()
    in_views: set[str] = set()
    sku_column = shop_headers("magento").mapped(header)["sku"][0]
    for shard in shards:
        sku = cell(shard, sku_column)
        has_view = _role(shard, header, "store_view").notna()
        in_views.update(sku[has_view].dropna())
        # A feed of one store view repeats nothing; only where there is one need the other lines be known.
        everywhere.update(sku[~has_view].dropna())
        is_parent = (_role(shard, header, "type") == "configurable") & ~has_view
        named = pd.DataFrame({"sku": sku, "variations": _role(shard, header, "variations")})[is_parent].dropna()
        for parent, variations in named.itertuples(index=False, name=None):
            # A child that two parents name belongs to the first.
            found = {child: options for child, options in _children(variations).items() if child not in children}
            children.update(found)
            parents.update(dict.fromkeys(found, parent))
    skus = list(dict.fromkeys([*children, *sorted(in_views & everywhere)]))
    names = list(dict.fromkeys(name for options in children.values() for name in options))
    index = pd.Index(skus, dtype="str", name="sku")
    slots = [
        (
            pd.Series(name, index=index, dtype="str"),
            pd.Series([children.get(sku, {}).get(name) for sku in skus], index=index, dtype="str"),
        )
        for name in names
    ]
    options = read_options(slots) if slots else pd.DataFrame({"color": nothing(index), "size": nothing(index)})
    parent = pd.Series([parents.get(sku) for sku in skus], index=index, dtype="str")
    return options[["color", "size"]].assign(parent=parent, is_repeated=index.isin(in_views & everywhere))


def _children(variations: str) -> dict[str, dict[str, str]]:
    """The options of each child of `sku=A,color=Red|sku=B,color=Blue`."""
    found = {}
    for variation in variations.split("|"):
        options = dict(_PAIR.findall(variation))
        sku = options.pop("sku", "").strip()
        if sku:
            found[sku] = options
    return found


def _arrange(rows: pd.DataFrame, shard: pd.DataFrame, header: Header, context: Context) -> pd.DataFrame:
    table = _context(header, [shard]) if context is None else context
    arranged = started(rows)
    types = _role(shard, header, "type")
    is_read = arranged["kind"] == "variation"
    is_view = is_read & _role(shard, header, "store_view").notna() & rows["sku"].isin(table.index[table["is_repeated"]])
    is_set = is_read & types.isin(_SETS) & ~is_view
    is_parent = is_read & (types == "configurable") & ~is_view
    is_folded = is_view | is_set | is_parent

    arranged = silenced(arranged, is_view | is_set)
    arranged["kind"] = arranged["kind"].mask(is_folded, "folded")
    variations = _role(shard, header, "variations").where(is_parent)
    listed = {text: "\n".join(_children(text)) or None for text in variations.dropna().unique()}
    arranged["children"] = variations.map(listed, na_action="ignore").astype("str")
    about = rows["sku"].where(is_view).fillna(_first_of_set(shard, header).where(is_set))
    product = looked_up(about, table["parent"]).fillna(about)
    arranged["parent_sku"] = rows["parent_sku"].fillna(product)

    attributes = _role(shard, header, "attributes").mask(is_view | is_set)
    for field in ("color", "size"):
        said = rows[field].fillna(looked_up(rows["sku"], table[field]))
        arranged[field] = said.mask(is_folded)
        arranged[field] = arranged[field].fillna(_attribute(attributes.mask(said.notna() | is_folded), field))
    for field, attribute in _ATTRIBUTES.items():
        arranged[field] = arranged[field].fillna(_attribute(attributes.mask(arranged[field].notna()), attribute))
    arranged["extra_images"] = _further(rows["main_image"], rows["extra_images"])
    in_stock = per_text(_role(shard, header, "in_stock").mask(is_folded), _IN_STOCK)
    arranged["availability"] = arranged["availability"].fillna(in_stock)
    return arranged


def _further(main: pd.Series, listed: pd.Series) -> pd.Series:
    """Pictures other than the main one, which the export lists once more among the further ones."""
    both = main.notna() & listed.str.contains(",", regex=False, na=False) | (main == listed)
    pairs = pd.DataFrame({"main": main, "listed": listed})[both]
    made = [
        ",".join(one for one in listed.split(",") if one.strip() != main.strip()) for main, listed in pairs.to_numpy()
    ]
    after = listed.copy()
    after[both] = pd.Series(made, pairs.index, dtype="str")
    return after.mask(after == "")


def _attribute(attributes: pd.Series, name: str) -> pd.Series:
    # Most lists lack most names; to see that is much faster than to take them apart.
    has_name = attributes.str.contains(f"{name}=", regex=False, na=False)
    if not has_name.any():
        return nothing(attributes.index)
    return attributes.where(has_name).str.extract(rf"(?:^|,){name}=(.*?)(?=,[a-z0-9_]+=|$)", expand=False)


def _first_of_set(shard: pd.DataFrame, header: Header) -> pd.Series:
    """The SKU of the first part of a grouped or bundled product, whose verdict the line shares."""
    grouped = _role(shard, header, "associated").str.extract(r"^\s*([^,=]+?)\s*(?:=|,|$)", expand=False)
    bundled = _role(shard, header, "bundled").str.extract(r"(?:^|[,|])sku=([^,|]+)", expand=False)
    return grouped.fillna(bundled)


SHOP = make_shop("magento", _arrange, needs=_needs, context=_context)
