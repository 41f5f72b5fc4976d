from __future__ import annotations

from typing import Any

from tasks.render.merge import SummaryEntry, merge_summaries


def entry(**said: Any) -> SummaryEntry:
    made: Any = {
        "suite": "quality",
        "rule_id": "price.low",
        "expectation_type": "expect_column_values_to_be_between",
        "kwargs": {"column": "price", "min_value": 1},
        "severity": "critical",
        "success": True,
        "element_count": 10,
        "unexpected_count": 0,
        "missing_count": 1,
        "partial_unexpected_list": [],
        "exception": None,
        **said,
    }
    entry: SummaryEntry = made
    return entry


def test_counts_add_and_one_failure_fails_all() -> None:
    merged = merge_summaries(
        [
            [entry(), entry(rule_id="name.long")],
            [entry(success=False, unexpected_count=2, partial_unexpected_list=[0, 0.5])],
            [entry(success=False, unexpected_count=1, partial_unexpected_list=[-1])],
        ]
    )
    assert merged == [
        entry(
            success=False,
            element_count=30,
            unexpected_count=3,
            missing_count=3,
            partial_unexpected_list=[0, 0.5, -1],
        ),
        entry(rule_id="name.long"),
    ]


def test_the_first_twenty_samples_are_kept() -> None:
    shards = [[entry(partial_unexpected_list=list(range(start, start + 15)))] for start in (0, 15)]
    assert merge_summaries(shards)[0]["partial_unexpected_list"] == list(range(20))


def test_an_exception_is_never_lost() -> None:
    broken = entry(
        success=False,
        element_count=None,
        unexpected_count=None,
        missing_count=None,
        exception="no such column",
    )
    merged = merge_summaries([[entry()], [broken]])
    assert merged == [entry(success=False, exception="no such column")]


def test_no_shards_are_no_entries_and_input_is_left_unchanged() -> None:
    one, other = [entry(partial_unexpected_list=[1])], [entry(partial_unexpected_list=[2])]
    merge_summaries([one, other])
    assert one == [entry(partial_unexpected_list=[1])]
    assert merge_summaries([]) == []
