"""Prefect's side of decide: verdicts, guardrails and the delta of one supplier, written under the run."""

from __future__ import annotations

from collections import Counter

import pandas as pd
from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.decide.delta import STATE_COLUMNS, line_hashes, next_state, uploads
from tasks.decide.guardrails import filled_counts, guardrail
from tasks.decide.verdicts import under_guardrail, verdicts
from tasks.decide.waiving import Waiving
from tasks.decided import Decision
from tasks.job import JUDGED, NORMALISED, PICTURES, Job
from tasks.live_prices import PRICE_COLUMNS, next_prices
from tasks.manifest import WaiverUse
from tasks.pointer import parts_folder
from tasks.rows import DECIDED_COLUMNS, typed
from tasks.storage.workspace import Workspace


@task(name="decide", cache_policy=NO_CACHE, persist_result=False)
def decide(
    job: Job,
    run: str,
    shards: list[str],
    state_key: str | None,
    *,
    rows_in: int,
    claims: bool,
    judged: list[str],
    batch: str,
) -> Decision:
    """Decide on all rows of a supplier; `rows_in` is how many records ingest read, and none may be missing.

    `judged` are the findings of the shards in their order, `batch` those of the feed; `claims` says whether the run
    holds findings about contested SKUs; `state_key` is the supplier's published state.
    """
    configuration = job.configuration
    standing = {rule.id: rule for rule in configuration.rules_on(job.as_of)}
    consequences = {rule_id: rule.consequence for rule_id, rule in standing.items()}
    waiving = Waiving(
        configuration.waivers,
        job.supplier.supplier,
        job.as_of,
        declared={rule.id: rule for rule in configuration.rules},
        standing=standing,
        required={column.field for column in configuration.template.columns if column.required},
    )
    work = Workspace(job.bucket, f"{parts_folder(run)}/{job.supplier.supplier}")
    about_claims, faults = _claims(job, run) if claims else (None, {})
    stage = job.stage(JUDGED)
    for name in (*judged, batch):
        faults |= stage.read_json(f"summary-{name}.json")["faults"]
    about_feed = stage.read_frame(batch)

    parts = []
    counts: Counter[str] = Counter()
    waived: Counter[str] = Counter()
    filled: Counter[str] = Counter()
    for shard, name in zip(shards, judged, strict=True):
        rows = job.stage(NORMALISED).read_frame(shard)
        listed = job.stage(PICTURES).read_frame(f"listed-{shard}")
        findings = stage.read_frame(name)
        if about_claims is not None:
            own = about_claims[about_claims["position_key"].isin(set(rows["row_id"]))]
            findings = pd.concat([findings, own], ignore_index=True)
        rows = typed(rows.merge(listed, on="row_id", how="left", validate="one_to_one"), DECIDED_COLUMNS)
        findings = waiving.apply(rows, findings)
        rows["verdict"] = verdicts(rows, findings[findings["waived"].isna()], consequences)
        rows["line_sha256"] = line_hashes(rows, configuration.store, configuration.template.profile)
        counts.update(findings["rule_id"])
        waived.update(findings["rule_id"][findings["waived"].notna()])
        filled.update(filled_counts(rows, job.supplier.expect.min.filled_pct))
        work.write_frame(f"findings-{shard}", findings)
        parts.append(rows)
    counts.update(about_feed["rule_id"])
    work.write_frame("findings-batch.parquet", about_feed)

    everything = pd.concat([part[["kind", "verdict"]] for part in parts], ignore_index=True)
    sold = max(int((everything["kind"] == "variation").sum()), 1)
    reason = guardrail(
        rows_in=rows_in,
        approved=int((everything["verdict"] == "approved").sum()),
        faults=faults,
        batch_holds=_batch_holds(job, about_feed),
        filled_pct={field: 100 * count / sold for field, count in filled.items()},
        expect=job.supplier.expect,
        guardrails=configuration.policy.guardrails,
    )
    if reason is not None:
        for part in parts:
            part["verdict"] = under_guardrail(part["verdict"])
    return _write(job, work, shards, parts, _state(job, state_key), reason, counts, waived, rows_in, waiving.uses())


def _write(
    job: Job,
    work: Workspace,
    shards: list[str],
    parts: list[pd.DataFrame],
    state: pd.DataFrame,
    reason: str | None,
    counts: Counter[str],
    waived: Counter[str],
    rows_in: int,
    waivers: tuple[WaiverUse, ...],
) -> Decision:
    keys = []
    for shard, rows in zip(shards, parts, strict=True):
        rows["upload"] = uploads(rows, state)
        work.write_frame(f"decided-{shard}", rows)
        keys.append(rows[["kind", "verdict", "upload", *STATE_COLUMNS, "price_minor", "shipping_minor"]])
    rows = pd.concat(keys, ignore_index=True)
    # A supplier under a guardrail keeps its last good state.
    live, disabled = state, state[list(STATE_COLUMNS)].iloc[:0]
    if reason is None:
        live, disabled = next_state(rows, state[list(STATE_COLUMNS)])
        approved = rows[(rows["kind"] == "variation") & (rows["verdict"] == "approved") & rows["sku"].notna()]
        kept_days = job.configuration.limits.rise.days
        live = live.join(next_prices(live, approved, state, job.as_of, kept_days=kept_days))
    work.write_frame("state.parquet", live)
    work.write_frame("disabled.parquet", disabled)
    verdict, upload = rows["verdict"].value_counts(), rows["upload"].value_counts()
    decision = Decision(
        supplier=job.supplier.supplier,
        rows_in=rows_in,
        approved=int(verdict.get("approved", 0)),
        held=int(verdict.get("held", 0)),
        rejected=int(verdict.get("rejected", 0)),
        folded=int(((rows["kind"] == "folded") & (rows["verdict"] == "approved")).sum()),
        added=int(upload.get("add", 0) + upload.get("add_variations", 0)),
        updated=int(upload.get("update", 0)),
        unchanged=int(upload.get("unchanged", 0)),
        disabled=len(disabled),
        guardrail=reason,
        findings_by_rule=dict(sorted(counts.items())),
        waived_by_rule=dict(sorted(waived.items())),
        shards=tuple(shards),
        findings=tuple(f"findings-{shard}" for shard in shards),
        waivers=waivers,
    )
    work.write_json("decision.json", decision.model_dump(mode="json"))
    return decision


def _claims(job: Job, run: str) -> tuple[pd.DataFrame, dict[str, str]]:
    work = Workspace(job.bucket, parts_folder(run))
    name = f"findings-claims-{job.supplier.supplier}.parquet"
    return work.read_frame(name), dict(work.read_json(f"summary-{name}.json")["faults"])


def _batch_holds(job: Job, findings: pd.DataFrame) -> list[str]:
    by_id = {rule.id: rule for rule in job.configuration.rules_on(job.as_of)}
    failing = [(by_id[rule_id], value) for rule_id, value in zip(findings["rule_id"], findings["value"], strict=True)]
    return [rule.message.replace("{value}", str(value)) for rule, value in failing if rule.consequence != "report"]


def _state(job: Job, key: str | None) -> pd.DataFrame:
    """STATE_COLUMNS and PRICE_COLUMNS of what is live; states published before prices were kept have none."""
    if key is None:
        return typed(pd.DataFrame(), {**STATE_COLUMNS, **PRICE_COLUMNS})
    folder, _, name = key.rpartition("/")
    return typed(Workspace(job.bucket, folder).read_frame(name), {**STATE_COLUMNS, **PRICE_COLUMNS})
