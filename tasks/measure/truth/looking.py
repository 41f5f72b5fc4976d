"""Which texts of a column are worth a closer look: one pattern over the whole column by Arrow's engine.

Patterns are written for RE2: no look-around, `\\s`, `\\d` and `\\b` are ASCII only. Missing texts match nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

Small = list[tuple[str | None, str | None]]
Mask = np.ndarray[Any, np.dtype[np.bool_]]


def matching(column: pd.Series, pattern: str, among: Mask | None = None) -> Mask:
    """Where the pattern is found in a text (bool); with `among` only texts told there are looked at."""
    texts = pa.array(column, type=pa.large_string())
    if among is not None:
        found = among.copy()
        found[among] = _found(texts.filter(pa.array(among)), pattern)
        return found
    return _found(texts, pattern)


def _found(texts: pa.Array, pattern: str) -> Mask:
    if not len(texts):
        return np.zeros(0, dtype=bool)
    found = pc.fill_null(pc.match_substring_regex(texts, pattern), False)
    return np.asarray(found.to_numpy(zero_copy_only=False), dtype=bool)


def placed(said: Mapping[int, str], index: pd.Index) -> pd.Series:
    """Texts by place as a column; what has none is missing."""
    missing = pa.nulls(len(index), pa.large_string())
    if said:
        mask = np.zeros(len(index), dtype=bool)
        mask[list(said)] = True
        ordered = pa.array([said[place] for place in sorted(said)], type=pa.large_string())
        missing = pc.replace_with_mask(missing, pa.array(mask), ordered)
    return pd.Series(pd.array(missing, dtype="str"), index=index)


def said_of(column: pd.Series, where: str | Mask, read: Callable[[str], str | None]) -> pd.Series:
    """What `read` says of each text that matches the pattern or stands where told, missing elsewhere.

    Each distinct text is read once.
    """
    places = np.flatnonzero(matching(column, where) if isinstance(where, str) else where)
    chosen = column.iloc[places]
    table = {text: read(text) for text in chosen.unique()}
    said = {int(place): told for place, text in zip(places, chosen, strict=True) if (told := table[text]) is not None}
    return placed(said, column.index)


def in_small_letters(names: pd.Series, descriptions: pd.Series) -> Small:
    """Name and description of each product in small letters, at once."""
    columns = (pc.utf8_lower(pa.array(column, type=pa.large_string())).to_pylist() for column in (names, descriptions))
    return list(zip(*columns, strict=True))


def counting(column: pd.Series, sign: str) -> np.ndarray[Any, Any]:
    """How often a sign stands in each text; 0 for a missing one."""
    found = pc.fill_null(pc.count_substring(pa.array(column, type=pa.large_string()), sign), 0)
    return np.asarray(found.to_numpy(zero_copy_only=False))


def any_of(words: Iterable[str]) -> str:
    """An alternation of words, the longest first, with any white space or hyphen where they have one."""
    ordered = sorted({word.casefold() for word in words}, key=lambda word: (-len(word), word))
    return "|".join(re.sub(r"(?:\\ |\\-|\\\s)+", r"[\\s-]", re.escape(word)) for word in ordered)
