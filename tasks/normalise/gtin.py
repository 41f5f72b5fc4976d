"""Product codes (GTIN, EAN, UPC, ISBN) as suppliers and spreadsheets write them: 8 to 14 digits out where they are
there, with a note of what was done. Whether such a code is a good one is not judged here."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from stdnum import ean

from expectations.value_words import ValueWords, fold_word, shipped_value_words
from tasks.normalise.written_numbers import arrow_text, matches, tidied

FORMAT = "format"
LOST_ZERO = "lost_zero"
PLACEHOLDER = "placeholder"

# A code alone in the marks by which spreadsheets keep a text, or as a number with decimals.
_MARKED = """^(?:'([0-9]{8,14})|="([0-9]{8,14})"|"([0-9]{8,14})"|([0-9]{8,14})[.,]0+)$"""
_DECIMALS = re.compile(r"(\d+)[.,]0*")
_EXPONENT = re.compile(r"(?P<whole>\d+)(?:[.,](?P<fraction>\d+))?[eE]\+?(?P<shift>\d{1,2})")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\s-]+(?=\d)")
_BETWEEN_CODES = re.compile(r"[;,|/&\s]+")
_CODE = re.compile(r"\d{8,14}")
# Of the second to the last digit.
_UPC_WEIGHTS = np.array([1, 3] * 5 + [1])


class _Read(NamedTuple):
    gtin: str | None = None
    problem: str | None = None
    note: str | None = None


def read_gtin(column: pd.Series, words: ValueWords | None = None) -> pd.DataFrame:
    """Codes of a text column.

    Returns `gtin` (text), `problem` (text where the cell does not hold one code of 8 to 14 digits; the cell's own text
    then stays in `gtin`) and `note`: `format` where marks of spreadsheets and people were taken out, `lost_zero` where
    eleven digits are a UPC-A without the zero in front, `placeholder` where the text says that there is no code and
    `gtin` is missing. `words` are those that come with the program unless given.
    """
    written = arrow_text(column)
    digits = pc.replace_substring_regex(written, _MARKED, r"\1\2\3\4")
    is_code = matches(digits, "^[0-9]{8,14}$") & matches(digits, "[1-9]")
    is_upc = np.zeros(len(column), dtype=bool)
    eleven = np.flatnonzero(is_code & matches(digits, "^[0-9]{11}$"))
    is_upc[eleven] = _has_lost_zero(digits.take(pa.array(eleven)))
    gtin = pd.Series(digits.to_pandas(), dtype="str").set_axis(column.index)
    note = pd.Series(np.nan, index=column.index, dtype="str").mask(is_code & (gtin != column), FORMAT)
    read = pd.DataFrame(
        {
            "gtin": gtin.where(~is_upc, "0" + gtin),
            "problem": pd.Series(np.nan, index=column.index, dtype="str"),
            "note": note.mask(is_upc, LOST_ZERO),
        }
    )
    places = np.flatnonzero(column.notna().to_numpy(dtype=bool) & ~is_code)
    if not len(places):
        return read
    reading = _Reading(words or shipped_value_words())
    codes, distinct = pd.factorize(column.iloc[places])
    table = pd.DataFrame([reading.read(text) for text in distinct], columns=_Read._fields).astype("str")
    read.iloc[places] = table.take(codes).to_numpy()
    return read


class _Reading:
    """Reads single texts with a set of words."""

    def __init__(self, words: ValueWords) -> None:
        self._no_code = frozenset(map(fold_word, words.no_code))
        names = "|".join(sorted(map(re.escape, words.code_names), key=len, reverse=True))
        self._name = re.compile(rf"^(?:{names})[\s:.#]+(?=\d)", re.IGNORECASE)

    def read(self, text: str) -> _Read:
        plain = tidied(text)
        if plain is None:
            return _Read(text, f"{text!r} is no code of digits")
        folded = fold_word(plain)
        if folded in self._no_code or not folded.strip("0"):
            return _Read(note=PLACEHOLDER)
        plain = self._name.sub("", plain)
        if match := _EXPONENT.fullmatch(plain):
            digits = _all_digits(match)
            if digits is None:
                lost = "was rounded by a spreadsheet, its last digits are lost"
                return _Read(text, f"{text!r} {lost}: format the column as text and send the codes again")
            return _of_digits(text, digits)
        if match := _DECIMALS.fullmatch(plain):
            return _of_digits(text, match[1])
        pieces = [piece.replace("-", "") for piece in _BETWEEN_CODES.split(plain)]
        if len(pieces) > 1 and all(map(_CODE.fullmatch, pieces)):
            if len(set(pieces)) > 1:
                return _Read(text, f"{text!r} holds several codes: send one for each row")
            return _of_digits(text, pieces[0])
        return _of_digits(text, _BETWEEN_DIGITS.sub("", plain))


def _of_digits(text: str, digits: str) -> _Read:
    if not digits.isdecimal():
        return _Read(text, f"{text!r} is no code of digits")
    if not 8 <= len(digits) <= 14:
        lost = ""
        if len(digits) == 7 and ean.is_valid("0" + digits):
            lost = "; if a spreadsheet took a zero from its front, format the column as text and send it again"
        return _Read(text, f"{text!r} has {len(digits)} digits, not 8 to 14{lost}")
    if len(digits) == 11 and ean.is_valid("0" + digits):
        return _Read("0" + digits, note=LOST_ZERO)
    return _Read(digits, note=FORMAT if digits != text else None)


def _has_lost_zero(eleven: pa.Array) -> np.ndarray[Any, Any]:
    """Where eleven digits with a zero in front are a UPC-A with its check digit."""
    digits = np.array(eleven.to_pylist(), dtype="S11").view(np.uint8).reshape(len(eleven), 11) - ord("0")
    return np.asarray(digits @ _UPC_WEIGHTS % 10 == 0)


def _all_digits(number: re.Match[str]) -> str | None:
    """The digits of an exponent form that still has each of them; None where some are lost."""
    fraction, shift = number["fraction"] or "", int(number["shift"])
    if len(fraction) < shift or fraction[shift:].strip("0"):
        return None
    return number["whole"] + fraction[:shift]
