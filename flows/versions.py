"""What decides a result besides the data: the code's own version, and the key over all inputs."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import importlib.metadata
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from expectations.configuration import Configuration
from expectations.suppliers import Supplier
from expectations.waivers import waivers_of
from tasks.feed_records import Intake

_ROOT = Path(__file__).resolve().parents[1]
_PACKAGES = ("flows", "tasks", "expectations")
# Tables and words that belong to the code beside it.
_SOURCES = (".py", ".yml", ".tsv")
# Parts of a configuration that only read feeds, judge, explain or write.
_MEASURES_NOTHING = {"rules", "waivers", "policy", "reasons", "template", "rendition", "suppliers", "columns", "rates"}
_READS = {"store", "columns", "words", "colors", "sizes", "units", "names", "rates", "categories"}


@functools.cache
def code_version() -> str:
    """The package's version and eight hex digits over its sources, so that an edited checkout is another one."""
    return f"{importlib.metadata.version('shelfready')}+{_sha256_of(_sources())[:8]}"


def part_versions(configuration: Configuration, day: dt.date) -> dict[str, str]:
    """A version for each part of what is declared, and `program` for the code with the tables that belong to it.

    The facts of brands tell whether a permission holds, so that of the permissions is another one on a day on which
    one of them has run out.
    """
    valid = "".join("01"[one.is_valid(day)] for one in configuration.authorisations.authorisations)
    versions = configuration.versions
    permissions = f"{versions['authorisations']}{'-' * bool(valid)}{valid}"
    return {**versions, "authorisations": permissions, "program": _program_sha256()[:12]}


def parts_that_measure(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[str, ...]:
    """The parts that changed and by which facts may be measured otherwise: all but those known to measure nothing."""
    return _changed(before, after, lambda name: name not in _MEASURES_NOTHING)


def parts_that_read(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[str, ...]:
    """The parts that changed and by which feeds are read and normalised, the supplier files left aside."""
    return _changed(before, after, lambda name: name in _READS)


def _changed(before: Mapping[str, str], after: Mapping[str, str], counts: Callable[[str], bool]) -> tuple[str, ...]:
    names = {*before, *after}
    return tuple(sorted(name for name in names if counts(name) and before.get(name) != after.get(name)))


@functools.cache
def _program_sha256() -> str:
    # What is declared is told by the configuration; a team may have replaced it.
    declared = [
        path for path in _sources() if path.suffix == ".py" or path.relative_to(_ROOT).parts[0] != "expectations"
    ]
    return _sha256_of(declared)


def _sources() -> list[Path]:
    found = (path for package in _PACKAGES for path in sorted((_ROOT / package).rglob("*")))
    return [path for path in found if path.suffix in _SOURCES]


def _sha256_of(paths: Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(f"{path.relative_to(_ROOT).as_posix()}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def input_key(intake: Intake, supplier: Supplier, configuration: Configuration, as_of: dt.date) -> str:
    """Sixteen hex digits over everything that decides the result of a supplier's stages."""
    inputs = {
        "feeds": [[feed.key, feed.sha256] for feed in intake.feeds],
        "pictures": intake.pictures_sha256,
        "rules": configuration.rules_version,
        "supplier": supplier.model_dump(mode="json"),
        "store": configuration.store.model_dump(mode="json"),
        "policy": configuration.policy.model_dump(mode="json"),
        "waivers": [one.waiver.model_dump(mode="json") for one in waivers_of(configuration.waivers, supplier.supplier)],
        "code": code_version(),
        "day": as_of.isoformat(),
    }
    return hashlib.sha256(json.dumps(inputs, sort_keys=True).encode()).hexdigest()[:16]
