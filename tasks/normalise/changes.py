"""Every automatic change of a value, as lines of `changes.csv`; switched off, as what would have been changed."""

from __future__ import annotations

import pandas as pd

from tasks.findings import CHANGES_COLUMNS

# What may be changed by the program itself. Each id is a rule too, which judges rows of suppliers without changes.
FIXES = frozenset(
    (
        "text.html",
        "text.encoding",
        "text.characters",
        "text.spaces",
        "description.cut",
        "price.format",
        "price.converted",
        "price.offer",
        "msrp.untruthful",
        "msrp.dropped",
        "shipping.bands",
        "quantity.format",
        "quantity.word",
        "quantity.floor",
        "quantity.buffer",
        "gtin.format",
        "gtin.lost_zero",
        "gtin.placeholder",
        "tags.tidy",
        "tags.made",
        "option.lookup",
        "color.name",
        "size.name",
        "brand.spelling",
        "brand.placeholder",
        "origin.code",
        "category.lookup",
        "parent_sku.single",
    )
)


class Changes:
    """Collects changes of one shard; values in, the changed column out.

    With `is_on` false the column comes back as it was, and what would have been changed is collected as due.
    """

    def __init__(self, *, is_on: bool = True) -> None:
        self.is_on = is_on
        self._parts: list[pd.DataFrame] = []

    def apply(self, rows: pd.DataFrame, field: str, after: pd.Series, rule_id: str) -> pd.Series:
        """Record where `after` differs from the rows' field, and return it; a missing `after` is no change."""
        self.note(rows, field, rows[field], after, rule_id)
        return after if self.is_on else rows[field]

    def remove(self, rows: pd.DataFrame, field: str, where: pd.Series, rule_id: str) -> pd.Series:
        """Record that the rows' field is taken out, and return it without."""
        self.note(rows, field, rows[field], pd.Series("", index=rows.index, dtype="str").where(where), rule_id)
        return rows[field].mask(where) if self.is_on else rows[field]

    def note(self, rows: pd.DataFrame, field: str, before: pd.Series, after: pd.Series, rule_id: str) -> None:
        """Record where `after` is there and differs from `before`."""
        assert rule_id in FIXES, rule_id
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

    def frame(self) -> pd.DataFrame:
        """The changes made, in the order of the steps."""
        return _frame(self._parts if self.is_on else [])

    def due(self) -> pd.DataFrame:
        """The changes not made because they are switched off."""
        return _frame([] if self.is_on else self._parts)


def _frame(parts: list[pd.DataFrame]) -> pd.DataFrame:
    empty = pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in CHANGES_COLUMNS.items()})
    return pd.concat([empty, *parts], ignore_index=True).astype(CHANGES_COLUMNS)
