"""A shard of cells becomes canonical columns of text: which column is what, and which lines are no SKU."""

from __future__ import annotations

import pandas as pd

from tasks.feed_records import cell_column
from tasks.normalise.columns import SEVERAL, ColumnMap
from tasks.normalise.headers import unit_of
from tasks.normalise.magento import arrange_magento, is_magento, magento_columns

# The text fields a feed can give; those of other types become numbers later.
TEXT_FIELDS = (
    "sku",
    "parent_sku",
    "name",
    "description",
    "tags",
    "price",
    "currency",
    "msrp",
    "quantity",
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
    "max_quantity",
    "condition",
)
IDENTITY = ("row_id", "n", "source_file", "source_row", "record_problem", "raw_text")


def arrange(shard: pd.DataFrame, header: tuple[str, ...], mapping: ColumnMap) -> pd.DataFrame:
    """Identity, the canonical text fields, `kind` and `children` (SKUs by line breaks) of every record.

    `plain_numbers` names the fields whose value needs no guessing at decimal signs.

    Blank text becomes missing here and nowhere else.
    """
    rows = shard[list(IDENTITY)].copy()
    for field in TEXT_FIELDS:
        rows[field] = _field(shard, field, mapping)
    rows["plain_numbers"] = _stored_as_numbers(shard, mapping)
    rows["kind"] = pd.Series("variation", index=rows.index, dtype="str").mask(rows["record_problem"].notna(), "broken")
    rows["children"] = pd.Series(pd.NA, index=rows.index, dtype="str")
    weight = mapping.fields.get("weight_g")
    unit = unit_of(header[weight[0]]) if weight else None
    if unit is not None:
        # The unit that stands in the header goes with the number.
        rows["weight_g"] = rows["weight_g"].str.replace(r"(?<=\d)\s*$", f" {unit}", regex=True)
    if is_magento(header):
        cells = magento_columns(header)
        rows = arrange_magento(
            rows,
            shard[cell_column(cells["producttype"])],
            shard[cell_column(cells["configurablevariations"])],
            shard[cell_column(cells["additionalattributes"])],
        )
    return rows


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
    columns = [blank_as_missing(shard[cell_column(index)]) for index in mapping.fields.get(field, ())]
    if not columns:
        return pd.Series(pd.NA, index=shard.index, dtype="str")
    if field not in SEVERAL or len(columns) == 1:
        return columns[0]
    joined = columns[0].fillna("")
    for column in columns[1:]:
        joined = joined + "\n" + column.fillna("")
    return blank_as_missing(joined)


def blank_as_missing(column: pd.Series) -> pd.Series:
    """Text without anything visible becomes missing; other text stays as it is."""
    return column.mask(column.str.strip() == "")
