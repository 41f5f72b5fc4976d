"""Stock as suppliers state it, in numbers or in words: a whole number out with a note where the reading changed what
was said, or a problem. How many `many` are is never assumed, nor what `1,000` means."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from expectations.value_words import ValueWords, fold_word, plain_word, shipped_value_words
from tasks.normalise.written_numbers import arrow_text, matches, only_where, readings, tidied

FLOOR = "floor"
WORD = "word"

_MOST_DIGITS = 15
_PLAIN = "^[0-9]{1,15}(?:[.,]0{1,2})?$"
_STORED = re.compile(r"-?\d{1,15}(?:\.\d{1,20})?(?:[eE][-+]?\d)?")
_SCHEMA = re.compile(r"^(?:https?://)?schema(?:\.org/|:)", re.IGNORECASE)
_PARTS = re.compile(r"(?P<before>\D*?)(?P<number>[.,]?\d(?:.*\d)?[.,]?)(?P<after>\D*)")
_RANGE = re.compile(r"(?P<least>\d[\d.,' ]*?) ?[-~] ?(?P<most>\d[\d.,' ]*)")
# What may stand between a number and a word.
_BETWEEN = " :=()[]"


class _Read(NamedTuple):
    number: int | None = None
    problem: str | None = None
    note: str | None = None


def read_quantity(
    column: pd.Series,
    *,
    in_stock: int = 1,
    decimal: str | None = None,
    is_plain: pd.Series | None = None,
    words: ValueWords | None = None,
) -> pd.DataFrame:
    """Whole numbers of pieces of a text column.

    Returns `number` (Int64), `problem` (text, missing where the quantity is good or the cell is empty) and `note`:
    `floor` where the text only says the least that there is (`>10`, `5-10`), `word` where it only says whether there
    is any; then `in_stock` is how many the supplier vouches for. `decimal` settles what `1.000` means; a number that
    can be read in one way only is read whatever `decimal` is. Where `is_plain`, the text is a stored number with a
    point for the decimals. `words` are those that come with the program unless given.
    """
    written = arrow_text(column)
    whole = pc.replace_substring_regex(only_where(written, matches(written, _PLAIN)), "[.,]0*$", "")
    # Without loss: a float holds 15 digits.
    number = pd.Series(pd.array(pc.cast(whole, pa.int64()).to_numpy(zero_copy_only=False), dtype="Int64"))
    nothing = pd.Series(np.nan, index=column.index, dtype="str")
    read = pd.DataFrame({"number": number.set_axis(column.index), "problem": nothing, "note": nothing})
    is_rest = (column.notna() & read["number"].isna()).to_numpy(dtype=bool)
    if not is_rest.any():
        return read
    reading = _Reading(words or shipped_value_words(), in_stock, decimal)
    is_stored = np.zeros(len(column), dtype=bool) if is_plain is None else is_plain.to_numpy(dtype=bool)
    table = [_Read()]
    lines = np.zeros(len(column), dtype="int64")
    for stored in (False, True):
        places = np.flatnonzero(is_rest & (is_stored == stored))
        codes, distinct = pd.factorize(column.iloc[places])
        lines[places] = codes + len(table)
        table += [reading.stored(text) if stored else reading.read(text) for text in distinct]
    rest = pd.DataFrame(table, columns=_Read._fields).astype({"number": "Int64", "problem": "str", "note": "str"})
    rest = rest.take(lines).set_axis(column.index)
    return pd.DataFrame({**rest, "number": read["number"].fillna(rest["number"])})


class _Reading:
    """Reads single texts with a set of words."""

    def __init__(self, words: ValueWords, in_stock: int, decimal: str | None) -> None:
        self._in_stock = in_stock
        self._decimal = decimal
        self._words = {
            **_folded(words.in_stock, in_stock),
            **_folded(words.out_of_stock, 0),
        }
        same = (*words.pieces, *words.in_stock)
        self._before = {**_beside(same, None), **_beside(words.at_least_before, FLOOR), "+": None}
        self._after = {**_beside(same, None), **_beside(words.at_least_after, FLOOR)}

    def stored(self, text: str) -> _Read:
        """A number as a spreadsheet or JSON stores it; any other text is read as one that is not."""
        if not _STORED.fullmatch(text):
            return self.read(text)
        value = Decimal(text)
        if value < 0:
            return _Read(problem=f"{text!r} is below zero")
        if value != int(value):
            return _Read(problem=f"{text!r} is not a whole number")
        return self._bounded(text, str(int(value)), None)

    def read(self, text: str) -> _Read:
        plain = tidied(text)
        if plain is None:
            return _Read(problem=f"{text!r} is not a whole number")
        number = self._words.get(fold_word(_SCHEMA.sub("", plain)))
        if number is not None:
            return _Read(number, note=WORD)
        match = _PARTS.fullmatch(plain.casefold())
        if match is None:
            return _Read(problem=f"{text!r} is not a whole number")
        notes = _notes(match["before"], self._before), _notes(match["after"], self._after)
        if None in notes:
            is_negative = match["before"].strip(_BETWEEN) == "-"
            return _Read(problem=f"{text!r} is {'below zero' if is_negative else 'not a whole number'}")
        note = FLOOR if any(FLOOR in (one or ()) for one in notes) else None
        least, most = match["number"].strip(), None
        if limits := _RANGE.fullmatch(least):
            least, most, note = limits["least"].strip(), limits["most"].strip(), FLOOR
        return self._number(text, least, most, note)

    def _number(self, text: str, least: str, most: str | None, note: str | None) -> _Read:
        found = readings(least, None)
        if len(found) == 2 and self._decimal is not None:
            found = readings(least, self._decimal)
        if len(found) == 2:
            both = " or ".join(one.whole + ("." + one.fraction if one.fraction else "") for one in found)
            return _Read(problem=f"{text!r} may be {both}: say numbers.decimal in the supplier file")
        if not found or found[0].fraction:
            return _Read(problem=f"{text!r} is not a whole number")
        if most is not None and not any(_size(one.whole) > _size(found[0].whole) for one in readings(most, None)):
            return _Read(problem=f"{text!r} is not a range that goes up")
        return self._bounded(text, found[0].whole, note)

    def _bounded(self, text: str, digits: str, note: str | None) -> _Read:
        if len(digits) > _MOST_DIGITS:
            return _Read(problem=f"{text!r} has more than {_MOST_DIGITS} digits")
        return _Read(int(digits), note=note)


def _notes(beside: str, words: dict[str, str | None]) -> set[str | None] | None:
    """What the words of a text say; None where anything else stands in it."""
    notes: set[str | None] = set()
    rest = beside.strip(_BETWEEN)
    while rest:
        word = next((rest[:end] for end in range(len(rest), 0, -1) if rest[:end] in words), None)
        if word is None:
            return None
        notes.add(words[word])
        rest = rest[len(word) :]
        if word[-1].isalpha():
            rest = rest.removeprefix(".")
        rest = rest.strip(_BETWEEN)
    return notes


def _folded(words: Iterable[str], number: int) -> dict[str, int]:
    return {fold_word(word): number for word in words}


def _beside(words: Iterable[str], note: str | None) -> dict[str, str | None]:
    return {plain_word(word): note for word in words}


def _size(digits: str) -> tuple[int, str]:
    # Texts of any length are compared without being made numbers.
    return len(digits), digits
