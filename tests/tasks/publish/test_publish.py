"""Publishing on a real S3: the pointer moves last, and a lost race leaves either a batch on top or nothing."""

from __future__ import annotations

import datetime as dt
import hashlib

import pytest

from tasks.errors import NoSuchObject, Unpublishable
from tasks.manifest import Manifest, Output
from tasks.pointer import Current, PublishedState, read_current
from tasks.publish.task import publish
from tasks.storage.bucket import Bucket

NIGHT = dt.datetime(2026, 11, 23, 2, 0, tzinfo=dt.UTC)
FILES = {"approved/wish_add.csv": b"a,b\n1,2\n", "report/index.html": b"<html>"}


def rendered(bucket: Bucket, run_id: str, *suppliers: str) -> Manifest:
    """A run whose outputs lie in the bucket."""
    for key, data in FILES.items():
        bucket.put(f"runs/{run_id}/{key}", data)
    bucket.put(f"runs/{run_id}/parts/images.json", b"{}")
    for supplier in suppliers:
        bucket.put(f"runs/{run_id}/parts/{supplier}/state.parquet", f"state of {supplier} in {run_id}".encode())
    outputs = tuple(
        Output(key=key, sha256=hashlib.sha256(data).hexdigest(), bytes=len(data)) for key, data in FILES.items()
    )
    return Manifest(
        run_id=run_id,
        batch_id=None,
        parent_batch_id=None,
        marketplace="wish",
        profile="g2",
        as_of=NIGHT.date(),
        rules_version="r1",
        code_version="c1",
        started_at=NIGHT,
        finished_at=NIGHT,
        suppliers={},
        outputs=outputs,
    )


def published(bucket: Bucket, run_id: str, *suppliers: str, base: Current | None = None) -> Manifest:
    manifest = rendered(bucket, run_id, *suppliers)
    return publish.fn(bucket.address, manifest, base or read_current(bucket), list(suppliers))


def keys(bucket: Bucket, prefix: str) -> list[str]:
    return [info.key.removeprefix(prefix) for info in bucket.list(prefix)]


def state(batch_id: str, supplier: str) -> PublishedState:
    return PublishedState(batch_id=batch_id, state_key=f"batches/wish/{batch_id}/state/{supplier}.parquet")


def test_the_first_batch_is_whole_before_the_pointer_names_it(bucket: Bucket) -> None:
    manifest = published(bucket, "r1", "acme")
    assert (manifest.batch_id, manifest.parent_batch_id) == ("r1", None)
    assert keys(bucket, "batches/wish/r1/") == [
        "approved/wish_add.csv",
        "images.json",
        "manifest.json",
        "report/index.html",
        "state/acme.parquet",
    ]
    assert bucket.get("batches/wish/r1/manifest.json") == manifest.to_json()
    assert bucket.get("batches/wish/r1/approved/wish_add.csv") == FILES["approved/wish_add.csv"]
    current = read_current(bucket)
    assert (current.batch_id, current.suppliers) == ("r1", {"acme": state("r1", "acme")})


def test_the_next_batch_keeps_the_states_of_suppliers_it_does_not_change(bucket: Bucket) -> None:
    published(bucket, "r1", "acme", "bolt")
    manifest = published(bucket, "r2", "bolt")
    assert manifest.parent_batch_id == "r1"
    assert read_current(bucket).suppliers == {"acme": state("r1", "acme"), "bolt": state("r2", "bolt")}


def test_a_race_with_another_supplier_is_put_on_top_of_the_winner(bucket: Bucket) -> None:
    published(bucket, "r1", "acme", "bolt")
    base = read_current(bucket)
    published(bucket, "winner", "bolt")
    manifest = published(bucket, "late", "acme", base=base)
    assert (manifest.run_id, manifest.batch_id, manifest.parent_batch_id) == ("late", "late-1", "winner")
    current = read_current(bucket)
    assert current.pointer is not None
    assert (current.batch_id, current.pointer.parent_batch_id) == ("late-1", "winner")
    assert current.suppliers == {"acme": state("late-1", "acme"), "bolt": state("winner", "bolt")}
    assert bucket.get("batches/wish/late-1/manifest.json") == manifest.to_json()
    assert bucket.get("batches/wish/late-1/state/acme.parquet") == b"state of acme in late"
    assert keys(bucket, "batches/wish/late/") == []


def test_a_race_for_the_first_batch_is_put_on_top_of_the_winner(bucket: Bucket) -> None:
    nothing = read_current(bucket)
    published(bucket, "winner", "bolt")
    manifest = published(bucket, "late", "acme", base=nothing)
    assert (manifest.batch_id, manifest.parent_batch_id) == ("late-1", "winner")


def test_a_race_for_the_same_supplier_is_lost_without_a_trace(bucket: Bucket) -> None:
    published(bucket, "r1", "acme", "bolt")
    base = read_current(bucket)
    published(bucket, "winner", "acme")
    before = read_current(bucket)
    with pytest.raises(Unpublishable, match="another run published acme meanwhile: run again"):
        published(bucket, "late", "acme", "bolt", base=base)
    assert read_current(bucket) == before
    assert [key for key in keys(bucket, "batches/wish/") if key.startswith("late")] == []
    assert keys(bucket, "runs/late/approved/") == ["wish_add.csv"]


def test_a_run_that_was_published_is_found_published_again(bucket: Bucket) -> None:
    base = read_current(bucket)
    first = published(bucket, "r1", "acme")
    # The answer of the first write was lost: the same run is published once more from the same base.
    again = publish.fn(bucket.address, rendered(bucket, "r1", "acme"), base, ["acme"])
    assert again == first
    assert read_current(bucket).batch_id == "r1"
    assert "manifest.json" in keys(bucket, "batches/wish/r1/")


def test_an_output_that_is_not_there_moves_nothing(bucket: Bucket) -> None:
    published(bucket, "r1", "acme")
    before = read_current(bucket)
    manifest = rendered(bucket, "r2", "acme")
    bucket.delete(["runs/r2/report/index.html"])
    with pytest.raises(NoSuchObject):
        publish.fn(bucket.address, manifest, before, ["acme"])
    assert read_current(bucket) == before
