"""A feed in any encoding becomes UTF-8 without a mark; what is no text in it stays as private characters, one a byte.

Line endings stay as they are and nothing is replaced: see `undecodable`. Memory does not grow with the file.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from tasks.errors import FeedRefused
from tasks.ingest.encoding.names import codec_name
from tasks.ingest.encoding.signs import by_mark
from tasks.ingest.undecodable import marked

CHUNK = 1 << 20
# The name under which codecs find the handler below.
KEEP = "shelfready-keep"
_ESCAPE_BYTES = 16


def _keep(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return marked(error.object[error.start : error.end]), error.end


codecs.register_error(KEEP, _keep)


@dataclass(frozen=True)
class Utf8:
    """What a file of clean UTF-8 holds: only ASCII, and of that bytes that may switch to other characters."""

    is_ascii: bool
    has_switches: bool


def clean_utf8(path: Path) -> Utf8 | None:
    """What the file holds if every byte is UTF-8 and no mark stands at the start; None otherwise."""
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    is_ascii, has_switches = True, False
    try:
        with path.open("rb") as file:
            chunk = file.read(CHUNK)
            if chunk.startswith(codecs.BOM_UTF8):
                return None
            is_within = False
            while chunk:
                # Most of a feed is ASCII, which is told much faster than it is decoded.
                if is_within or not chunk.isascii():
                    decoder.decode(chunk)
                    is_ascii = False
                    is_within = decoder.getstate()[0] != b""
                has_switches = has_switches or b"\x1b" in chunk or (b"~" in chunk and b"~{" in chunk)
                chunk = file.read(CHUNK)
            decoder.decode(b"", True)
    except UnicodeDecodeError:
        return None
    return Utf8(is_ascii, has_switches)


def decode_file(path: Path, target: Path, name: str, *, source: str) -> Path:
    """The file itself if it is clean UTF-8 already, otherwise `target` written as UTF-8.

    Raises FeedRefused for a codec that Python does not know, and where its decoder gives up.
    """
    if codec_name(name) is None:
        raise unknown(name, source)
    if name in ("utf-8", "ascii") and clean_utf8(path):
        return path
    try:
        with path.open("rb") as file, target.open("wb") as out:
            decoder = codecs.getincrementaldecoder(_with_order(name, file))(KEEP)
            for block in _blocks(file, is_escaped=name.startswith("iso2022")):
                out.write(decoder.decode(block).encode("utf-8"))
            out.write(decoder.decode(b"", True).encode("utf-8"))
    except UnicodeError as error:
        raise FeedRefused(f"holds broken {name} sequences", source=source, fix="save it as UTF-8") from error
    return target


def _with_order(name: str, file: BinaryIO) -> str:
    """The codec for a file; without a mark UTF-16 and UTF-32 are taken in the order that Windows writes."""
    start = file.read(4)
    file.seek(0)
    return f"{name}-le" if name in ("utf-16", "utf-32") and by_mark(start) != name else name


def _blocks(file: BinaryIO, *, is_escaped: bool) -> Iterator[bytes]:
    """The file in pieces; Python's ISO-2022 decoders cannot go on from within an escape sequence that is damaged."""
    rest = b""
    while chunk := file.read(CHUNK):
        block = rest + chunk
        end = _before_escape(block) if is_escaped else len(block)
        yield block[:end]
        rest = block[end:]
    # The last piece may end anywhere.
    yield rest


def _before_escape(block: bytes) -> int:
    """Where the last bytes, no more than 64 of them, hold no start of an escape sequence any more."""
    end = len(block)
    for _ in range(4):
        found = block.rfind(b"\x1b", max(0, end - _ESCAPE_BYTES), end)
        if found < 0:
            break
        end = found
    return end


def unknown(name: str, source: str) -> FeedRefused:
    """The error for an encoding that does not exist; to be raised."""
    return FeedRefused(
        f"encoding {name!r} is not known", source=source, fix="correct format.encoding in the supplier file"
    )
