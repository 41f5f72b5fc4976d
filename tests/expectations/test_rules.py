"""Every rule proves itself: its examples go through real Great Expectations, as facts of a feed would."""

import importlib.util
from collections.abc import Sequence
from typing import Any

import great_expectations as gx
import pandas as pd
import pytest

from expectations.configuration import load_configuration
from expectations.facts import Fact
from expectations.rules import Absent, Between, OneOf, Present, Rule, RuleBase
from expectations.suites import as_judged, build_suite, expectations_of

CONFIGURATION = load_configuration()
RESULT_FORMAT = {
    "result_format": "COMPLETE",
    "return_unexpected_index_query": False,
    "include_unexpected_rows": False,
}


def judged(frame: pd.DataFrame, rules: Sequence[Rule]) -> dict[str, set[int]]:
    """The failing positions of each rule."""
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    asset = context.data_sources.add_pandas("facts").add_dataframe_asset("facts")
    batch = asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": frame})
    failing: dict[str, set[int]] = {rule.id: set() for rule in rules}
    for result in batch.validate(build_suite("examples", rules), result_format=RESULT_FORMAT).results:
        config: Any = result.expectation_config
        assert result.exception_info["raised_exception"] is False, config.meta
        assert result.success is not bool(result.result["unexpected_index_list"])
        failing[config.meta["rule_id"]] |= set(result.result["unexpected_index_list"])
    return failing


@pytest.fixture(scope="module")
def failing_examples() -> dict[str, set[int]]:
    """All rules in one frame: a column a rule with its examples, passing ones first, the rest of the column ok.

    Two rules on one fact need columns of their own, so each rule is judged on a copy of its fact named by the rule.
    """
    renamed, facts, columns = [], [], {}
    length = max(len(rule.passing) + len(rule.failing) for rule in CONFIGURATION.rules)
    for rule in CONFIGURATION.rules:
        name = rule.id.replace(".", "_dot_")
        examples = [*rule.passing, *rule.failing]
        columns[name] = pd.Series([*examples, *[rule.passing[0]] * (length - len(examples))], dtype="object")
        renamed.append(rule.model_copy(update={"fact": name}))
        facts.append(CONFIGURATION.facts[rule.fact].model_copy(update={"name": name}))
    return judged(as_judged(pd.DataFrame(columns), facts), renamed)


@pytest.mark.parametrize("rule", CONFIGURATION.rules, ids=lambda rule: rule.id)
def test_the_examples_pass_and_fail_as_they_say(rule: Rule, failing_examples: dict[str, set[int]]) -> None:
    first = len(rule.passing)
    assert failing_examples[rule.id] == set(range(first, first + len(rule.failing)))


def test_every_kind_has_expectations() -> None:
    kinds = {type(rule) for rule in CONFIGURATION.rules}
    assert kinds == {Between, OneOf, Absent, Present} == set(RuleBase.__subclasses__())


def test_an_expectation_carries_what_a_reviewer_needs() -> None:
    (rule,) = [one for one in CONFIGURATION.rules if one.id == "sku.length"]
    between, not_null = expectations_of(rule)
    for expectation in (between, not_null):
        assert expectation.meta == {"rule_id": "sku.length"}
        assert expectation.severity == "critical"
        assert expectation.column == "sku_length"
        assert rule.because in str(expectation.notes)
        assert rule.fix in str(expectation.notes)
    assert (between.min_value, between.max_value) == (2, 80)


def fact(name: str, type_: str) -> Fact:
    return Fact.model_validate({"name": name, "frame": "row", "type": type_, "what": "an example"})


def test_facts_get_the_types_that_are_judged_right() -> None:
    frame = pd.DataFrame(
        {
            "count": pd.array([1, None, 3], dtype="Int64"),
            "share": pd.Series([0.5, None, 1], dtype="object"),
            "found": pd.Series([None, "nike", None], dtype="object"),
            "is_name": pd.Series([True, None, False], dtype="object"),
            "other": [1, 2, 3],
        }
    ).set_axis([7, 7, 9])
    facts = [fact("count", "integer"), fact("share", "number"), fact("found", "text"), fact("is_name", "boolean")]
    expected = pd.DataFrame(
        {
            "count": [1.0, float("nan"), 3.0],
            "share": [0.5, float("nan"), 1.0],
            "found": pd.Series([None, "nike", None], dtype="str"),
            "is_name": pd.array([True, None, False], dtype="boolean"),
        }
    )
    pd.testing.assert_frame_equal(as_judged(frame, facts), expected)


@pytest.mark.parametrize("type_", ["integer", "number", "text", "boolean"])
def test_a_fact_without_any_value_fails_only_where_it_is_required(type_: str) -> None:
    frame = as_judged(pd.DataFrame({"empty": pd.Series([None, None], dtype="object")}), [fact("empty", type_)])
    kinds: dict[str, dict[str, Any]] = {
        "absent.all": {"kind": "absent"},
        "present.all": {"kind": "present"},
    }
    if type_ in ("integer", "number"):
        kinds |= {
            "between.free": {"kind": "between", "min": 1, "required": False},
            "between.required": {"kind": "between", "min": 1, "required": True},
        }
    rules = [made(rule_id, **keys) for rule_id, keys in kinds.items()]
    expected = {"absent.all": set(), "present.all": {0, 1}, "between.free": set(), "between.required": {0, 1}}
    assert judged(frame, rules) == {rule.id: expected[rule.id] for rule in rules}


def made(rule_id: str, **keys: Any) -> Rule:
    kinds = {"absent": Absent, "present": Present, "between": Between, "one_of": OneOf}
    model = kinds[keys["kind"]]
    base = {"id": rule_id, "fact": "empty", "suite": "quality", "severity": "warning", "scope": "row", "owner": "us"}
    words = {"action": "configure", "because": "an example", "message": "an example", "fix": "an example"}
    return model.model_validate({**base, **words, "confidence": "own", "pass": (1,), "fail": (0,), **keys})


def test_a_number_that_is_none_stops_before_the_judge() -> None:
    with pytest.raises(ValueError, match="fact price holds values that are no number: "):
        as_judged(pd.DataFrame({"price": pd.Series([1, "cheap"], dtype="object")}), [fact("price", "number")])


def test_a_fact_that_was_not_measured_is_no_pass() -> None:
    with pytest.raises(KeyError, match="price"):
        as_judged(pd.DataFrame({"name": ["a"]}), [fact("price", "number")])


def test_great_expectations_sends_no_telemetry() -> None:
    assert importlib.util.find_spec("great_expectations.analytics") is None
    assert importlib.util.find_spec("posthog") is None
