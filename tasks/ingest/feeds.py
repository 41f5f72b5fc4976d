"""Which objects of a supplier's inbox are its feed."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable

from tasks.errors import FeedRefused
from tasks.storage.bucket import ObjectInfo

# Folders of the inbox that hold something else than feeds.
NOT_FEEDS = ("images/", "decisions/", "corrections/")
SUPPORTED = (".csv", ".tsv", ".txt", ".csv.gz", ".tsv.gz", ".txt.gz")


def choose_feeds(inbox: Iterable[ObjectInfo], prefix: str, patterns: dict[str, str]) -> list[ObjectInfo]:
    """The newest object for each name of `patterns`, or without patterns the newest supported one.

    `prefix` is the supplier's inbox with a final slash. Returned in the order of the patterns. Raises FeedRefused
    where a name has no object.
    """
    candidates = [info for info in inbox if not info.key.removeprefix(prefix).startswith(NOT_FEEDS)]
    if not patterns:
        supported = [info for info in candidates if info.key.lower().endswith(SUPPORTED)]
        if not supported:
            raise FeedRefused(
                "there is no feed", source=prefix, fix=f"put a file ending in {', '.join(SUPPORTED)} there"
            )
        return [max(supported, key=_age)]
    newest_of: list[ObjectInfo] = []
    chosen: dict[str, str] = {}
    for name, pattern in patterns.items():
        matching = [info for info in candidates if fnmatch.fnmatchcase(info.key.removeprefix(prefix), pattern)]
        if not matching:
            raise FeedRefused(
                f"there is no feed for {name!r}",
                source=prefix,
                fix=f"put a file named like {pattern!r} there",
            )
        newest = max(matching, key=_age)
        if newest.key in chosen:
            raise FeedRefused(
                f"{chosen[newest.key]!r} and {name!r} are both the file {newest.key.removeprefix(prefix)}",
                source=prefix,
                fix="make the patterns under feeds: in the supplier file narrower",
            )
        chosen[newest.key] = name
        newest_of.append(newest)
    return newest_of


def _age(info: ObjectInfo) -> tuple[float, str]:
    # Of two objects of the same second the later name counts, so that the choice does not depend on listing order.
    return info.modified, info.key
