"""Whether a live offer became dearer than the marketplace lets it within some days; price and shipping each for itself.

The offers of the run and the lowest prices they had lately in, one line a row that rises too much out.
"""

from __future__ import annotations

import pandas as pd

from expectations.marketplace import Rise
from tasks.amounts import decimal_text

RAISED = {"price_minor": "price_raised", "shipping_minor": "shipping_raised"}


def price_rises(claims: pd.DataFrame, lowest: pd.DataFrame, most: Rise) -> pd.DataFrame:
    """supplier, row_id, price_raised and shipping_raised of rows whose price rose by more than `most` lets it.

    `claims` has supplier, row_id, sku, price_minor and shipping_minor of sellable rows, `lowest` supplier, sku and the
    lowest prices of what is live.
    """
    both = claims.merge(lowest, on=["supplier", "sku"], suffixes=("", "_before"))
    facts = both[["supplier", "row_id"]].copy()
    for money, fact in RAISED.items():
        now, before = both[money], both[f"{money}_before"]
        free = (before * most.pct / 100).clip(lower=100 * most.amount)
        is_raised = ((now - before) > free).fillna(False).astype(bool)
        text = decimal_text(before[is_raised]) + " to " + decimal_text(now[is_raised])
        facts[fact] = text.reindex(facts.index).astype("str")
    return facts.dropna(subset=list(RAISED.values()), how="all").reset_index(drop=True)
