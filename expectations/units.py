"""How suppliers write units of weight and length, the sides of a parcel, and a number of pieces."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Literal

import pydantic

from expectations.value_words import Word
from expectations.yaml_files import Strict, parse_file

Weight = Literal["milligram", "gram", "kilogram", "ounce", "pound"]
Length = Literal["millimeter", "centimeter", "meter", "inch", "foot"]
Side = Literal["length", "width", "height"]


class Units(Strict):
    """`units.yml`: the words of each unit by its name in pint, those of the sides, and those beside a number of pieces.

    Only these words are read: pint by itself would take `Pa`, `h` or `pt` for units too.
    """

    weights: dict[Weight, tuple[Word, ...]]
    lengths: dict[Length, tuple[Word, ...]]
    sides: dict[Side, tuple[Word, ...]]
    pieces: tuple[Word, ...]

    @pydantic.model_validator(mode="after")
    def _a_word_is_one_unit(self) -> Units:
        tables: tuple[dict[Weight, tuple[str, ...]] | dict[Length, tuple[str, ...]] | dict[Side, tuple[str, ...]], ...]
        tables = (self.weights, self.lengths, self.sides)
        for table in tables:
            seen: dict[str, str] = {}
            for name, words in table.items():
                for key in {fold_unit(word) for word in (name, *words)}:
                    if key in seen:
                        raise ValueError(f"{key!r} stands at {seen[key]} and {name}")
                    seen[key] = name
        return self

    @pydantic.model_validator(mode="after")
    def _words_hold_no_digits(self) -> Units:
        beside = [*(word for table in (self.weights, self.lengths) for words in table.values() for word in words)]
        found = sorted({word for word in (*beside, *self.pieces) if any(one.isdigit() for one in word)})
        if found:
            raise ValueError(f"digits in a word beside a number: {', '.join(found)}")
        return self


def fold_unit(word: str) -> str:
    """A word as it is compared: without case, blanks, dashes and points; the marks of inch and foot count."""
    return re.sub(r"[\s._-]+", "", unicodedata.normalize("NFKC", word).casefold())


@cache
def shipped_units() -> Units:
    """The words that come with the program."""
    return parse_file(Units, Path(__file__).with_name("units.yml"))
