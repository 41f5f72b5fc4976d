"""Whether GTINs can be registered for a product: whole columns in, what is wrong with each out.

python-stdnum tells of one what is wrong. Arithmetic over the column lets it see only those that may be: asked of each,
it took most of the time in which the facts of rows are measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from stdnum import ean

# GS1 prefixes that never name one product for sale in the world: in-store numbers, coupons, demonstration.
_RESTRICTED = ("02", "04", "2", "05", "98", "99", "952")
_LENGTHS = frozenset((8, 12, 13, 14))
_LONGEST = 14
# Of the digits of a GTIN filled up to 14.
_WEIGHTS = np.array([3, 1] * 7)


def gtin_problems(column: pd.Series) -> pd.Series:
    """What `gtin_problem` says of each text; missing for plausible ones and where there is none."""
    table = {text: gtin_problem(text) for text in _doubtful(column.dropna().unique().tolist())}
    return column.map(table, na_action="ignore").astype("str")


def gtin_problem(gtin: str) -> str | None:
    """Why a GTIN of 8 to 14 digits cannot be registered for a product; None for a plausible one."""
    if len(gtin) not in (8, 12, 13, 14):
        return f"{gtin} has {len(gtin)} digits, not 8, 12, 13 or 14"
    if len(set(gtin)) == 1:
        return f"{gtin} is one digit repeated"
    if not ean.is_valid(gtin):
        return f"{gtin} has a wrong check digit"
    if len(gtin) != 8 and gtin.zfill(14)[1:].startswith(_RESTRICTED):
        return f"{gtin} is from a range for internal use, coupons or demonstration"
    return None


def _doubtful(texts: Sequence[str]) -> set[str]:
    """The texts that are not surely plausible by the arithmetic of their digits."""
    shaped = [text for text in texts if len(text) in _LENGTHS and text.isascii() and text.isdigit()]
    filled = [text.zfill(_LONGEST) for text in shaped]
    digits = np.array(filled, dtype=f"S{_LONGEST}").view(np.uint8).reshape(-1, _LONGEST) - ord("0")
    is_good: np.ndarray[Any, Any] = digits @ _WEIGHTS % 10 == 0
    plausible = {
        text
        for text, full, good in zip(shaped, filled, is_good.tolist(), strict=True)
        if good and not full[1:].startswith(_RESTRICTED) and len(set(text)) > 1
    }
    return set(texts) - plausible
