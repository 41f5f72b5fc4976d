"""Amounts of money as suppliers write them, read strictly: hundredths and a currency out, and what is not plainly one
amount is refused with a reason. Neither a decimal sign nor a currency is ever assumed."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import reduce
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from expectations.value_words import ValueWords, plain_word, shipped_value_words
from tasks.normalise.written_numbers import (
    NUMBER,
    Number,
    arrow_text,
    matches,
    only_where,
    proven_sign,
    readings,
    tidied,
)

# What still fits into whole hundredths.
_MOST_DIGITS = 16
_STORED = re.compile(r"-?\d{1,13}(?:\.\d{1,20})?(?:[eE][-+]?[0-3])?")
# `12,-` and `299:-` and `1299/-`: no cents.
_AMOUNT = re.compile(rf"(?P<before>\D*?)(?P<number>{NUMBER})(?P<no_cents>(?<=[.,])--?|[:/] ?--?)?(?P<after>\D*)")
_RANGE = re.compile(r"\d\D{0,6}?(?:-|~|\.\.)\D{0,6}?\d")
_SHARE = re.compile(r"[%‰٪]")
_BOOKKEEPING = str.maketrans("", "", "-() ")

# Most amounts leave no doubt and are read as columns. Up to 12 digits a float holds every hundredth.
_PLAIN = "^[0-9]{1,12}(?:[%s][0-9]{1,2})?$"
_CERTAIN = {
    ".": r"^(?:[0-9]{1,12}|[1-9][0-9]{0,2}(?:(?:,[0-9]{3}){1,3}|(?:'[0-9]{3}){1,3}))(?:\.[0-9]{1,2})?$",
    ",": r"^(?:[0-9]{1,12}|[1-9][0-9]{0,2}(?:(?:\.[0-9]{3}){1,3}|(?:'[0-9]{3}){1,3}))(?:,[0-9]{1,2})?$",
    None: r"^(?:(?:[0-9]{1,12}|[1-9][0-9]{0,2}(?:'[0-9]{3}){1,3})(?:[.,][0-9]{1,2})?"
    r"|[1-9][0-9]{0,2}(?:(?:,[0-9]{3}){1,3}\.|(?:\.[0-9]{3}){1,3},)[0-9]{1,2})$",
}
# Each part starts with what the one before it cannot hold: only so RE2 splits a text in one pass, 10 times faster.
_PARTED = "^(?P<before>[^0-9]*)(?P<number>[0-9][0-9.,']*)(?P<after>(?:[^0-9.,'][^0-9]*)?)$"

_Array: TypeAlias = "np.ndarray[Any, Any]"


class _Read(NamedTuple):
    minor: int | None = None
    currency: str | None = None
    problem: str | None = None
    is_ambiguous: bool = False


class _Amount(NamedTuple):
    """The one number of a text, and the currencies that its words leave possible; None where they name none."""

    number: str
    currencies: frozenset[str] | None

    @property
    def currency(self) -> str | None:
        return next(iter(self.currencies)) if self.currencies and len(self.currencies) == 1 else None


def read_money(
    column: pd.Series, decimal: str | None, is_plain: pd.Series | None = None, words: ValueWords | None = None
) -> pd.DataFrame:
    """Amounts of a text column.

    Returns `minor` (Int64, hundredths, half up), `currency` (ISO code where the text names one and only one),
    `problem` (text, missing where the amount is good or the cell is empty) and `is_ambiguous` (where the decimal sign
    would settle the problem). `decimal` is the supplier's decimal sign if known; without it `3.350` and `1,299` are
    ambiguous. Where `is_plain`, the text is a number as a spreadsheet or JSON stores it, with a point for the decimals.
    `words` are those that come with the program unless given.
    """
    is_stored = _flags(is_plain, len(column))
    read = _Columns(_plain_hundredths(arrow_text(column), decimal, is_stored))
    is_rest = read.is_missing & column.notna().to_numpy(dtype=bool)
    if is_rest.any():
        marks = _Marks(words or shipped_value_words())
        for stored in (False, True):
            places = np.flatnonzero(is_rest & (is_stored == stored))
            codes, distinct = pd.factorize(column.iloc[places])
            sign = "." if stored else decimal
            read.put(places, _read_distinct(arrow_text(distinct), sign, stored, marks), codes)
    return read.frame(column.index)


def infer_decimal(column: pd.Series, is_plain: pd.Series | None = None, words: ValueWords | None = None) -> str | None:
    """The decimal sign of a column of amounts: `.` or `,` where at least one amount can be read with that sign only
    and none with the other only; None otherwise. Texts that are no amounts and stored numbers prove nothing."""
    marks = _Marks(words or shipped_value_words())
    written = arrow_text(column[~_flags(is_plain, len(column))].dropna().unique())
    texts = written.filter(pa.array(matches(written, "[.,]")))
    numbers, _, _ = _parted(texts, None, marks)
    proven = {sign for sign in ".," if matches(numbers, f"[{sign}][0-9]{{1,2}}$").any()}
    for text in texts.filter(pc.is_null(numbers)).to_pylist():
        if len(proven) == 2:
            break
        amount = _amount(text, marks)
        if isinstance(amount, _Amount) and (sign := proven_sign(amount.number)) is not None:
            proven.add(sign)
    return proven.pop() if len(proven) == 1 else None


def infer_currency(column: pd.Series, words: ValueWords | None = None) -> str | None:
    """The one ISO currency on which all amounts of a column agree that name any; signs of several currencies agree
    with each of them and alone settle nothing."""
    marks = _Marks(words or shipped_value_words())
    written = arrow_text(column.dropna().unique())
    texts = written.filter(pa.array(matches(written, "[^0-9., ]")))
    numbers, kinds, amounts = _parted(texts, None, marks)
    others = (_amount(text, marks) for text in texts.filter(pc.is_null(numbers)).to_pylist())
    every = (*(amounts[kind] for kind in set(kinds[kinds >= 0])), *others)
    named = {one.currencies for one in every if isinstance(one, _Amount) and one.currencies is not None}
    shared = reduce(frozenset.intersection, named) if named else frozenset()
    return next(iter(shared)) if len(shared) == 1 and shared in named else None


class _Columns:
    """What is read of a column, in arrays that can be filled in place."""

    def __init__(self, minor: _Array) -> None:
        """`minor` are hundredths as floats, NaN where nothing is read yet."""
        self.is_missing = np.isnan(minor)
        self.minor = np.where(self.is_missing, 0, minor).astype("int64")
        self.currency = np.full(len(minor), None, dtype=object)
        self.problem = np.full(len(minor), None, dtype=object)
        self.is_ambiguous = np.zeros(len(minor), dtype=bool)

    def put(self, places: _Array, table: _Columns, codes: _Array) -> None:
        """Fill in at `places` the lines `codes` of a table."""
        self.is_missing[places] = table.is_missing[codes]
        self.minor[places] = table.minor[codes]
        self.currency[places] = table.currency[codes]
        self.problem[places] = table.problem[codes]
        self.is_ambiguous[places] = table.is_ambiguous[codes]

    def frame(self, index: pd.Index) -> pd.DataFrame:
        """The columns as `read_money` returns them."""
        columns = {
            "minor": pd.Series(pd.arrays.IntegerArray(self.minor, self.is_missing), index=index),
            "currency": _text_column(self.currency, index),
            "problem": _text_column(self.problem, index),
            "is_ambiguous": pd.Series(self.is_ambiguous, index=index),
        }
        return pd.DataFrame(columns)


class _Marks:
    """Looks up the words and signs beside an amount; each distinct text once."""

    def __init__(self, words: ValueWords) -> None:
        meanings: dict[str, set[str]] = {}
        for code, names in words.currencies.items():
            for name in names:
                meanings.setdefault(plain_word(name), set()).add(code)
        self._meanings = {name: frozenset(codes) for name, codes in meanings.items()}
        self._codes = frozenset(words.currencies)
        self._longest = max(map(len, (*self._meanings, *self._codes)), default=0)
        self._known: dict[str, tuple[frozenset[str], ...] | None] = {"": ()}

    def read(self, beside: str) -> tuple[frozenset[str], ...] | None:
        """The currencies that each word of the text may mean; None where anything else stands in it."""
        if beside not in self._known:
            self._known[beside] = self._read(beside.strip())
        return self._known[beside]

    def _read(self, rest: str) -> tuple[frozenset[str], ...] | None:
        found: list[frozenset[str]] = []
        while rest:
            word, codes = self._longest_word(rest)
            if codes is None:
                return None
            found.append(codes)
            rest = rest[len(word) :]
            # `Rs.` and `руб.`; a code has no point behind it, so `EUR.99` stays unread.
            if word[-1].isalpha() and word not in self._codes:
                rest = rest.removeprefix(".")
            rest = rest.lstrip()
        return tuple(found)

    def _longest_word(self, rest: str) -> tuple[str, frozenset[str] | None]:
        for end in range(min(self._longest, len(rest)), 0, -1):
            word = rest[:end]
            codes = frozenset({word}) if word in self._codes else self._meanings.get(plain_word(word))
            if codes is not None:
                return word, codes
        return "", None


def _read_distinct(written: pa.Array, decimal: str | None, is_stored: bool, marks: _Marks) -> _Columns:
    numbers, kinds, amounts = _parted(written, decimal, marks)
    # No decimals here have three digits, so what stands before three digits groups.
    read = _Columns(_hundredths(pc.replace_substring_regex(numbers, "[.,']([0-9]{3})", r"\1")))
    # Place -1, the last, is for texts without a kind.
    read.currency = np.array([*(one and one.currency for one in amounts), None], dtype=object)[kinds]
    for place in np.flatnonzero(read.is_missing):
        one = _read(written[place].as_py(), decimal, is_stored, marks)
        read.is_missing[place] = one.minor is None
        read.minor[place] = one.minor or 0
        read.currency[place] = one.currency
        read.problem[place] = one.problem
        read.is_ambiguous[place] = one.is_ambiguous
    return read


def _read(text: str, decimal: str | None, is_stored: bool, marks: _Marks) -> _Read:
    if is_stored and _STORED.fullmatch(text):
        value = Decimal(text)
        if value < 0:
            return _Read(problem=f"{text!r} is below zero")
        return _Read(int(value.scaleb(2).to_integral_value(rounding="ROUND_HALF_UP")))
    amount = _amount(text, marks)
    if isinstance(amount, str):
        return _Read(problem=f"{text!r} {amount}")
    found = readings(amount.number, decimal)
    if len(found) == 2:
        ask = "can be read in two ways: say numbers.decimal in the supplier file"
        return _Read(currency=amount.currency, problem=f"{text!r} {ask}", is_ambiguous=True)
    if not found:
        fits = decimal is not None and readings(amount.number, None)
        why = f"does not fit numbers.decimal {decimal!r} of the supplier file" if fits else "is not a plain amount"
        return _Read(problem=f"{text!r} {why}")
    if len(found[0].whole) > _MOST_DIGITS:
        return _Read(problem=f"{text!r} is no price")
    return _Read(_rounded(found[0]), amount.currency)


def _amount(text: str, marks: _Marks) -> _Amount | str:
    """The amount of a text, or why it has not one."""
    plain = tidied(text)
    match = _AMOUNT.fullmatch(plain) if plain is not None else None
    if match is None:
        is_range = plain is not None and _RANGE.search(plain)
        return "is a range, not one amount" if is_range else "is not a plain amount"
    before, number, after = match["before"], match["number"].rstrip(), match["after"]
    if number[0] in ".,":
        # The point of `Rs.99` belongs to the word, that of `$.99` to the number, and `EUR.99` may be either.
        if before and marks.read(before + number[0]) is not None:
            before, number = before + number[0], number[1:]
        elif before[-1:].isalpha():
            return "is not a plain amount"
    sides = marks.read(before), marks.read(after)
    if sides[0] is None or sides[1] is None:
        return _why_not(before, after, marks)
    if match["no_cents"] and number[-1] in ".,":
        number += "00"
    named = (*sides[0], *sides[1])
    currencies = reduce(frozenset.intersection, named) if named else None
    return _Amount(number, currencies) if currencies != frozenset() else "names two currencies"


def _why_not(before: str, after: str, marks: _Marks) -> str:
    if _SHARE.search(before + after):
        return "is a share, not an amount"
    is_marked = "-" in before or after.strip() == "-" or ("(" in before and ")" in after)
    if is_marked and all(marks.read(side.translate(_BOOKKEEPING)) is not None for side in (before, after)):
        return "is below zero"
    return "is not a plain amount"


def _rounded(number: Number) -> int:
    cents = number.fraction[:2].ljust(2, "0")
    return int(number.whole) * 100 + int(cents) + (number.fraction[2:3] >= "5")


def _parted(written: pa.Array, decimal: str | None, marks: _Marks) -> tuple[pa.Array, _Array, list[_Amount | None]]:
    """Takes apart, as a column, the amounts that are a number without any doubt with plain words beside it.

    Returns the numbers (null where a text is no such amount), the place of each one's kind in the third (-1 for null),
    and the kinds: an amount for all that have the same words, whose number means nothing.
    """
    spaced = pc.replace_substring_regex(written, "([0-9])[ \u00a0\u202f]([0-9])", r"\1'\2")
    before, number, after = pc.extract_regex(spaced, _PARTED).flatten()
    beside = pc.binary_join_element_wise(before, after, pa.scalar("1", before.type)).dictionary_encode()
    amounts = [_plain_amount(one, marks) for one in beside.dictionary.to_pylist()]
    kinds = pc.fill_null(beside.indices, -1).to_numpy()
    is_known = np.array([*(one is not None for one in amounts), False], dtype=bool)[kinds]
    is_read = is_known & matches(number, _CERTAIN[decimal])
    return only_where(number, is_read), np.where(is_read, kinds, -1), amounts


def _plain_amount(sample: str, marks: _Marks) -> _Amount | None:
    amount = _amount(sample, marks) if all(map(_is_plain_beside, sample.split("1"))) else None
    return amount if isinstance(amount, _Amount) and amount.number == "1" else None


def _is_plain_beside(words: str) -> bool:
    """Letters, signs of money and spaces only: nothing that a number could go on with."""
    return all(
        one.isalpha()
        or one in " \u00a0\u202f"
        or unicodedata.category(one) == "Sc"
        or (one == "." and before.isalpha())
        for before, one in zip(" " + words, words, strict=False)
    )


def _plain_hundredths(written: pa.Array, decimal: str | None, is_stored: _Array) -> _Array:
    """Hundredths (float) of the amounts that are digits with at most two decimals; NaN for all others."""
    signs = decimal or ".,"
    is_read = matches(written, _PLAIN % signs)
    if signs != "." and is_stored.any():
        is_read = np.where(is_stored, matches(written, _PLAIN % "."), is_read)
    return _hundredths(only_where(written, is_read))


def _hundredths(numbers: pa.Array) -> _Array:
    """Hundredths (float, NaN for null) of numbers without groups and with at most two decimals."""
    values = pc.cast(pc.replace_substring(numbers, ",", "."), pa.float64())
    return np.asarray(np.rint(values.to_numpy(zero_copy_only=False) * 100))


def _flags(is_plain: pd.Series | None, length: int) -> _Array:
    return np.zeros(length, dtype=bool) if is_plain is None else is_plain.to_numpy(dtype=bool)


def _text_column(values: _Array, index: pd.Index) -> pd.Series:
    # Most columns have no such text at all, and a scalar fills them much faster.
    return pd.Series(values if pd.notna(values).any() else np.nan, index=index, dtype="str")
