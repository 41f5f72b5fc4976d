from __future__ import annotations

import pytest

from tasks.errors import PreconditionFailed
from tasks.pointer import POINTER_KEY, Current, Pointer, PublishedState, read_current, write_pointer
from tasks.storage.bucket import Bucket

FIRST = Pointer(batch_id="b1", parent_batch_id=None, suppliers={})
SECOND = Pointer(
    batch_id="b2",
    parent_batch_id="b1",
    suppliers={"acme": PublishedState(batch_id="b2", state_key="batches/wish/b2/state/acme.parquet")},
)


def test_before_the_first_batch_there_is_nothing(bucket: Bucket) -> None:
    current = read_current(bucket)
    assert (current, current.batch_id, current.suppliers) == (Current(None, None), None, {})


def test_the_pointer_moves_from_the_version_that_was_read(bucket: Bucket) -> None:
    write_pointer(bucket, FIRST, None)
    write_pointer(bucket, SECOND, read_current(bucket).etag)
    current = read_current(bucket)
    assert (current.pointer, current.batch_id, current.suppliers) == (SECOND, "b2", SECOND.suppliers)


def test_the_first_pointer_is_written_once(bucket: Bucket) -> None:
    write_pointer(bucket, FIRST, None)
    with pytest.raises(PreconditionFailed):
        write_pointer(bucket, SECOND, None)
    assert read_current(bucket).pointer == FIRST


def test_a_pointer_that_moved_is_not_written_over(bucket: Bucket) -> None:
    write_pointer(bucket, FIRST, None)
    stale = read_current(bucket).etag
    write_pointer(bucket, SECOND, stale)
    with pytest.raises(PreconditionFailed):
        write_pointer(bucket, FIRST, stale)
    assert read_current(bucket).pointer == SECOND


def test_the_pointer_is_readable_json(bucket: Bucket) -> None:
    write_pointer(bucket, FIRST, None)
    assert bucket.get(POINTER_KEY) == b'{\n  "batch_id": "b1",\n  "parent_batch_id": null,\n  "suppliers": {}\n}\n'
