r"""The files Wish reads: decided rows in, tables of text in the template's header order out.

Data leaves exactly as Wish wants it, so nothing is neutralised for spreadsheets here. Line breaks in a
description become the two characters `\n`, which every profile takes while raw ones can break the file. The
clean image is the main image: Wish wants exactly one per product, and the main picture is the one that was
judged for it.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from expectations.errors import ConfigError
from expectations.marketplace import Column, Template
from expectations.store import Store
from tasks.amounts import decimal_text
from tasks.render.csv_files import text_table
from tasks.render.gallery import EXTRA_IMAGES, addresses, extra_pictures

Cells = Callable[[pd.DataFrame, Store], pd.Series]


def upload_table(
    rows: pd.DataFrame, template: Template, store: Store, *, siblings: pd.DataFrame | None = None
) -> pa.Table:
    """The upload file of some rows (DECIDED_COLUMNS, all of one upload action), one line a row, order kept.

    `siblings` are the rows whose pictures belong to the products, normally all approved ones: an update of
    one variation must still list the pictures of the others. Without it the rows themselves are taken. Raises
    ConfigError if the template names a field that no row has.
    """
    extras = extra_pictures(rows["product"], rows if siblings is None else siblings)
    made: dict[str, pd.Series] = {}
    for column in template.columns:
        if column.field in made:
            continue
        if column.field in EXTRA_IMAGES:
            made[column.field] = addresses(extras[column.field], store)
        else:
            made[column.field] = _cells_of(column, template)(rows, store)
    return _table(template.columns, made)


def disable_table(withdrawn: pd.DataFrame, template: Template) -> pa.Table:
    """The file that takes SKUs off sale: `parent_sku` and `sku` of each, Enabled = FALSE, order kept."""
    made = {
        "parent_sku": withdrawn["parent_sku"],
        "sku": withdrawn["sku"],
        "enabled": pd.Series("FALSE", index=withdrawn.index, dtype="str"),
    }
    for column in template.disable:
        if column.field not in made:
            raise ConfigError(
                f"template {template.profile}: disable column {column.header!r} is fed by unknown field "
                f"{column.field!r}; allowed: {', '.join(made)}"
            )
    return _table(template.disable, made)


def update_groups(table: pa.Table) -> list[tuple[str, pa.Table]]:
    """Split an update so that every column left in a file is filled in every row, as Wish demands of edits.

    Gives (suffix of the file name, table) with suffixes '', '.2', '.3' …; the largest group first, then by
    header. Row order is kept inside a group. Without rows there is one file with the whole header.
    """
    if table.num_rows == 0:
        return [("", table)]
    filled = [_filled(column) for column in table.columns]
    group_of = np.zeros(table.num_rows, dtype=np.int64)
    for cells in filled:
        group_of, _ = pd.factorize(group_of * 2 + cells)
    groups = []
    for group, size in enumerate(np.bincount(group_of)):
        first = int(np.argmax(group_of == group))
        places = [place for place, cells in enumerate(filled) if cells[first]]
        part = table.filter(pa.array(group_of == group)).select(places)
        groups.append((-int(size), tuple(part.column_names), part))
    groups.sort(key=lambda group: group[:2])
    return [("" if place == 1 else f".{place}", part) for place, (_, _, part) in enumerate(groups, start=1)]


def shipping_minor(rows: pd.DataFrame, store: Store) -> pd.Series:
    """The row's shipping price in hundredths, the store's default where the feed has none."""
    return rows["shipping_minor"].astype("Int64").fillna(store.shipping_minor)


def origin_country(rows: pd.DataFrame, store: Store) -> pd.Series:
    """The country of origin: the row's, else the store's."""
    return rows["origin_country"].astype("str").fillna(store.origin_country)


def category_id(rows: pd.DataFrame, store: Store) -> pd.Series:
    """The leaf category: the row's, else the store's default, else missing."""
    given = rows["category_id"].astype("Int64")
    return given if store.default_category is None else given.fillna(store.default_category)


def _own(field: str) -> Cells:
    return lambda rows, store: rows[field]


def _description(rows: pd.DataFrame, store: Store) -> pd.Series:
    text = pa.array(rows["description"].astype("str"), pa.string())
    for line_break in ("\r\n", "\r", "\n"):
        text = pc.replace_substring(text, line_break, r"\n")
    return pd.Series(text.to_pandas().to_numpy(), index=rows.index, dtype="str")


def _variation_image(rows: pd.DataFrame, store: Store) -> pd.Series:
    return addresses(rows["variation_sha256"].astype("str").fillna(rows["main_sha256"].astype("str")), store)


def _upc(rows: pd.DataFrame, store: Store) -> pd.Series:
    gtin = rows["gtin"].astype("str")
    return gtin.where(gtin.str.fullmatch("[0-9]{12}").fillna(False).astype(bool))


_FIELDS: dict[str, Cells] = {
    **{
        field: _own(field)
        for field in (
            "parent_sku",
            "sku",
            "name",
            "tags",
            "color",
            "size",
            "quantity",
            "shipping_time",
            "brand",
            "brand_id",
            "gtin",
            "max_quantity",
            "condition",
        )
    },
    "description": _description,
    "price": lambda rows, store: decimal_text(rows["price_minor"]),
    "localized_price": lambda rows, store: decimal_text(rows["price_minor"]),
    "msrp": lambda rows, store: decimal_text(rows["msrp_minor"]),
    "shipping": lambda rows, store: decimal_text(shipping_minor(rows, store)),
    "localized_shipping": lambda rows, store: decimal_text(shipping_minor(rows, store)),
    "currency": lambda rows, store: pd.Series(store.currency, index=rows.index, dtype="str"),
    "main_image": lambda rows, store: addresses(rows["main_sha256"], store),
    "clean_image": lambda rows, store: addresses(rows["main_sha256"], store),
    "variation_image": _variation_image,
    "upc": _upc,
    "category_id": category_id,
    "origin_country": origin_country,
    "weight_g": lambda rows, store: rows["weight_g"].round().astype("Int64"),
    "enabled": lambda rows, store: pd.Series("TRUE", index=rows.index, dtype="str"),
}

UPLOAD_FIELDS: frozenset[str] = frozenset(_FIELDS) | frozenset(EXTRA_IMAGES)
"""Every field a template column may be fed by."""


def _cells_of(column: Column, template: Template) -> Cells:
    try:
        return _FIELDS[column.field]
    except KeyError:
        raise ConfigError(
            f"template {template.profile}: column {column.header!r} is fed by unknown field "
            f"{column.field!r}; allowed: {', '.join(sorted(UPLOAD_FIELDS))}"
        ) from None


def _table(columns: tuple[Column, ...], made: dict[str, pd.Series]) -> pa.Table:
    frame = pd.concat([made[column.field].astype("str") for column in columns], axis="columns")
    frame.columns = pd.Index([column.header for column in columns])
    return text_table(frame)


def _filled(column: pa.ChunkedArray) -> np.ndarray:
    return np.asarray(pc.greater(pc.fill_null(pc.utf8_length(column), 0), 0).to_numpy(), dtype=bool)
