"""Listings as the facts of their texts take them."""

from __future__ import annotations

import pandas as pd

FIELDS = ("name", "description", "tags", "language", "options", "pieces")


def listings(*texts: tuple[str | None, ...]) -> pd.DataFrame:
    """Products with as many of FIELDS as are given, in this order; the rest is missing."""
    filled = [[*line, *[None] * (len(FIELDS) - len(line))] for line in texts]
    return pd.DataFrame(filled, columns=list(FIELDS), index=[f"P{n}" for n in range(len(filled))], dtype="str")
