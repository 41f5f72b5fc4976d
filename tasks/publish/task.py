"""Prefect's side of publish: copy a rendered run into a batch, write its record, move the pointer."""

from __future__ import annotations

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.errors import PreconditionFailed, Unpublishable
from tasks.manifest import Manifest
from tasks.pointer import (
    Current,
    Pointer,
    PublishedState,
    batch_folder,
    parts_folder,
    read_current,
    run_folder,
    write_pointer,
)
from tasks.storage.bucket import Address, Bucket, open_bucket

ATTEMPTS = 5


@task(name="publish", cache_policy=NO_CACHE, persist_result=False)
def publish(address: Address, manifest: Manifest, base: Current, changed: list[str]) -> Manifest:
    """Publish a rendered run as a batch on top of `base`, replacing the states of the suppliers `changed`.

    Returns the manifest as published: on a lost race the batch is put on top of the winner's, where that one left our
    suppliers alone. Raises Unpublishable where it did not; then nothing of this batch stays.
    """
    bucket = open_bucket(address)
    for attempt in range(ATTEMPTS):
        batch_id = manifest.run_id if attempt == 0 else f"{manifest.run_id}-{attempt}"
        published = manifest.model_copy(update={"batch_id": batch_id, "parent_batch_id": base.batch_id})
        _write_batch(bucket, published, changed)
        states = dict(base.suppliers)
        for supplier in changed:
            key = f"{batch_folder(batch_id)}/state/{supplier}.parquet"
            states[supplier] = PublishedState(batch_id=batch_id, state_key=key)
        pointer = Pointer(batch_id=batch_id, parent_batch_id=base.batch_id, suppliers=states)
        try:
            write_pointer(bucket, pointer, base.etag)
        except PreconditionFailed:
            now = read_current(bucket)
            if _has_arrived(now, batch_id):
                return published  # the write had arrived; only its answer was lost
            bucket.delete([info.key for info in bucket.list(f"{batch_folder(batch_id)}/")])
            touched = [one for one in changed if now.suppliers.get(one) != base.suppliers.get(one)]
            if touched:
                raise Unpublishable(
                    f"another run published {', '.join(touched)} meanwhile: run again, it starts from what is there now"
                ) from None
            base = now
            continue
        return published
    raise Unpublishable(f"the pointer moved {ATTEMPTS} times while publishing: run again")


def _has_arrived(now: Current, batch_id: str) -> bool:
    """Whether a batch is the current one, or the one after it, or some supplier's state rests on it."""
    rests = any(state.batch_id == batch_id for state in now.suppliers.values())
    is_parent = now.pointer is not None and now.pointer.parent_batch_id == batch_id
    return now.batch_id == batch_id or is_parent or rests


def _write_batch(bucket: Bucket, manifest: Manifest, changed: list[str]) -> None:
    source, target = run_folder(manifest.run_id), batch_folder(str(manifest.batch_id))
    parts = parts_folder(manifest.run_id)
    for output in manifest.outputs:
        bucket.copy(f"{source}/{output.key}", f"{target}/{output.key}")
    bucket.copy(f"{parts}/images.json", f"{target}/images.json")
    for supplier in changed:
        bucket.copy(f"{parts}/{supplier}/state.parquet", f"{target}/state/{supplier}.parquet")
    bucket.put(f"{target}/manifest.json", manifest.to_json(), content_type="application/json")
