"""Feeds in a real inbox, read into shards."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
from typing import Any

import pytest

from expectations.policy import FeedLimits
from tasks.errors import UNREADABLE
from tasks.feed_records import Ingested, Intake, Refusal
from tasks.ingest.task import ingest, receive
from tasks.job import Job
from tasks.storage.bucket import Bucket
from tests.builders import records, supplier

TABLE = b"sku;name\n007;Mug\n1\n008;Cup\n"


def job(bucket: Bucket, **said: Any) -> Job:
    return Job(bucket.address, supplier(**said), "key", None, dt.date(2026, 11, 23))


def intake(bucket: Bucket, **said: Any) -> Intake:
    received = receive.fn(bucket.address, supplier(**said), FeedLimits())
    assert isinstance(received, Intake)
    return received


def ingested(bucket: Bucket, **said: Any) -> Ingested | Refusal:
    return ingest.fn(job(bucket, **said), intake(bucket, **said))


def test_a_feed_becomes_numbered_rows_under_its_own_hash(bucket: Bucket) -> None:
    sent = gzip.compress(TABLE, mtime=0)
    bucket.put("inbox/acme/products.csv.gz", sent)
    made = ingested(bucket)
    assert isinstance(made, Ingested)
    sha256 = hashlib.sha256(sent).hexdigest()
    (one,) = made.sources
    assert (one.file, one.header, one.shards) == (
        "products.csv.gz",
        ("sku", "name"),
        ("source-00-shard-0000.parquet",),
    )
    assert (one.source.key, one.source.sha256, one.source.bytes) == ("inbox/acme/products.csv.gz", sha256, len(sent))
    assert (one.source.rows, one.source.encoding, one.source.format, made.rows) == (3, "utf-8", "csv", 3)
    frame = job(bucket).stage("01_ingest").read_frame("source-00-shard-0000.parquet")
    assert records(frame[["row_id", "source_row", "record_problem", "raw_text", "c0", "c1"]]) == [
        {
            "row_id": f"acme-{sha256[:12]}-{n}",
            "source_row": n + 1,
            "record_problem": problem,
            "raw_text": raw,
            "c0": sku,
            "c1": name,
        }
        for n, problem, raw, sku, name in (
            (1, None, None, "007", "Mug"),
            (2, "has 1 cell where the header has 2", "1", None, None),
            (3, None, None, "008", "Cup"),
        )
    ]


def test_a_finished_stage_is_not_run_again(bucket: Bucket) -> None:
    bucket.put("inbox/acme/products.csv", TABLE)
    received = intake(bucket)
    first = ingest.fn(job(bucket), received)
    bucket.delete(["inbox/acme/products.csv"])
    assert ingest.fn(job(bucket), received) == first


def test_pictures_are_part_of_what_was_received(bucket: Bucket) -> None:
    bucket.put("inbox/acme/products.csv", TABLE)
    before = intake(bucket)
    bucket.put("inbox/acme/images/a.jpg", b"1")
    after = intake(bucket)
    assert before.feeds == after.feeds
    assert before.pictures_sha256 != after.pictures_sha256


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("products.csv", b"sku;name\n", "has a header and no data rows"),
        ("products.csv", b"", "the file is empty"),
        ("products.csv", b"%PDF-1.7\n", "is a PDF file, not a table of text"),
    ],
)
def test_a_feed_that_cannot_be_used_is_refused(bucket: Bucket, name: str, data: bytes, reason: str) -> None:
    bucket.put(f"inbox/acme/{name}", data)
    refusal = ingested(bucket)
    assert isinstance(refusal, Refusal)
    assert (refusal.reason, refusal.source, refusal.rule_id) == (reason, name, UNREADABLE)


def test_an_inbox_without_a_feed_is_refused(bucket: Bucket) -> None:
    refusal = receive.fn(bucket.address, supplier(), FeedLimits())
    assert isinstance(refusal, Refusal)
    assert refusal.reason == "there is no feed"


def test_two_feeds_of_the_same_bytes_are_refused(bucket: Bucket) -> None:
    bucket.put("inbox/acme/a.csv", TABLE)
    bucket.put("inbox/acme/b.csv", TABLE)
    refusal = receive.fn(bucket.address, supplier(feeds={"a": "a.csv", "b": "b.csv"}), FeedLimits())
    assert isinstance(refusal, Refusal)
    assert (refusal.reason, refusal.source) == ("holds the same as a.csv", "b.csv")
