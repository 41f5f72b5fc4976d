"""References to pictures: one line each, whatever separates them in the feed."""

from __future__ import annotations

import pandas as pd

# Several pictures in one cell; a comma may also stand inside an address (`…/w_800,h_800/a.jpg`), so beside addresses it
# counts only before a space or the next address, and beside file names also before what looks like one.
_BETWEEN_ADDRESSES = r"\s*[|;\n]\s*|\s*,\s+|,(?=(?:https?:)?//)"
_BETWEEN_FILES = r"\s*[|;\n]\s*|\s*,\s*(?=/|[^\s,/]+/|[^\s,]+\.\w{3,4}(?:,|$))"


def split_references(column: pd.Series, separator: str | None) -> pd.Series:
    """Picture references joined by line breaks."""
    if separator is not None:
        after = column.str.replace(separator, "\n", regex=False)
    else:
        are_addresses = column.str.contains("//", regex=False, na=False)
        after = column.str.replace(_BETWEEN_FILES, "\n", regex=True)
        after = after.mask(are_addresses, column.str.replace(_BETWEEN_ADDRESSES, "\n", regex=True))
    after = after.str.replace(r"\s*\n\s*", "\n", regex=True).str.strip()
    return after.mask(after == "")


def first_and_rest(main: pd.Series, extra: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Where the main cell holds several references the first is the main picture and the rest are further ones."""
    first = main.str.extract(r"^([^\n]*)", expand=False)
    others = main.str.extract(r"^[^\n]*\n((?s:.*))$", expand=False)
    rest = (others.fillna("") + "\n" + extra.fillna("")).str.strip("\n")
    return first, rest.mask(rest == "")
