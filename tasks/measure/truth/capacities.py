"""Capacities that no goods of their kind have: 900,000 mAh in a power bank, 64 TB on a stick. Texts in, words out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import numpy as np
import pandas as pd

from expectations.truth import Limit, Truth
from tasks.measure.truth.looking import Mask, any_of, matching, placed
from tasks.measure.truth.quantities import WORD_END, Quantity, reader

_BASES = {
    "volume": "ml",
    "weight": "g",
    "length": "cm",
    "charge": "mAh",
    "storage": "GB",
    "power": "W",
    "voltage": "V",
    "brightness": "lm",
    "megapixels": "MP",
    "magnification": "times",
    "karat": "karat",
    "spf": "SPF",
    "threads": "threads",
    "ounces": "oz",
}


def impossible_capacities(products: pd.DataFrame, truth: Truth, among: Mask | None = None) -> pd.Series:
    """Where name or description claim more than any goods of the kind have; `products` has name, description, tags.

    With `among` only the descriptions told there are looked at.
    """
    most, names, descriptions = _most(truth), products["name"], products["description"]
    goods = _goods(truth)
    is_limited = matching(names, goods) | matching(products["tags"], goods)
    is_worth = np.zeros(len(products), dtype=bool)
    for quick, rows in ((quick_capacity(truth), is_limited), (_quick_of_anything(truth), ~is_limited)):
        is_worth |= matching(names, quick, rows)
        is_worth |= matching(descriptions, quick, rows if among is None else rows & among)
    places = np.flatnonzero(is_worth)
    chosen = products.iloc[places]
    columns = (chosen[field].fillna("") for field in ("name", "tags", "description"))
    said = {
        place: told
        for place, name, tags, text in zip(places.tolist(), *columns, strict=True)
        if (told := impossible_capacity(name, tags, text, most)) is not None
    }
    return placed(said, products.index)


class Most:
    """The limits of each kind, those of named goods first, with the reader of what is compared to them."""

    def __init__(self, truth: Truth) -> None:
        self.reading = reader(truth)
        self._limits: dict[str, list[tuple[Limit, re.Pattern[str] | None]]] = {}
        for limit in sorted(truth.limits, key=lambda limit: not limit.of):
            words = re.compile(rf"(?<!\w)(?:{any_of(limit.of)})(?!\w)", re.I) if limit.of else None
            self._limits.setdefault(limit.kind, []).append((limit, words))
        self.kinds = frozenset(self._limits)

    def broken(self, quantity: Quantity, goods: str) -> Limit | None:
        """The limit of the goods that a quantity is beyond, by its likeliest meaning.

        Names say what goods are for as well, so the highest limit holds of those whose words stand there.
        """
        limits = self._limits.get(quantity.kind, ())
        if all(quantity.values[0] <= limit.most for limit, _ in limits):
            return None
        own = [limit for limit, words in limits if words is not None and words.search(goods)]
        highest = max(own or [limit for limit, words in limits if words is None], key=_most_of, default=None)
        return highest if highest is not None and quantity.values[0] > highest.most else None


def impossible_capacity(name: str, tags: str, description: str, most: Most) -> str | None:
    """The first claim beyond what is made, with the most there is."""
    goods = f"{name}\n{tags}"
    for text in (name, description):
        for one in most.reading.read(text, most.kinds):
            limit = None if one.is_rate or one.is_taken else most.broken(one, goods)
            if limit is not None:
                return f"{one.text}; {limit.goods}: at most {limit.most:.10g} {_BASES[limit.kind]}"
    return None


def _most_of(limit: Limit) -> float:
    return limit.most


def _no_less(least: int) -> str:
    """Numbers of as many digits with no smaller first one, or of more; a sign between digits counts as one more."""
    digits = str(least)
    first = f"[{digits[0]}-9]" if digits[0] < "9" else "9"
    same = first + "[.,']?[0-9]" * (len(digits) - 1)
    return rf"(?:{same}|[0-9](?:[.,']?[0-9]){{{len(digits)}}})"


@cache
def _most(truth: Truth) -> Most:
    return Most(truth)


@cache
def quick_capacity(truth: Truth) -> str:
    """Numbers that may be beyond the lowest limit of their unit."""
    return _quick(truth, truth.limits)


@cache
def _quick_of_anything(truth: Truth) -> str:
    return _quick(truth, tuple(limit for limit in truth.limits if not limit.of))


@cache
def _goods(truth: Truth) -> str:
    return f"(?i)(?:{any_of(word for limit in truth.limits for word in limit.of) or '[^ -~]{9}'})"


def _quick(truth: Truth, limits: Iterable[Limit]) -> str:
    lows: dict[str, float] = {}
    for limit in limits:
        lows[limit.kind] = min(limit.most, lows.get(limit.kind, limit.most))
    parts = []
    for unit in truth.units:
        lowest = lows.get(unit.kind)
        if lowest is None:
            continue
        number = _no_less(int(max(lowest / unit.factor, 1)))
        if unit.words:
            parts.append(rf"{number}[ \xa0-]?(?:{any_of(unit.words)}){WORD_END}")
        if unit.before:
            parts.append(rf"(?:{any_of(unit.before)})[ :+-]?{number}")
    return f"(?i){'|'.join(parts) or '[^ -~]{9}'}"
