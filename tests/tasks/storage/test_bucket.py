from __future__ import annotations

import os
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from flows.services import S3Address
from tasks.errors import NoSuchObject, PreconditionFailed, StorageFault, TransientFault
from tasks.storage.bucket import Address, Bucket
from tests.conftest import aws_environment


@pytest.fixture(scope="module")
def stranger(s3_address: S3Address) -> Bucket:
    """Somebody whose secret key is wrong."""
    with aws_environment(AWS_ACCESS_KEY_ID=s3_address.access_key, AWS_SECRET_ACCESS_KEY="wrong"):
        return Bucket(Address("bucket", s3_address.endpoint_url))


def keys(bucket: Bucket, prefix: str = "") -> list[str]:
    return [info.key for info in bucket.list(prefix)]


def etag(bucket: Bucket, key: str) -> str:
    info = bucket.head(key)
    assert info is not None
    return info.etag


def test_what_was_put_is_read_back(bucket: Bucket) -> None:
    bucket.put("a/b.bin", b"\x00\xff")
    assert bucket.get("a/b.bin") == b"\x00\xff"


def test_put_writes_over_what_stood_there(bucket: Bucket) -> None:
    bucket.put("a", b"one")
    bucket.put("a", b"two")
    assert bucket.get("a") == b"two"


def test_a_file_goes_up_and_comes_down_unchanged(bucket: Bucket, tmp_path: Path) -> None:
    # Larger than the parts that are sent and the pieces that are fetched.
    sent = os.urandom((17 << 20) + 7)
    (tmp_path / "sent").write_bytes(sent)
    bucket.upload("big", tmp_path / "sent")
    bucket.download("big", tmp_path / "back", etag=etag(bucket, "big"))
    assert (tmp_path / "back").read_bytes() == sent


def test_objects_are_listed_by_prefix_in_key_order(bucket: Bucket) -> None:
    for key in ("x/2", "x/10", "x/1", "y/1"):
        bucket.put(key, key.encode())
    assert keys(bucket, "x/") == ["x/1", "x/10", "x/2"]


def test_a_listed_object_is_what_head_says(bucket: Bucket) -> None:
    bucket.put("a", b"12345")
    (listed,) = bucket.list("a")
    head = bucket.head("a")
    assert head is not None
    assert (listed.key, listed.size, listed.etag) == (head.key, head.size, head.etag) == ("a", 5, listed.etag)
    assert '"' not in listed.etag
    assert abs(listed.modified - head.modified) < 1


def test_more_objects_than_one_page_are_all_listed_and_all_deleted(bucket: Bucket) -> None:
    expected = [f"k/{number:04d}" for number in range(1001)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda key: bucket.put(key, b""), expected))
    assert keys(bucket) == expected
    bucket.delete(expected)
    assert keys(bucket) == []


def test_a_copy_is_an_object_of_its_own(bucket: Bucket) -> None:
    bucket.put("from", b"data")
    bucket.copy("from", "to")
    bucket.delete(["from"])
    assert bucket.get("to") == b"data"
    assert not bucket.exists("from")


def test_deleting_what_is_not_there_does_not_matter(bucket: Bucket) -> None:
    bucket.delete(["nothing"])
    bucket.delete([])
    assert keys(bucket) == []


def test_a_bucket_may_be_created_twice(bucket: Bucket) -> None:
    bucket.put("a", b"kept")
    bucket.create()
    assert bucket.get("a") == b"kept"


def test_head_of_nothing_is_none(bucket: Bucket) -> None:
    assert bucket.head("nothing") is None


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda bucket, path: bucket.get("nothing"), id="get"),
        pytest.param(lambda bucket, path: bucket.download("nothing", path), id="download"),
        pytest.param(lambda bucket, path: bucket.copy("nothing", "to"), id="copy"),
    ],
)
def test_an_absent_key_is_told_by_name(bucket: Bucket, tmp_path: Path, ask: Callable[[Bucket, Path], object]) -> None:
    with pytest.raises(NoSuchObject) as caught:
        ask(bucket, tmp_path / "file")
    assert caught.value.key == "nothing"


def test_put_new_writes_once(bucket: Bucket) -> None:
    bucket.put_new("a", b"first")
    with pytest.raises(PreconditionFailed):
        bucket.put_new("a", b"second")
    assert bucket.get("a") == b"first"


def test_replace_writes_over_the_version_it_knows(bucket: Bucket) -> None:
    bucket.put("a", b"one")
    bucket.replace("a", b"two", etag=etag(bucket, "a"))
    assert bucket.get("a") == b"two"


def test_replace_refuses_a_stale_version(bucket: Bucket) -> None:
    bucket.put("a", b"one")
    stale = etag(bucket, "a")
    bucket.put("a", b"two")
    with pytest.raises(PreconditionFailed):
        bucket.replace("a", b"three", etag=stale)
    assert bucket.get("a") == b"two"


def test_replace_refuses_a_missing_key_and_leaves_it_missing(bucket: Bucket) -> None:
    bucket.put("a", b"one")
    gone = etag(bucket, "a")
    bucket.delete(["a"])
    with pytest.raises(PreconditionFailed):
        bucket.replace("a", b"two", etag=gone)
    assert not bucket.exists("a")


def test_a_version_that_was_written_over_is_not_read(bucket: Bucket, tmp_path: Path) -> None:
    bucket.put("a", b"one")
    stale = etag(bucket, "a")
    assert bucket.get("a", etag=stale) == b"one"
    bucket.put("a", b"two")
    with pytest.raises(PreconditionFailed):
        bucket.get("a", etag=stale)
    with pytest.raises(PreconditionFailed):
        bucket.download("a", tmp_path / "file", etag=stale)


def test_the_clocks_of_one_machine_agree(bucket: Bucket) -> None:
    assert abs(bucket.clock_offset_s()) < 5


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda bucket, path: bucket.create(), id="create"),
        pytest.param(lambda bucket, path: bucket.get("a"), id="get"),
        pytest.param(lambda bucket, path: bucket.head("a"), id="head"),
        pytest.param(lambda bucket, path: list(bucket.list("")), id="list"),
        pytest.param(lambda bucket, path: bucket.put("a", b""), id="put"),
        pytest.param(lambda bucket, path: bucket.put_new("a", b""), id="put_new"),
        pytest.param(lambda bucket, path: bucket.replace("a", b"", etag="0" * 32), id="replace"),
        pytest.param(lambda bucket, path: bucket.upload("a", path), id="upload"),
        pytest.param(lambda bucket, path: bucket.copy("a", "b"), id="copy"),
        pytest.param(lambda bucket, path: bucket.delete(["a"]), id="delete"),
    ],
)
def test_wrong_credentials_are_a_fault_that_says_so(
    stranger: Bucket, tmp_path: Path, ask: Callable[[Bucket, Path], object]
) -> None:
    (tmp_path / "file").write_bytes(b"data")
    with pytest.raises(StorageFault, match="check the AWS credentials") as caught:
        ask(stranger, tmp_path / "file")
    assert type(caught.value) is StorageFault


def test_without_credentials_the_fault_names_the_variables(s3_address: S3Address, tmp_path: Path) -> None:
    nowhere = str(tmp_path / "none")
    with (
        aws_environment(AWS_CONFIG_FILE=nowhere, AWS_SHARED_CREDENTIALS_FILE=nowhere, AWS_EC2_METADATA_DISABLED="true"),
        pytest.raises(StorageFault, match="set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"),
    ):
        Bucket(Address("bucket", s3_address.endpoint_url)).get("a")


def test_nobody_listening_is_a_passing_fault(s3_credentials: S3Address) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(TransientFault, match="S3 does not answer"):
        Bucket(Address("bucket", f"http://127.0.0.1:{port}")).get("a")
