"""References to pictures: one line each, whatever separates them in the feed."""

from __future__ import annotations

import re

import pandas as pd

from tasks.normalise.matching import SPACE, map_distinct, matches

# Several pictures in one cell; a comma may also stand inside an address (`…/w_800,h_800/a.jpg`), so beside addresses it
# counts only before a space or the next address, and beside file names also before what looks like one.
_BETWEEN_ADDRESSES = re.compile(r"\s*[|;\n]\s*|\s*,\s+|,(?=(?:https?:)?//)")
_BETWEEN_FILES = re.compile(r"\s*[|;\n]\s*|\s*,\s*(?=/|[^\s,/]+/|[^\s,]+\.\w{3,4}(?:,|$))")
_BREAK = re.compile(r"\s*\n\s*")


def split_references(column: pd.Series, separator: str | None) -> pd.Series:
    """Picture references joined by line breaks."""

    def split(text: str) -> str:
        if separator is not None:
            parted = text.replace(separator, "\n")
        else:
            parted = (_BETWEEN_ADDRESSES if "//" in text else _BETWEEN_FILES).sub("\n", text)
        return _BREAK.sub("\n", parted).strip()

    # Most cells hold one reference and nothing to split or strip.
    may_split = matches(column, f"[|;,{SPACE}]" + (f"|{re.escape(separator)}" if separator is not None else ""))
    after = map_distinct(column, may_split, split)
    return after.mask(after == "")


def first_and_rest(main: pd.Series, extra: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Where the main cell holds several references the first is the main picture and the rest are further ones."""
    holds_several = matches(main, r"\n")
    if not holds_several.any():
        return main, extra
    first = map_distinct(main, holds_several, lambda text: text.partition("\n")[0])
    others = main.where(holds_several).str.partition("\n")[2]
    rest = (others.fillna("") + "\n" + extra.fillna("")).str.strip("\n")
    return first, rest.mask(rest == "").astype("str")
