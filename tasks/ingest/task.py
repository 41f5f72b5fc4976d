"""Prefect's side of ingest: look into the inbox, read the feeds, write shards."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

from prefect import task
from prefect.cache_policies import NO_CACHE

from expectations.policy import FeedLimits
from expectations.suppliers import Supplier
from tasks.errors import FeedRefused
from tasks.feed_records import FeedObject, Ingested, IngestedSource, Intake, Refusal
from tasks.ingest.feeds import choose_feeds, refuse_if_too_large
from tasks.ingest.reading import Reader, Reading
from tasks.job import INGESTED, Job
from tasks.manifest import Source
from tasks.storage.bucket import Address, Bucket, open_bucket
from tasks.storage.workspace import Workspace

# Below the stage: the pictures that came in the same archive as the feed.
PICTURES = "images/"


def inbox(supplier: str) -> str:
    """The prefix of a supplier's inbox."""
    return f"inbox/{supplier}/"


@task(name="receive", cache_policy=NO_CACHE, persist_result=False)
def receive(address: Address, supplier: Supplier, limits: FeedLimits) -> Intake | Refusal:
    """See which feeds and pictures lie in the inbox; the feeds are hashed, nothing is kept."""
    bucket = open_bucket(address)
    prefix = inbox(supplier.supplier)
    listing = list(bucket.list(prefix))
    try:
        feeds = choose_feeds(listing, prefix, supplier.feeds)
        for info in feeds:
            refuse_if_too_large(info, prefix, limits)
    except FeedRefused as refused:
        return _refusal(refused)
    pictures = hashlib.sha256()
    for info in listing:
        if info.key.startswith(f"{prefix}images/"):
            pictures.update(f"{info.key}\t{info.etag}\n".encode())
    objects = []
    with tempfile.TemporaryDirectory() as folder:
        for info in feeds:
            path = Path(folder) / "feed"
            bucket.download(info.key, path, etag=info.etag)
            objects.append(FeedObject(key=info.key, etag=info.etag, sha256=_sha256(path), bytes=info.size))
    first: dict[str, str] = {}
    for one in objects:
        file = one.key.removeprefix(prefix)
        # Row ids are made of the file's hash, so the same file twice would give every id twice.
        if one.sha256 in first:
            reason = f"holds the same as {first[one.sha256]}"
            return _refusal(FeedRefused(reason, source=file, fix="send each feed once"))
        first[one.sha256] = file
    return Intake(feeds=tuple(objects), pictures_sha256=pictures.hexdigest())


@task(name="ingest", cache_policy=NO_CACHE, persist_result=False)
def ingest(job: Job, intake: Intake) -> Ingested | Refusal:
    """Read the feeds into shards under the stage's folder; a finished stage is not run again."""
    stage = job.stage(INGESTED)
    if stage.has("ingested.json"):
        return Ingested.model_validate(stage.read_json("ingested.json"))
    sources = []
    try:
        for number, feed in enumerate(intake.feeds):
            sources.append(_ingest_one(job, job.bucket, stage, feed, number))
    except FeedRefused as refused:
        return _refusal(refused)
    ingested = Ingested(sources=tuple(sources))
    stage.write_json("ingested.json", ingested.model_dump(mode="json"))
    return ingested


def _ingest_one(job: Job, bucket: Bucket, stage: Workspace, feed: FeedObject, number: int) -> IngestedSource:
    file = feed.key.removeprefix(inbox(job.supplier.supplier))
    policy = job.configuration.policy
    reader = Reader(job.supplier.format, job.configuration.columns, policy.feed_limits, policy.shard_rows)
    read = Reading()
    names: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        sent = Path(folder) / "sent"
        bucket.download(feed.key, sent, etag=feed.etag)
        unpacked = Path(folder) / "unpacked"
        unpacked.mkdir()
        row_id_prefix = f"{job.supplier.supplier}-{feed.sha256[:12]}"
        for table in reader.read(sent, unpacked, source=file, row_id_prefix=row_id_prefix, into=read):
            name = f"source-{number:02d}-shard-{len(names):04d}.parquet"
            stage.write_table(name, table)
            names.append(name)
        for picture in read.pictures:
            bucket.upload(stage.key(f"{PICTURES}{picture.name}"), picture.path)
    source = Source(
        key=feed.key,
        etag=feed.etag,
        sha256=feed.sha256,
        bytes=feed.bytes,
        rows=read.rows,
        encoding=", ".join(dict.fromkeys(read.encodings)) or None,
        encoding_confidence=read.confidence,
        format=", ".join(dict.fromkeys(read.formats)),
    )
    return IngestedSource(
        source=source,
        file=file,
        header=read.header,
        shards=tuple(names),
        notes=tuple(dict.fromkeys(read.notes)),
        encoding_guess=read.guess,
    )


def _refusal(refused: FeedRefused) -> Refusal:
    return Refusal(reason=refused.reason, source=refused.source, fix=refused.fix, rule_id=refused.rule_id)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
