"""The stages of one supplier, in their order: ingest, normalise, pictures, measure, judge."""

from __future__ import annotations

from dataclasses import dataclass

from prefect import flow
from prefect.futures import wait

from flows.progress import Reporter, reporter
from flows.runners import task_runner
from flows.settings import configured_runner
from tasks.feed_records import Ingested, Intake, Refusal
from tasks.ingest.task import ingest
from tasks.job import Job
from tasks.judge.task import judge_feed, judge_shard
from tasks.measure.task import measure_across, measure_feed, measure_shard
from tasks.normalise.task import assemble_shard, map_feeds, normalise_shard, regroup
from tasks.pictures.task import attach_pictures, examine_pictures, find_pictures, forget_passing_faults


@dataclass(frozen=True)
class Prepared:
    """A supplier whose rows are judged: the names of its shards and of their findings, in order."""

    job: Job
    ingested: Ingested
    shards: list[str]
    judged: list[str]
    batch: str


@flow(
    name="supplier",
    flow_run_name="{supplier_id}",
    task_runner=task_runner(configured_runner()),
    validate_parameters=False,
    persist_result=False,
)
def prepare_supplier(supplier_id: str, job: Job, intake: Intake) -> Prepared | tuple[Ingested | None, Refusal]:
    """Take one supplier from its feeds to judged rows; a feed that cannot be used comes back as its refusal."""
    tell = reporter()
    tell.stage(supplier_id, "ingest")
    ingested = ingest.submit(job, intake).result()
    if isinstance(ingested, Refusal):
        return None, ingested
    tell.count(supplier_id, "rows", 0, ingested.rows)
    tell.stage(supplier_id, "normalise")
    plans = map_feeds.submit(job, ingested).result()
    if isinstance(plans, Refusal):
        return ingested, plans
    values = [
        normalise_shard.submit(job, shard, source, number, plans[source.file])
        for number, source in enumerate(ingested.sources)
        for shard in source.shards
    ]
    names = regroup.submit(job, [future.result() for future in values]).result()
    shards = [future.result() for future in [assemble_shard.submit(job, name) for name in names]]
    _pictures(supplier_id, job, shards, tell)
    measure(job, ingested, shards)
    prepared = judge(job, ingested, shards)
    tell.count(supplier_id, "rows", ingested.rows, ingested.rows)
    return prepared


def measure(job: Job, ingested: Ingested, shards: list[str]) -> None:
    """Measure the facts of normalised rows; must be called inside a flow, like `judge`."""
    reporter().stage(job.supplier.supplier, "measure")
    measure_across.submit(job, shards).result()
    feed = measure_feed.submit(job, ingested, shards)
    measured = [measure_shard.submit(job, shard) for shard in shards]
    feed.result()
    wait(measured)
    # A shard that could not be measured fails here and not where its facts are missed.
    for future in measured:
        future.result()


def judge(job: Job, ingested: Ingested, shards: list[str]) -> Prepared:
    """Judge measured facts: the feed's and those of each shard."""
    reporter().stage(job.supplier.supplier, "judge")
    batch = judge_feed.submit(job)
    futures = [judge_shard.submit(job, shard) for shard in shards]
    judged = [future.result() for future in futures]
    return Prepared(job, ingested, shards, judged, batch.result())


def _pictures(supplier_id: str, job: Job, shards: list[str], tell: Reporter) -> None:
    tell.stage(supplier_id, "pictures")
    forget_passing_faults.submit(job).result()
    groups = find_pictures.submit(job, shards).result()
    total = sum(map(len, groups))
    done = 0
    names = []
    futures = [examine_pictures.submit(job, number, group) for number, group in enumerate(groups)]
    for future, group in zip(futures, groups, strict=True):
        names.append(future.result())
        done += len(group)
        tell.count(supplier_id, "pictures", done, total)
    attached = [attach_pictures.submit(job, shard, names) for shard in shards]
    for future in attached:
        future.result()
