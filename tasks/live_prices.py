"""What the live SKUs of a supplier cost, now and in the days before: decide keeps it with the state, measure reads it.

The published state has a line a live SKU. `prices_before` has a line for every price that was replaced lately: the day
it was replaced, then price and shipping price in hundredths of the store's currency, `-` for none. Nothing is known of
states published before prices were kept.
"""

from __future__ import annotations

import datetime as dt

import pandas as pd

from tasks.rows import typed

PRICE_COLUMNS: dict[str, str] = {"price_minor": "Int64", "shipping_minor": "Int64", "prices_before": "str"}
_MONEY = ["price_minor", "shipping_minor"]


def next_prices(
    live: pd.DataFrame, rows: pd.DataFrame, state: pd.DataFrame, day: dt.date, *, kept_days: int
) -> pd.DataFrame:
    """PRICE_COLUMNS of the SKUs of `live`, in its order.

    `rows` are the approved variations with sku and prices, `state` is what was live before with sku and PRICE_COLUMNS.
    A SKU of `live` that is not among the rows stays as it was. Prices replaced `kept_days` ago or earlier are dropped.
    """
    now = rows.drop_duplicates("sku").set_index("sku")[_MONEY].reindex(live["sku"])
    before = typed(state.drop_duplicates("sku").set_index("sku"), PRICE_COLUMNS).reindex(live["sku"])
    is_approved = live["sku"].isin(set(rows["sku"])).to_numpy(dtype=bool)
    made = pd.DataFrame({name: now[name].where(is_approved, before[name]) for name in _MONEY})
    shown = [before[name].astype("str").fillna("-") for name in _MONEY]
    is_replaced = is_approved & before["price_minor"].notna() & (_code(now) != _code(before))
    added = (f"{day:%Y-%m-%d} " + shown[0] + " " + shown[1]).where(is_replaced)
    old = _forget(before["prices_before"], day, kept_days)
    made["prices_before"] = (old + "\n" + added).fillna(old).fillna(added)
    return typed(made.reset_index(drop=True), PRICE_COLUMNS)


def lowest_prices(state: pd.DataFrame, day: dt.date, *, days: int) -> pd.DataFrame:
    """sku, price_minor and shipping_minor of live SKUs: the lowest that each was in the last `days` days.

    A price counts that was replaced less than `days` days before `day`, or on a later one.
    """
    now = typed(state, {"sku": "str", **PRICE_COLUMNS})
    lines = now.set_index("sku")["prices_before"].dropna().str.split("\n").explode().astype("str")
    until = lines.str.slice(0, 10)
    before = lines[until > _last_forgotten(day, days)].str.extract(
        r"^\S+ (?P<price_minor>\S+) (?P<shipping_minor>\S+)$"
    )
    recent = before.apply(pd.to_numeric, errors="coerce").astype("Int64").reset_index()
    both = pd.concat([now[["sku", *_MONEY]], recent], ignore_index=True)
    found: pd.DataFrame = both.groupby("sku", sort=True)[_MONEY].min().reset_index()
    return found


def _forget(before: pd.Series, day: dt.date, days: int) -> pd.Series:
    if before.isna().all():
        return before
    last = _last_forgotten(day, days)
    kept = before.str.split("\n").explode()
    kept = kept[(kept.str.slice(0, 10) > last).fillna(False)]
    joined = kept.groupby(level=0).agg("\n".join) if len(kept) else pd.Series(dtype="str")
    return joined.reindex(before.index).astype("str")


def _last_forgotten(day: dt.date, days: int) -> str:
    return f"{day - dt.timedelta(days=days):%Y-%m-%d}"


def _code(prices: pd.DataFrame) -> pd.Series:
    return prices["price_minor"].astype("str").fillna("-") + " " + prices["shipping_minor"].astype("str").fillna("-")
