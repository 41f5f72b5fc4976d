"""From what the supplier asks to what the store offers: price, reference price, shipping and quantity.

Rows with amounts in the supplier's currency and the terms of its file in, rows in the store's currency out, with every
change beside its former value. A row for which the terms lack something gets a problem instead of a price.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from expectations.pricing import Offer, Terms, in_minor
from expectations.rates import Rates
from tasks.normalise.categories import positions
from tasks.normalise.exchange import convert, money_text, multiplied

_AMOUNTS = {"price_minor": "price", "cost_minor": "cost", "msrp_minor": "msrp", "shipping_minor": "shipping"}


class OfferChange(NamedTuple):
    """A field as it was and as it is, as text of all rows; `after` is missing where nothing changed."""

    field: str
    before: pd.Series
    after: pd.Series
    change_id: str


@dataclass(frozen=True)
class Offers:
    """The rows as they are offered, and what was changed, in the order of the steps."""

    rows: pd.DataFrame
    changes: Sequence[OfferChange]


def make_offers(rows: pd.DataFrame, offer: Offer | None, store_currency: str, rates: Rates, day: dt.date) -> Offers:
    """Make offers of rows; without an offer they stay as they are, in whatever currency.

    `rows` have `category`, `currency`, `price_problem`, `shipping_problem` (text), `price_minor`, `cost_minor`,
    `msrp_minor`, `shipping_minor` (Int64, hundredths of `currency`; a missing currency is the store's), `weight_g`
    (Float64) and `quantity` (Int64); other columns pass. `price_problem` is what is wrong with the amount the offer
    starts from, so a missing price is none where it starts from the cost. Rows with a problem keep it and get no
    offer. A price of zero or less is not raised but left to the rules, and so is a negative quantity.

    The changes are `price.converted` (price or cost, msrp, shipping), `price.offer` (where it starts from the cost,
    `before` is `cost 8.00 USD`), `msrp.untruthful` and `msrp.dropped` (`after` is empty text), `shipping.bands` and
    `quantity.buffer`.
    """
    if offer is None:
        return Offers(rows.copy(), ())
    terms = offer.terms()
    # The terms for all goods stand first, under the path that no text has.
    which = positions(rows["category"], list(terms)).clip(min=0)
    converted = _converted(rows, store_currency, rates, day)
    parts, order = [], []
    for number, own in enumerate(terms.values()):
        here = np.flatnonzero(which == number)
        if len(here):
            parts.append(_offered(converted.iloc[here], own, store_currency))
            order.append(here)
    made = pd.concat(parts).iloc[np.argsort(np.concatenate(order))] if parts else converted.copy()
    is_from_cost = np.array([one.price_from == "cost" for one in terms.values()])[which]
    keeps_msrp = np.array([one.msrp == "keep" for one in terms.values()])[which]
    changes = [
        *_conversions(rows, converted, is_from_cost, store_currency),
        *_changes(converted, made, is_from_cost, keeps_msrp, store_currency),
    ]
    return Offers(made, tuple(one for one in changes if one.after.notna().any()))


def _converted(rows: pd.DataFrame, store_currency: str, rates: Rates, day: dt.date) -> pd.DataFrame:
    stated = rows["currency"].fillna(store_currency)
    made = rows.copy()
    made["currency"] = rows["currency"].where(rows["currency"].isna(), store_currency)
    if (stated == store_currency).all():
        return made
    for field in _AMOUNTS:
        read = convert(rows[field], stated, store_currency, rates, day)
        made[field] = read["minor"]
        # One currency, one cause: the row is told once, whichever of its amounts it is.
        made["price_problem"] = made["price_problem"].fillna(read["problem"])
    return made


def _offered(rows: pd.DataFrame, terms: Terms, currency: str) -> pd.DataFrame:
    price, price_problem = _price(rows, terms, currency)
    shipping, shipping_problem = _shipping(rows, terms)
    return rows.assign(
        price_minor=price,
        price_problem=price_problem,
        msrp_minor=_msrp(rows["msrp_minor"], price, terms),
        shipping_minor=shipping,
        shipping_problem=shipping_problem,
        quantity=_quantity(rows["quantity"], terms),
    )


def _price(rows: pd.DataFrame, terms: Terms, currency: str) -> tuple[pd.Series, pd.Series]:
    is_from_cost = terms.price_from == "cost"
    base = rows["cost_minor"] if is_from_cost else rows["price_minor"]
    price = multiplied(base, terms.multiplier) + in_minor(terms.add)
    for least in _least_prices(rows["cost_minor"], terms):
        # A missing least price leaves the price missing.
        price = price.mask(((least > price) | least.isna()).fillna(False), least)
    if terms.round_to is not None:
        price += (int(terms.round_to[1:]) - price) % 100
    fresh = _cost_problem(rows["cost_minor"], terms, currency)
    if not is_from_cost:
        is_offered = (base > 0).fillna(False)
        fresh, price = fresh.where(is_offered), price.where(is_offered, base)
    fresh = fresh.mask(fresh.isna() & base.notna() & price.isna(), "the price would be too large")
    told = rows["price_problem"].notna()
    return price.mask(fresh.notna()).mask(told, rows["price_minor"]), rows["price_problem"].fillna(fresh)


def _least_prices(cost: pd.Series, terms: Terms) -> Iterator[pd.Series]:
    if terms.min_margin_pct is not None:
        yield multiplied(cost, 1 / terms.cost_share, "up")
    if terms.min_margin is not None:
        yield multiplied(cost + in_minor(terms.min_margin), 1 / terms.kept_share, "up")


def _cost_problem(cost: pd.Series, terms: Terms, currency: str) -> pd.Series:
    problem = _text(None, cost)
    if terms.price_from != "cost" and not terms.has_minimum:
        return problem
    missing = "the cost is missing"
    if terms.price_from != "cost":
        missing += ", so that the least margin cannot be kept"
    problem = problem.mask(cost.isna(), missing)
    is_none = (cost <= 0).fillna(False)
    if is_none.any():
        problem = problem.mask(is_none, "the cost is " + money_text(cost, _text(currency, cost)))
    return problem


def _msrp(msrp: pd.Series, price: pd.Series, terms: Terms) -> pd.Series:
    if terms.msrp == "drop":
        return msrp.mask(msrp.notna())
    is_untruthful = (msrp <= price) | (msrp > multiplied(price, terms.most_msrp, "down"))
    return msrp.mask(is_untruthful.fillna(False) & (price > 0).fillna(False))


def _shipping(rows: pd.DataFrame, terms: Terms) -> tuple[pd.Series, pd.Series]:
    stated, told = rows["shipping_minor"], rows["shipping_problem"]
    own = terms.shipping
    if own is None:
        return stated, told
    limits = np.array([np.inf if band.up_to_g is None else band.up_to_g for band in own.bands])
    prices = pd.array([*(in_minor(band.price) for band in own.bands), _flat(own.flat)], dtype="Int64")
    weight = rows["weight_g"].where(rows["weight_g"] > 0).to_numpy(dtype="float64", na_value=np.nan)
    # NaN sorts behind the last band, as too heavy does.
    bands = np.where(np.isnan(weight), len(limits), np.searchsorted(limits, weight))
    made = pd.Series(prices[bands], index=rows.index)
    fresh = _text(None, made)
    if made.isna().any():
        shown = pd.array(pa.array(weight, mask=made.notna().to_numpy()).cast(pa.large_string()), dtype="str")
        fresh = pd.Series(shown, index=rows.index) + f" g is more than the last shipping band, {limits[-1]:.10g} g"
        fresh = fresh.mask(made.isna() & np.isnan(weight), "shipping goes by weight, and the weight is missing")
    return made.mask(told.notna(), stated), told.fillna(fresh)


def _flat(amount: float | None) -> int | None:
    return None if amount is None else in_minor(amount)


def _quantity(quantity: pd.Series, terms: Terms) -> pd.Series:
    offered = (quantity - terms.stock_buffer).clip(lower=0, upper=terms.stock_max)
    return offered.mask((quantity < 0).fillna(False), quantity)


def _conversions(
    rows: pd.DataFrame, converted: pd.DataFrame, is_from_cost: np.ndarray, store_currency: str
) -> Iterator[OfferChange]:
    is_foreign = rows["currency"].notna() & (rows["currency"] != store_currency)
    for column, field in _AMOUNTS.items():
        # The price of a row offered from its cost is used for nothing, and the other way round.
        is_used = {"price": ~is_from_cost, "cost": is_from_cost}.get(field, True)
        changed = is_foreign & is_used & converted[column].notna()
        before, after = (_money(one, column, changed, store_currency) for one in (rows, converted))
        yield OfferChange(field, before, after, "price.converted")


def _changes(
    converted: pd.DataFrame, made: pd.DataFrame, is_from_cost: np.ndarray, keeps_msrp: np.ndarray, currency: str
) -> Iterator[OfferChange]:
    is_offered = converted["price_problem"].isna() & made["price_minor"].notna()
    priced = is_offered & (is_from_cost | _differs(converted, made, "price_minor"))
    cost = "cost " + _money(converted, "cost_minor", priced & is_from_cost, currency)
    before = cost.fillna(_money(converted, "price_minor", priced & ~is_from_cost, currency))
    yield OfferChange("price", before, _money(made, "price_minor", priced, currency), "price.offer")
    dropped = converted["msrp_minor"].notna() & made["msrp_minor"].isna()
    for change_id, gone in (("msrp.untruthful", dropped & keeps_msrp), ("msrp.dropped", dropped & ~keeps_msrp)):
        before = _money(converted, "msrp_minor", gone, currency)
        yield OfferChange("msrp", before, _text("", made).where(gone), change_id)
    shipped = made["shipping_minor"].notna() & _differs(converted, made, "shipping_minor")
    before, after = (_money(one, "shipping_minor", shipped, currency) for one in (converted, made))
    yield OfferChange("shipping", before, after, "shipping.bands")
    held = _differs(converted, made, "quantity")
    before, after = (one["quantity"].astype("str").where(held) for one in (converted, made))
    yield OfferChange("quantity", before, after, "quantity.buffer")


def _differs(converted: pd.DataFrame, made: pd.DataFrame, column: str) -> pd.Series:
    return (converted[column].notna() != made[column].notna()) | (converted[column] != made[column]).fillna(False)


def _money(rows: pd.DataFrame, column: str, shown: pd.Series, store_currency: str) -> pd.Series:
    """The amounts of the rows shown as text; those that name no currency are in the store's."""
    if not shown.any():
        return _text(None, rows)
    return money_text(rows[column].where(shown), rows["currency"].fillna(store_currency))


def _text(text: str | None, like: pd.Series | pd.DataFrame) -> pd.Series:
    # A scalar given to pandas becomes a list of as many texts first.
    return pd.Series(pd.array(pa.repeat(pa.scalar(text, pa.large_string()), len(like)), dtype="str"), index=like.index)
