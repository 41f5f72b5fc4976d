"""Whole numbers, weights and product codes as suppliers write them."""

from __future__ import annotations

import re

import pandas as pd


def read_whole(column: pd.Series) -> pd.DataFrame:
    """`number` (Int64) and `problem` (text) of a text column.

    `12.0` and `12 pcs` are twelve, `about 12` is nothing; `1,000` may be one or a thousand and is nothing either.
    """
    text = column.str.strip()
    parts = text.str.extract(
        r"^([+-]?\d{1,15})(?:[.,]0{1,2})?(?:\s*(?:pcs|pc|pieces?|units?|x))?\.?$", flags=re.IGNORECASE
    )
    number = pd.to_numeric(parts[0]).astype("Int64")
    is_whole = number.notna()
    problem = ("'" + text + "' is not a whole number").where(text.notna() & ~is_whole)
    return pd.DataFrame({"number": number, "problem": problem.astype("str")})


def read_weight(column: pd.Series) -> pd.Series:
    """Grams (Float64) from texts such as `250 g` or `1.2kg`; a number without a known unit is missing."""
    parts = column.str.strip().str.extract(r"^(\d+(?:\.\d+|,\d{1,2})?)\s*(kg|g|lbs?|oz)?$", flags=re.IGNORECASE)
    number = pd.to_numeric(parts[0].str.replace(",", ".")).astype("Float64")
    factor = parts[1].str.lower().map({"g": 1.0, "kg": 1000.0, "lb": 453.59237, "lbs": 453.59237, "oz": 28.349523125})
    return number * factor.astype("Float64")


def tidy_gtin(column: pd.Series) -> pd.Series:
    """Codes without the spaces, dashes and text marks of spreadsheets; zeros in front stay."""
    tidy = column.str.replace(r"^['=\"]+|\"+$|[\s-]", "", regex=True)
    # A code of marks only stays, so that it is found and shown.
    return tidy.mask(tidy == "", column)
