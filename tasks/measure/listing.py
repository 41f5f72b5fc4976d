"""How a fact names several rows or products: the first few, so that its length does not grow with the feed."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

MOST = 10


def first_few(values: Iterable[object]) -> str:
    """Up to ten values joined by commas; an ellipsis says that there are more."""
    shown = [str(value) for value in islice(values, MOST + 1)]
    return ", ".join(shown[:MOST]) + (", …" if len(shown) > MOST else "")
