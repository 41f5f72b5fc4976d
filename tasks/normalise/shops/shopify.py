"""Shopify's product CSV: the lines of one handle are one product, each line a variation or a further picture.

The first line of a handle carries what is said of the product and the names of its options. The picture of a line is
the product's and not the variation's, which has its own column; lines that have nothing else are no SKU.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from tasks.normalise.shops.headers import shop_headers
from tasks.normalise.shops.options import read_options
from tasks.normalise.shops.shop import Context, Header, cell, make_shop, silenced, started

_SLOTS = (1, 2, 3)
_OF_LINE = ("sku", "price", "gtin")


def _needs(header: Header) -> tuple[int, ...]:
    columns = _columns(header)
    return tuple(sorted({index for index in columns.values() if index is not None}))


def _columns(header: Header) -> dict[str, int | None]:
    headers = shop_headers("shopify")
    fields = {field: indexes[0] for field, indexes in headers.mapped(header).items()}
    names, values = headers.numbered(header, "names"), headers.numbered(header, "values")
    return {
        "handle": fields.get("parent_sku"),
        "picture": fields.get("main_image"),
        "position": headers.column(header, "position"),
        **{field: fields.get(field) for field in _OF_LINE},
        **{f"name{slot}": names.get(slot) for slot in _SLOTS},
        **{f"value{slot}": values.get(slot) for slot in _SLOTS},
    }


def _lines(shard: pd.DataFrame, header: Header) -> pd.DataFrame:
    return pd.DataFrame({name: cell(shard, index) for name, index in _columns(header).items()}, index=shard.index)


def _says_variation(lines: pd.DataFrame) -> pd.Series:
    said = lines[[*_OF_LINE, *(f"value{slot}" for slot in _SLOTS)]]
    return said.notna().any(axis="columns")


def _context(header: Header, shards: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """By handle: the names of its options, its main picture, whether any of its lines says something of a variation."""
    names = [f"name{slot}" for slot in _SLOTS]
    products = [pd.DataFrame(columns=["handle", *names], dtype="str").assign(has_variation=False)]
    pictures = [pd.DataFrame(columns=["handle", "picture"], dtype="str").assign(place=0.0)]
    for shard in shards:
        lines = _lines(shard, header)
        lines = lines[lines["handle"].notna()]
        products.append(_by_handle(lines[["handle", *names]].assign(has_variation=_says_variation(lines))))
        place = pd.to_numeric(lines["position"], errors="coerce").astype("float64").fillna(float("inf"))
        pictures.append(_first_pictures(lines[["handle", "picture"]].assign(place=place).dropna(subset="picture")))
    found = _by_handle(pd.concat(products, ignore_index=True)).set_index("handle")
    main = _first_pictures(pd.concat(pictures, ignore_index=True)).set_index("handle")["picture"]
    return found.assign(picture=main.reindex(found.index))


def _by_handle(products: pd.DataFrame) -> pd.DataFrame:
    groups = products.groupby("handle", sort=False)
    # The first line names the options; the others leave the names out.
    return groups.first().assign(has_variation=groups["has_variation"].any()).reset_index()


def _first_pictures(pictures: pd.DataFrame) -> pd.DataFrame:
    return pictures.sort_values("place", kind="stable").drop_duplicates("handle")


def _arrange(rows: pd.DataFrame, shard: pd.DataFrame, header: Header, context: Context) -> pd.DataFrame:
    table = _context(header, [shard]) if context is None else context
    arranged = started(rows)
    lines = _lines(shard, header)
    handle, picture = lines["handle"], lines["picture"]
    known = table.reindex(pd.Index(handle)).set_axis(rows.index)
    for name in (f"name{slot}" for slot in _SLOTS):
        lines[name] = lines[name].fillna(known[name])
    # A product none of whose lines says anything of a variation is one that lacks a price, not a picture line.
    is_picture = (arranged["kind"] == "variation") & ~_says_variation(lines) & known["has_variation"].eq(True)
    is_further = handle.notna() & (rows["main_image"] == picture) & (picture != known["picture"])
    arranged = silenced(arranged, is_picture)
    arranged["kind"] = arranged["kind"].mask(is_picture, "folded")
    arranged["main_image"] = rows["main_image"].mask(is_further)
    arranged["extra_images"] = arranged["extra_images"].fillna(picture.where(is_further))
    slots = [_option(lines[f"name{slot}"], lines[f"value{slot}"]) for slot in _SLOTS]
    found = read_options(slots)
    for field in found.columns:
        arranged[field] = arranged[field].fillna(found[field].mask(is_picture))
    return arranged


def _option(name: pd.Series, value: pd.Series) -> tuple[pd.Series, pd.Series]:
    # A product without options has the option `Title` with the value `Default Title`.
    is_none = (name.str.strip().str.casefold() == "title") & value.str.startswith("Default", na=False)
    return name, value.mask(is_none) if is_none.any() else value


SHOP = make_shop("shopify", _arrange, needs=_needs, context=_context)
