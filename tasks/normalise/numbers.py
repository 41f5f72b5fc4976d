"""Whole numbers, weights and product codes as suppliers write them."""

from __future__ import annotations

import pandas as pd


def read_whole(column: pd.Series) -> pd.DataFrame:
    """`number` (Int64) and `problem` (text) of a text column; `12.0` is twelve, `12 pcs` is not a number."""
    text = column.str.strip()
    is_whole = text.str.fullmatch(r"[+-]?\d{1,15}(?:[.,]0+)?", na=False)
    number = pd.to_numeric(text.where(is_whole).str.replace(r"[.,]0+$", "", regex=True)).astype("Int64")
    problem = ("'" + text + "' is not a whole number").where(text.notna() & ~is_whole)
    return pd.DataFrame({"number": number, "problem": problem.astype("str")})


def read_weight(column: pd.Series, *, unit: str | None) -> pd.Series:
    """Grams (Float64) from texts such as `250 g` or `1.2kg`; a number without any known unit stays missing."""
    parts = column.str.strip().str.extract(r"^(\d+(?:[.,]\d+)?)\s*(kg|g|lbs?|oz)?$", flags=2)
    number = pd.to_numeric(parts[0].str.replace(",", ".")).astype("Float64")
    named = parts[1].str.lower().fillna(unit) if unit else parts[1].str.lower()
    factor = named.map({"g": 1.0, "kg": 1000.0, "lb": 453.59237, "lbs": 453.59237, "oz": 28.349523125})
    return number * factor.astype("Float64")


def tidy_gtin(column: pd.Series) -> pd.Series:
    """Codes without the spaces, dashes and text marks of spreadsheets; zeros in front stay."""
    return column.str.replace(r"^['=\"]+|\"+$|[\s-]", "", regex=True)
