"""What decides a result besides the data: the code's own version, and the key over all inputs."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import importlib.metadata
import json
from pathlib import Path

from expectations.configuration import Configuration
from expectations.suppliers import Supplier
from tasks.feed_records import Intake

_PACKAGES = ("flows", "tasks", "expectations")
# Tables and words that belong to the code beside it.
_SOURCES = (".py", ".yml", ".tsv")


@functools.cache
def code_version() -> str:
    """The package's version and eight hex digits over its sources, so that an edited checkout is another one."""
    root = Path(__file__).resolve().parents[1]
    digest = hashlib.sha256()
    for package in _PACKAGES:
        sources = (path for path in (root / package).rglob("*") if path.suffix in _SOURCES)
        for path in sorted(sources):
            digest.update(f"{path.relative_to(root).as_posix()}\n".encode())
            digest.update(path.read_bytes())
    return f"{importlib.metadata.version('shelfready')}+{digest.hexdigest()[:8]}"


def input_key(intake: Intake, supplier: Supplier, configuration: Configuration, as_of: dt.date) -> str:
    """Sixteen hex digits over everything that decides the result of a supplier's stages."""
    inputs = {
        "feeds": [[feed.key, feed.sha256] for feed in intake.feeds],
        "pictures": intake.pictures_sha256,
        "rules": configuration.rules_version,
        "supplier": supplier.model_dump(mode="json"),
        "store": configuration.store.model_dump(mode="json"),
        "policy": configuration.policy.model_dump(mode="json"),
        "code": code_version(),
        "day": as_of.isoformat(),
    }
    return hashlib.sha256(json.dumps(inputs, sort_keys=True).encode()).hexdigest()[:16]
