"""A text column read once per distinct text: slow readers see each text once, whatever the number of rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd


def read_distinct(
    column: pd.Series, read: Callable[[str], tuple[Any, ...]], dtypes: dict[str, str], missing: tuple[Any, ...]
) -> pd.DataFrame:
    """What `read` says of every text, as a frame of these columns and types; `missing` where there is no text."""
    if not column.notna().any():
        # Most feeds lack some fields altogether.
        return pd.DataFrame({name: _all_missing(dtype, column.index) for name, dtype in dtypes.items()})
    lines, distinct = pd.factorize(column)
    table = [*(read(text) for text in distinct), missing]
    # A missing text has the line -1: the last one.
    return pd.DataFrame(table, columns=list(dtypes)).astype(dtypes).take(lines).set_axis(column.index)


def _all_missing(dtype: str, index: pd.Index) -> pd.Series:
    return pd.Series(np.nan if dtype == "str" else pd.NA, index=index, dtype=dtype)
