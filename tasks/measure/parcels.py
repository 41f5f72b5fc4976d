"""Facts of what is sent: the sides of a row's package. Measures in, problems out.

Whether a problem matters to a merchant is judged by rules; nothing is corrected here.
"""

from __future__ import annotations

import pandas as pd

# Parcel carriers take no longer side; what is longer is mostly millimetres read as centimetres.
LONGEST_SIDE_CM = 200
_SIDES = ("length_cm", "width_cm", "height_cm")


def package_problems(rows: pd.DataFrame) -> pd.Series:
    """What is wrong with the sides of a package in centimetres: some missing, one not above zero or very long.

    `rows` has length_cm, width_cm and height_cm; a package without any side has no problem.
    """
    sides = rows[list(_SIDES)]
    missing = sides.isna()
    is_partly = missing.any(axis=1) & ~missing.all(axis=1)
    problems = pd.Series(pd.NA, index=rows.index, dtype="str")
    for side in _SIDES:
        name = side.removesuffix("_cm")
        of = sides[side]
        problems = problems.fillna(f"{name} " + _shown(of.where((of <= 0) | (of > LONGEST_SIDE_CM)), "cm"))
    for side in _SIDES:
        gone = pd.Series(f"no {side.removesuffix('_cm')}", index=rows.index, dtype="str")
        problems = problems.fillna(gone.where(is_partly & missing[side]))
    return problems


def _shown(measures: pd.Series, unit: str) -> pd.Series:
    table = {one: f"{one:g} {unit}" for one in measures.dropna().unique()}
    return measures.map(table, na_action="ignore").astype("str")
