"""Builds Great Expectations suites of rules, and gives fact columns the types these expectations judge right.

The only module here that imports Great Expectations, which takes seconds: nothing of `expectations` imports this one.
Great Expectations 1.24.1 sends no telemetry; a test watches that it stays so.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

import great_expectations as gx
import pandas as pd
from great_expectations.expectations.core.expect_column_values_to_be_between import ExpectColumnValuesToBeBetween
from great_expectations.expectations.core.expect_column_values_to_be_in_set import ExpectColumnValuesToBeInSet
from great_expectations.expectations.core.expect_column_values_to_be_null import ExpectColumnValuesToBeNull
from great_expectations.expectations.core.expect_column_values_to_not_be_null import ExpectColumnValuesToNotBeNull
from great_expectations.expectations.expectation import ColumnMapExpectation

from expectations.facts import Fact, FactType
from expectations.rules import Absent, Between, OneOf, Present, Rule, RuleBase

_Dtype = Literal["float64", "str", "boolean"]

_DTYPE: dict[FactType, _Dtype] = {"integer": "float64", "number": "float64", "text": "str", "boolean": "boolean"}


def build_suite(name: str, rules: Iterable[Rule]) -> gx.ExpectationSuite:
    """A suite with one expectation a rule, and one more for each value that is required.

    Each carries the rule's id in `meta`, its severity and, as notes, why it exists and how to mend what it finds.
    """
    suite = gx.ExpectationSuite(name=name)
    # Adding them one by one would compare each with all before it.
    suite.expectations = [expectation for rule in rules for expectation in expectations_of(rule)]
    return suite


def expectations_of(rule: Rule) -> list[ColumnMapExpectation]:
    """The expectations that together say what a rule says."""
    common: dict[str, Any] = {
        "column": rule.fact,
        "severity": rule.severity,
        "meta": {"rule_id": rule.id},
        "notes": _notes(rule),
    }
    match rule:
        case Absent():
            return [ExpectColumnValuesToBeNull(**common)]
        case Present():
            return [ExpectColumnValuesToNotBeNull(**common)]
        case Between():
            judged: ColumnMapExpectation = ExpectColumnValuesToBeBetween(
                **common, min_value=rule.min, max_value=rule.max
            )
        case OneOf():
            judged = ExpectColumnValuesToBeInSet(**common, value_set=list(rule.values))
    return [judged, ExpectColumnValuesToNotBeNull(**common)] if rule.required else [judged]


def as_judged(frame: pd.DataFrame, facts: Iterable[Fact]) -> pd.DataFrame:
    """The columns of these facts in a new frame with a fresh index, each in the type of its fact.

    Numbers become float64 (missing ones NaN), text becomes pandas' own string type, booleans the nullable one. With
    numbers and words mixed in an object column `between` raises and names no rows, so such a column stops here with
    a ValueError that names it. A fact without a column is a KeyError: a rule on it would judge nothing.
    """
    by_name = {fact.name: fact for fact in facts}
    frame = frame.reset_index(drop=True)
    prepared = {}
    for name, fact in by_name.items():
        try:
            prepared[name] = frame[name].astype(_DTYPE[fact.type])
        except (ValueError, TypeError) as error:
            raise ValueError(f"fact {name} holds values that are no {fact.type}: {error}") from error
    return pd.DataFrame(prepared, index=frame.index)


def _notes(rule: RuleBase) -> str:
    return f"{rule.because} Fix: {rule.fix}"
