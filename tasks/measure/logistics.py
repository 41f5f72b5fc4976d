"""Facts of a row's way to the buyer: delivery days, most pieces an order, the parcel's weight and measures.

Canonical rows in, one line of facts a row out, all over whole columns. What the supplier does not send is no problem
here: whether a column must be there is the business of the upload template.
"""

from __future__ import annotations

import pandas as pd

_SIDES = ("length_cm", "width_cm", "height_cm")
_LONGEST_SIDE_CM = 200
_LEAST_DAYS = 2
_LEAST_SPREAD_DAYS = 5
_BRAND_ID = r"[0-9a-f]{24}"


def logistics_facts(rows: pd.DataFrame) -> pd.DataFrame:
    """Facts beside `rows`, canonical rows of kind variation; weights in grams, sides in centimetres."""
    facts = pd.DataFrame(index=rows.index)
    facts["shipping_time_problem"] = shipping_time_problem(rows["shipping_time"])
    facts["max_quantity"] = rows["max_quantity"]
    facts["brand_id_problem"] = rows["brand_id"].where(~rows["brand_id"].str.fullmatch(_BRAND_ID, na=True))
    facts["weight_g"] = rows["weight_g"]
    facts["measures_problem"] = measures_problem(rows)
    return facts


def shipping_time_problem(times: pd.Series) -> pd.Series:
    """Delivery days that are not `low-high` with at least 2 days and 5 days between them; texts, missing if good."""
    days = times.str.extract(r"^\s*([0-9]{1,3})\s*-\s*([0-9]{1,3})\s*$").astype("Float64")
    is_good = (days[0] >= _LEAST_DAYS) & (days[1] >= days[0] + _LEAST_SPREAD_DAYS)
    return times.where(times.notna() & ~is_good.fillna(False).astype("bool"))


def measures_problem(rows: pd.DataFrame) -> pd.Series:
    """Parcels of which only some sides are known, or one is nothing or longer than 200 cm; texts, missing if good."""
    sides = rows[list(_SIDES)]
    known = sides.notna().sum(axis=1)
    is_odd = ((sides <= 0) | (sides > _LONGEST_SIDE_CM)).fillna(False).any(axis=1)
    is_wrong = ((known > 0) & (known < len(_SIDES))) | is_odd
    problems = pd.Series(pd.NA, index=rows.index, dtype="str")
    if is_wrong.any():
        shown = [sides.loc[is_wrong, name].astype("str").fillna("?") for name in _SIDES]
        problems[is_wrong] = shown[0] + " x " + shown[1] + " x " + shown[2] + " cm"
    return problems
