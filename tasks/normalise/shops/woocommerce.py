"""WooCommerce's product CSV: a variable product is a line without a SKU to sell, its variations name it as parent.

A parent is named by its SKU or as `id:123`. What a variation does not say of weight and measures it inherits, as in
the shop. A grouped product is a line about several products of their own: it has no say. Sale prices end, the listing
goes on: they are not read. Stock that variations share (`parent`) is nobody's number and stays what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

from tasks.normalise.shops.headers import shop_headers
from tasks.normalise.shops.options import option_of, read_options
from tasks.normalise.shops.shop import Context, Header, cell, looked_up, make_shop, per_text, silenced, started

_INHERITED = ("weight_g", "length", "width", "height")
_IN_STOCK: dict[str, str | None] = {"1": "in stock", "0": "out of stock", "backorder": "backorder"}
# A comma that belongs to a value.
_COMMA = "\\,"


def _needs(header: Header) -> tuple[int, ...]:
    headers = shop_headers("woocommerce")
    roles = [headers.column(header, role) for role in ("id", "type")]
    fields = headers.mapped(header)
    wanted = [index for field in ("sku", *_INHERITED) for index in fields.get(field, ())[:1]]
    return tuple(sorted({*wanted, *(index for index in roles if index is not None)}))


def _field(shard: pd.DataFrame, header: Header, field: str) -> pd.Series:
    return cell(shard, next(iter(shop_headers("woocommerce").mapped(header).get(field, ())), None))


def _role(shard: pd.DataFrame, header: Header, role: str) -> pd.Series:
    return cell(shard, shop_headers("woocommerce").column(header, role))


def _is_type(types: pd.Series, *wanted: str) -> pd.Series:
    """Whether a list such as `simple, virtual` names one of some types."""
    found = {text for text in types.dropna().unique() if set(re.split(r"\s*,\s*", text.strip().casefold())) & {*wanted}}
    return types.isin(found)


def _is_variable(types: pd.Series) -> pd.Series:
    return _is_type(types, "variable", "variable-subscription")


def _context(header: Header, shards: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """By how variations name their parent: its SKU, or `id:123` where it has none, and what they inherit."""
    parents = [pd.DataFrame(columns=["key", "sku", *_INHERITED], dtype="str")]
    for shard in shards:
        here = shard[_is_variable(_role(shard, header, "type"))]
        reference = "id:" + _role(here, header, "id").str.strip()
        sku = _field(here, header, "sku").str.strip()
        found = pd.DataFrame({"key": reference, "sku": sku.fillna(reference)}, dtype="str")
        for field in _INHERITED:
            found[field] = _with_unit(_field(here, header, field), header, field)
        parents += [found, found.assign(key=sku)]
    listed = pd.concat(parents, ignore_index=True).dropna(subset="key").drop_duplicates("key")
    return listed.set_index("key")


def _with_unit(cells: pd.Series, header: Header, field: str) -> pd.Series:
    """Numbers with the unit that stands in the header, such as `Weight (kg)`."""
    column = next(iter(shop_headers("woocommerce").mapped(header).get(field, ())), None)
    unit = re.search(r"\((\w+)\)", header[column]) if column is not None else None
    return cells.str.strip() + f" {unit[1]}" if unit else cells


def _arrange(rows: pd.DataFrame, shard: pd.DataFrame, header: Header, context: Context) -> pd.DataFrame:
    table = _context(header, [shard]) if context is None else context
    arranged = started(rows)
    types = _role(shard, header, "type")
    is_read = arranged["kind"] == "variation"
    is_parent = is_read & _is_variable(types)
    is_group = is_read & _is_type(types, "grouped")
    is_choice = is_read & _is_type(types, "variation", "subscription_variation")
    is_folded = is_parent | is_group

    arranged = silenced(arranged, is_group)
    arranged["kind"] = arranged["kind"].mask(is_folded, "folded")
    parent = rows["parent_sku"].str.strip()
    named = looked_up(parent, table["sku"]).fillna(parent)
    own = ("id:" + _role(shard, header, "id").str.strip()).where(is_parent & rows["sku"].isna())
    arranged["parent_sku"] = named.fillna(own).fillna(_first_of_group(shard, header).where(is_group))
    for field in _INHERITED:
        arranged[field] = arranged[field].fillna(looked_up(parent.where(is_choice), table[field]))
    arranged["availability"] = per_text(arranged["availability"].str.strip(), _IN_STOCK)

    slots = _slots(shard, header)
    if slots:
        found = read_options([(names.where(is_choice), _unescaped(values)) for names, values in slots])
        for field in found.columns:
            arranged[field] = arranged[field].fillna(found[field])
        is_single = is_read & ~is_folded & ~is_choice
        for names, values in slots:
            _describe(arranged, names.where(is_single), values)
    return arranged


def _slots(shard: pd.DataFrame, header: Header) -> list[tuple[pd.Series, pd.Series]]:
    headers = shop_headers("woocommerce")
    names, values = headers.numbered(header, "names"), headers.numbered(header, "values")
    return [(cell(shard, names[number]), cell(shard, values[number])) for number in sorted(names) if number in values]


def _describe(arranged: pd.DataFrame, names: pd.Series, values: pd.Series) -> None:
    """Colour, size and material of single products: what they are, not what is to be chosen, so one value only."""
    fields = {name: option_of(name.strip()) for name in names.dropna().unique()}
    if not any(fields.values()):
        return
    field = names.map(fields).astype("str")
    is_list = values.str.replace(_COMMA, "", regex=False).str.contains(",", regex=False, na=False)
    one = _unescaped(values.mask(is_list)).str.strip()
    for name in {name for name in fields.values() if name}:
        arranged[name] = arranged[name].fillna(one.where(field == name))


def _unescaped(values: pd.Series) -> pd.Series:
    return values.str.replace(_COMMA, ",", regex=False)


def _first_of_group(shard: pd.DataFrame, header: Header) -> pd.Series:
    """The SKU of the first product of a group, whose verdict the line shares."""
    listed = _role(shard, header, "grouped")
    return listed.str.extract(r"^(?:\s*id:\d+\s*,)*\s*(?!id:)([^,]+?)\s*(?:,|$)", expand=False)


SHOP = make_shop("woocommerce", _arrange, needs=_needs, context=_context)
