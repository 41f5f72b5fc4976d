"""The lines of a feed that tell its encoding: those with the bytes that are asked for, from the whole file.

A feed is mostly ASCII; its first lines often hold nothing else. At most 256 KiB come back, evenly from the whole, and
no more than a few MiB are held at a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

CHUNK = 1 << 20
SAMPLE_BYTES = 256 << 10
NOT_ASCII = re.compile(rb"[\x80-\xff]")
# A line of more is taken apart where no character of more than one byte can be cut.
_LONG_LINE = 4_096
_PIECES = re.compile(rb"[^\x00-\x2f\x3a-\x3f]{1,65536}")
_LINES = re.compile(rb"[^\r\n]+")


def lines_with(path: Path, sought: re.Pattern[bytes] = NOT_ASCII) -> bytes:
    """The lines in which `sought` is found, joined with line feeds; evenly chosen where they are too many."""
    kept: list[bytes] = []
    size, every, seen = 0, 1, 0
    for line in _lines(path, sought):
        seen += 1
        if seen % every:
            continue
        kept.append(line)
        size += len(line) + 1
        while size > SAMPLE_BYTES and len(kept) > 1:
            kept, every = kept[1::2], every * 2
            size = sum(map(len, kept)) + len(kept)
    return b"\n".join(kept)


def _lines(path: Path, sought: re.Pattern[bytes]) -> Iterator[bytes]:
    rest = b""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            block = rest + chunk
            # A line without an end is given out as it is once it fills a chunk.
            end = max(block.rfind(b"\n"), block.rfind(b"\r")) + 1 or (len(block) if len(block) > CHUNK else 0)
            rest = block[end:]
            yield from _found(block[:end], sought)
    yield from _found(rest, sought)


def _found(block: bytes, sought: re.Pattern[bytes]) -> Iterator[bytes]:
    if sought is NOT_ASCII and block.isascii():
        return
    given = 0
    for line in _LINES.finditer(block):
        if sought.search(line[0]):
            yield line[0] if len(line[0]) <= _LONG_LINE else _pieces(line[0], sought)
            given += len(line[0])
            if given > SAMPLE_BYTES:
                return


def _pieces(line: bytes, sought: re.Pattern[bytes]) -> bytes:
    found = [piece for piece in _PIECES.findall(line) if sought.search(piece)]
    size = sum(map(len, found))
    return b" ".join(found[:: size * 4 // SAMPLE_BYTES + 1])[: SAMPLE_BYTES // 2]
