"""Puts feeds and pictures from disk into a supplier's inbox; what is there already is not sent again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tasks.storage.bucket import Bucket


def files_below(folder: Path) -> list[tuple[str, Path]]:
    """The files of a folder with their relative paths, sorted; hidden ones are left out."""
    found = (path for path in folder.rglob("*") if path.is_file())
    relative = ((path.relative_to(folder).as_posix(), path) for path in found)
    return sorted((name, path) for name, path in relative if not any(part.startswith(".") for part in name.split("/")))


def send(bucket: Bucket, prefix: str, files: Iterable[tuple[str, Path]]) -> int:
    """Put files under a prefix; returns how many were new or changed."""
    there = {info.key: info.etag for info in bucket.list(prefix)}

    def put(item: tuple[str, Path]) -> bool:
        name, path = item
        # The ETag of an object that was sent in one piece is the MD5 of its bytes.
        if there.get(prefix + name) == _md5(path):
            return False
        bucket.put_file(prefix + name, path)
        return True

    with ThreadPoolExecutor(8) as pool:
        return sum(pool.map(put, files))


def _md5(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
