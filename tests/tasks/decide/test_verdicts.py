from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from expectations.rules import OnFail
from tasks.decide.verdicts import under_guardrail, verdicts
from tasks.findings import JUDGED_COLUMNS
from tasks.rows import typed
from tests.builders import ROW_ID, row, rows, text, texts

CONSEQUENCES: dict[str, OnFail] = {"a.report": "report", "a.hold": "hold", "a.reject": "reject"}

Finding = tuple[str, Any, str]


def findings(*made: Finding) -> pd.DataFrame:
    return typed(pd.DataFrame(list(made), columns=["scope", "position_key", "rule_id"]), JUDGED_COLUMNS)


def verdict_of(lines: list[dict[str, Any]], *made: Finding) -> list[str]:
    frame, found = rows(*lines), findings(*made)
    before, found_before = frame.copy(deep=True), found.copy(deep=True)
    verdict = texts(verdicts(frame, found, CONSEQUENCES))
    assert_frame_equal(frame, before)
    assert_frame_equal(found, found_before)
    return verdict


def on(n: int, consequence: str) -> Finding:
    return "row", f"{ROW_ID}-{n}", f"a.{consequence}"


# Rows 1 and 2 are one product, row 3 another.
LINES = [row(1, parent_sku="P"), row(2, parent_sku="P"), row(3, parent_sku="Q")]


@pytest.mark.parametrize(
    ("scope", "key", "consequence", "expected"),
    [
        ("row", f"{ROW_ID}-1", "report", ["approved", "approved", "approved"]),
        ("row", f"{ROW_ID}-1", "hold", ["held", "approved", "approved"]),
        ("row", f"{ROW_ID}-1", "reject", ["rejected", "approved", "approved"]),
        ("product", "P", "report", ["approved", "approved", "approved"]),
        ("product", "P", "hold", ["held", "held", "approved"]),
        ("product", "P", "reject", ["rejected", "rejected", "approved"]),
        # What a batch finding does is the guardrail's part.
        ("batch", None, "report", ["approved", "approved", "approved"]),
        ("batch", None, "hold", ["approved", "approved", "approved"]),
        ("batch", None, "reject", ["approved", "approved", "approved"]),
    ],
)
def test_a_finding_concerns_its_row_or_its_product(
    scope: str, key: str | None, consequence: str, expected: list[str]
) -> None:
    assert verdict_of(LINES, (scope, key, f"a.{consequence}")) == expected


def test_without_findings_all_rows_are_approved() -> None:
    assert verdict_of(LINES) == ["approved", "approved", "approved"]


def test_the_worst_finding_counts() -> None:
    assert verdict_of(LINES, on(1, "report"), on(1, "hold"), ("product", "P", "a.reject"), on(2, "report")) == [
        "rejected",
        "rejected",
        "approved",
    ]
    assert verdict_of(LINES, on(1, "reject"), ("product", "P", "a.hold")) == ["rejected", "held", "approved"]


def folded(n: int) -> dict[str, Any]:
    return row(n, parent_sku="P", kind="folded")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("report", "reject", "approved"),
        ("reject", "report", "approved"),
        ("hold", "reject", "held"),
        ("reject", "reject", "rejected"),
    ],
)
def test_a_folded_row_is_as_good_as_the_best_variation(first: str, second: str, expected: str) -> None:
    lines = [row(1, parent_sku="P"), row(2, parent_sku="P"), folded(3)]
    assert verdict_of(lines, on(1, first), on(2, second))[2] == expected


def test_a_finding_on_a_folded_row_with_variations_does_not_count() -> None:
    assert verdict_of([row(1, parent_sku="P"), folded(2)], on(2, "reject")) == ["approved", "approved"]


@pytest.mark.parametrize(("consequence", "expected"), [("report", "approved"), ("reject", "rejected")])
def test_a_folded_row_without_variations_has_its_own_verdict(consequence: str, expected: str) -> None:
    assert verdict_of([folded(1), row(2, parent_sku="Q")], on(1, consequence)) == [expected, "approved"]


def test_a_broken_record_does_not_lift_a_folded_row() -> None:
    lines = [row(1, parent_sku="P"), folded(2), row(3, kind="broken", product="P")]
    assert verdict_of(lines, on(1, "reject"), on(3, "reject")) == ["rejected", "rejected", "rejected"]


def test_a_broken_record_is_rejected_whatever_the_rules_say() -> None:
    assert verdict_of([row(1, kind="broken", product=f"{ROW_ID}-1")]) == ["rejected"]


def test_no_rows_have_no_verdicts() -> None:
    assert verdict_of([]) == []


@settings(max_examples=25)
@given(
    st.permutations(range(6)),
    st.lists(
        st.tuples(st.integers(0, 5), st.sampled_from(list(CONSEQUENCES)))
        | st.tuples(st.sampled_from("PQR"), st.sampled_from(list(CONSEQUENCES))),
        max_size=8,
    ),
)
def test_verdicts_do_not_depend_on_the_order_of_rows(order: list[int], said: list[tuple[Any, str]]) -> None:
    lines = [row(n, parent_sku="PQR"[n % 3], kind="folded" if n == 4 else "variation") for n in range(6)]
    made = [("product", key, rule) if isinstance(key, str) else ("row", f"{ROW_ID}-{key}", rule) for key, rule in said]
    straight = verdict_of(lines, *made)
    assert verdict_of([lines[n] for n in order], *reversed(made)) == [straight[n] for n in order]


def test_under_a_guardrail_what_would_be_approved_is_held() -> None:
    assert texts(under_guardrail(text("approved", "held", "rejected"))) == ["held", "held", "rejected"]
