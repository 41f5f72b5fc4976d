"""Every automatic change of a value, as lines of `changes.csv`."""

from __future__ import annotations

import pandas as pd

from tasks.findings import CHANGES_COLUMNS

# What may be changed by the program itself: id and what it does. `shelfready rules` explains them beside the rules.
FIXES: dict[str, str] = {
    "text.html": "HTML tags and entities became plain text",
    "text.characters": "invisible and control characters were removed, composed forms unified",
    "text.spaces": "superfluous white space was removed",
    "description.cut": "a description longer than Wish takes was cut at the end of a sentence",
    "price.format": "currency signs and separators were removed",
    "quantity.format": "a whole number was written as one",
    "gtin.format": "spaces and dashes were removed",
    "tags.tidy": "tags were split, repeated ones removed, at most ten kept",
    "tags.made": "tags were made from category and name",
    "option.lookup": "a value was translated by the supplier file's lookups",
    "parent_sku.single": "a single item became its own parent",
    "picture.rendition": "the picture was rendered as Wish wants it",
}


class Changes:
    """Collects changes of one shard; values in, the changed column out."""

    def __init__(self) -> None:
        self._parts: list[pd.DataFrame] = []

    def apply(self, rows: pd.DataFrame, field: str, after: pd.Series, rule_id: str) -> pd.Series:
        """Record where `after` differs from the rows' field, and return it."""
        assert rule_id in FIXES, rule_id
        before = rows[field]
        differs = (before.fillna("") != after.fillna("")) & after.notna()
        if differs.any():
            self._parts.append(
                pd.DataFrame(
                    {
                        "row_id": rows["row_id"],
                        "sku": rows["sku"],
                        "field": field,
                        "before": before,
                        "after": after,
                        "rule_id": rule_id,
                    }
                )[differs]
            )
        return after

    def frame(self) -> pd.DataFrame:
        """All changes, in the order of the steps."""
        empty = pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in CHANGES_COLUMNS.items()})
        return pd.concat([empty, *self._parts], ignore_index=True).astype(CHANGES_COLUMNS)
