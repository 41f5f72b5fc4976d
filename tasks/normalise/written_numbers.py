"""Numbers as people write them: a text in, its one form of characters out, and what a number can mean under each
decimal sign; and whole columns matched at once. Nothing is decided here: a number of two meanings is given back with
both."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

# A number inside a text, after `tidied`: digits with all that may group them or start the decimals.
NUMBER = r"[.,]?\d[\d.,' \u066b\u066c]*"

# No number is as long; what is read of a text takes time that grows with the square of its length.
_LONGEST = 200
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
_SAME = _DASHES | dict.fromkeys(map(ord, "\u2018\u2019\u02bc\u2032\u00b4"), "'") | {ord("\u301c"): "~"}
_ARABIC_SIGNS = str.maketrans({"\u066b": ".", "\u066c": ","})
# Footnotes, fractions and Roman numerals: NFKC would make plain digits of them.
_NO_PLAIN_DIGITS = ("No", "Nl")
_SPREADSHEET_TEXT = re.compile(r"""^(?:="?(?P<formula>[^"]*)"|"(?P<quoted>[^"]*)"|'(?P<marked>[^']+))$""")

# The first group of thousands never starts with a zero: 0,125 and 0.125 are decimals. Lakh and crore have two digits.
_UNDER = {
    ".": re.compile(
        r"(?P<whole>\d+|[1-9]\d{0,2}(?P<group>[,' ])\d{3}(?:(?P=group)\d{3})*|[1-9]\d?(?:,\d{2})+,\d{3})?"
        r"(?:\.(?P<fraction>\d*))?"
    ),
    ",": re.compile(r"(?P<whole>\d+|[1-9]\d{0,2}(?P<group>[.' ])\d{3}(?:(?P=group)\d{3})*)?(?:,(?P<fraction>\d*))?"),
}
_GROUPING = str.maketrans("", "", ".,' ")


class Number(NamedTuple):
    """Digits before and after the decimal sign, without the zeros that say nothing; equal numbers are equal."""

    whole: str
    fraction: str


def tidied(text: str) -> str | None:
    """The text with ASCII digits, dashes, apostrophes and single spaces, without invisible characters and the marks by
    which spreadsheets keep a text.

    None where a character is a number of another kind, such as a footnote or ½, or the text is no short one.
    """
    if len(text) > _LONGEST:
        return None
    if not text.isascii():
        kinds = [unicodedata.category(one) for one in text]
        if any(kind in _NO_PLAIN_DIGITS for kind in kinds):
            return None
        visible = "".join(one for one, kind in zip(text, kinds, strict=True) if kind != "Cf")
        text = unicodedata.normalize("NFKC", visible.translate(_SAME))
        if not text.isascii():
            text = "".join(_ascii_digit(one) for one in text)
    text = " ".join(text.split())
    match = _SPREADSHEET_TEXT.match(text)
    return text if match is None else (match["formula"] or match["quoted"] or match["marked"] or "").strip()


def readings(number: str, decimal: str | None) -> list[Number]:
    """What a number can mean where `decimal` is its decimal sign, or either sign where it is None.

    None, one or two different numbers. The Arabic signs have one meaning whatever `decimal` is.
    """
    signs = decimal or ".,"
    if "\u066b" in number or "\u066c" in number:
        if "." in number or "," in number:
            return []
        number, signs = number.translate(_ARABIC_SIGNS), "."
    found = {one for sign in signs if (one := _number_under(number, sign)) is not None}
    return sorted(found)


def proven_sign(number: str) -> str | None:
    """The decimal sign without which the number could not be read; None where either or neither will do."""
    fits = [sign for sign in ".," if _number_under(number, sign) is not None]
    return fits[0] if len(fits) == 1 else None


def arrow_text(column: pd.Series | pd.Index | np.ndarray[Any, Any]) -> pa.Array:
    """A text column as one Arrow array, missing values as null."""
    written = pa.array(column, type=pa.large_string())
    # A column that was put together of several comes in chunks.
    return written.combine_chunks() if isinstance(written, pa.ChunkedArray) else written


def matches(written: pa.Array, pattern: str) -> np.ndarray[Any, Any]:
    """Where a text matches a pattern of RE2 anywhere; a missing one does not."""
    found = pc.fill_null(pc.match_substring_regex(written, pattern), False)
    return np.asarray(found.to_numpy(zero_copy_only=False))


def only_where(written: pa.Array, where: np.ndarray[Any, Any]) -> pa.Array:
    """The texts where it is so, null elsewhere."""
    return pc.if_else(pa.array(where), written, pa.scalar(None, written.type))


def _number_under(number: str, sign: str) -> Number | None:
    match = _UNDER[sign].fullmatch(number)
    if match is None or not (match["whole"] or match["fraction"]):
        return None
    whole = (match["whole"] or "").translate(_GROUPING).lstrip("0")
    return Number(whole or "0", (match["fraction"] or "").rstrip("0"))


def _ascii_digit(one: str) -> str:
    digit = unicodedata.decimal(one, None)
    return one if digit is None else str(digit)
