"""One S3 bucket: reads, plain writes and conditional writes, with S3's faults told apart.

Credentials come from the standard AWS places; an Address holds none, so that it may travel to worker processes.
"""

from __future__ import annotations

import builtins
import functools
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectionError,
    HTTPClientError,
    IncompleteReadError,
    NoCredentialsError,
)

from tasks.errors import Conflict, NoSuchObject, PreconditionFailed, StorageFault, TransientFault

CONFLICT_ATTEMPTS = 5

_TRANSIENT = {408, 425, 429, 500, 502, 503, 504}


@dataclass(frozen=True)
class Address:
    """Where a bucket is. Without `endpoint_url` it is AWS's own."""

    bucket: str
    endpoint_url: str | None = None
    region: str = "us-east-1"


@dataclass(frozen=True)
class ObjectInfo:
    """One listed object; `etag` without quotes, `modified` in seconds since 1970."""

    key: str
    size: int
    etag: str
    modified: float


# A server may hold every part in memory that is on its way.
_IN_PARTS = TransferConfig(max_concurrency=2)
_PIECE_BYTES = 16 << 20


@functools.cache
def open_bucket(address: Address) -> Bucket:
    """The bucket at an address; one client per process, which boto3 lets threads share."""
    return Bucket(address)


class Bucket:
    """The operations the product needs, each raising one of the storage errors of `tasks.errors`."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self._name = address.bucket
        self._client: Any = boto3.client(
            "s3",
            endpoint_url=address.endpoint_url,
            region_name=address.region,
            config=Config(
                retries={"mode": "standard", "max_attempts": 5},
                connect_timeout=10,
                read_timeout=60,
                max_pool_connections=32,
                # A proxy of the environment leads out of this machine, never back into it.
                proxies={} if _is_local(address.endpoint_url) else None,
                s3={"addressing_style": "path" if address.endpoint_url else "auto"},
                # Other S3 servers do not know the newer default checksums.
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        )

    def is_there(self) -> bool:
        """Whether the bucket exists."""
        try:
            with _translated(""):
                self._client.head_bucket(Bucket=self._name)
        except NoSuchObject:
            return False
        return True

    def create(self) -> None:
        """Make the bucket unless it exists."""
        if not self.is_there():
            # Everywhere but in AWS's first region the place must be said.
            place = {} if self.address.region == "us-east-1" else {"LocationConstraint": self.address.region}
            with _translated(""):
                self._client.create_bucket(Bucket=self._name, **({"CreateBucketConfiguration": place} if place else {}))

    def remove(self) -> None:
        """Delete the bucket with everything in it."""
        self.delete([info.key for info in self.list("")])
        with _translated(""):
            self._client.delete_bucket(Bucket=self._name)

    def get(self, key: str, *, etag: str | None = None) -> bytes:
        """The object's bytes; with `etag` only if it is still that version, else PreconditionFailed."""
        with _translated(key):
            answer = self._client.get_object(Bucket=self._name, Key=key, **({"IfMatch": etag} if etag else {}))
            body: bytes = answer["Body"].read()
            return body

    def download(self, key: str, path: Path, *, etag: str | None = None) -> None:
        """Stream the object into a file piece by piece; with `etag` only if it is still that version.

        All pieces are of one version: PreconditionFailed where it is replaced meanwhile. A server may read far ahead
        of a slow reader, so no answer is larger than a piece.
        """
        with _translated(key), path.open("wb") as file:
            expected = {"IfMatch": etag} if etag else {}
            found = self._client.head_object(Bucket=self._name, Key=key, **expected)
            for start in range(0, found["ContentLength"], _PIECE_BYTES):
                piece = f"bytes={start}-{start + _PIECE_BYTES - 1}"
                answer = self._client.get_object(Bucket=self._name, Key=key, IfMatch=found["ETag"], Range=piece)
                for chunk in answer["Body"].iter_chunks(1 << 20):
                    file.write(chunk)

    def put(self, key: str, data: bytes, *, content_type: str = "application/octet-stream") -> None:
        """Write an object, whatever stood there."""
        with _translated(key):
            self._client.put_object(Bucket=self._name, Key=key, Body=data, ContentType=content_type)

    def upload(self, key: str, path: Path, *, content_type: str = "application/octet-stream") -> None:
        """Write an object from a file, in parts where it is large."""
        # upload_file would wrap S3's answer in an error of its own kind.
        with _translated(key), path.open("rb") as file:
            self._client.upload_fileobj(
                file, self._name, key, ExtraArgs={"ContentType": content_type}, Config=_IN_PARTS
            )

    def put_file(self, key: str, path: Path) -> None:
        """Write an object from a file, never whole in memory; up to 64 MiB in one piece, so that its ETag is its MD5.

        Larger ones go in parts: S3 servers may hold a piece in memory, the embedded one does.
        """
        if path.stat().st_size > 64 << 20:
            self.upload(key, path)
            return
        with _translated(key), path.open("rb") as file:
            self._client.put_object(Bucket=self._name, Key=key, Body=file)

    def put_new(self, key: str, data: bytes) -> None:
        """Write an object that must not exist yet; PreconditionFailed where it does."""
        self._put_conditionally(key, data, IfNoneMatch="*")

    def replace(self, key: str, data: bytes, *, etag: str) -> None:
        """Write over exactly the version `etag`; PreconditionFailed where another stands or none."""
        try:
            self._put_conditionally(key, data, IfMatch=etag)
        except NoSuchObject as error:
            # AWS answers 404 where others answer 412; it means the same to the caller.
            raise PreconditionFailed("the object is gone", key=key) from error

    def _put_conditionally(self, key: str, data: bytes, **condition: str) -> None:
        for attempt in range(CONFLICT_ATTEMPTS):
            try:
                with _translated(key):
                    self._client.put_object(Bucket=self._name, Key=key, Body=data, **condition)
            except Conflict:
                # Two conditional writes at the same moment: S3 asks both to try again.
                if attempt == CONFLICT_ATTEMPTS - 1:
                    raise
                time.sleep(random.uniform(0.05, 0.2) * 2**attempt)
            else:
                return

    def head(self, key: str) -> ObjectInfo | None:
        """What is known of an object without reading it; None where there is none."""
        try:
            with _translated(key):
                answer = self._client.head_object(Bucket=self._name, Key=key)
        except NoSuchObject:
            return None
        return ObjectInfo(key, answer["ContentLength"], answer["ETag"].strip('"'), answer["LastModified"].timestamp())

    def exists(self, key: str) -> bool:
        """Whether the object is there."""
        return self.head(key) is not None

    def list(self, prefix: str) -> Iterator[ObjectInfo]:
        """All objects under a prefix in key order."""
        with _translated(prefix):
            for page in self._client.get_paginator("list_objects_v2").paginate(Bucket=self._name, Prefix=prefix):
                for item in page.get("Contents", ()):
                    yield ObjectInfo(
                        item["Key"], item["Size"], item["ETag"].strip('"'), item["LastModified"].timestamp()
                    )

    def copy(self, source: str, target: str) -> None:
        """Copy an object inside the bucket without moving its bytes through here."""
        with _translated(source):
            self._client.copy_object(Bucket=self._name, Key=target, CopySource={"Bucket": self._name, "Key": source})

    def clock_offset_s(self) -> float:
        """How many seconds the server's clock is ahead of ours, as its answers say."""
        with _translated(""):
            answer = self._client.head_bucket(Bucket=self._name)
        date = answer["ResponseMetadata"]["HTTPHeaders"].get("date")
        return parsedate_to_datetime(date).timestamp() - time.time() if date else 0.0

    def delete(self, keys: builtins.list[str]) -> None:
        """Delete objects; absent ones do not matter."""
        for start in range(0, len(keys), 1000):
            with _translated(keys[start]):
                answer = self._client.delete_objects(
                    Bucket=self._name,
                    Delete={"Objects": [{"Key": key} for key in keys[start : start + 1000]], "Quiet": True},
                )
            if answer.get("Errors"):
                fault = answer["Errors"][0]
                raise StorageFault(f"cannot be deleted: {fault.get('Message', fault.get('Code'))}", key=fault["Key"])


def _is_local(endpoint: str | None) -> bool:
    return endpoint is not None and urlsplit(endpoint).hostname in ("127.0.0.1", "localhost", "::1")


@contextmanager
def _translated(key: str) -> Iterator[None]:
    """Turn boto's errors into ours, once, here."""
    try:
        yield
    except ClientError as error:
        status = int(error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))
        code = str(error.response.get("Error", {}).get("Code", status))
        if status == 404:
            raise NoSuchObject("there is no such object", key=key) from error
        if status == 412:
            raise PreconditionFailed("somebody else wrote it first", key=key) from error
        if status == 409:
            raise Conflict(f"S3 answered 409 {code}: try again later", key=key) from error
        if status in _TRANSIENT:
            raise TransientFault(f"S3 answered {status} {code}: try again later", key=key) from error
        if status == 403:
            raise StorageFault("S3 refused: check the AWS credentials and the bucket's rights", key=key) from error
        raise StorageFault(f"S3 answered {status} {code}", key=key) from error
    except NoCredentialsError as error:
        raise StorageFault("no AWS credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY", key=key) from error
    except (ConnectionError, HTTPClientError, IncompleteReadError) as error:
        raise TransientFault("S3 does not answer: check SHELFREADY_S3_ENDPOINT and the network", key=key) from error
    except BotoCoreError as error:
        raise StorageFault(f"S3 request failed: {error}", key=key) from error
