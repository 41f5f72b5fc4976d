"""Magento 2 product exports: parent lines name their children, attributes hold colour and size.

A configurable product is a line of its own without a SKU to sell; it carries the name, description and pictures of
the product, its children carry price and stock (Adobe Commerce data transfer guide).
"""

from __future__ import annotations

import pandas as pd

from expectations.columns import fold

MARKS = ("producttype", "configurablevariations", "additionalattributes")
PARENT_TYPES = ("configurable", "grouped", "bundle")


def is_magento(header: tuple[str, ...]) -> bool:
    """Whether a header is that of a Magento product export."""
    return set(MARKS) <= {fold(name) for name in header}


def magento_columns(header: tuple[str, ...]) -> dict[str, int]:
    """The column numbers of the Magento fields that say how lines belong together."""
    return {fold(name): index for index, name in enumerate(header) if fold(name) in MARKS}


def arrange_magento(rows: pd.DataFrame, types: pd.Series, variations: pd.Series, attributes: pd.Series) -> pd.DataFrame:
    """The rows with kind, children, colour and size as Magento means them.

    `types`, `variations` and `attributes` are the text cells product_type, configurable_variations and
    additional_attributes, aligned with `rows`.
    """
    is_parent = types.isin(PARENT_TYPES) & rows["record_problem"].isna()
    arranged = rows.copy()
    arranged["kind"] = rows["kind"].mask(is_parent, "folded")
    arranged["children"] = variations.where(is_parent).map(_children, na_action="ignore").astype("str")
    for field in ("color", "size"):
        # The attribute list is `name=value,name=value`; a value ends at the next `,name=`.
        found = attributes.str.extract(rf"(?:^|,){field}=(.*?)(?=,[a-z0-9_]+=|$)", expand=False)
        arranged[field] = rows[field].fillna(found).mask(is_parent)
    return arranged


def _children(variations: str) -> str:
    pairs = (part.split("=", 1) for line in variations.split("|") for part in line.split(",") if "=" in part)
    return "\n".join(value for name, value in pairs if name.strip() == "sku")
