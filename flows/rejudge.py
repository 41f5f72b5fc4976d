"""A stored run judged again from its facts, with other rules or on another day: what would be decided differently.

The run itself is only read. What is judged anew lies under the name of a run of its own that never gets a manifest, so
that no command takes it for one; it is removed in the end, and by a later call where this one was killed.
"""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pydantic
from prefect import flow

from expectations.configuration import Configuration
from expectations.errors import ConfigError
from expectations.suppliers import Supplier
from flows.night import Night, decide_all, new_run_id, waiver_uses
from flows.runners import task_runner
from flows.settings import configured_runner
from flows.supplier import judge, measure
from flows.versions import part_versions, parts_that_measure, parts_that_read
from tasks.decide.difference import DIFFERENCE_COLUMNS, Judged, RuleCounts, count_rules, row_differences
from tasks.decided import Decision
from tasks.errors import NoSuchObject
from tasks.job import JUDGED, MEASURED, configuration
from tasks.manifest import Manifest, WaiverUse
from tasks.pointer import Current, parts_folder, run_folder
from tasks.replay import Replay, StoredRun, StoredSupplier, read_stored
from tasks.storage.bucket import Address, Bucket, open_bucket
from tasks.storage.workspace import Workspace

_OWN_RUNS = "rejudge-"
# No rejudging takes as long; what is older was left by one that was killed.
_LEFT_AFTER_S = 24 * 3600


@dataclass(frozen=True)
class RejudgeRequest:
    """Which run to judge again, by the configuration with `overlay` laid over, as of which day."""

    address: Address
    run_id: str
    overlay: str | None
    as_of: dt.date


@dataclass(frozen=True)
class Rejudged:
    """Decisions before and after by supplier, findings by rule, and every row that is decided differently.

    `differences` has DIFFERENCE_COLUMNS. `measured_for` says why facts had to be measured again, by the parts that
    changed or are gone; `not_applied` are files that changed and by which rows are read, which stays as it was;
    `refused` are suppliers whose feed was refused, so that there is nothing to judge.
    """

    manifest: Manifest
    rules_version: str
    as_of: dt.date
    measured_for: tuple[str, ...]
    not_applied: tuple[str, ...]
    before: dict[str, Decision]
    after: dict[str, Decision]
    counts: RuleCounts
    consequences: tuple[dict[str, str], dict[str, str]]
    differences: pd.DataFrame
    waivers: tuple[WaiverUse, ...]
    refused: tuple[str, ...]


@flow(name="rejudge", task_runner=task_runner(configured_runner()), validate_parameters=False, persist_result=False)
def rejudge_request(request: RejudgeRequest) -> Rejudged:
    """Judge a stored run again; raises ConfigError where there is no such run or what it needs is gone."""
    bucket = open_bucket(request.address)
    manifest, stored = _read(bucket, request.run_id)
    declared = configuration(request.overlay)
    remove_left(bucket, older_than=time.time() - _LEFT_AFTER_S)
    night = Night(_OWN_RUNS + new_run_id(dt.datetime.now(dt.UTC)), Current(stored.pointer, None))
    try:
        measured_for = _judge_all(night, request, stored, declared)
        decide_all(night)
        leads_to = {rule.id: rule.consequence for rule in declared.rules_on(request.as_of)}
        before = {name: _decision(bucket, request.run_id, name) for name in night.decided}
        sides = (_Side(bucket, request.run_id, dict(stored.consequences)), _Side(bucket, night.run_id, dict(leads_to)))
        counts, differences = _compare(night.decided, *sides)
    except NoSuchObject as error:
        if error.key.startswith(f"{run_folder(night.run_id)}/"):
            raise
        raise ConfigError(
            f"run {request.run_id} is no longer stored whole, {error.key} is gone: do it again with `shelfready run`, "
            "then judge that one"
        ) from error
    finally:
        bucket.delete([info.key for info in bucket.list(f"{run_folder(night.run_id)}/")])
    return Rejudged(
        manifest=manifest,
        rules_version=declared.rules_version,
        as_of=request.as_of,
        measured_for=measured_for,
        not_applied=_not_applied(stored, declared, request.as_of),
        before=before,
        after=night.decided,
        counts=counts,
        consequences=(sides[0].consequences, sides[1].consequences),
        differences=differences,
        waivers=waiver_uses(night, declared),
        refused=tuple(sorted(set(manifest.suppliers) - set(stored.suppliers))),
    )


def _read(bucket: Bucket, run_id: str) -> tuple[Manifest, StoredRun]:
    again = "do it again with `shelfready run`, then judge that one"
    try:
        manifest = Manifest.model_validate_json(bucket.get(f"{run_folder(run_id)}/manifest.json"))
        return manifest, read_stored(bucket, run_id)
    except NoSuchObject as error:
        if error.key.endswith("/manifest.json"):
            raise ConfigError(f"there is no run {run_id!r}; {_newest(bucket)}") from None
        raise ConfigError(f"run {run_id} did not keep what it was judged by: {again}") from None
    except pydantic.ValidationError:
        raise ConfigError(f"run {run_id} was stored by another version of this program: {again}") from None


def _newest(bucket: Bucket) -> str:
    keys = [info.key for info in bucket.list("runs/")] if bucket.is_there() else []
    runs = [key.split("/")[1] for key in keys if key.endswith("/manifest.json")]
    if not runs:
        return f"no run is stored in the bucket {bucket.address.bucket} yet: `shelfready run` makes one"
    return f"the newest is {max(runs)}"


def remove_left(bucket: Bucket, *, older_than: float) -> None:
    """Remove what killed calls left behind and wrote before a time, in seconds since 1970."""
    bucket.delete([info.key for info in bucket.list(run_folder(_OWN_RUNS)) if info.modified < older_than])


def _judge_all(night: Night, request: RejudgeRequest, stored: StoredRun, declared: Configuration) -> tuple[str, ...]:
    """Judge all suppliers of the run, measuring first where its facts no longer hold; returns why they do not."""
    changed = parts_that_measure(stored.versions, part_versions(declared, request.as_of))
    reasons = dict.fromkeys(changed)
    for name, one in sorted(stored.suppliers.items()):
        is_gone = not changed and _is_gone(_replay(night, request, one, is_anew=False).stage(MEASURED), one)
        if is_gone:
            reasons[f"stored facts of {name}, which are gone"] = None
        job = _replay(night, request, one, is_anew=bool(changed) or is_gone)
        night.jobs[name] = job
        shards = list(one.shards)
        if MEASURED in job.anew:
            measure(job, one.ingested, shards)
        night.prepared[name] = judge(job, one.ingested, shards)
    return tuple(reasons)


def _is_gone(facts: Workspace, one: StoredSupplier) -> bool:
    # The products' facts are what measure writes last for a shard.
    names = ("batch.parquet", *(f"products-{shard}" for shard in one.shards))
    return not all(facts.has(name) for name in names)


def _replay(night: Night, request: RejudgeRequest, one: StoredSupplier, *, is_anew: bool) -> Replay:
    return Replay(
        address=request.address,
        supplier=one.supplier,
        input_key=one.input_key,
        overlay=request.overlay,
        as_of=request.as_of,
        aside=f"{parts_folder(night.run_id)}/stages",
        anew=frozenset({MEASURED, JUDGED}) if is_anew else frozenset({JUDGED}),
    )


def _not_applied(stored: StoredRun, declared: Configuration, day: dt.date) -> tuple[str, ...]:
    suppliers = (
        f"the file of supplier {name}"
        for name, one in sorted(stored.suppliers.items())
        if name in declared.suppliers and _said(declared.suppliers[name]) != _said(one.supplier)
    )
    return (*parts_that_read(stored.versions, part_versions(declared, day)), *suppliers)


def _said(supplier: Supplier) -> dict[str, Any]:
    return supplier.model_dump(exclude_unset=True)


@dataclass(frozen=True)
class _Side:
    """Where the parts of one judgement lie, and what its rules lead to."""

    bucket: Bucket
    run_id: str
    consequences: dict[str, str]

    def read(self, supplier: str, shard: str) -> Judged:
        work = Workspace(self.bucket, f"{parts_folder(self.run_id)}/{supplier}")
        rows = work.read_frame(f"decided-{shard}", ["row_id", "product", "parent_sku", "sku", "kind", "verdict"])
        return Judged(rows, work.read_frame(f"findings-{shard}"), self.consequences)

    def read_feed(self, supplier: str) -> Judged:
        work = Workspace(self.bucket, f"{parts_folder(self.run_id)}/{supplier}")
        return Judged(pd.DataFrame(), work.read_frame("findings-batch.parquet"), self.consequences)


def _decision(bucket: Bucket, run_id: str, supplier: str) -> Decision:
    return Decision.model_validate(Workspace(bucket, f"{parts_folder(run_id)}/{supplier}").read_json("decision.json"))


def _compare(decided: dict[str, Decision], before: _Side, after: _Side) -> tuple[RuleCounts, pd.DataFrame]:
    counts = RuleCounts()
    parts = [pd.DataFrame({name: pd.Series(dtype="str") for name in DIFFERENCE_COLUMNS})]
    for supplier, decision in sorted(decided.items()):
        count_rules(before.read_feed(supplier), after.read_feed(supplier), counts)
        for shard in decision.shards:
            old, new = before.read(supplier, shard), after.read(supplier, shard)
            count_rules(old, new, counts)
            parts.append(row_differences(supplier, old, new))
    return counts, pd.concat(parts, ignore_index=True)
