"""`export` and `verify`: batches as readers see them, every hash checked."""

from __future__ import annotations

from pathlib import Path

import click

from expectations.errors import ConfigError
from flows.opening import open_storage
from flows.outputs import check_folder, copy_outputs, copy_pictures, read_checked
from flows.settings import read_settings
from tasks.errors import CorruptArtifact, NoSuchObject
from tasks.manifest import Manifest
from tasks.pointer import batch_folder, read_current
from tasks.storage.bucket import Bucket, open_bucket


@click.command()
@click.argument("batch", required=False)
@click.option("--out", required=True, metavar="DIR", type=click.Path(path_type=Path), help="where the batch goes")
def export(batch: str | None, out: Path) -> int:
    """Copy a batch (the current one unless BATCH is given) to disk."""
    check_folder(out)
    with open_storage(read_settings()) as address:
        bucket = open_bucket(address)
        batch_id = batch or _current(bucket)
        if batch_id is None:
            raise ConfigError("no batch is published yet: run `shelfready run` or `shelfready demo` first")
        prefix = batch_folder(batch_id)
        if not bucket.exists(f"{prefix}/manifest.json"):
            raise ConfigError(f"there is no batch {batch_id!r}: `shelfready verify` lists those there are")
        manifest = copy_outputs(bucket, prefix, out)
        pictures = copy_pictures(bucket, f"{prefix}/images.json", out)
    click.echo(f"batch {batch_id}: {len(manifest.outputs)} files, hashes checked, and {pictures} pictures in {out}")
    return 0


@click.command()
def verify() -> int:
    """Walk the chain of batches from the current one and check every file's sha256."""
    with open_storage(read_settings()) as address:
        bucket = open_bucket(address)
        batch_id = _current(bucket)
        if batch_id is None:
            click.echo("no batch is published yet")
            return 0
        seen: set[str] = set()
        while batch_id is not None:
            if batch_id in seen:
                raise CorruptArtifact(f"batch {batch_id} is its own ancestor: the chain of batches is broken")
            seen.add(batch_id)
            manifest = _check(bucket, batch_id)
            click.echo(f"{batch_id}  {len(manifest.outputs)} files in order")
            batch_id = manifest.parent_batch_id
    return 0


def _current(bucket: Bucket) -> str | None:
    # The embedded S3 may be new; a bucket of one's own that is not there is a wrong name.
    return read_current(bucket).batch_id if bucket.is_there() else None


def _check(bucket: Bucket, batch_id: str) -> Manifest:
    prefix = batch_folder(batch_id)
    try:
        manifest = Manifest.model_validate_json(bucket.get(f"{prefix}/manifest.json"))
    except NoSuchObject as error:
        raise CorruptArtifact(f"batch {batch_id} has no manifest.json") from error
    for output in manifest.outputs:
        read_checked(bucket, prefix, output)
    return manifest
