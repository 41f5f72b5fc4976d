"""Amounts of money as people and templates write them: hundredths in, text out."""

from __future__ import annotations

import pandas as pd


def decimal_text(minor: pd.Series) -> pd.Series:
    """Hundredths as text with two decimals; missing stays missing."""
    amount = minor.astype("Int64")
    size = amount.abs()
    sign = (amount < 0).map({True: "-", False: ""}).astype("str")
    return sign + (size // 100).astype("str") + "." + (size % 100).astype("str").str.zfill(2)
