"""Facts of a row's way to the buyer: delivery days, most pieces an order, the parcel's weight.

Canonical rows in, one line of facts a row out, all over whole columns. What the supplier does not send is no problem
here: whether a column must be there is the business of the upload template.
"""

from __future__ import annotations

import pandas as pd

_LEAST_DAYS = 2
_LEAST_SPREAD_DAYS = 5
_BRAND_ID = r"[0-9a-f]{24}"


def logistics_facts(rows: pd.DataFrame) -> pd.DataFrame:
    """Facts beside `rows`, canonical rows of kind variation; weights in grams."""
    facts = pd.DataFrame(index=rows.index)
    facts["shipping_time_problem"] = shipping_time_problem(rows["shipping_time"])
    facts["max_quantity"] = rows["max_quantity"]
    facts["brand_id_problem"] = rows["brand_id"].where(~rows["brand_id"].str.fullmatch(_BRAND_ID, na=True))
    facts["weight_g"] = rows["weight_g"]
    return facts


def shipping_time_problem(times: pd.Series) -> pd.Series:
    """Delivery days that are not `low-high` with at least 2 days and 5 days between them; texts, missing if good."""
    days = times.str.extract(r"^\s*([0-9]{1,3})\s*-\s*([0-9]{1,3})\s*$").astype("Float64")
    is_good = (days[0] >= _LEAST_DAYS) & (days[1] >= days[0] + _LEAST_SPREAD_DAYS)
    return times.where(times.notna() & ~is_good.fillna(False).astype("bool"))
