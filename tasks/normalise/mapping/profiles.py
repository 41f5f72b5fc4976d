"""What the values of a column look like: shares of its cells that are codes, amounts, addresses, sentences and so on.

Comes in a column of text, goes out a Profile. It judges nothing and knows no fields.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from tasks.normalise.written_numbers import arrow_text

# Enough to know a column by, few enough to be cheap.
SAMPLE_ROWS = 3000

_SHAPES = {
    "is_gtin": r"^['=\"]*([0-9][ -]?){7}[0-9]([ -]?[0-9]){0,6}\"?$",
    "is_integer": r"^\s*[+-]?[0-9]{1,9}([.,]0+)?\s*$",
    "is_number": r"^\s*[+-]?[0-9][0-9.,' ]*\s*$",
    "is_amount": r"^\s*(\p{Sc}|[A-Za-z]{1,4}[.$]?)?\s*[0-9٠-٩][0-9٠-٩.,' \x{a0}٫٬]*(-|,-)?\s*(\p{Sc}|\pL{1,5}\.?)?\s*$",
    "is_address": r"^\s*[\['\"]*(https?:)?//[^\s]+",
    "is_picture": r"(?i)(\.(jpe?g|png|webp|gif|bmp|tiff?|avif|heic)\b|/(image|img|photo|picture)s?[/.?])",
    "is_sentence": r"\pL{2,}[^\pL]+\pL{2,}[^\pL]+\pL{2,}[^\pL]+\pL{2,}[^\pL]+\pL{2,}",
    "is_currency": r"^\s*[A-Za-z]{3}\s*$",
    "is_code": r"^\s*[\w.:/+#-]{1,60}\s*$",
    "is_path": r"[>»|/].*\pL",
    "has_letters": r"\pL",
}


@dataclass(frozen=True)
class Profile:
    """Shares from 0 to 1 of the filled cells, the share that is filled, how many differ, and their mean length."""

    filled: float
    distinct: float
    length: float
    shares: dict[str, float]

    def share(self, name: str) -> float:
        """The share of filled cells of a shape; 0 where the column is empty."""
        return self.shares.get(name, 0.0)


def profile_columns(columns: Sequence[pd.Series]) -> list[Profile]:
    """The profiles of columns, by their first cells."""
    samples = [_sample(column) for column in columns]
    if not any(map(len, samples)):
        return [Profile(0.0, 0.0, 0.0, {}) for _ in columns]
    # All columns at once: to read a pattern takes longer than to match it with a few cells.
    cells = pa.concat_arrays(samples)
    shapes = {name: pc.match_substring_regex(cells, shape) for name, shape in _SHAPES.items()}
    made = []
    start = 0
    for column, sample in zip(columns, samples, strict=True):
        shares = {name: _share(flags.slice(start, len(sample))) for name, flags in shapes.items()}
        made.append(_profile(sample, shares, min(len(column), SAMPLE_ROWS)))
        start += len(sample)
    return made


def _sample(column: pd.Series) -> pa.Array:
    """The filled ones of the first cells."""
    cells = arrow_text(column.iloc[:SAMPLE_ROWS]).drop_null()
    return cells.filter(pc.not_equal(pc.utf8_trim_whitespace(cells), ""))


def _profile(sample: pa.Array, shares: dict[str, float], looked_at: int) -> Profile:
    if not len(sample):
        return Profile(0.0, 0.0, 0.0, {})
    return Profile(
        filled=len(sample) / looked_at,
        distinct=pc.count_distinct(sample).as_py() / len(sample),
        length=float(pc.mean(pc.utf8_length(sample)).as_py()),
        shares=shares,
    )


def _share(flags: pa.Array) -> float:
    return float(pc.mean(pc.cast(flags, pa.int8())).as_py()) if len(flags) else 0.0
