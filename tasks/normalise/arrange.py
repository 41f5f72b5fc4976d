"""A shard of cells becomes canonical columns of text: which column is what, and which lines are no SKU."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from tasks.feed_records import cell_column
from tasks.normalise.columns import ColumnMap, Joined, Part
from tasks.normalise.mapping.choice import SEVERAL
from tasks.normalise.shops.shop import Shop
from tasks.normalise.written_numbers import arrow_text

# The text fields a feed can give; those of other types become numbers later.
TEXT_FIELDS = (
    "sku",
    "parent_sku",
    "name",
    "description",
    "tags",
    "price",
    "cost",
    "currency",
    "msrp",
    "quantity",
    "availability",
    "shipping",
    "shipping_time",
    "color",
    "size",
    "main_image",
    "variation_image",
    "extra_images",
    "brand",
    "brand_id",
    "gtin",
    "category",
    "category_id",
    "origin_country",
    "weight_g",
    "length",
    "width",
    "height",
    "dimensions",
    "pieces",
    "hs_code",
    "material",
    "mpn",
    "gender",
    "product_url",
    "max_quantity",
    "condition",
)
IDENTITY = ("row_id", "n", "source_file", "source_row", "record_problem", "raw_text")


def arrange(
    shard: pd.DataFrame,
    header: tuple[str, ...],
    mapping: ColumnMap,
    *,
    constants: Mapping[str, str] | None = None,
    shop: Shop | None = None,
    context: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Identity, the canonical text fields, `kind` and `children` (SKUs by line breaks) of every record.

    `plain_numbers` names the fields whose value needs no guessing at decimal signs. `constants` fill what the feed
    leaves empty; `context` is what the shop's export says elsewhere in the feed.

    Blank text becomes missing here and nowhere else.
    """
    rows = shard[list(IDENTITY)].copy()
    is_broken = rows["record_problem"].notna()
    for field in TEXT_FIELDS:
        rows[field] = _field(shard, field, mapping)
    for field, value in (constants or {}).items():
        rows[field] = rows[field].fillna(value).mask(is_broken)
    rows["plain_numbers"] = _stored_as_numbers(shard, mapping)
    rows["kind"] = pd.Series("variation", index=rows.index, dtype="str").mask(is_broken, "broken")
    rows["children"] = pd.Series(pd.NA, index=rows.index, dtype="str")
    return shop.arrange(rows, shard, header, context) if shop else rows


def _stored_as_numbers(shard: pd.DataFrame, mapping: ColumnMap) -> pd.Series:
    """The fields whose cell the feed stores as a number, joined by commas: such numbers are written with a point."""
    of_column = {str(index): field for field, indexes in mapping.fields.items() for index in indexes}
    said = shard["numbers"]
    fields = {
        text: ",".join(of_column[index] for index in text.split(",") if index in of_column)
        for text in said.dropna().unique()
    }
    return said.map(fields).astype("str") if fields else pd.Series(pd.NA, index=shard.index, dtype="str")


def _field(shard: pd.DataFrame, field: str, mapping: ColumnMap) -> pd.Series:
    if field in mapping.joins:
        return _joined(shard, mapping.joins[field])
    if field in mapping.splits:
        return _part(shard, mapping.splits[field])
    columns = _columns(shard, mapping.fields.get(field, ()))
    if not columns:
        return pd.Series(pd.NA, index=shard.index, dtype="str")
    first = columns[0]
    for column in columns[1:]:
        first = first.fillna("") + "\n" + column.fillna("") if field in SEVERAL else first.fillna(column)
    return blank_as_missing(first)


def _columns(shard: pd.DataFrame, indexes: Sequence[int]) -> list[pd.Series]:
    return [blank_as_missing(shard[cell_column(index)]) for index in indexes]


def _joined(shard: pd.DataFrame, joined: Joined) -> pd.Series:
    made = pd.Series("", index=shard.index, dtype="str")
    for column in _columns(shard, joined.columns):
        both = column.notna() & (made != "")
        made = made.where(~both, made + joined.between) + column.fillna("")
    return blank_as_missing(made)


def _part(shard: pd.DataFrame, part: Part) -> pd.Series:
    place = part.part - 1 if part.part > 0 else part.part

    def cut(text: str) -> str:
        parts = text.split(part.at)
        return parts[place].strip() if -len(parts) <= place < len(parts) else ""

    return blank_as_missing(shard[cell_column(part.column)].map(cut, na_action="ignore").astype("str"))


def blank_as_missing(column: pd.Series) -> pd.Series:
    """Text without anything visible becomes missing; other text stays as it is."""
    written = arrow_text(column)
    # Only what starts with a blank, or not at all, need be looked at from end to end.
    first = pc.utf8_slice_codeunits(written, 0, 1)
    may_be = pc.or_kleene(pc.equal(first, ""), pc.utf8_is_space(first))
    if not pc.any(may_be).as_py():
        return column
    places = np.flatnonzero(pc.fill_null(may_be, False).to_numpy(zero_copy_only=False))
    trimmed = pc.utf8_trim_whitespace(written.take(pa.array(places)))
    is_blank = np.zeros(len(column), dtype=bool)
    is_blank[places[pc.equal(trimmed, "").to_numpy(zero_copy_only=False)]] = True
    return column.mask(is_blank)
