"""Judge summaries of shards become the summary of a supplier: counts added, the first samples kept."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, TypedDict

SAMPLES = 20


class SummaryEntry(TypedDict):
    """What became of one expectation. Counts are missing where nothing was counted; `exception` says why.

    `severity` is critical, warning or info; `partial_unexpected_list` holds at most SAMPLES failing values.
    """

    suite: str
    rule_id: str
    expectation_type: str
    kwargs: dict[str, Any]
    severity: str
    success: bool
    element_count: int | None
    unexpected_count: int | None
    missing_count: int | None
    partial_unexpected_list: list[Any]
    exception: str | None


def merge_summaries(shards: Iterable[Sequence[SummaryEntry]]) -> list[SummaryEntry]:
    """Add up the summaries of shards, in shard order; entries keep the order in which they first come.

    Entries are the same expectation when suite, rule, type and arguments agree. One failure fails the whole;
    the first exception stands for all.
    """
    merged: dict[tuple[str, ...], SummaryEntry] = {}
    for shard in shards:
        for entry in shard:
            arguments = json.dumps(entry["kwargs"], sort_keys=True, default=str)
            key = (entry["suite"], entry["rule_id"], entry["expectation_type"], arguments)
            merged[key] = _added(merged[key], entry) if key in merged else _copy(entry)
    return list(merged.values())


def _copy(entry: SummaryEntry) -> SummaryEntry:
    return {**entry, "partial_unexpected_list": entry["partial_unexpected_list"][:SAMPLES]}


def _added(one: SummaryEntry, other: SummaryEntry) -> SummaryEntry:
    samples = [*one["partial_unexpected_list"], *other["partial_unexpected_list"]]
    return {
        **one,
        "success": one["success"] and other["success"],
        "element_count": _sum(one["element_count"], other["element_count"]),
        "unexpected_count": _sum(one["unexpected_count"], other["unexpected_count"]),
        "missing_count": _sum(one["missing_count"], other["missing_count"]),
        "partial_unexpected_list": samples[:SAMPLES],
        "exception": one["exception"] if one["exception"] is not None else other["exception"],
    }


def _sum(one: int | None, other: int | None) -> int | None:
    if one is None or other is None:
        return other if one is None else one
    return one + other
