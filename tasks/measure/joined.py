"""Facts measured over the whole supplier, put beside the facts of a shard's rows or products."""

from __future__ import annotations

import pandas as pd


def beside(facts: pd.DataFrame, key: str, *others: pd.DataFrame) -> pd.DataFrame:
    """The facts with the further columns of `others`, each found by `key`; missing where they have no such line."""
    made = facts.copy()
    for other in others:
        found = other.set_index(key).reindex(facts[key])
        for name in found.columns:
            made[name] = found[name].set_axis(facts.index)
    return made
