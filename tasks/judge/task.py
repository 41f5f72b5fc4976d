"""Prefect's side of judge: the facts of a shard, of the feed and of the claims are held against the rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from prefect import task
from prefect.cache_policies import NO_CACHE

from expectations.facts import Frame
from expectations.rules import Rule
from tasks.job import JUDGED, MEASURED, Job
from tasks.pointer import parts_folder
from tasks.storage.workspace import Workspace


@task(name="judge", cache_policy=NO_CACHE, persist_result=False)
def judge_shard(job: Job, shard: str) -> str:
    """Judge the record, row and product facts of one shard; returns the name of the written findings."""
    stage = job.stage(JUDGED)
    name = f"findings-{shard}"
    if not stage.has(f"summary-{name}.json"):
        facts = job.stage(MEASURED)
        frames: list[tuple[Frame, str | None, pd.DataFrame]] = [
            ("record", "row_id", facts.read_frame(f"records-{shard}")),
            ("row", "row_id", facts.read_frame(f"rows-{shard}")),
            ("product", "product", facts.read_frame(f"products-{shard}")),
        ]
        if not job.supplier.changes:
            frames.append(("change", "row_id", facts.read_frame(f"changes-{shard}")))
        _judge(job, stage, name, frames)
    return name


@task(name="judge the feed", cache_policy=NO_CACHE, persist_result=False)
def judge_feed(job: Job) -> str:
    """Judge the facts of the feed as a whole; returns the name of the written findings."""
    stage = job.stage(JUDGED)
    name = "findings-batch.parquet"
    if not stage.has(f"summary-{name}.json"):
        _judge(job, stage, name, [("batch", None, job.stage(MEASURED).read_frame("batch.parquet"))])
    return name


@task(name="judge claims", cache_policy=NO_CACHE, persist_result=False)
def judge_claims(job: Job, run: str) -> str:
    """Judge the supplier's contested SKUs of this run; returns the name of the findings under the run."""
    work = Workspace(job.bucket, parts_folder(run))
    name = f"findings-claims-{job.supplier.supplier}.parquet"
    claims = work.read_frame(f"claims-{job.supplier.supplier}.parquet")
    _judge(job, work, name, [("claim", "row_id", claims)])
    return name


@task(name="judge refusal", cache_policy=NO_CACHE, persist_result=False)
def judge_refusal(job: Job, run: str) -> str:
    """Judge the facts of a refused feed; returns the name of the findings under the run."""
    work = Workspace(job.bucket, parts_folder(run))
    name = f"findings-refusal-{job.supplier.supplier}.parquet"
    _judge(job, work, name, [("refusal", None, work.read_frame(f"refusal-{job.supplier.supplier}.parquet"))])
    return name


def _judge(job: Job, target: Workspace, name: str, frames: Sequence[tuple[Frame, str | None, pd.DataFrame]]) -> None:
    # Importing Great Expectations takes seconds; only who judges pays.
    from tasks.judge.judging import judge_frame

    facts = job.configuration.facts
    judged: Sequence[Rule] = job.configuration.rules_on(job.as_of)
    findings, summary, faults = [], [], dict[str, str]()
    for kind, key, frame in frames:
        rules = [rule for rule in judged if facts[rule.fact].frame == kind]
        judgement = judge_frame(frame, key, rules, facts)
        findings.append(judgement.findings)
        summary += judgement.summary
        faults |= judgement.faults
    target.write_frame(name, pd.concat(findings, ignore_index=True))
    record: dict[str, Any] = {"summary": summary, "faults": faults}
    target.write_json(f"summary-{name}.json", record)
