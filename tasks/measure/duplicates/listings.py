"""What a product says of itself in one line: the listing that is compared with others."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from tasks.measure.gtins import gtin_problems
from tasks.measure.listing import distinct_lines

# Keys and options of a listing; several values of one product stand one a line, sorted.
LISTING_COLUMNS: dict[str, str] = {
    "product": "str",
    "name": "str",
    "description": "str",
    "brand": "str",
    "colors": "str",
    "sizes": "str",
    "pieces": "str",
    "gtins": "str",
    "picture": "str",
}
_SEVERAL = {"colors": "color", "sizes": "size", "pieces": "pieces", "gtins": "gtin"}


def listings(rows: pd.DataFrame, pictures: pd.Series | None = None) -> pd.DataFrame:
    """One listing a product, with LISTING_COLUMNS, in the order of products.

    `rows` are canonical rows of kind variation, `pictures` by product what tells its main picture from others; without
    them none is known. GTINs are of 14 digits, and only those that can be a product's.
    """
    made = rows.drop_duplicates("product").set_index("product")[["name", "description", "brand"]]
    made["brand"] = _letters(made["brand"])
    for several, field in _SEVERAL.items():
        values = rows[["product", field]].dropna()
        if field == "gtin":
            values["gtin"] = comparable_gtins(values["gtin"])
        elif field == "pieces":
            values["pieces"] = values["pieces"].astype("str")
        else:
            values[field] = _letters(values[field])
        made[several] = distinct_lines(values.sort_values(["product", field]), field).reindex(made.index)
    made["picture"] = None if pictures is None else pictures.reindex(made.index)
    made = made.reset_index()
    return pd.DataFrame({name: made[name].astype("str") for name in LISTING_COLUMNS}).sort_values(
        "product", ignore_index=True
    )


def comparable_gtins(gtins: pd.Series) -> pd.Series:
    """GTINs filled to 14 digits, so that a UPC and its EAN are one; missing where they cannot be a product's."""
    is_usable = gtins.str.fullmatch("[0-9]+", na=False) & gtin_problems(gtins).isna()
    return gtins.str.zfill(14).where(is_usable)


def shown_gtin(gtin: str) -> str:
    """A GTIN of 14 digits as it stands on a package."""
    for zeros, digits in ((6, 8), (2, 12), (1, 13)):
        if gtin.startswith("0" * zeros):
            return gtin[-digits:]
    return gtin


def _letters(column: pd.Series) -> pd.Series:
    """Values without case, blanks and punctuation; nothing left is missing."""
    folded = pc.utf8_lower(pc.utf8_normalize(pa.array(column, type=pa.large_string(), from_pandas=True), "NFKC"))
    folded = pc.replace_substring_regex(folded, pattern=r"[^\p{L}\p{N}.,/+]+", replacement="")
    made: pd.Series = pd.Series(folded.to_pandas(), dtype="str").set_axis(column.index)
    kept: pd.Series = made.where(made != "")
    return kept
