"""What the bytes of a file say that it is: a picture, or something else that is no feed."""

from __future__ import annotations

from pathlib import Path

import filetype

from tasks.ingest.workbook.guard import workbook_kind

PICTURES = frozenset({"jpg", "jpeg", "jpe", "jfif", "png", "gif", "webp", "bmp", "tif", "tiff", "heic", "avif", "jp2"})
_LOOK_AT_BYTES = 8192
# Known by a mark of letters alone; other kinds with such a mark (BMP's is `BM`) hold zero bytes, tables do not.
_LETTERED = ("pdf", "rtf", "ps")
# Containers that may hold a table.
_MAY_BE_FEEDS = frozenset({"zip", "gz"})


def is_picture(name: str, path: Path) -> bool:
    """Whether a file is a picture both by its name and by its bytes."""
    return _ending(name) in PICTURES and _kind(path) in PICTURES


def kind_that_is_no_feed(name: str, path: Path) -> str | None:
    """What a file is that is plainly no feed, such as `it is a PDF file`; None where it may be one."""
    if workbook_kind(path) is not None:
        return None
    kind = _kind(path)
    if kind in _MAY_BE_FEEDS:
        return None
    if kind is not None:
        return f"it is a {kind.upper()} file"
    return "it is named like a picture and is none" if _ending(name) in PICTURES else None


def _ending(name: str) -> str:
    return name.rsplit(".", 1)[-1].lower()


def _kind(path: Path) -> str | None:
    with path.open("rb") as file:
        start = file.read(_LOOK_AT_BYTES)
    # Looked up in the bytes: a path would be opened anew by each of the library's matchers.
    kind = filetype.guess(start)
    if kind is None or not (b"\x00" in start or kind.extension in _LETTERED):
        return None
    return str(kind.extension)
