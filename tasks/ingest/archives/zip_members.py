"""Zip files opened within bounds, their members streamed as they really are.

The directory of a zip only claims how large its members are; here a member is read to the end of its packed bytes, so
that whoever counts them counts what really comes out. It refuses to unpack anything on its own.
"""

from __future__ import annotations

import copy
import struct
import zipfile
import zlib
from pathlib import Path
from typing import IO

MARKS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
CHUNK = 1 << 20
# What reading a damaged zip raises; NotImplementedError (a RuntimeError) where it asks for what no program here knows.
DAMAGES = (zipfile.BadZipFile, zlib.error, EOFError, struct.error, ValueError, OverflowError, RuntimeError)

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# The directory is read into memory as a whole before its entries can be counted.
_DIRECTORY_BYTES_PER_MEMBER = 1024
_LONGEST_END = 22 + 0xFFFF + 76
_ENDLESS = 1 << 62


class TooManyMembers(Exception):
    """A zip lists more members than it may hold."""


def open_zip(path: Path, most_members: int) -> zipfile.ZipFile:
    """The zip, its directory read; raises TooManyMembers, or one of DAMAGES."""
    if _directory_bytes(path) > most_members * _DIRECTORY_BYTES_PER_MEMBER:
        raise TooManyMembers
    archive = zipfile.ZipFile(path)
    if len(archive.infolist()) > most_members:
        archive.close()
        raise TooManyMembers
    return archive


def is_encrypted(info: zipfile.ZipInfo) -> bool:
    """Whether a member is protected by a password."""
    return bool(info.flag_bits & 0x2041)


def is_readable(info: zipfile.ZipInfo) -> bool:
    """Whether a member is packed by one of the methods every program knows: stored or deflated."""
    return info.compress_type in _METHODS


def open_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> IO[bytes]:
    """A member as a stream of all that comes out of it; at its end the checksum is compared, see DAMAGES."""
    if info.header_offset < 0:
        raise zipfile.BadZipFile("a member before the beginning of the file")
    whole = copy.copy(info)
    # The reader would stop at the size that the directory claims.
    whole.file_size = _ENDLESS
    return archive.open(whole)


def _directory_bytes(path: Path) -> int:
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - _LONGEST_END))
        end = file.read()
    found = end.rfind(b"PK\x05\x06")
    if found < 0 or len(end) < found + 22:
        raise zipfile.BadZipFile("no directory")
    claimed: int = struct.unpack_from("<L", end, found + 12)[0]
    large = end.rfind(b"PK\x06\x06")
    if claimed == 0xFFFFFFFF and large >= 0:
        claimed = struct.unpack_from("<Q", end, large + 40)[0]
    return claimed
