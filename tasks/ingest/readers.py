"""Which format a feed has, by its bytes: the modules under `formats` are asked in the order of their rank."""

from __future__ import annotations

import functools
import importlib
import pkgutil
from pathlib import Path

from tasks.ingest import formats
from tasks.ingest.records import FeedFormat

LOOK_AT_BYTES = 1 << 16


@functools.cache
def known_formats() -> tuple[FeedFormat, ...]:
    """All formats, the most certain recognition first."""
    modules = (
        importlib.import_module(f"{formats.__name__}.{one.name}") for one in pkgutil.iter_modules(formats.__path__)
    )
    found = [module.FORMAT for module in modules if hasattr(module, "FORMAT")]
    return tuple(sorted(found, key=lambda one: (one.rank, one.name)))


def recognise(path: Path, *, is_text: bool) -> FeedFormat | None:
    """The format of a file among the text ones (given in UTF-8) or the others; None where none knows it."""
    with path.open("rb") as file:
        start = file.read(LOOK_AT_BYTES)
    return next((one for one in known_formats() if one.is_text is is_text and one.recognise(path, start)), None)
