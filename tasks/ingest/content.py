"""What a feed file really is, by its bytes: packed, readable text, or something that is no feed."""

from __future__ import annotations

import codecs
import gzip
import zlib
from pathlib import Path

import filetype

from tasks.errors import FeedRefused

CHUNK = 1 << 20
MAX_TEXT_BYTES = 4 << 30
MAX_RATIO = 200

# The longer marks first: UTF-32's begins like UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Known by a mark of letters alone; other kinds with such a mark (BMP's is `BM`) hold zero bytes, headers do not.
_LETTERED = ("pdf", "rtf", "ps")


def unpack(path: Path, target: Path, *, source: str) -> Path:
    """The file itself, or what its gzip holds written to `target`.

    Raises FeedRefused for a damaged archive and for one that grows beyond 4 GiB or 200 times its size.
    """
    with path.open("rb") as file:
        if file.read(2) != b"\x1f\x8b":
            return path
    limit = min(MAX_TEXT_BYTES, max(path.stat().st_size * MAX_RATIO, 16 << 20))
    written = 0
    try:
        with gzip.open(path, "rb") as packed, target.open("wb") as out:
            while chunk := packed.read(CHUNK):
                written += len(chunk)
                if written > limit:
                    raise FeedRefused(
                        f"the gzip grows beyond {limit >> 20} MiB",
                        source=source,
                        fix="send a smaller feed, unpacked",
                    )
                out.write(chunk)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise FeedRefused("the gzip is damaged", source=source, fix="pack and send the file again") from error
    return target


def decide_encoding(path: Path, *, source: str, stated: str | None) -> str:
    """The encoding as Python's codec name; raises FeedRefused for what is no text.

    A byte order mark wins, then what the supplier file states, then strict UTF-8.
    """
    with path.open("rb") as file:
        start = file.read(8192)
    if not start.strip():
        raise FeedRefused("the file is empty", source=source, fix="send a file with a header line and data rows")
    kind = filetype.guess(start)
    if kind is not None and (b"\x00" in start or kind.extension in _LETTERED):
        raise FeedRefused(
            f"is a {kind.extension.upper()} file, not a table of text",
            source=source,
            fix="export the products as CSV or TSV",
        )
    marked = next((codec for mark, codec in _MARKS if start.startswith(mark)), None)
    encoding = marked or stated or "utf-8"
    if b"\x00" in start and not encoding.lower().startswith(("utf-16", "utf-32", "utf_16", "utf_32")):
        raise _binary(source)
    _check(path, encoding, source)
    return encoding


def _check(path: Path, encoding: str, source: str) -> None:
    try:
        with path.open("r", encoding=encoding, newline="") as text:
            while chunk := text.read(CHUNK):
                if "\x00" in chunk:
                    raise _binary(source)
    except LookupError as error:
        raise FeedRefused(
            f"encoding {encoding!r} is not known",
            source=source,
            fix="correct format.encoding in the supplier file",
        ) from error
    except UnicodeError as error:
        raise FeedRefused(
            f"is not {encoding} text ({_first(error)})",
            source=source,
            fix="save it as UTF-8, or name its encoding in the supplier file (format.encoding)",
        ) from error


def _binary(source: str) -> FeedRefused:
    return FeedRefused("holds binary data", source=source, fix="export the products as CSV or TSV")


def _first(error: UnicodeError) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"byte 0x{error.object[error.start]:02x} does not fit"
    return str(error)
