"""Weights, lengths, dimensions and numbers of pieces as suppliers write them: grams, centimetres and whole numbers
out, or a problem. A number without its unit is not read unless the unit of the column is known, nor one with two
meanings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, NamedTuple

import numpy as np
import pandas as pd
import pint
import pyarrow as pa
import pyarrow.compute as pc

from expectations.units import Units, fold_unit, shipped_units
from tasks.normalise.distinct import read_distinct
from tasks.normalise.written_numbers import arrow_text, readings, tidied

Decimal = Literal[".", ","]

MOST_WEIGHT_G = 1_000_000.0
MOST_LENGTH_CM = 10_000.0
MOST_PIECES = 100_000

# Digits after the decimals of a gram or centimetre are noise of the conversion.
_ROUNDED_TO = 6
# Read without a look at single texts: no such number has a second meaning.
_PLAIN = r"^(?P<number>[0-9]{1,9}(?:\.[0-9]{1,2})?|0\.[0-9]{1,9}) ?(?P<unit>[A-Za-z]{0,12})$"
# An apostrophe groups thousands; before anything else it is a foot.
_DIGITS = r"\d(?:(?:[\d., ]|'(?=\d{3}))*\d)?"
_PART = re.compile(rf"(?P<number>[-.,]?{_DIGITS}[.,]?) ?(?P<unit>[^\d+/*×]*?) ?[,;]? ?(?=\d|$)")
_SIDE = re.compile(
    rf"(?P<before>[^\d\s:=.,-]*)[ :=]*(?P<number>[.,]?{_DIGITS}) ?(?P<unit>[^\d()]*?)"
    r" ?(?:\((?P<after>[^\d()]+)\) ?(?P<last>[^\d()]*))?"
)
_TIMES = re.compile(r" ?[x×*х✕] ?(?=[\d.,]|[^\W\d_]+[ :=]?\d)", re.IGNORECASE)
_COUNTED = re.compile(r"(?P<before>[^\d.,/+~-]*)(?P<number>\d{1,9})(?:\.0+)?(?P<after>[^\d.,/+~×*]*)\.?")
_MARKS = str.maketrans({"″": '"', "”": '"', "“": '"', "’": "'", "′": "'"})


class _Kind(NamedTuple):
    """What is measured, in which unit, at most how much of it, and what to call it."""

    name: str
    target: str
    most: float
    too_much: str


_WEIGHT = _Kind("weight", "gram", MOST_WEIGHT_G, "more than 1000 kg")
_LENGTH = _Kind("length", "centimeter", MOST_LENGTH_CM, "more than 100 m")


class _Refused(Exception):
    """Says what is wrong with a text."""


def read_weight_g(
    column: pd.Series, unit: str | None = None, *, decimal: Decimal | None = None, units: Units | None = None
) -> pd.DataFrame:
    """Weights of a text column in grams.

    Returns `weight_g` (Float64) and `problem`. `unit` is a word for the unit of numbers that have none; a unit in the
    cell goes first. `decimal` settles what `1,250` means. Raises ValueError for an unknown `unit`.
    """
    return _read_column(column, "weight_g", _Reading(_WEIGHT, unit, decimal, units or shipped_units()))


def read_length_cm(
    column: pd.Series, unit: str | None = None, *, decimal: Decimal | None = None, units: Units | None = None
) -> pd.DataFrame:
    """Lengths of a text column in centimetres: `length_cm` (Float64) and `problem`, as `read_weight_g` does."""
    return _read_column(column, "length_cm", _Reading(_LENGTH, unit, decimal, units or shipped_units()))


def read_dimensions_cm(
    column: pd.Series, unit: str | None = None, *, decimal: Decimal | None = None, units: Units | None = None
) -> pd.DataFrame:
    """Two or three sides of a text column in centimetres.

    Returns `length_cm`, `width_cm`, `height_cm` (Float64) and `problem`. Sides go by their labels, or in this order
    where there are none. A unit after the last side is that of all; otherwise each has its own.
    """
    reading = _Reading(_LENGTH, unit, decimal, units or shipped_units())
    dtypes = {"length_cm": "Float64", "width_cm": "Float64", "height_cm": "Float64", "problem": "str"}
    return read_distinct(column, reading.dimensions, dtypes, (None, None, None, None))


def read_pieces(column: pd.Series, units: Units | None = None) -> pd.DataFrame:
    """Numbers of pieces of a text column: `pieces` (Int64, at least 1) and `problem`."""
    words = frozenset(fold_unit(word) for word in (units or shipped_units()).pieces)

    def read(text: str) -> tuple[int | None, str | None]:
        plain = tidied(text)
        match = _COUNTED.fullmatch(plain) if plain else None
        beside = [fold_unit(match[side].strip(" :()=")) for side in ("before", "after")] if match else []
        if match is None or any(word and word not in words for word in beside):
            return None, f"{text!r} is not a number of pieces"
        number = int(match["number"])
        if number == 0:
            return None, f"{text!r} is zero"
        if number > MOST_PIECES:
            return None, f"{text!r} is more than {MOST_PIECES} pieces"
        return number, None

    return read_distinct(column, read, {"pieces": "Int64", "problem": "str"}, (None, None))


def _read_column(column: pd.Series, name: str, reading: _Reading) -> pd.DataFrame:
    value, is_read = reading.plain(arrow_text(column))
    rest = read_distinct(column.mask(is_read), reading.amount, {name: "Float64", "problem": "str"}, (None, None))
    if not is_read.any():
        return rest
    found = pd.Series(pd.array(value, dtype="Float64"), index=column.index)
    return pd.DataFrame({name: found.where(is_read, rest[name]), "problem": rest["problem"]})


class _Reading:
    """Reads single texts of one kind with a set of words."""

    def __init__(self, kind: _Kind, unit: str | None, decimal: Decimal | None, units: Units) -> None:
        self._kind = kind
        self._decimal = decimal
        table: Mapping[Any, tuple[str, ...]] = units.weights if kind is _WEIGHT else units.lengths
        self._units = {fold_unit(word): str(name) for name, words in table.items() for word in (name, *words)}
        self._sides = {fold_unit(word): name for name, words in units.sides.items() for word in (name, *words)}
        self._unit = None if unit is None else self._units.get(fold_unit(unit))
        if unit is not None and self._unit is None:
            raise ValueError(f"{unit!r} is no unit of {kind.name}")

    def plain(self, written: pa.Array) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
        """The amounts of the texts that are one number and at most one unit, and where they stand."""
        parts = pc.extract_regex(written, _PLAIN)
        is_shaped = np.asarray(pc.is_valid(parts).to_numpy(zero_copy_only=False), dtype=bool)
        number = np.where(is_shaped, 0.0, np.nan)
        factor = np.full(len(written), np.nan)
        if is_shaped.any():
            shaped = parts.filter(pa.array(is_shaped))
            number[is_shaped] = pc.cast(pc.struct_field(shaped, "number"), pa.float64()).to_numpy()
            codes, words = pd.factorize(pc.struct_field(shaped, "unit").to_pandas())
            names = [self._units.get(fold_unit(word)) if word else self._unit for word in words]
            factors = [np.nan if name is None else _factor(name, self._kind.target) for name in names]
            factor[is_shaped] = np.array(factors)[codes]
        value = np.round(number * factor, _ROUNDED_TO)
        is_read = (value > 0) & (value <= self._kind.most)
        return np.where(is_read, value, np.nan), is_read

    def amount(self, text: str) -> tuple[float | None, str | None]:
        try:
            return self._bounded(text, self._sum(text)), None
        except _Refused as refused:
            return None, f"{text!r} {refused}"

    def dimensions(self, text: str) -> tuple[float | None, float | None, float | None, str | None]:
        try:
            sides = self._sides_of(text)
        except _Refused as refused:
            return None, None, None, f"{text!r} {refused}"
        return sides.get("length"), sides.get("width"), sides.get("height"), None

    def _sum(self, text: str) -> float:
        """One number with its unit, or several of ever smaller units as in `2 lb 3 oz`."""
        plain = self._tidy(text)
        parts: list[tuple[str, str]] = []
        at = 0
        while at < len(plain):
            match = _PART.match(plain, at)
            if match is None:
                raise _Refused(f"is not a {self._kind.name}")
            parts.append((match["number"], match["unit"]))
            at = match.end()
        if not parts:
            raise _Refused(f"is not a {self._kind.name}")
        factors = [self._factor(unit) for _, unit in parts]
        values = [self._value(number, factor) for (number, _), factor in zip(parts, factors, strict=True)]
        for place in range(1, len(parts)):
            is_part_of_one = values[place] < factors[place - 1] and factors[place] < factors[place - 1]
            if not is_part_of_one or not parts[place - 1][0].isdigit():
                raise _Refused(f"is not one {self._kind.name}")
        return sum(values)

    def _sides_of(self, text: str) -> dict[str, float]:
        parts = [_SIDE.fullmatch(part.strip()) for part in _TIMES.split(self._tidy(text))]
        sides = [part for part in parts if part is not None]
        if len(sides) < len(parts) or not 2 <= len(sides) <= 3:
            raise _Refused("is not two or three sides")
        labels: list[str | None] = [self._label(side) for side in sides]
        if all(label is None for label in labels):
            labels = [*("length", "width", "height")[: len(sides)]]
        if None in labels or len(set(labels)) < len(labels):
            raise _Refused("does not say which side is which")
        # What follows the label of the last side is the unit of all: `30(H) cm`.
        words = [(side["unit"] + (side["last"] or "")).strip() for side in sides]
        if not any(words[:-1]):
            words = [words[-1]] * len(words)
        elif not all(words):
            raise _Refused("has a unit at some sides only")
        values = [
            self._bounded(text, self._value(side["number"], self._factor(word)))
            for side, word in zip(sides, words, strict=True)
        ]
        return dict(zip(map(str, labels), values, strict=True))

    def _label(self, side: re.Match[str]) -> str | None:
        written = [word for word in (side["before"], side["after"]) if word]
        labels = {self._sides.get(fold_unit(word)) for word in written}
        if None in labels or len(labels) > 1:
            raise _Refused("does not say which side is which")
        return next(iter(labels), None)

    def _tidy(self, text: str) -> str:
        plain = tidied(text.translate(_MARKS))
        if plain is None:
            raise _Refused(f"is not a {self._kind.name}")
        return plain

    def _factor(self, word: str) -> float:
        if not word:
            if self._unit is None:
                raise _Refused("has no unit: say the unit of the column in the supplier file")
            return _factor(self._unit, self._kind.target)
        name = self._units.get(fold_unit(word))
        if name is None:
            raise _Refused(f"has no unit of {self._kind.name}")
        return _factor(name, self._kind.target)

    def _value(self, number: str, factor: float) -> float:
        if number.startswith("-"):
            raise _Refused("is below zero")
        found = readings(number, None)
        if len(found) == 2 and self._decimal is not None:
            found = readings(number, self._decimal)
        if len(found) == 2:
            both = " or ".join(one.whole + ("." + one.fraction if one.fraction else "") for one in found)
            raise _Refused(f"may be {both}: say numbers.decimal in the supplier file")
        if not found:
            raise _Refused("is not a plain number")
        return float(f"{found[0].whole}.{found[0].fraction or 0}") * factor

    def _bounded(self, text: str, value: float) -> float:
        value = round(value, _ROUNDED_TO)
        if value <= 0:
            raise _Refused("is zero")
        if value > self._kind.most:
            raise _Refused(f"is {self._kind.too_much}")
        return value


@cache
def _registry() -> pint.UnitRegistry[float]:
    # A third of a second to make: only once, and only for a column that holds measures.
    return pint.UnitRegistry()


@cache
def _factor(unit: str, target: str) -> float:
    return float(_registry().Quantity(1.0, unit).to(target).magnitude)
