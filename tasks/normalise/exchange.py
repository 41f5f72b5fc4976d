"""Amounts in hundredths times exact ratios: from one currency into another, and as text for people.

Amounts and a table of rates in, whole hundredths out; without a rate there is a problem and no amount. Hundredths are
of the unit for every currency, so that 1 JPY is 100, although nobody pays hundredths of a yen.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from fractions import Fraction
from typing import Literal

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from expectations.rates import MOST_AGE_DAYS, Rates

Rounding = Literal["half_up", "up", "down"]

# More is no amount of money, and sums of a few such still fit into 64 bits.
_MOST_MINOR = 10**17
_MOST_INT64 = 2**63 - 1
_HUNDREDTH = pa.scalar(Decimal("0.01"), pa.decimal128(3, 2))
_CODE = re.compile(r"[A-Z]{3}")
_SHOWN_CHARACTERS = 20


def convert(
    minor: pd.Series, currency: pd.Series, to: str, rates: Rates, day: dt.date, max_age_days: int = MOST_AGE_DAYS
) -> pd.DataFrame:
    """Amounts of several currencies in one.

    `minor` is Int64, `currency` text of the same index. Returns `minor` (Int64, hundredths of `to`, halves away from
    zero) and `problem` (text, only where there was an amount that has none in `to`). Amounts in `to` stay as they are.
    """
    codes, names = pd.factorize(currency)
    made = minor.array.copy()
    # A missing currency has the code -1, which is the place behind the last.
    problems: list[str | None] = [*(None for _ in names), "the currency of the amount is missing"]
    for position, name in enumerate(names):
        ratio = rates.ratio(name, to, day, max_age_days)
        if ratio is None:
            problems[position] = _no_rate(name, to, rates, day, max_age_days)
        elif name != to:
            places = np.flatnonzero(codes == position)
            made[places] = multiplied(minor.iloc[places], ratio).array
    made[np.array([one is not None for one in problems])[codes]] = pd.NA
    problem = pd.Series(pd.array(problems, dtype="str")[codes], index=minor.index).where(minor.notna())
    too_large = minor.notna().to_numpy() & made.isna() & problem.isna().to_numpy()
    if too_large.any():
        problem = problem.mask(too_large, f"the amount is too large for {to}")
    return pd.DataFrame({"minor": pd.Series(made, index=minor.index), "problem": problem})


def multiplied(minor: pd.Series, ratio: Fraction, rounding: Rounding = "half_up") -> pd.Series:
    """Amounts (Int64) times a positive ratio in whole hundredths; missing where that is no amount of money any more.

    `half_up` rounds halves away from zero; `up` and `down` never give less, or more, than the exact product.
    """
    known = minor.notna().to_numpy()
    amounts = minor.fillna(0).to_numpy(dtype="int64")
    largest = int(np.abs(amounts).max(initial=0))
    if (2 * largest + 2) * ratio.numerator + 2 * ratio.denominator > _MOST_INT64:
        amounts = amounts.astype(object)
    product = _rounded(amounts, ratio.numerator, ratio.denominator, rounding)
    fits = (product <= _MOST_MINOR) & (product >= -_MOST_MINOR)
    made = pd.array(np.where(fits, product, 0).astype("int64"), dtype="Int64")
    made[~(fits.astype(bool) & known)] = pd.NA
    return pd.Series(made, index=minor.index, name=minor.name)


def money_text(minor: pd.Series, currency: pd.Series) -> pd.Series:
    """Amounts as `12.99 USD`; missing where either is."""
    hundredths = pa.array(minor.to_numpy(dtype="int64", na_value=0), mask=minor.isna().to_numpy()).dictionary_encode()
    units = pc.multiply(hundredths.dictionary.cast(pa.decimal128(19, 0)), _HUNDREDTH).cast(pa.large_string())
    names = pa.array(currency, type=pa.large_string(), from_pandas=True)
    joined = pc.binary_join_element_wise(units.take(hundredths.indices), names, pa.scalar(" ", pa.large_string()))
    return pd.Series(pd.array(joined, dtype="str"), index=minor.index)


def _rounded(amounts: np.ndarray, numerator: int, denominator: int, rounding: Rounding) -> np.ndarray:
    exact = amounts * numerator
    if rounding == "up":
        made = -(-exact // denominator)
    elif rounding == "down":
        made = exact // denominator
    else:
        size = (2 * np.abs(exact) + denominator) // (2 * denominator)
        made = np.where(amounts < 0, -size, size)
    return np.asarray(made)


def _no_rate(name: str, to: str, rates: Rates, day: dt.date, max_age_days: int) -> str:
    if not _CODE.fullmatch(name):
        return f"{name[:_SHOWN_CHARACTERS]!r} is no currency code"
    newest = rates.day_of(name, to, day)
    if newest is None:
        return f"there is no exchange rate from {name} to {to} on or before {day}: add one to rates.yml"
    return (
        f"the newest exchange rate from {name} to {to} is of {newest}, more than {max_age_days} days before {day}: "
        "add a newer one to rates.yml"
    )
