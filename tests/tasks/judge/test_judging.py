"""Great Expectations itself, on small frames: a rule that could not be judged is a fault and never a pass."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from expectations.facts import Fact
from expectations.rules import Rule
from tasks.findings import JUDGED_COLUMNS
from tasks.judge.judging import Judgement, judge_frame, raised
from tests.builders import fact, facts, records, rule


def frame(**columns: Any) -> pd.DataFrame:
    """Facts of rows r0, r1 …"""
    size = len(next(iter(columns.values())))
    return pd.DataFrame({"row_id": [f"r{n}" for n in range(size)], **columns})


def judged(given: pd.DataFrame, *rules: Rule, facts_: tuple[Fact, ...] = (), key: str | None = "row_id") -> Judgement:
    before = given.copy(deep=True)
    judgement = judge_frame(given, key, rules, facts(*(facts_ or (fact(),))))
    assert_frame_equal(given, before)
    assert {name: str(dtype) for name, dtype in judgement.findings.dtypes.items()} == JUDGED_COLUMNS
    return judgement


def found(judgement: Judgement) -> list[tuple[Any, Any, Any]]:
    return [(one["position_key"], one["rule_id"], one["value"]) for one in records(judgement.findings)]


def number(*values: float | None) -> pd.Series:
    return pd.Series(values, dtype="Float64")


def whole(*values: int | None) -> pd.Series:
    return pd.Series(values, dtype="Int64")


def words(*values: str | None) -> pd.Series:
    return pd.Series(values, dtype="str")


def test_findings_stand_at_the_rows_that_fail() -> None:
    judgement = judged(frame(price_low=number(1.0, 0.5, None, 7.0, -1.0)), rule())
    assert records(judgement.findings) == [
        {"scope": "row", "position_key": key, "rule_id": "price.low", "field": None, "value": value}
        for key, value in (("r1", "0.5"), ("r4", "-1.0"), ("r2", None))
    ]
    assert judgement.faults == {}


def test_rows_that_pass_give_no_finding_and_an_entry_in_the_summary() -> None:
    judgement = judged(frame(price_low=number(1.0, 2.0)), rule(required=False))
    assert found(judgement) == []
    assert judgement.summary == [
        {
            "suite": "quality",
            "rule_id": "price.low",
            "expectation_type": "expect_column_values_to_be_between",
            "kwargs": {"column": "price_low", "min_value": 1.0},
            "severity": "critical",
            "success": True,
            "element_count": 2,
            "unexpected_count": 0,
            "missing_count": 0,
            "partial_unexpected_list": [],
            "exception": None,
        }
    ]


def test_more_than_two_hundred_failing_rows_are_all_found() -> None:
    values = [float(n % 2) for n in range(600)]
    judgement = judged(frame(price_low=number(*values)), rule())
    assert [key for key, _, _ in found(judgement)] == [f"r{n}" for n in range(0, 600, 2)]
    assert [entry["unexpected_count"] for entry in judgement.summary] == [300, 0]
    assert all(len(entry["partial_unexpected_list"]) <= 20 for entry in judgement.summary)


def test_bounds_and_required_are_one_finding_a_row() -> None:
    judgement = judged(frame(price_low=number(None, 0.0, 5.0, 3.0)), rule(min=1, max=4))
    assert sorted(found(judgement)) == [
        ("r0", "price.low", None),
        ("r1", "price.low", "0.0"),
        ("r2", "price.low", "5.0"),
    ]


@pytest.mark.parametrize("required", [True, False])
def test_an_all_missing_fact_fails_every_row_only_where_it_is_required(required: bool) -> None:
    judgement = judged(frame(price_low=number(None, None, None)), rule(required=required))
    assert [key for key, _, _ in found(judgement)] == (["r0", "r1", "r2"] if required else [])
    assert judgement.faults == {}


@pytest.mark.parametrize(
    ("said", "given", "failing"),
    [
        ({"kind": "absent"}, words(None, "gun", None), ["r1"]),
        ({"kind": "present"}, words(None, "x", None), ["r0", "r2"]),
        ({"kind": "one_of", "values": ("new", "used"), "required": False}, words("new", "old", None), ["r1"]),
        ({"kind": "one_of", "values": ("new",), "required": True}, words("new", "old", None), ["r1", "r2"]),
    ],
)
def test_every_kind_of_rule_on_texts(said: dict[str, Any], given: pd.Series, failing: list[str]) -> None:
    judgement = judged(frame(price_low=given), rule(**said), facts_=(fact(type="text"),))
    assert [key for key, _, _ in found(judgement)] == failing


def test_whole_numbers_and_booleans_are_judged_as_what_they_are() -> None:
    judgement = judged(
        frame(length=whole(3, 0, None), is_name=pd.Series([True, False, None], dtype="boolean")),
        rule("name.long", fact="length", required=False),
        rule("name.same", fact="is_name", kind="one_of", values=(False,), required=False),
        facts_=(fact("length", type="integer"), fact("is_name", type="boolean")),
    )
    assert sorted(found(judgement)) == [("r0", "name.same", "True"), ("r1", "name.long", "0")]
    assert judgement.faults == {}


def test_a_product_finding_carries_the_products_key() -> None:
    given = pd.DataFrame({"product": ["P", "Q"], "price_low": number(0.0, 1.0)})
    judgement = judged(given, rule(scope="product"), facts_=(fact(frame="product"),), key="product")
    assert records(judgement.findings[["scope", "position_key"]]) == [{"scope": "product", "position_key": "P"}]


def test_a_batch_finding_has_no_key() -> None:
    given = pd.DataFrame({"price_low": number(0.0)})
    judgement = judged(given, rule(scope="batch"), facts_=(fact(frame="batch"),), key=None)
    assert records(judgement.findings) == [
        {"scope": "batch", "position_key": None, "rule_id": "price.low", "field": None, "value": "0.0"}
    ]


def test_the_finding_points_at_the_field_where_it_was_found() -> None:
    given = frame(gun_terms=words("gun", None, "rifle"), gun_terms__field=words("tags", None, None))
    judged_rule = rule("gun.terms", kind="absent", fact="gun_terms", field="name")
    judgement = judged(given, judged_rule, facts_=(fact("gun_terms", type="text", field="description"),))
    assert records(judgement.findings[["position_key", "field"]]) == [
        {"position_key": "r0", "field": "tags"},
        {"position_key": "r2", "field": "name"},
    ]


def test_without_a_found_field_it_points_at_the_rules_then_the_facts() -> None:
    known = (fact(field="price"),)
    given = frame(price_low=number(0.0))
    assert [list(judged(given, one, facts_=known).findings["field"]) for one in (rule(field="shipping"), rule())] == [
        ["shipping"],
        ["price"],
    ]


def test_rows_count_by_position_whatever_the_index() -> None:
    given = frame(price_low=number(1.0, 0.0, 1.0)).set_index(pd.Index([5, 5, 0]))
    assert [key for key, _, _ in found(judged(given, rule()))] == ["r1"]


def test_verdicts_do_not_depend_on_the_order_of_rows() -> None:
    given = frame(price_low=number(0.0, 1.0, None, 0.5, 3.0))
    turned = given.iloc[::-1]
    assert sorted(found(judged(given, rule())), key=str) == sorted(found(judged(turned, rule())), key=str)


def test_an_empty_frame_has_no_findings_and_no_fault() -> None:
    judgement = judged(frame(price_low=number()), rule())
    assert (found(judgement), judgement.summary, judgement.faults) == ([], [], {})


# The broken expectations.


def test_a_fact_that_was_not_measured_is_a_fault() -> None:
    judgement = judged(
        frame(price_low=number(0.0)),
        rule(),
        rule("name.long", fact="name_length"),
        facts_=(fact(), fact("name_length")),
    )
    assert judgement.faults == {"name.long": "the fact name_length was not measured"}
    assert found(judgement) == [("r0", "price.low", "0.0")]


def test_a_fact_that_was_not_measured_is_a_fault_also_in_an_empty_frame() -> None:
    assert judged(frame(other=number()), rule()).faults == {"price.low": "the fact price_low was not measured"}


def test_a_fact_of_mixed_types_is_a_fault_of_its_rules_and_of_no_other() -> None:
    mixed = pd.Series([1.0, "two", None], dtype="object")
    judgement = judged(
        frame(price_low=mixed, length=whole(0, 1, 1)),
        rule(),
        rule("price.high", fact="price_low", max=9),
        rule("name.long", fact="length"),
        facts_=(fact(), fact("length", type="integer")),
    )
    assert set(judgement.faults) == {"price.low", "price.high"}
    assert "price_low holds values that are no number" in judgement.faults["price.low"]
    assert found(judgement) == [("r0", "name.long", "0")]


def test_texts_where_numbers_are_declared_are_a_fault() -> None:
    judgement = judged(frame(price_low=words("5", "many")), rule())
    assert set(judgement.faults) == {"price.low"}


def test_an_expectation_that_raises_inside_is_a_fault() -> None:
    # Declared as text, so that nothing stops it before Great Expectations compares words with numbers.
    judgement = judged(frame(price_low=words("a", "b")), rule(), facts_=(fact(type="text"),))
    assert set(judgement.faults) == {"price.low"}
    assert judgement.faults["price.low"]
    assert [entry["exception"] is not None for entry in judgement.summary] == [True, False]


INFO = {"raised_exception": True, "exception_message": "TypeError: '<'\nnot supported", "exception_traceback": "…"}


@pytest.mark.parametrize(
    ("info", "message"),
    [
        (None, None),
        ({}, None),
        ({"raised_exception": False, "exception_message": None, "exception_traceback": None}, None),
        (INFO, "TypeError: '<'"),
        ({"('column_values.between', 'ab12')": INFO}, "TypeError: '<'"),
        ({"first": {"raised_exception": False}, "second": INFO}, "TypeError: '<'"),
        ({"raised_exception": True, "exception_message": None}, "raised an exception"),
    ],
)
def test_an_exception_is_recognised_at_the_top_and_under_a_metric(
    info: dict[str, Any] | None, message: str | None
) -> None:
    assert raised({"exception_info": info}) == message
