"""Prefect's side of normalise: shards of cells in, shards of whole canonical products out."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.errors import FeedRefused
from tasks.feed_records import Ingested, IngestedSource, Refusal
from tasks.job import INGESTED, NORMALISED, Job
from tasks.normalise.columns import refuse_if_open
from tasks.normalise.feed import assemble_rows, normalise_cells, plan_shards
from tasks.normalise.plan import FeedPlan, describe
from tasks.normalise.products import product_keys, product_shards
from tasks.normalise.values import Conventions
from tasks.storage.workspace import Workspace

_LINKS = ["row_id", "sku", "parent_sku", "kind", "children"]


@task(name="map columns", cache_policy=NO_CACHE, persist_result=False)
def map_feeds(job: Job, ingested: Ingested) -> dict[str, FeedPlan] | Refusal:
    """How each feed is read, by its file; also written as `mapping.json`, for a refused feed too."""
    plans: dict[str, FeedPlan] = {}
    stage = job.stage(NORMALISED)
    try:
        for number, one in enumerate(ingested.sources):
            plans[one.file] = _plan(job, one, number)
        stage.write_json("mapping.json", {one.file: describe(one.header, plans[one.file]) for one in ingested.sources})
        for one in ingested.sources:
            refuse_if_open(plans[one.file].mapping, one.header, source=one.file)
    except FeedRefused as refused:
        return Refusal(reason=refused.reason, source=refused.source, fix=refused.fix, rule_id=refused.rule_id)
    return plans


def _plan(job: Job, source: IngestedSource, number: int) -> FeedPlan:
    cells = job.stage(INGESTED)

    def shards() -> Iterator[pd.DataFrame]:
        return (source.whole(cells.read_frame(shard)) for shard in source.shards)

    plan, context = plan_shards(source.header, shards, job.supplier, job.configuration, source=source.file)
    if context is not None:
        job.stage(NORMALISED).write_frame(_context_name(number), context)
    return plan


def _context_name(number: int) -> str:
    return f"shop-{number:02d}.parquet"


@task(name="normalise", cache_policy=NO_CACHE, persist_result=False)
def normalise_shard(job: Job, shard: str, source: IngestedSource, number: int, plan: FeedPlan) -> str:
    """Normalise the values of one shard of feed `number`; returns the name of the written artifact."""
    stage = job.stage(NORMALISED)
    name = f"values-{shard}"
    if not stage.has(name):
        cells = source.whole(job.stage(INGESTED).read_frame(shard))
        context = stage.read_frame(_context_name(number)) if stage.has(_context_name(number)) else None
        conventions = Conventions(job.configuration, job.supplier, plan, job.as_of)
        normalised = normalise_cells(cells, source.header, conventions, context)
        _write_changes(stage, name, normalised.changes, normalised.due)
        stage.write_frame(name, normalised.rows)
    return name


def _write_changes(stage: Workspace, name: str, changes: pd.DataFrame, due: pd.DataFrame) -> None:
    stage.write_frame(f"changes-{name}", changes)
    stage.write_frame(f"due-{name}", due)


@task(name="regroup", cache_policy=NO_CACHE, persist_result=False)
def regroup(job: Job, names: list[str]) -> list[str]:
    """Partition the rows so that every product is whole in one shard; returns the names of the new shards.

    One normalised shard is in memory at a time; its rows go out in pieces, one a target shard.
    """
    stage = job.stage(NORMALISED)
    if stage.has("regrouped.json"):
        shards: list[str] = stage.read_json("regrouped.json")["shards"]
        return shards
    links = [stage.read_frame(name, _LINKS) for name in names]
    keys = product_keys(pd.concat(links, ignore_index=True))
    targets = product_shards(keys, job.configuration.policy.shard_rows)
    start = 0
    pieces: dict[int, list[str]] = {}
    for number, (name, link) in enumerate(zip(names, links, strict=True)):
        rows = stage.read_frame(name)
        here = slice(start, start + len(link))
        rows["product"] = keys.iloc[here].to_numpy()
        for target, piece in rows.groupby(targets.iloc[here].to_numpy(), sort=True):
            piece_name = f"piece-{number:04d}-{target:04d}.parquet"
            stage.write_frame(piece_name, piece)
            pieces.setdefault(int(str(target)), []).append(piece_name)
        start += len(link)
    made = {f"rows-{number:04d}.parquet": pieces[target] for number, target in enumerate(sorted(pieces))}
    stage.write_json("regrouped.json", {"shards": list(made), "pieces": made, "values": names})
    return list(made)


@task(name="assemble", cache_policy=NO_CACHE, persist_result=False)
def assemble_shard(job: Job, name: str) -> str:
    """Put the pieces of one product shard together and make its product fields one."""
    stage = job.stage(NORMALISED)
    if not stage.has(name):
        regrouped = stage.read_json("regrouped.json")
        rows = pd.concat([stage.read_frame(piece) for piece in regrouped["pieces"][name]], ignore_index=True)
        assembled = assemble_rows(rows, job.supplier, job.configuration)
        due = assembled.due
        if not job.supplier.changes:
            of_values = pd.concat([stage.read_frame(f"due-{values}") for values in regrouped["values"]])
            due = pd.concat([of_values[of_values["row_id"].isin(rows["row_id"])], due], ignore_index=True)
        _write_changes(stage, name, assembled.changes, due)
        stage.write_json(f"defaults-{name}.json", assembled.defaults_used)
        stage.write_frame(name, assembled.rows)
    return name
