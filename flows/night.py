"""One run: every supplier from its feeds to judged rows, then decisions, files and the pointer, in this order.

The order of the work stands here and nowhere else. All files are rendered before anything is published.
"""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass, field

from expectations.configuration import Configuration
from expectations.suppliers import Supplier
from flows.progress import reporter
from flows.supplier import Prepared, prepare_supplier
from flows.versions import code_version, input_key, part_versions
from tasks.decide.task import decide
from tasks.decide.waiving import merge_uses
from tasks.decided import Decision
from tasks.feed_records import Ingested, Refusal
from tasks.ingest.task import receive
from tasks.job import Job, configuration
from tasks.judge.task import judge_claims, judge_refusal
from tasks.manifest import Manifest, Source, SupplierResult, WaiverUse
from tasks.measure.task import measure_claims, measure_refusal
from tasks.pointer import MARKETPLACE, Current, read_current, run_folder
from tasks.publish.task import publish
from tasks.render.task import SupplierPart, render_run, render_supplier
from tasks.replay import StoredRun, StoredSupplier, write_stored
from tasks.storage.bucket import Address, Bucket, open_bucket


@dataclass(frozen=True)
class RunRequest:
    """What a run is asked to do. `overlay` is the folder of the team's own files."""

    address: Address
    suppliers: tuple[Supplier, ...]
    overlay: str | None
    as_of: dt.date
    is_dry: bool = False


@dataclass(frozen=True)
class RunOutcome:
    """What a run did; `manifest.batch_id` is None where nothing was published."""

    manifest: Manifest
    is_dry: bool

    @property
    def folder(self) -> str:
        """The key prefix of the run's record."""
        return run_folder(self.manifest.run_id)

    @property
    def exit_code(self) -> int:
        """0, 3 where a feed was refused, 4 where a guardrail held a supplier; 3 goes before 4."""
        results = self.manifest.suppliers.values()
        if any(result.refused for result in results):
            return 3
        return 4 if any(result.guardrail for result in results) else 0


@dataclass
class Night:
    """What is known of the suppliers of a run while it goes on."""

    run_id: str
    base: Current
    jobs: dict[str, Job] = field(default_factory=dict)
    prepared: dict[str, Prepared] = field(default_factory=dict)
    refused: dict[str, tuple[Ingested | None, Refusal]] = field(default_factory=dict)
    decided: dict[str, Decision] = field(default_factory=dict)


def new_run_id(now: dt.datetime) -> str:
    """An id that sorts by time and that no other run has."""
    return f"{now:%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"


def work_through(request: RunRequest) -> RunOutcome:
    """Do one run; must be called inside a flow."""
    started_at = dt.datetime.now(dt.UTC)
    bucket = open_bucket(request.address)
    bucket.create()
    night = Night(new_run_id(started_at), read_current(bucket))
    declared = configuration(request.overlay)
    for supplier in sorted(request.suppliers, key=lambda one: one.supplier):
        _prepare(night, request, supplier, declared)
    write_stored(bucket, night.run_id, _stored(night, declared, request.as_of))
    decide_all(night)
    parts = _render_suppliers(night)
    results = {supplier: _result(night, supplier) for supplier in sorted(night.jobs)}
    changed = [one.supplier for one in night.decided.values() if one.publishes]
    manifest = Manifest(
        run_id=night.run_id,
        batch_id=night.run_id if changed and not request.is_dry else None,
        parent_batch_id=night.base.batch_id,
        marketplace=MARKETPLACE,
        profile=declared.template.profile,
        as_of=request.as_of,
        rules_version=declared.rules_version,
        code_version=code_version(),
        started_at=started_at,
        finished_at=dt.datetime.now(dt.UTC),
        suppliers=results,
        waivers=waiver_uses(night, declared),
        outputs=(),
    )
    reporter().stage("all suppliers", "render")
    manifest = render_run.submit(request.address, request.overlay, manifest, parts).result()
    manifest = manifest.model_copy(update={"finished_at": dt.datetime.now(dt.UTC)})
    # Written before anything is published, so that no batch stands without the record of its run.
    _record(bucket, manifest)
    if manifest.batch_id is not None:
        reporter().stage("all suppliers", "publish")
        manifest = publish.submit(request.address, manifest, night.base, changed).result()
        _record(bucket, manifest)
    return RunOutcome(manifest, request.is_dry)


def _record(bucket: Bucket, manifest: Manifest) -> None:
    bucket.put(f"{run_folder(manifest.run_id)}/manifest.json", manifest.to_json(), content_type="application/json")


def _prepare(night: Night, request: RunRequest, supplier: Supplier, declared: Configuration) -> None:
    name = supplier.supplier
    reporter().stage(name, "receive")
    intake = receive.submit(request.address, supplier, declared.policy.feed_limits).result()
    key = "refused" if isinstance(intake, Refusal) else input_key(intake, supplier, declared, request.as_of)
    job = Job(request.address, supplier, key, request.overlay, request.as_of)
    night.jobs[name] = job
    if isinstance(intake, Refusal):
        night.refused[name] = (None, intake)
        return
    outcome = prepare_supplier(name, job, intake)
    if isinstance(outcome, Prepared):
        night.prepared[name] = outcome
    else:
        night.refused[name] = outcome


def waiver_uses(night: Night, declared: Configuration) -> tuple[WaiverUse, ...]:
    """What became of each waiver over all suppliers that were decided on."""
    uses = [night.decided[name].waivers for name in sorted(night.decided)]
    return merge_uses(uses, is_everyone=set(declared.suppliers) <= set(night.decided))


def _stored(night: Night, declared: Configuration, as_of: dt.date) -> StoredRun:
    suppliers = {
        name: StoredSupplier(
            supplier=one.job.supplier,
            input_key=one.job.input_key,
            ingested=one.ingested,
            shards=tuple(one.shards),
        )
        for name, one in sorted(night.prepared.items())
    }
    return StoredRun(
        versions=part_versions(declared, as_of),
        pointer=night.base.pointer,
        consequences={rule.id: rule.consequence for rule in declared.rules_on(as_of)},
        suppliers=suppliers,
    )


def decide_all(night: Night) -> None:
    """Decide on all prepared suppliers, what they claim of each other included; must be called inside a flow."""
    ready = list(night.prepared.values())
    states = {name: state.state_key for name, state in night.base.suppliers.items()}
    shards = {one.job.supplier.supplier: one.shards for one in ready}
    claimed = measure_claims.submit([one.job for one in ready], shards, night.run_id, states).result()
    for name in claimed:
        judge_claims.submit(night.jobs[name], night.run_id).result()
    futures = {
        name: decide.submit(
            one.job,
            night.run_id,
            one.shards,
            states.get(name),
            rows_in=one.ingested.rows,
            claims=name in claimed,
            judged=one.judged,
            batch=one.batch,
        )
        for name, one in night.prepared.items()
    }
    night.decided = {name: future.result() for name, future in futures.items()}


def _render_suppliers(night: Night) -> list[SupplierPart]:
    for name, (_, refusal) in night.refused.items():
        measure_refusal.submit(night.jobs[name], night.run_id, refusal).result()
        judge_refusal.submit(night.jobs[name], night.run_id).result()
    futures = [
        render_supplier.submit(one.job, night.run_id, one.ingested, night.decided[name], one.judged, one.batch)
        for name, one in night.prepared.items()
    ]
    rendered = [future.result() for future in futures]
    refused = [SupplierPart(supplier=name, is_refused=True) for name in night.refused]
    return sorted([*rendered, *refused], key=lambda part: part.supplier)


def _result(night: Night, name: str) -> SupplierResult:
    if name in night.refused:
        ingested, refusal = night.refused[name]
        rows = ingested.rows if ingested is not None else 0
        return SupplierResult(
            sources=_sources(ingested),
            rows_in=rows,
            rejected=rows,
            findings_by_rule={refusal.rule_id: 1},
            refused=f"{refusal.source}: {refusal.reason}: {refusal.fix}",
        )
    decision = night.decided[name]
    counts = decision.model_dump(
        include={
            "rows_in",
            "approved",
            "held",
            "rejected",
            "folded",
            "added",
            "updated",
            "disabled",
            "unchanged",
            "findings_by_rule",
            "waived_by_rule",
            "guardrail",
        }
    )
    return SupplierResult(sources=_sources(night.prepared[name].ingested), **counts)


def _sources(ingested: Ingested | None) -> tuple[Source, ...]:
    return () if ingested is None else tuple(one.source for one in ingested.sources)
