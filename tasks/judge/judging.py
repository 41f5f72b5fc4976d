"""Judges a frame of facts with Great Expectations, and never takes silence for a pass.

A rule that could not be judged (its fact is missing, its expectation raised, or failed without saying where) is a
fault: the caller must hold the whole supplier.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import great_expectations as gx
import pandas as pd
from great_expectations.data_context.types.base import (
    DataContextConfig,
    InMemoryStoreBackendDefaults,
    ProgressBarsConfig,
)

from expectations.facts import Fact
from expectations.rules import Rule
from expectations.suites import as_judged, build_suite
from tasks.findings import JUDGED_COLUMNS

# Positions are complete only in this form; queries and whole rows would cost far more than judging (measured).
_RESULT_FORMAT = {
    "result_format": "COMPLETE",
    "return_unexpected_index_query": False,
    "include_unexpected_rows": False,
}
# Great Expectations keeps its project context in a global; threads take turns.
_TURN = threading.Lock()


@dataclass(frozen=True)
class Judgement:
    """What judging one frame gave.

    `findings` has JUDGED_COLUMNS, `summary` one entry an expectation with its counts and up to 20 samples, `faults`
    the rules that could not be judged with the reason.
    """

    findings: pd.DataFrame
    summary: list[dict[str, Any]]
    faults: dict[str, str]


def judge_frame(frame: pd.DataFrame, key: str | None, rules: Sequence[Rule], facts: Mapping[str, Fact]) -> Judgement:
    """Judge one frame of facts; `key` is the column that says whose facts a line holds, None for a batch."""
    frame = frame.reset_index(drop=True)
    faults = {rule.id: f"the fact {rule.fact} was not measured" for rule in rules if rule.fact not in frame.columns}
    mistyped = {name: _mistyped(frame, facts[name]) for name in {rule.fact for rule in rules} & set(frame.columns)}
    faults |= {rule.id: str(mistyped[rule.fact]) for rule in rules if mistyped.get(rule.fact)}
    judged = [rule for rule in rules if rule.id not in faults]
    if frame.empty or not judged:
        return Judgement(_empty(), [], faults)
    results = _validate(frame, judged, facts)
    by_id = {rule.id: rule for rule in judged}
    parts, summary = [], []
    answered = set()
    for result in results:
        rule = by_id[result["expectation_config"]["meta"]["rule_id"]]
        answered.add(rule.id)
        exception = raised(result)
        positions = result["result"].get("unexpected_index_list")
        summary.append(_summary_entry(rule, result, exception))
        if exception is not None:
            faults[rule.id] = exception
        elif not result["success"] and not positions:
            faults[rule.id] = "failed without saying on which rows"
        elif positions:
            parts.append(_findings(frame, key, rule, facts[rule.fact], positions))
    faults |= {rule.id: "was not answered" for rule in judged if rule.id not in answered}
    # A value outside its bounds and a missing one are two expectations of one rule; a row fails the rule once.
    findings = pd.concat([_empty(), *parts], ignore_index=True).drop_duplicates(["position_key", "rule_id"])
    return Judgement(findings.astype(JUDGED_COLUMNS).reset_index(drop=True), summary, faults)


def raised(result: dict[str, Any]) -> str | None:
    """The message of an expectation that raised; it stands under `exception_info` itself or under a metric's id."""
    info = result.get("exception_info") or {}
    entries = [info] if "raised_exception" in info else [one for one in info.values() if isinstance(one, dict)]
    for entry in entries:
        if entry.get("raised_exception"):
            return str(entry.get("exception_message") or "raised an exception").strip().splitlines()[0]
    return None


def _mistyped(frame: pd.DataFrame, fact: Fact) -> str | None:
    try:
        as_judged(frame[[fact.name]], [fact])
    except ValueError as error:
        return str(error)
    return None


def _validate(frame: pd.DataFrame, rules: Sequence[Rule], facts: Mapping[str, Fact]) -> list[dict[str, Any]]:
    columns = [facts[rule.fact] for rule in rules]
    prepared = as_judged(frame[[fact.name for fact in dict.fromkeys(columns)]], columns)
    with _TURN:
        context = gx.get_context(mode="ephemeral", project_config=_project())
        asset = context.data_sources.add_pandas("facts").add_dataframe_asset("facts")
        batch = asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": prepared})
        answer = batch.validate(build_suite("rules", rules), result_format=_RESULT_FORMAT)
        return [result.to_json_dict() for result in answer.results]


def _project() -> DataContextConfig:
    # The default would make a folder for Data Docs in /tmp with every context and leave it there.
    return DataContextConfig(
        store_backend_defaults=InMemoryStoreBackendDefaults(init_temp_docs_sites=False),
        progress_bars=ProgressBarsConfig(globally=False),
    )


def _findings(frame: pd.DataFrame, key: str | None, rule: Rule, fact: Fact, positions: Sequence[int]) -> pd.DataFrame:
    lines = frame.iloc[sorted(positions)]
    field = rule.field or fact.field
    where = f"{fact.name}__field"
    fields = lines[where].fillna(field or "") if where in frame.columns else pd.Series(field, index=lines.index)
    return pd.DataFrame(
        {
            "scope": rule.scope,
            "position_key": lines[key] if key is not None else pd.NA,
            "rule_id": rule.id,
            "field": fields,
            "value": lines[fact.name].astype("str"),
        }
    )


def _summary_entry(rule: Rule, result: dict[str, Any], exception: str | None) -> dict[str, Any]:
    counts = result["result"]
    config = result["expectation_config"]
    kwargs = {name: value for name, value in config["kwargs"].items() if name not in ("batch_id", "result_format")}
    return {
        "suite": rule.suite,
        "rule_id": rule.id,
        "expectation_type": config["type"],
        "kwargs": kwargs,
        "severity": rule.severity,
        "success": bool(result["success"]),
        "element_count": int(counts.get("element_count", 0)),
        "unexpected_count": int(counts.get("unexpected_count", 0)),
        "missing_count": int(counts.get("missing_count", 0) or 0),
        "partial_unexpected_list": [str(value) for value in counts.get("partial_unexpected_list", [])][:20],
        "exception": exception,
    }


def _empty() -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in JUDGED_COLUMNS.items()})
