"""What two judgements of the same rows decide differently, by row, by product and by rule.

Decided rows and findings of both in, the differences out. The same finding that rejected and now only warns, or is
waived, is a difference; by rule, a waived one counts no more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

Change = Literal["newly refused", "no longer refused", "changed"]
CHANGES: tuple[Change, ...] = ("newly refused", "no longer refused", "changed")

_PLACE = ["scope", "position_key", "rule_id"]
_LEADING = [*_PLACE, "leads_to"]
_WAIVED = "waived"

# One line a row that is decided differently; `new` and `gone` are findings as `rule (what it leads to)`.
DIFFERENCE_COLUMNS: tuple[str, ...] = (
    "supplier",
    "change",
    "parent_sku",
    "sku",
    "row_id",
    "verdict_before",
    "verdict_after",
    "new",
    "gone",
)


@dataclass(frozen=True)
class Judged:
    """One judgement of a shard: its decided rows, its findings (DECIDED_FINDINGS), and what each rule leads to."""

    rows: pd.DataFrame
    findings: pd.DataFrame
    consequences: Mapping[str, str]


@dataclass
class RuleCounts:
    """Findings by rule before and after, waived ones left out.

    `new` and `gone` are those that the other side does not have, `turned` those of both that lead elsewhere now.
    """

    before: Counter[str] = field(default_factory=Counter)
    after: Counter[str] = field(default_factory=Counter)
    new: Counter[str] = field(default_factory=Counter)
    gone: Counter[str] = field(default_factory=Counter)
    turned: Counter[str] = field(default_factory=Counter)

    def rules(self) -> list[str]:
        """Rules with a difference, the largest first."""
        size = self.new + self.gone + self.turned
        return sorted(size, key=lambda rule_id: (-size[rule_id], rule_id))


@dataclass(frozen=True)
class ProductChange:
    """A product of which at least one row is decided differently; verdicts as `2 approved, 1 held`."""

    supplier: str
    product: str
    change: Change
    before: str
    after: str
    new: tuple[str, ...]
    gone: tuple[str, ...]


def count_rules(before: Judged, after: Judged, counts: RuleCounts) -> None:
    """Add one shard's findings, those of the feed included, to the counts by rule."""
    old, new = (said[said["leads_to"] != _WAIVED] for said in (_leading(before), _leading(after)))
    counts.before.update(old["rule_id"])
    counts.after.update(new["rule_id"])
    came = _without(new, old, _PLACE)
    counts.new.update(came["rule_id"])
    counts.gone.update(_without(old, new, _PLACE)["rule_id"])
    counts.turned.update(_without(_without(new, came, _PLACE), old, _LEADING)["rule_id"])


def row_differences(supplier: str, before: Judged, after: Judged) -> pd.DataFrame:
    """The rows of one shard that are decided differently or for other reasons, as DIFFERENCE_COLUMNS, in file order.

    Both sides have the same rows. Folded rows have no verdict of their own and are left out.
    """
    columns = ["row_id", "product", "parent_sku", "sku", "kind"]
    rows = before.rows[[*columns, "verdict"]].merge(
        after.rows[["row_id", "verdict"]], on="row_id", suffixes=("_before", "_after"), validate="one_to_one"
    )
    rows = rows[rows["kind"] != "folded"]
    old, new = _leading(before), _leading(after)
    rows["new"] = _by_row(_without(new, old, _LEADING), rows)
    rows["gone"] = _by_row(_without(old, new, _LEADING), rows)
    rows = rows[(rows["verdict_before"] != rows["verdict_after"]) | (rows["new"] != "") | (rows["gone"] != "")]
    change = pd.Series("changed", index=rows.index, dtype="str")
    was, is_now = rows["verdict_before"] == "rejected", rows["verdict_after"] == "rejected"
    change = change.mask(is_now & ~was, "newly refused").mask(was & ~is_now, "no longer refused")
    return rows.assign(supplier=supplier, change=change)[list(DIFFERENCE_COLUMNS)].reset_index(drop=True)


def product_changes(differences: pd.DataFrame, limit: int) -> dict[Change, tuple[int, list[ProductChange]]]:
    """Row differences by product: for each change how many products, and the first `limit` as the feeds have them.

    A product is newly refused where any row of it is, else no longer refused where any is. Rows without a parent SKU
    are products of their own.
    """
    product = differences["parent_sku"].fillna(differences["sku"]).fillna(differences["row_id"])
    keys = [differences["supplier"], product.rename("product")]
    places = differences["change"].map({change: place for place, change in enumerate(CHANGES)})
    worst = places.groupby(keys, sort=False).min()
    shown = {change: worst.index[worst == place] for place, change in enumerate(CHANGES)}
    rows_of = differences.groupby(keys, sort=False).indices
    return {
        change: (len(found), [_product_change(key, change, differences.iloc[rows_of[key]]) for key in found[:limit]])
        for change, found in shown.items()
    }


def _product_change(key: tuple[str, str], change: Change, rows: pd.DataFrame) -> ProductChange:
    return ProductChange(
        supplier=key[0],
        product=key[1],
        change=change,
        before=_verdicts(rows["verdict_before"]),
        after=_verdicts(rows["verdict_after"]),
        new=_distinct(rows["new"]),
        gone=_distinct(rows["gone"]),
    )


def _leading(judged: Judged) -> pd.DataFrame:
    """Findings with what they lead to, `waived` where a reviewer let them pass; one a place and rule."""
    findings = judged.findings
    leads_to = findings["rule_id"].map(dict(judged.consequences)).fillna("").astype("str")
    if "waived" in findings:
        leads_to = leads_to.mask(findings["waived"].notna(), _WAIVED)
    # Of several findings of a rule at one place one may be waived and another not: the other counts.
    said = findings[_PLACE].assign(leads_to=leads_to, is_waived=leads_to == _WAIVED)
    return said.sort_values("is_waived", kind="stable").drop_duplicates(_PLACE).drop(columns="is_waived").sort_index()


def _without(left: pd.DataFrame, right: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """The findings of the left side that the right one does not have, told apart by `keys`."""
    # A finding about the feed has no place; two missing places are the same one.
    marked = left.fillna({"position_key": ""}).merge(
        right.fillna({"position_key": ""})[keys], on=keys, how="left", indicator="side"
    )
    return marked[marked["side"] == "left_only"].drop(columns="side")


def _by_row(findings: pd.DataFrame, rows: pd.DataFrame) -> pd.Series:
    """For each row its own findings and its product's as one text, empty where there are none."""
    said = findings.assign(said=findings["rule_id"] + " (" + findings["leads_to"] + ")")
    keyed = {
        "row_id": said[said["scope"] == "row"],
        "product": said[said["scope"] == "product"],
    }
    parts = [
        rows[["row_id", key]].rename(columns={key: "place"}).merge(found, left_on="place", right_on="position_key")
        if key != "row_id"
        else rows[["row_id"]].merge(found, left_on="row_id", right_on="position_key")
        for key, found in keyed.items()
    ]
    together = pd.concat([part[["row_id", "said"]] for part in parts], ignore_index=True).sort_values("said")
    texts = together.groupby("row_id")["said"].agg(", ".join)
    return rows["row_id"].map(texts).astype("str").fillna("")


def _verdicts(verdicts: pd.Series) -> str:
    counts = verdicts.value_counts()
    return ", ".join(f"{counts[one]} {one}" for one in ("approved", "held", "rejected") if one in counts)


def _distinct(texts: Sequence[str] | pd.Series) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for text in texts for part in text.split(", ") if part))
