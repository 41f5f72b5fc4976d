"""Which objects of a supplier's inbox are its feed."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterable

from expectations.policy import FeedLimits
from tasks.errors import FeedRefused
from tasks.storage.bucket import ObjectInfo

# Folders of the inbox that hold something else than feeds.
NOT_FEEDS = ("images/", "decisions/", "corrections/")
# What a file is, its content says; these endings only tell what else people put beside a feed.
_OTHER_THINGS = re.compile(
    r"\.(pdf|docx?|odt|rtf|pptx?|html?|md|log|eml|msg|exe|jpe?g|png|gif|webp|bmp|tiff?|svg|heic|mp4|mov|sha256|md5|part|tmp)$"
    r"|(^|/)(\.|~\$)|(^|/)(readme|thumbs\.db)",
    re.IGNORECASE,
)


def choose_feeds(inbox: Iterable[ObjectInfo], prefix: str, patterns: dict[str, str]) -> list[ObjectInfo]:
    """The newest object for each name of `patterns`, or without patterns the newest one that may be a feed.

    `prefix` is the supplier's inbox with a final slash. Returned in the order of the patterns. Raises FeedRefused
    where a name has no object.
    """
    candidates = [info for info in inbox if not info.key.removeprefix(prefix).startswith(NOT_FEEDS)]
    if not patterns:
        possible = [info for info in candidates if not _OTHER_THINGS.search(info.key.removeprefix(prefix))]
        if not possible:
            raise FeedRefused(
                "there is no feed",
                source=prefix,
                fix="put the products there as CSV, XLSX, XLS, ODS, JSON, XML or Parquet, packed or not",
            )
        return [max(possible, key=_age)]
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


def refuse_if_too_large(info: ObjectInfo, prefix: str, limits: FeedLimits) -> None:
    """Raise FeedRefused for an object larger than a feed may be, before it is read."""
    if info.size > limits.file_bytes:
        raise FeedRefused(
            f"has {info.size:,} bytes, more than {limits.file_bytes:,}",
            source=info.key.removeprefix(prefix),
            fix="send it in several feeds, or raise feed_limits.file_bytes in policy.yml",
        )


def _age(info: ObjectInfo) -> tuple[float, str]:
    # Of two objects of the same second the later name counts, so that the choice does not depend on listing order.
    return info.modified, info.key
