"""Which texts of a column match a pattern, by Arrow's engine: many times faster than Python's.

A pattern is written for RE2: no look-around, `\\s` and `\\d` are ASCII only. Missing texts match nothing.
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from tasks.normalise.written_numbers import arrow_text
from tasks.normalise.written_numbers import matches as match_texts

# Every white space that Python's `\\s` knows, for use inside a character class of RE2.
SPACE = r"\s\x0b\x1c-\x1f\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}"


def matches(column: pd.Series, pattern: str) -> pd.Series:
    """Where the pattern is found in a text (bool)."""
    return pd.Series(match_texts(arrow_text(column), pattern), index=column.index)


def map_distinct(column: pd.Series, where: pd.Series, convert: Callable[[str], str]) -> pd.Series:
    """The column with the texts at `where` converted, each distinct one once."""
    if not where.any():
        return column
    chosen = column[where]
    table = {text: convert(text) for text in chosen.unique()}
    after = column.copy()
    after[where] = chosen.map(table).astype("str")
    return after
