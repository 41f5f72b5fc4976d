"""The review page of a run: counts, findings and links in, one HTML page with its style sheet out.

The page opens from disk and asks nothing of the network. All links are relative to the run's folder, in which
the page lies as `report/index.html`.
"""

from __future__ import annotations

import datetime as dt
import urllib.parse
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import jinja2
import pandas as pd

from tasks.manifest import SupplierResult, Unmatched, WaiverUse
from tasks.render.rule_text import RuleText

LISTED = 500
TOP_REASONS = 15

_VERDICTS = ("approved", "held", "rejected")
_SEVERITIES = {"critical": 0, "warning": 1, "info": 2}
_ACTIONS = {
    "new_supplier": "Find another supplier",
    "new_photo": "Get new photos",
    "new_text": "Get new texts or data",
    "document": "Get a document",
    "take_down": "Take down",
    "configure": "Change our configuration",
}
_OWNERS = {
    "supplier": "the supplier",
    "photographer": "the photographer",
    "copywriter": "the copywriter",
    "us": "us",
}


@dataclass(frozen=True)
class ReportRun:
    """The run the page is about; `batch_id` is missing when nothing was published."""

    run_id: str
    day: dt.date
    batch_id: str | None
    suppliers: Mapping[str, SupplierResult]
    is_dry: bool = False
    waivers: Sequence[WaiverUse] = ()
    unmatched: Unmatched = field(default_factory=Unmatched)


@dataclass(frozen=True)
class LeftOut:
    """A row that is not in the batch, with its reasons; `picture` is a key inside the run's folder."""

    supplier: str
    verdict: str
    parent_sku: str
    sku: str
    name: str
    reasons: tuple[str, ...]
    fixes: tuple[str, ...]
    picture: str | None = None


@dataclass(frozen=True)
class ReportLink:
    """A file of the run worth opening; `key` as in the manifest, relative to the run's folder."""

    title: str
    key: str


@dataclass(frozen=True)
class _Reason:
    rule: RuleText
    count: int
    waived: int = 0

    @property
    def open(self) -> int:
        """The findings that nobody waived."""
        return self.count - self.waived


def left_out_rows(
    rows: pd.DataFrame,
    explained: pd.DataFrame,
    *,
    pictures: Mapping[str, str] | None = None,
    limit: int = LISTED,
) -> tuple[list[LeftOut], int]:
    """The first held and rejected rows of a supplier, rejected first, and how many there are in all.

    `rows` has DECIDED_COLUMNS, `explained` FINDINGS_CSV; folded rows are not listed. Reasons are those of the
    gravest severity found on the row. `pictures` gives the thumbnail of a row id as a key inside the run's
    folder.
    """
    left = rows[rows["verdict"].isin(["held", "rejected"]) & (rows["kind"] != "folded")]
    left = left.sort_values("verdict", ascending=False, kind="stable")
    shown = left.head(limit)[["row_id", "verdict", "parent_sku", "sku", "name"]]
    said = explained[explained["row_id"].isin(shown["row_id"])]
    gravity = said["severity"].map(_SEVERITIES)
    said = said[gravity == gravity.groupby(said["row_id"]).transform("min")]
    advice: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
    for row_id, message, fix in zip(said["row_id"], said["message"], said["fix"], strict=True):
        reasons, fixes = advice.setdefault(row_id, ({}, {}))
        reasons[message] = fixes[fix] = None
    supplier = str(explained["supplier"].iloc[0]) if len(explained) else ""
    listed = []
    for row_id, verdict, parent_sku, sku, name in shown.astype("str").fillna("").itertuples(index=False):
        reasons, fixes = advice.get(row_id, ({}, {}))
        picture = (pictures or {}).get(row_id)
        listed.append(LeftOut(supplier, verdict, parent_sku, sku, name, tuple(reasons), tuple(fixes), picture))
    return listed, len(left)


def render_report(
    run: ReportRun,
    rules: Mapping[str, RuleText],
    left_out: Sequence[LeftOut],
    left_out_count: int,
    links: Sequence[ReportLink],
) -> dict[str, bytes]:
    """The page and its assets as path inside `report/` -> content.

    At most LISTED of `left_out` are shown; `left_out_count` is how many there are over all suppliers.
    Findings of a rule that is not in `rules` are counted under its bare id.
    """
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters["inside"] = _inside
    environment.filters["number"] = lambda value: f"{value:,}".replace(",", "\N{NO-BREAK SPACE}")
    counts: Counter[str] = Counter()
    waived: Counter[str] = Counter()
    for result in run.suppliers.values():
        counts.update(result.findings_by_rule)
        waived.update(result.waived_by_rule)
    reasons = [
        _Reason(rules[rule_id], count, waived[rule_id]) for rule_id, count in _by_count(counts) if rule_id in rules
    ]
    page = environment.get_template("report.html").render(
        run=run,
        totals={verdict: sum(getattr(one, verdict) for one in run.suppliers.values()) for verdict in _VERDICTS},
        verdicts=_VERDICTS,
        stopped={name: one for name, one in run.suppliers.items() if one.guardrail or one.refused},
        reasons=reasons[:TOP_REASONS],
        more_reasons=max(0, len(reasons) - TOP_REASONS),
        undeclared=[(rule_id, count) for rule_id, count in _by_count(counts) if rule_id not in rules],
        plan=_plan(reasons),
        left_out=left_out[:LISTED],
        left_out_count=left_out_count,
        links=links,
    )
    style = (Path(__file__).parent / "templates" / "report.css").read_bytes()
    return {"index.html": page.encode(), "assets/report.css": style}


def _by_count(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def _plan(reasons: Sequence[_Reason]) -> list[tuple[str, int, list[tuple[str, list[_Reason]]]]]:
    """What to do, the largest pile first: action, its findings, and by owner the rules behind it."""
    piles: dict[str, dict[str, list[_Reason]]] = {}
    for reason in (one for one in reasons if one.open):
        piles.setdefault(reason.rule.action, {}).setdefault(reason.rule.owner, []).append(reason)
    plan = [
        (
            _ACTIONS.get(action, action),
            sum(reason.open for group in owners.values() for reason in group),
            [(_OWNERS.get(owner, owner), group) for owner, group in owners.items()],
        )
        for action, owners in piles.items()
    ]
    return sorted(plan, key=lambda pile: (-pile[1], pile[0]))


def _inside(key: str) -> str:
    return "../" + urllib.parse.quote(key)
