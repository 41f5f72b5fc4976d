"""Which object of the inbox a feed means by a picture's name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from urllib.parse import unquote

import pandas as pd

# What a reference can turn out to be.
FOUND, MISSING, REMOTE = "found", "missing", "remote"


def _unified(name: str) -> str:
    # Some systems store file names with letters and accents apart, feeds write them as one.
    return unicodedata.normalize("NFC", name)


def distinct_references(rows: pd.DataFrame) -> list[str]:
    """Every picture reference of a shard once: main, variation and further pictures (joined by line breaks)."""
    single = pd.concat([rows["main_image"], rows["variation_image"]]).dropna()
    several = rows["extra_images"].dropna().drop_duplicates().str.split("\n").explode()
    return list(pd.concat([single, several]).drop_duplicates())


def resolve(references: Iterable[str], paths: Iterable[str]) -> pd.DataFrame:
    """Match references with the paths below the supplier's `images/`.

    A reference is meant by its path, by its path without regard to case, or by its file name where only one picture
    has that. A web address whose file name is not there is remote. Returns reference, path (missing unless found)
    and status, sorted by reference.
    """
    exact = {_unified(path): path for path in sorted(paths)}
    folded = {name.casefold(): path for name, path in exact.items()}
    names: dict[str, list[str]] = {}
    for name, path in exact.items():
        names.setdefault(name.rsplit("/", 1)[-1].casefold(), []).append(path)

    def find(reference: str) -> tuple[str | None, str]:
        is_remote = reference.lower().startswith(("http://", "https://", "//", "ftp://"))
        relative = unquote(reference.split("?")[0].split("#")[0]) if is_remote else reference
        relative = _unified(relative).replace("\\", "/").lstrip("/").removeprefix("./").removeprefix("images/")
        alike = names.get(relative.rsplit("/", 1)[-1].casefold(), [])
        path = exact.get(relative) or folded.get(relative.casefold()) or (alike[0] if len(alike) == 1 else None)
        if path is not None:
            return path, FOUND
        return None, REMOTE if is_remote else MISSING

    ordered = sorted(set(references))
    found = [(reference, *find(reference)) for reference in ordered]
    return pd.DataFrame(found, columns=["reference", "path", "status"]).astype("str")
