"""Prefect's side of normalise: shards of cells in, shards of whole canonical products out."""

from __future__ import annotations

import pandas as pd
from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.errors import FeedRefused
from tasks.feed_records import Ingested, IngestedSource, Refusal
from tasks.job import Job
from tasks.normalise.arrange import arrange
from tasks.normalise.columns import ColumnMap, map_columns
from tasks.normalise.products import assemble, product_keys, product_shards
from tasks.normalise.values import normalise_values

SOURCE = "01_ingest"
STAGE = "02_normalise"
_LINKS = ["row_id", "sku", "parent_sku", "kind", "children"]


@task(name="map columns", cache_policy=NO_CACHE, persist_result=False)
def map_feeds(job: Job, ingested: Ingested) -> dict[str, ColumnMap] | Refusal:
    """The column mapping of each feed by its file; also written as `mapping.json`."""
    mappings = {}
    try:
        for one in ingested.sources:
            mappings[one.file] = map_columns(one.header, job.supplier, job.configuration.columns, source=one.file)
    except FeedRefused as refused:
        return Refusal(reason=refused.reason, source=refused.source, fix=refused.fix, rule_id=refused.rule_id)
    headers = {one.file: one.header for one in ingested.sources}
    job.stage(STAGE).write_json(
        "mapping.json",
        {
            file: {
                "columns": {
                    field: [headers[file][index] for index in indexes] for field, indexes in one.fields.items()
                },
                "indexes": {field: list(indexes) for field, indexes in one.fields.items()},
                "unmapped": list(one.unmapped),
            }
            for file, one in mappings.items()
        },
    )
    return mappings


@task(name="normalise", cache_policy=NO_CACHE, persist_result=False)
def normalise_shard(job: Job, shard: str, source: IngestedSource, mapping: ColumnMap) -> str:
    """Normalise the values of one shard; returns the name of the written artifact."""
    stage = job.stage(STAGE)
    name = f"values-{shard}"
    if not stage.has(name):
        cells = source.whole(job.stage(SOURCE).read_frame(shard))
        arranged = arrange(cells, source.header, mapping)
        limits = job.configuration.limits
        normalised = normalise_values(
            arranged, job.supplier, most_tags=limits.tags, longest_description=limits.description_length
        )
        stage.write_frame(f"changes-{name}", normalised.changes)
        stage.write_frame(name, normalised.rows)
    return name


@task(name="regroup", cache_policy=NO_CACHE, persist_result=False)
def regroup(job: Job, names: list[str]) -> list[str]:
    """Partition the rows so that every product is whole in one shard; returns the names of the new shards.

    One normalised shard is in memory at a time; its rows go out in pieces, one a target shard.
    """
    stage = job.stage(STAGE)
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
    stage.write_json("regrouped.json", {"shards": list(made), "pieces": made})
    return list(made)


@task(name="assemble", cache_policy=NO_CACHE, persist_result=False)
def assemble_shard(job: Job, name: str) -> str:
    """Put the pieces of one product shard together and make its product fields one."""
    stage = job.stage(STAGE)
    if not stage.has(name):
        pieces = stage.read_json("regrouped.json")["pieces"][name]
        rows = pd.concat([stage.read_frame(piece) for piece in pieces], ignore_index=True)
        assembled = assemble(rows, job.configuration.store, most_tags=job.configuration.limits.tags)
        stage.write_frame(f"changes-{name}", assembled.changes)
        stage.write_json(f"defaults-{name}.json", assembled.defaults_used)
        stage.write_frame(name, assembled.rows)
    return name
