"""Prefect's side of pictures: find what the feed names, examine each picture once, join the result to the rows."""

from __future__ import annotations

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict

import pandas as pd
from prefect import task
from prefect.cache_policies import NO_CACHE

from expectations.marketplace import Rendition
from tasks.errors import NoSuchObject, TransientFault
from tasks.job import INGESTED, JUDGED, MEASURED, NORMALISED, PICTURES, Job
from tasks.pictures.attach import PICTURE_FACTS, attach, picture_changes
from tasks.pictures.examine import examine
from tasks.pictures.references import FOUND, REMOTE, distinct_references, resolve
from tasks.rows import typed
from tasks.storage.bucket import Bucket

# Where ingest puts the pictures of an archive.
ARCHIVED = "images/"
THREADS = 4
# Raised when decoding, measuring or rendering changes: pictures seen before are then examined again.
FACTS_VERSION = 1
# Written beside the artifacts when a picture could not be read this time; the next run must not reuse them.
TRANSIENT = "transient.json"


@task(name="forget passing faults", cache_policy=NO_CACHE, persist_result=False)
def forget_passing_faults(job: Job) -> None:
    """Remove the artifacts from this stage on if they rest on a picture that could not be read last time."""
    if job.stage(PICTURES).has(TRANSIENT):
        for stage in (PICTURES, MEASURED, JUDGED):
            prefix = f"{job.stage(stage).prefix}/"
            job.bucket.delete([info.key for info in job.bucket.list(prefix)])


@task(name="find pictures", cache_policy=NO_CACHE, persist_result=False)
def find_pictures(job: Job, shards: list[str]) -> list[dict[str, str]]:
    """Resolve every reference of the supplier's rows; returns the pictures to examine, in groups: key by path.

    Pictures lie in the supplier's inbox or came in an archive with the feed; of two with one path the inbox's counts.
    """
    stage = job.stage(PICTURES)
    keys: dict[str, str] = {}
    for prefix in (job.stage(INGESTED).key(ARCHIVED), images_prefix(job.supplier.supplier)):
        keys |= {info.key.removeprefix(prefix): info.key for info in job.bucket.list(prefix)}
    references: set[str] = set()
    for shard in shards:
        rows = job.stage(NORMALISED).read_frame(shard, ["main_image", "variation_image", "extra_images"])
        references.update(distinct_references(rows))
    resolved = resolve(references, keys)
    stage.write_frame("references.parquet", resolved)
    wanted = sorted(resolved.loc[resolved["status"] == FOUND, "path"].unique())
    size = job.configuration.policy.picture_group
    groups = [wanted[start : start + size] for start in range(0, len(wanted), size)]
    return [{path: keys[path] for path in group} for group in groups]


@task(name="examine pictures", cache_policy=NO_CACHE, persist_result=False)
def examine_pictures(job: Job, number: int, pictures: dict[str, str]) -> str:
    """Measure and render one group of pictures; returns the name of the written artifact."""
    stage = job.stage(PICTURES)
    name = f"group-{number:04d}.parquet"
    if not stage.has(name):
        rendition = job.configuration.rendition
        with ThreadPoolExecutor(THREADS) as pool:
            facts = list(pool.map(lambda path: _examine_one(job.bucket, path, pictures[path], rendition), pictures))
        if any("pending" in one for one in facts):
            stage.write_json(TRANSIENT, {"group": number})
        stage.write_frame(name, pd.DataFrame(facts, columns=["path", *_EXAMINED]).astype(_EXAMINED))
    return name


@task(name="attach pictures", cache_policy=NO_CACHE, persist_result=False)
def attach_pictures(job: Job, shard: str, groups: list[str]) -> str:
    """Join one shard of rows with its pictures; returns the name of the written artifact."""
    stage = job.stage(PICTURES)
    name = f"listed-{shard}"
    if not stage.has(name):
        rows = job.stage(NORMALISED).read_frame(shard)
        pictures = _by_reference(stage.read_frame("references.parquet"), [stage.read_frame(one) for one in groups])
        stage.write_frame(f"changes-{shard}", picture_changes(rows, pictures))
        stage.write_frame(name, attach(rows, pictures))
    return name


def images_prefix(supplier: str) -> str:
    """Where a supplier's pictures lie in its inbox."""
    return f"inbox/{supplier}/images/"


_EXAMINED = {name: dtype for name, dtype in PICTURE_FACTS.items() if name not in ("reference", "status")}


def _by_reference(references: pd.DataFrame, groups: list[pd.DataFrame]) -> pd.DataFrame:
    if groups:
        references = references.merge(pd.concat(groups, ignore_index=True), on="path", how="left")
    pictures = typed(references, PICTURE_FACTS)
    # Named, there when the inbox was listed, and not examined: the inbox changed under a run that was resumed.
    is_unseen = (pictures["status"] == FOUND) & pictures["sha256"].isna() & pictures["problem"].isna()
    came_late = pd.Series("came into the inbox while the run was reading", pictures.index, dtype="str")
    pictures["pending"] = pictures["pending"].fillna(came_late.where(is_unseen))
    is_remote = pictures["status"] == REMOTE
    asks = "is a web address; pictures are read from the supplier's images/ folder only"
    pictures["pending"] = pictures["pending"].fillna(pd.Series(asks, pictures.index).where(is_remote))
    return pictures


def _examine_one(bucket: Bucket, path: str, key: str, rendition: Rendition) -> dict[str, object]:
    try:
        data = bucket.get(key)
        known = _stored_facts(bucket, data, path, rendition)
    except TransientFault as fault:
        return {"path": path, "pending": f"could not be read ({fault})"}
    except NoSuchObject:
        return {"path": path, "problem": "was removed while the run was reading"}
    return {"path": path, **known}


def _stored_facts(bucket: Bucket, data: bytes, path: str, rendition: Rendition) -> dict[str, object]:
    """The facts of a picture from the shared store, measured and stored there the first time its content is seen."""
    sha256 = hashlib.sha256(data).hexdigest()
    folder = f"images/{sha256}/{rendition.profile}"
    extension = path.rsplit(".", 1)[-1].lower()
    facts_key = f"{folder}.{hashlib.sha256(f'{FACTS_VERSION}{extension}{rendition}'.encode()).hexdigest()[:8]}.json"
    try:
        stored: dict[str, object] = json.loads(bucket.get(facts_key))
        return stored
    except NoSuchObject:
        pass
    examined, jpeg = examine(data, path, rendition)
    facts = asdict(examined)
    done = "; ".join(facts.pop("changes")) or None
    kept = {name: facts.get(name) for name in _EXAMINED if name in facts}
    kept["done"] = done if jpeg is not None else None
    if jpeg is not None:
        bucket.put(f"{folder}.jpg", jpeg, content_type="image/jpeg")
    bucket.put(facts_key, json.dumps(kept, sort_keys=True).encode(), content_type="application/json")
    return kept
