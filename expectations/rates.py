"""Exchange rates as the merchant enters them, each with its day; nothing is fetched and nothing stands in for a rate.

`rates.yml` in, exact ratios of two currencies on a day out. Refuses days and currencies said twice.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Any

import pydantic

from expectations.store import Currency
from expectations.yaml_files import Strict, repeated

MOST_AGE_DAYS = 45

Rate = Annotated[float, pydantic.Field(gt=0, allow_inf_nan=False)]


class RatesOfDay(Strict):
    """What one unit of each currency was worth on a day, in units of the base; in a file they stand beside `date`."""

    date: dt.date
    values: Annotated[dict[Currency, Rate], pydantic.Field(min_length=1)]

    @pydantic.model_validator(mode="before")
    @classmethod
    def _currencies_beside_the_date(cls, data: Any) -> Any:
        if not isinstance(data, dict) or "values" in data:
            return data
        values = {name: value for name, value in data.items() if name != "date"}
        return {name: value for name, value in data.items() if name == "date"} | {"values": values}


class Rates(Strict):
    """`rates.yml`: `{date: 2026-11-01, EUR: 1.08}` under base USD says that one euro is 1.08 dollars on that day."""

    base: Currency = "USD"
    rates: tuple[RatesOfDay, ...] = ()

    @pydantic.model_validator(mode="after")
    def _said_once(self) -> Rates:
        twice = repeated(one.date for one in self.rates)
        if twice:
            raise ValueError(f"date listed twice: {', '.join(map(str, twice))}")
        if any(self.base in one.values for one in self.rates):
            raise ValueError(f"{self.base} is the base, which is 1 on every day: leave it out")
        return self

    def day_of(self, currency: str, to: str, day: dt.date) -> dt.date | None:
        """The newest day, on or before `day`, of which both currencies are known."""
        known = self._newest(currency, to, day)
        return known.date if known else None

    def ratio(self, currency: str, to: str, day: dt.date, max_age_days: int = MOST_AGE_DAYS) -> Fraction | None:
        """How many units of `to` one unit of `currency` is worth, exactly.

        Both are taken from the newest entry on or before `day` that has them; None without one, or where it is more
        than `max_age_days` old.
        """
        if currency == to:
            return Fraction(1)
        known = self._newest(currency, to, day)
        if known is None or (day - known.date).days > max_age_days:
            return None
        return self._value(known, currency) / self._value(known, to)

    def rate(self, currency: str, to: str, day: dt.date, max_age_days: int = MOST_AGE_DAYS) -> Decimal | None:
        """The ratio as a decimal number of 28 digits, to be shown; amounts are converted by the ratio."""
        ratio = self.ratio(currency, to, day, max_age_days)
        return None if ratio is None else Decimal(ratio.numerator) / Decimal(ratio.denominator)

    @cached_property
    def _newest_first(self) -> tuple[RatesOfDay, ...]:
        return tuple(sorted(self.rates, key=lambda one: one.date, reverse=True))

    def _newest(self, currency: str, to: str, day: dt.date) -> RatesOfDay | None:
        wanted = {currency, to} - {self.base}
        return next((one for one in self._newest_first if one.date <= day and wanted <= one.values.keys()), None)

    def _value(self, known: RatesOfDay, currency: str) -> Fraction:
        return Fraction(1) if currency == self.base else Fraction(str(known.values[currency]))
