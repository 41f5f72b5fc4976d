"""How facts name several things: a few rows or products of many, terms with the fields in which they were found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

import pandas as pd

MOST = 10


def first_few(values: Iterable[object]) -> str:
    """Up to ten values joined by commas; an ellipsis says that there are more."""
    shown = [str(value) for value in islice(values, MOST + 1)]
    return ", ".join(shown[:MOST]) + (", …" if len(shown) > MOST else "")


def distinct_lines(rows: pd.DataFrame, column: str) -> pd.Series:
    """The different values of a column by product, one a line, in the order of the rows; none for products without."""
    pairs = rows[["product", column]].dropna().drop_duplicates()
    found: dict[str, list[str]] = {}
    # pandas makes a column of every group, which takes a hundred times as long.
    for product, value in zip(pairs["product"].to_list(), pairs[column].to_list(), strict=True):
        found.setdefault(product, []).append(value)
    return pd.Series({product: "\n".join(values) for product, values in found.items()}, dtype="str")


def with_fields(told: Mapping[object, Mapping[str, str]], index: pd.Index) -> tuple[pd.Series, pd.Series]:
    """By product what was found, as one text, and the field of the first; missing where nothing was.

    `told` has for each product the field of every term. A term of another field than the first names it:
    `gun, rifle (tags)`.
    """
    said = {product: ", ".join(_named(fields)) for product, fields in told.items()}
    where = {product: next(iter(fields.values())) for product, fields in told.items()}
    return pd.Series(said, dtype="str").reindex(index), pd.Series(where, dtype="str").reindex(index)


def _named(fields: Mapping[str, str]) -> Iterator[str]:
    first = next(iter(fields.values()))
    for term, field in fields.items():
        yield term if field == first else f"{term} ({field})"
