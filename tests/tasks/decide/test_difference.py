"""Two judgements of the same rows: what one decides differently from the other, and why."""

from __future__ import annotations

from typing import Any

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.decide.difference import Judged, RuleCounts, count_rules, product_changes, row_differences
from tasks.findings import DECIDED_FINDINGS
from tasks.rows import typed
from tests.builders import ROW_ID, records, row, rows

LINES = [row(1, parent_sku="P"), row(2, parent_sku="P"), row(3, parent_sku="Q"), row(4, parent_sku="P", kind="folded")]
LEADS_TO = {"a.reject": "reject", "a.hold": "hold", "a.warn": "report"}


def judged(*verdicts: str, found: list[dict[str, Any]] | None = None, leads_to: dict[str, str] | None = None) -> Judged:
    decided = rows(*LINES).assign(verdict=pd.Series([*verdicts, "approved"], dtype="str"))
    findings = typed(pd.DataFrame(found or [], columns=list(DECIDED_FINDINGS)), DECIDED_FINDINGS)
    return Judged(decided, findings, leads_to or LEADS_TO)


def on(n: int, rule_id: str, **said: Any) -> dict[str, Any]:
    return {"scope": "row", "position_key": f"{ROW_ID}-{n}", "rule_id": rule_id, **said}


def of(product: str, rule_id: str, **said: Any) -> dict[str, Any]:
    return {"scope": "product", "position_key": product, "rule_id": rule_id, **said}


def told(before: Judged, after: Judged) -> list[tuple[Any, ...]]:
    lines = records(row_differences("acme", before, after))
    return [(one["sku"], one["change"], one["new"] or "", one["gone"] or "") for one in lines]


def counted(before: Judged, after: Judged) -> RuleCounts:
    counts = RuleCounts()
    count_rules(before, after, counts)
    return counts


def test_the_same_judgement_twice_differs_in_nothing() -> None:
    one = judged("approved", "held", "rejected", found=[on(2, "a.hold"), of("Q", "a.reject")])
    assert told(one, one) == []
    assert counted(one, one).rules() == []
    assert counted(one, one).before == counted(one, one).after == {"a.hold": 1, "a.reject": 1}


def test_each_row_is_told_with_what_came_and_what_went() -> None:
    before = judged("approved", "held", "rejected", found=[on(2, "a.hold"), of("Q", "a.reject")])
    after = judged("rejected", "approved", "approved", found=[on(1, "a.reject"), of("P", "a.warn")])
    assert told(before, after) == [
        ("S1", "newly refused", "a.reject (reject), a.warn (report)", ""),
        ("S2", "changed", "a.warn (report)", "a.hold (hold)"),
        ("S3", "no longer refused", "", "a.reject (reject)"),
    ]


def test_a_rule_that_leads_to_something_else_is_a_difference() -> None:
    before = judged("rejected", "approved", "approved", found=[on(1, "a.reject")])
    after = judged(
        "approved", "approved", "approved", found=[on(1, "a.reject")], leads_to={**LEADS_TO, "a.reject": "report"}
    )
    assert told(before, after) == [("S1", "no longer refused", "a.reject (report)", "a.reject (reject)")]
    counts = counted(before, after)
    assert (counts.before["a.reject"], counts.after["a.reject"]) == (1, 1)
    assert (counts.new["a.reject"], counts.gone["a.reject"], counts.turned["a.reject"]) == (0, 0, 1)
    assert counts.rules() == ["a.reject"]


def test_a_finding_that_is_waived_counts_no_more() -> None:
    before = judged("approved", "approved", "rejected", found=[of("Q", "a.reject")])
    after = judged("approved", "approved", "approved", found=[of("Q", "a.reject", waived="J. until 2027: seen")])
    assert told(before, after) == [("S3", "no longer refused", "a.reject (waived)", "a.reject (reject)")]
    assert (counted(before, after).after, counted(before, after).gone) == ({}, {"a.reject": 1})
    assert told(after, after) == []


def test_of_two_findings_of_a_rule_at_one_place_the_one_that_is_not_waived_counts() -> None:
    twice = [on(1, "a.reject", waived="J. until 2027: seen"), on(1, "a.reject")]
    assert counted(judged(*["approved"] * 3), judged(*["approved"] * 3, found=twice)).new == {"a.reject": 1}


def test_a_verdict_that_differs_without_a_rule_is_a_difference_too() -> None:
    assert told(judged("approved", "approved", "approved"), judged("held", "approved", "approved")) == [
        ("S1", "changed", "", "")
    ]


def test_findings_about_the_feed_are_counted_by_rule() -> None:
    about_feed = {"scope": "batch", "position_key": None, "rule_id": "a.warn"}
    before, after = judged(*["approved"] * 3, found=[about_feed]), judged(*["approved"] * 3)
    assert counted(before, before).rules() == []
    assert counted(before, after).gone == {"a.warn": 1}


def test_products_put_their_rows_together_refused_ones_first() -> None:
    before = judged("approved", "held", "approved", found=[on(2, "a.hold")])
    after = judged("rejected", "held", "held", found=[on(1, "a.reject"), on(2, "a.hold"), of("Q", "a.hold")])
    told = product_changes(row_differences("acme", before, after), 20)
    assert {change: count for change, (count, _) in told.items()} == {
        "newly refused": 1,
        "no longer refused": 0,
        "changed": 1,
    }
    (first,), (second,) = told["newly refused"][1], told["changed"][1]
    assert (first.product, first.change, first.before, first.after) == (
        "P",
        "newly refused",
        "1 approved",
        "1 rejected",
    )
    assert (first.new, first.gone) == (("a.reject (reject)",), ())
    assert (second.product, second.change, second.new) == ("Q", "changed", ("a.hold (hold)",))


def test_no_more_products_are_told_than_asked_for_and_all_are_counted() -> None:
    before, after = judged(*["approved"] * 3), judged(*["rejected"] * 3)
    count, shown = product_changes(row_differences("acme", before, after), 1)["newly refused"]
    assert (count, [one.product for one in shown]) == (2, ["P"])
    assert product_changes(row_differences("acme", before, before), 1)["newly refused"] == (0, [])


VERDICT = st.sampled_from(["approved", "held", "rejected"])
FOUND = st.one_of(
    st.builds(on, st.integers(1, 3), st.sampled_from(sorted(LEADS_TO))),
    st.builds(of, st.sampled_from("PQ"), st.sampled_from(sorted(LEADS_TO))),
)
JUDGEMENT = st.builds(
    lambda verdicts, found: judged(*verdicts, found=found), st.tuples(VERDICT, VERDICT, VERDICT), st.lists(FOUND)
)


@settings(max_examples=15)
@given(JUDGEMENT)
def test_no_judgement_differs_from_itself(one: Judged) -> None:
    assert told(one, one) == []
    assert counted(one, one).rules() == []


@settings(max_examples=15)
@given(JUDGEMENT, JUDGEMENT)
def test_the_other_way_round_what_came_is_what_went(one: Judged, other: Judged) -> None:
    there, back = row_differences("acme", one, other), row_differences("acme", other, one)
    assert records(there[["row_id", "new", "gone"]]) == records(
        back.rename(columns={"new": "gone", "gone": "new"})[["row_id", "new", "gone"]]
    )
    onward, backward = counted(one, other), counted(other, one)
    assert (onward.new, onward.gone) == (backward.gone, backward.new)
    assert onward.turned == backward.turned
