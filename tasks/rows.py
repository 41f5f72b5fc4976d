"""The canonical row: the columns every stage after ingest shares, with their types.

One row is one data record of a feed. Text that was blank is missing (NA), money is in hundredths of the store's
currency, lists are text: tags joined by commas, picture references and sha256 joined by line breaks.
"""

from __future__ import annotations

from typing import Literal

import pandas as pd
from pandas.api.types import pandas_dtype

RowKind = Literal["variation", "folded", "broken"]
Verdict = Literal["approved", "held", "rejected"]
Upload = Literal["add", "add_variations", "update", "unchanged"]

# Who a row is.
IDENTITY: dict[str, str] = {
    "row_id": "str",
    "n": "int64",  # 1-based data record in its feed
    "source_file": "str",
    "source_row": "int64",  # line or spreadsheet row where the record starts, header counted
    "kind": "str",  # RowKind
    "product": "str",  # parent_sku, or the row_id of a row that has none
    "record_problem": "str",
    "raw_text": "str",  # only of broken rows
    "content": "str",  # a hash of the row's own values, before the product's fields are made one
}

# What the supplier says of the product: the same on all rows of a product after normalise.
PRODUCT_FIELDS: dict[str, str] = {
    "parent_sku": "str",
    "name": "str",
    "description": "str",
    "tags": "str",
    "brand": "str",
    "brand_id": "str",
    "category": "str",
    "category_id": "Int64",
    "main_image": "str",
    "extra_images": "str",
    "condition": "str",
    "max_quantity": "Int64",
    "language": "str",  # of the description, else of the name; ISO 639-1, missing where it is not sure
}

# What is said of the single variation.
VARIATION_FIELDS: dict[str, str] = {
    "sku": "str",
    "gtin": "str",
    "color": "str",
    "size": "str",
    "variation_image": "str",
    "price_minor": "Int64",
    "price_problem": "str",
    "price_ambiguous": "str",  # a price that can be read in two ways, with the reason
    "currency": "str",
    "msrp_minor": "Int64",
    "shipping_minor": "Int64",
    "shipping_problem": "str",
    "shipping_time": "str",
    "quantity": "Int64",
    "quantity_problem": "str",
    "origin_country": "str",
    "category_problem": "str",  # why the category id is none of the merchant's tree
    "weight_g": "Float64",
    "length_cm": "Float64",
    "width_cm": "Float64",
    "height_cm": "Float64",
    "pieces": "Int64",
    "hs_code": "str",
    "unread": "str",  # values that were sent and could not be read, and do not stop the row
    "overruled": "str",  # what the row says of its product and another row or the parent line decided
}

ROW_COLUMNS: dict[str, str] = {**IDENTITY, **PRODUCT_FIELDS, **VARIATION_FIELDS}

# What the pictures stage adds: the sha256 of usable source pictures.
PICTURE_COLUMNS: dict[str, str] = {"main_sha256": "str", "variation_sha256": "str", "extra_sha256": "str"}

# What decide adds. `upload` is missing on rows without an upload line.
DECISION_COLUMNS: dict[str, str] = {"verdict": "str", "upload": "str", "line_sha256": "str"}

DECIDED_COLUMNS: dict[str, str] = {**ROW_COLUMNS, **PICTURE_COLUMNS, **DECISION_COLUMNS}


def typed(frame: pd.DataFrame, columns: dict[str, str]) -> pd.DataFrame:
    """The frame with exactly these columns in this order and these types; absent ones are all missing."""
    made = {}
    for name, dtype in columns.items():
        if name in frame.columns:
            made[name] = frame[name].astype(pandas_dtype(dtype))
        else:
            made[name] = pd.Series(pd.NA, index=frame.index, dtype="str" if dtype == "int64" else dtype)
    return pd.DataFrame(made, index=frame.index)
