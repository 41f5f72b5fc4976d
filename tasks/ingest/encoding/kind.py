"""Files that are no text at all: empty ones, and binary data by what filetype knows of it or by its zero bytes.

Comes in a file and its first bytes, goes out nothing or the error that refuses it. Archives and spreadsheets are none
of its business: they were recognised before.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path

import filetype

from tasks.errors import FeedRefused

# Known by a mark of letters alone; other kinds with such a mark (BMP's is `BM`) hold zero bytes, headers do not.
_LETTERED = ("pdf", "rtf", "ps")
_ONE_ZERO_OF = 2000
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x19\x1c-\x1f]")
# White space and the zero bytes that it takes in UTF-16 and UTF-32.
_BLANK = b" \t\r\n\f\v\x00"


def refuse_empty(path: Path, start: bytes, source: str) -> None:
    """Raise FeedRefused for a file of nothing but white space."""
    for mark in (codecs.BOM_UTF8, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        content = start.removeprefix(mark)
        if content != start:
            break
    if not content.strip(_BLANK) and _is_blank_after(path, len(start)):
        raise FeedRefused("the file is empty", source=source, fix="send a file with a header line and data rows")


def refuse_binary(start: bytes, source: str, *, is_stated_wide: bool) -> None:
    """Raise FeedRefused for a known kind of binary file, and for zero bytes unless UTF-16 or UTF-32 is stated."""
    fix = "export the products as CSV, XLSX, JSON or XML"
    kind = filetype.guess(start)
    if kind is not None and (b"\x00" in start or kind.extension in _LETTERED):
        raise FeedRefused(f"is a {kind.extension.upper()} file, not a table of text", source=source, fix=fix)
    if _is_binary(start) and not is_stated_wide:
        raise FeedRefused("holds binary data", source=source, fix=fix)


def _is_binary(start: bytes) -> bool:
    """Whether zero bytes are more than a slip of the program that wrote a text."""
    zeros = start.count(0)
    return zeros > max(1, len(start) // _ONE_ZERO_OF) or (zeros > 0 and _CONTROLS.search(start) is not None)


def _is_blank_after(path: Path, offset: int) -> bool:
    with path.open("rb") as file:
        file.seek(offset)
        while chunk := file.read(1 << 20):
            if chunk.strip(_BLANK):
                return False
    return True
