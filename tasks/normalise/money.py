"""Amounts of money as suppliers write them, read strictly: what is not plainly one number is refused with a reason."""

from __future__ import annotations

import re
from decimal import Decimal

import pandas as pd

_SIGNS = {"$": None, "US$": "USD", "€": "EUR", "£": "GBP", "¥": None, "C$": "CAD", "A$": "AUD", "HK$": "HKD"}
_CURRENCY = r"(?:US\$|C\$|A\$|HK\$|[$€£¥]|[A-Z]{3})"
_AMOUNT = re.compile(rf"^(?P<before>{_CURRENCY})?\s*(?P<number>-?\d[\d.,' ]*)\s*(?P<after>{_CURRENCY})?$")
# What still fits into whole hundredths.
_MOST_DIGITS = 16
_STORED = re.compile(r"-?\d{1,13}(?:\.\d{1,20})?(?:[eE][-+]?[0-3])?")
_GROUPED = re.compile(r"^\d{1,3}(?:([.,' ])\d{3})(?:\1\d{3})*$")


def read_money(column: pd.Series, decimal: str | None, is_plain: pd.Series | None = None) -> pd.DataFrame:
    """Amounts of a text column.

    Returns `minor` (Int64, hundredths), `currency` (ISO code where the text names one) and `problem` (text, missing
    where the amount is good or the cell is empty). `decimal` is the supplier's decimal sign if known; without it
    `3.350` and `1,299` are ambiguous and refused. Where `is_plain`, the text is a number as a spreadsheet or JSON
    stores it, with a point for the decimals.
    """
    plain = [False] * len(column) if is_plain is None else is_plain.tolist()
    keys = list(zip(column, plain, strict=True))
    table = {(text, one): _read(text, decimal, one) for text, one in set(keys) if isinstance(text, str)}
    read = pd.DataFrame(
        [table.get(key, (None, None, None)) for key in keys],
        index=column.index,
        columns=["minor", "currency", "problem"],
    )
    return read.astype({"minor": "Int64", "currency": "str", "problem": "str"})


def _read(text: str, decimal: str | None, is_plain: bool) -> tuple[int | None, str | None, str | None]:
    if is_plain and _STORED.fullmatch(text):
        return int(Decimal(text).scaleb(2).to_integral_value(rounding="ROUND_HALF_UP")), None, None
    match = _AMOUNT.match(text.strip().replace("\u00a0", " ").replace("\u202f", " "))
    if match is None:
        return None, None, f"{text!r} is not a plain amount"
    if match["before"] and match["after"]:
        return None, None, f"{text!r} names two currencies"
    number = _plain_number(match["number"].strip(), decimal)
    sign = match["before"] or match["after"]
    currency = _SIGNS.get(sign, sign) if sign else None
    if number is None:
        stated = "can be read in two ways: say numbers.decimal in the supplier file"
        if decimal is not None:
            stated = f"does not fit numbers.decimal {decimal!r} of the supplier file"
        return None, currency, f"{text!r} {stated}"
    if len(number) > _MOST_DIGITS:
        return None, currency, f"{text!r} is no price"
    minor = Decimal(number).scaleb(2)
    return int(minor.to_integral_value(rounding="ROUND_HALF_UP")), currency, None


def _plain_number(number: str, decimal: str | None) -> str | None:
    """The number with a point and no grouping; None where it could mean two things."""
    points, commas = number.count("."), number.count(",")
    if decimal is None and points and commas:
        decimal = number[max(number.rfind("."), number.rfind(","))]
    elif decimal is None and points + commas == 1:
        whole, fraction = re.split("[.,]", number)
        if len(fraction) == 3 and whole.lstrip("-") != "0":
            return None
        decimal = "." if points else ","
    whole, _, fraction = number.partition(decimal) if decimal else (number, "", "")
    digits = whole.lstrip("-")
    if not (digits.isdigit() or _GROUPED.match(digits)) or not (fraction.isdigit() or not fraction):
        return None
    return re.sub(r"[.,' ]", "", whole) + "." + (fraction or "0")
