"""Which findings reviewers have waived: rows, findings and waivers in, the findings with who granted what out.

A waived finding stays a finding; it only leads to nothing. What no reviewer can grant is left as it is and named.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from expectations.rules import Rule
from expectations.waivers import PlacedWaiver, Waiver, waivers_of
from tasks.manifest import WaiverUse

# Where the value of a field lies that goes by another name in decided rows.
_COLUMNS = {"price": "price_minor", "msrp": "msrp_minor", "shipping": "shipping_minor", "main_image": "main_sha256"}

_NOT_THERE = "no such product is in the feed: correct it or take it out"


@dataclass
class _Use:
    """What one waiver met so far."""

    waived: int = 0
    is_subject_there: bool = False
    barred: dict[str, str] = field(default_factory=dict)


class Waiving:
    """Applies the waivers that concern one supplier, shard by shard, and knows in the end what became of each."""

    def __init__(
        self,
        waivers: Sequence[PlacedWaiver],
        supplier: str,
        day: dt.date,
        *,
        declared: Mapping[str, Rule],
        standing: Mapping[str, Rule],
        required: Collection[str],
    ) -> None:
        """`declared` are the rules as written, `standing` as they stand on the day; `required` Wish's fields."""
        self._uses = {one: _Use() for one in waivers_of(waivers, supplier)}
        self._day = day
        self._why_not = {rule_id: rule.why_not_waivable for rule_id, rule in declared.items()}
        self._stopping = {rule_id for rule_id, rule in standing.items() if rule.consequence != "report"}
        self._required = required

    def apply(self, rows: pd.DataFrame, findings: pd.DataFrame) -> pd.DataFrame:
        """The findings with the column `waived`: who granted it, until when and why; missing where nobody did.

        `rows` have DECIDED_COLUMNS but for what decide adds, products whole; `findings` have JUDGED_COLUMNS.
        """
        waived = pd.Series(pd.NA, index=findings.index, dtype="str")
        is_missing: pd.Series | None = None
        live = [(one.waiver, use) for one, use in self._uses.items() if one.waiver.until >= self._day]
        # Most waivers are about other shards: what is not here is told without looking at every row again.
        products, skus = (set(rows[column].dropna()) if live else set() for column in ("parent_sku", "sku"))
        for waiver, use in live:
            if waiver.product not in products and waiver.sku not in skus:
                continue
            use.is_subject_there = True
            covered = _covered(waiver, rows, findings)
            if waiver.rule is not None:
                covered &= findings["rule_id"] == waiver.rule
            else:
                covered &= findings["rule_id"].isin(self._stopping)
            if not covered.any():
                continue
            if is_missing is None:
                is_missing = _values_missing(rows, findings, self._required)
            granted = covered & ~self._barred(findings, covered, is_missing, use)
            waived = waived.mask(granted & waived.isna(), f"{waiver.who} until {waiver.until}: {waiver.why}")
            use.waived += int(granted.sum())
        return findings.assign(waived=waived)

    def uses(self) -> tuple[WaiverUse, ...]:
        """What became of each waiver, in the order of the file."""
        return tuple(_use_of(placed, use, self._day) for placed, use in self._uses.items())

    def _barred(self, findings: pd.DataFrame, covered: pd.Series, is_missing: pd.Series, use: _Use) -> pd.Series:
        why = findings["rule_id"].map(self._why_not).astype("str")
        why = why.mask(why.isna() & is_missing, "no waiver stands for a value that is missing")
        is_barred = covered & why.notna()
        use.barred |= dict(zip(findings["rule_id"][is_barred], why[is_barred], strict=True))
        return is_barred


def merge_uses(suppliers: Sequence[Sequence[WaiverUse]], *, is_everyone: bool) -> tuple[WaiverUse, ...]:
    """The uses of a waiver by several suppliers as one: it is stale only where it is so for all of them.

    Unless `is_everyone`, a waiver of no supplier whose product was not met may well be of one that is not there.
    """
    merged: dict[str, WaiverUse] = {}
    for use in (use for uses in suppliers for use in uses):
        first = merged.get(use.place)
        if first is None:
            merged[use.place] = use
            continue
        together = {
            "waived": first.waived + use.waived,
            "barred": {**first.barred, **use.barred},
            "stale": _staler(first.stale, use.stale),
        }
        merged[use.place] = first.model_copy(update=together)
    if is_everyone:
        return tuple(merged.values())
    return tuple(
        one.model_copy(update={"stale": None}) if one.supplier is None and one.stale == _NOT_THERE else one
        for one in merged.values()
    )


def _staler(one: str | None, other: str | None) -> str | None:
    """Why a waiver is stale for two suppliers: the product was met by neither, or it had no need of it."""
    if one is None or other is None:
        return None
    return other if one == _NOT_THERE else one


def _covered(waiver: Waiver, rows: pd.DataFrame, findings: pd.DataFrame) -> pd.Series:
    """The findings on what the waiver names. One of a SKU covers its product only where that has no other SKU."""
    is_meant = rows["parent_sku"] == waiver.product if waiver.product is not None else rows["sku"] == waiver.sku
    is_meant = is_meant.fillna(False).astype("bool")
    products = set(rows["product"][is_meant])
    if waiver.sku is not None:
        products -= set(rows["product"][~is_meant & (rows["kind"] == "variation")])
    of_row = (findings["scope"] == "row") & findings["position_key"].isin(set(rows["row_id"][is_meant]))
    of_product = (findings["scope"] == "product") & findings["position_key"].isin(products)
    return (of_row | of_product).astype("bool")


def _values_missing(rows: pd.DataFrame, findings: pd.DataFrame, required: Collection[str]) -> pd.Series:
    """Whether a finding is about a field that Wish requires and that its row, or every row of its product, lacks."""
    missing = pd.Series(False, index=findings.index)
    for name in findings["field"].dropna().unique():
        column = _COLUMNS.get(name, name)
        if name not in required or column not in rows:
            continue
        lacks = rows[column].isna()
        is_about = findings["field"] == name
        by_product = lacks.groupby(rows["product"]).all()
        lacking = {*rows["row_id"][lacks], *by_product[by_product].index}
        missing |= (is_about & findings["position_key"].isin(lacking)).fillna(False).astype("bool")
    return missing


def _use_of(placed: PlacedWaiver, use: _Use, day: dt.date) -> WaiverUse:
    waiver = placed.waiver
    stale = None
    if waiver.until < day:
        stale = f"it ended on {waiver.until}: take it out or renew it"
    elif not use.is_subject_there:
        stale = _NOT_THERE
    elif not use.waived and not use.barred:
        stale = "there is nothing to waive: take it out"
    return WaiverUse(
        place=placed.place,
        subject=waiver.subject,
        supplier=waiver.supplier,
        who=waiver.who,
        why=waiver.why,
        until=waiver.until,
        waived=use.waived,
        barred=dict(sorted(use.barred.items())),
        stale=stale,
    )
