"""Tags: split, tidied, and made from category and name where the feed has none."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

_SPLIT = re.compile(r"[,;|\n]")
_WORD = re.compile(r"[^\W\d_]{3,}")
# Words that name nothing a shopper searches for.
_STOP = frozenset(
    "the and for with from this that your our you are its not all any per set pcs piece pieces pack default category "
    "collections new size color colour".split()
)


def tidy_tags(column: pd.Series, most: int) -> pd.Series:
    """Tags joined by commas, repeated ones (ignoring case) removed, the first `most` kept."""
    table = {text: ",".join(_distinct(_SPLIT.split(text), most)) for text in column.dropna().unique()}
    tidy = column.map(table, na_action="ignore").astype("str")
    return tidy.mask(tidy == "")


def make_tags(name: str, category: str, most: int) -> str:
    """Tags from the steps of a category path and the words of a name, nearest category first."""
    steps = [step.strip() for path in category.split(",") for step in re.split(r"[/>|]", path)]
    named = [step.lower() for step in reversed(steps) if step.lower() not in ("", "default category")]
    words = [word.lower() for word in _WORD.findall(name) if word.lower() not in _STOP]
    return ",".join(_distinct([*named, *reversed(words)], most))


def _distinct(tags: Iterable[str], most: int) -> list[str]:
    kept: dict[str, str] = {}
    for tag in tags:
        tidy = " ".join(tag.split())
        if tidy:
            kept.setdefault(tidy.casefold(), tidy)
    return list(kept.values())[:most]
