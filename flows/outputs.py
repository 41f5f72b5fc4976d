"""Copies what a run or batch holds to a folder on disk, every hash checked, and says whether a folder may be used."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pydantic

from expectations.errors import ConfigError
from tasks.errors import CorruptArtifact, NoSuchObject
from tasks.manifest import Manifest, Output
from tasks.storage.bucket import Bucket

# What this program writes into a folder of outputs; nothing else there is ever removed.
OURS = ("manifest.json", "approved", "rejected", "changes.csv", "report", "data_docs", "supplier.yml")


def check_folder(folder: Path) -> None:
    """Raise ConfigError unless the folder is absent, empty, or holds outputs of this program."""
    if folder.exists() and not folder.is_dir():
        raise ConfigError(f"{folder} is a file: name a folder")
    if not folder.exists() or not any(folder.iterdir()):
        _check_writable(folder)
        return
    try:
        Manifest.model_validate_json((folder / "manifest.json").read_bytes())
    except (OSError, pydantic.ValidationError):
        raise ConfigError(
            f"{folder} holds other files: name a folder that is absent, empty or from an earlier run"
        ) from None


def _check_writable(folder: Path) -> None:
    nearest = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if not os.access(nearest, os.W_OK):
        raise ConfigError(f"{folder} cannot be written: name another folder or change the rights of {nearest}")


def clear_folder(folder: Path) -> None:
    """Remove the outputs of an earlier run and make the folder."""
    check_folder(folder)
    # The manifest marks the folder as ours: it goes last and comes first, so that a broken copy can be repeated.
    for name in reversed(OURS):
        path = folder / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    folder.mkdir(parents=True, exist_ok=True)


def copy_outputs(bucket: Bucket, prefix: str, folder: Path) -> Manifest:
    """Copy the outputs under a run's or batch's prefix to a cleared folder; raises CorruptArtifact for a wrong hash."""
    try:
        data = bucket.get(f"{prefix}/manifest.json")
    except NoSuchObject as error:
        raise CorruptArtifact(f"{prefix} has no manifest.json: it was never finished") from error
    manifest = Manifest.model_validate_json(data)
    clear_folder(folder)
    (folder / "manifest.json").write_bytes(data)
    _each(lambda output: _copy(bucket, prefix, output, folder), manifest.outputs)
    return manifest


def copy_pictures(bucket: Bucket, listing_key: str, folder: Path) -> int:
    """Copy the renditions that the upload files name to `approved/images/`; returns how many."""
    listing = json.loads(bucket.get(listing_key))
    target = folder / "approved" / "images"
    target.mkdir(parents=True, exist_ok=True)

    def copy(sha256: str) -> None:
        (target / f"{sha256}.jpg").write_bytes(bucket.get(f"images/{sha256}/{listing['profile']}.jpg"))

    _each(copy, listing["sha256"])
    return len(listing["sha256"])


def read_checked(bucket: Bucket, prefix: str, output: Output) -> bytes:
    """One output's bytes; raises CorruptArtifact where they are not what the manifest says."""
    key = f"{prefix}/{output.key}"
    try:
        data = bucket.get(key)
    except NoSuchObject as error:
        raise CorruptArtifact(f"{key} is missing") from error
    if hashlib.sha256(data).hexdigest() != output.sha256:
        raise CorruptArtifact(f"{key} is not what its manifest says: its sha256 differs")
    return data


def _copy(bucket: Bucket, prefix: str, output: Output, folder: Path) -> None:
    path = folder / output.key
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(read_checked(bucket, prefix, output))


def _each(work: Any, items: Iterable[Any]) -> None:
    with ThreadPoolExecutor(8) as pool:
        for _ in pool.map(work, items):
            pass
