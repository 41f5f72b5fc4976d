from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from tasks.normalise.brands import unify_brands

BRANDS = st.one_of(
    st.text(max_size=6),
    st.sampled_from(["Nike", "NIKE", "nike", "N-ike", "no brand", "N/A", "NA", "L'Oréal", "L Oreal"]),
)


def test_accents_and_short_names_are_brands_of_their_own() -> None:
    counts = pd.Series({"L'Oréal": 3, "L'Oreal": 2, "NA": 1, "N/A": 5, "+++": 1})
    assert unify_brands(counts) == {"L'Oréal": "L'Oréal", "L'Oreal": "L'Oreal", "NA": "NA", "N/A": "", "+++": "+++"}


@given(st.dictionaries(BRANDS, st.integers(1, 4), max_size=8))
def test_unifying_again_changes_nothing_and_no_brand_is_dropped(counts: dict[str, int]) -> None:
    column = pd.Series(counts, dtype="int64")
    once = unify_brands(column)
    assert set(once) == set(counts)
    after: dict[str, int] = {}
    for brand, count in counts.items():
        after[once[brand]] = after.get(once[brand], 0) + count
    assert unify_brands(pd.Series(after, dtype="int64")) == {brand: brand for brand in after}
    assert unify_brands(column[::-1]) == once
