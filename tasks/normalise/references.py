"""References to pictures: one line each, whatever separates them in the feed."""

from __future__ import annotations

import pandas as pd

# Several pictures in one cell; a comma may also stand inside an address, so it counts only before a space or a path.
_SEPARATORS = r"\s*[|;\n]\s*|\s*,\s*(?=(?:https?:)?/|[^\s,/]+/|[^\s,]+\.\w{3,4}(?:,|$))"


def split_references(column: pd.Series, separator: str | None) -> pd.Series:
    """Picture references joined by line breaks."""
    if separator is not None:
        after = column.str.replace(separator, "\n", regex=False)
    else:
        after = column.str.replace(_SEPARATORS, "\n", regex=True)
    after = after.str.replace(r"\s*\n\s*", "\n", regex=True).str.strip()
    return after.mask(after == "")


def first_and_rest(main: pd.Series, extra: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Where the main cell holds several references the first is the main picture and the rest are further ones."""
    first = main.str.extract(r"^([^\n]*)", expand=False)
    others = main.str.extract(r"^[^\n]*\n((?s:.*))$", expand=False)
    rest = (others.fillna("") + "\n" + extra.fillna("")).str.strip("\n")
    return first, rest.mask(rest == "")
