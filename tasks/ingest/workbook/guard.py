"""Whether a file is a spreadsheet, and whether it may be opened: checked before any library unpacks it.

What comes in is a file as sent; what goes out is its kind, or WorkbookRefused. It unpacks nothing into memory and
guesses nothing from the file's name. Nothing heavy is imported: the child process that opens workbooks needs it too.
"""

from __future__ import annotations

import mmap
import struct
import zipfile
from dataclasses import dataclass
from pathlib import Path

from tasks.ingest.archives.zip_members import (
    CHUNK,
    DAMAGES,
    MARKS,
    TooManyMembers,
    is_encrypted,
    is_readable,
    open_member,
    open_zip,
)
from tasks.ingest.child_bounds import ContentRefused

OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DAMAGED = "the spreadsheet is damaged", "open it in a spreadsheet program, save it anew and send that"
PROTECTED = "is protected by a password", "send it without a password"
# A workbook has a member for each sheet, picture and comment.
_MOST_MEMBERS = 20_000
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_RATIO_COUNTS_FROM = 16 << 20


class WorkbookRefused(ContentRefused):
    """A workbook that cannot be used, with the reason and what to do."""


@dataclass(frozen=True)
class Bounds:
    """What a workbook may be; the fields are those of FeedLimits."""

    unpacked_bytes: int
    unpack_ratio: int
    workbook_cells: int
    workbook_memory_mb: int
    record_chars: int


def workbook_kind(path: Path) -> str | None:
    """`xlsx`, `xlsb`, `ods` or `xls` by what the file holds; None for anything else, also a damaged zip."""
    with path.open("rb") as file:
        start = file.read(8)
    if start == OLE_MARK:
        return "xls" if _has_stream(path, "Workbook", "Book", "EncryptedPackage") else None
    if not start.startswith(MARKS):
        return None
    try:
        with open_zip(path, _MOST_MEMBERS) as archive:
            return _zipped_kind(archive)
    except (TooManyMembers, *DAMAGES):
        return None


def _zipped_kind(archive: zipfile.ZipFile) -> str | None:
    names = {name.lower() for name in archive.namelist()}
    if "[content_types].xml" in names and any(name.startswith("xl/") for name in names):
        return "xlsb" if "xl/workbook.bin" in names else "xlsx"
    if "mimetype" in archive.namelist() and is_readable(archive.getinfo("mimetype")):
        with archive.open("mimetype") as file:
            return "ods" if file.read(len(_ODS)) == _ODS else None
    return None


def check(path: Path, kind: str, bounds: Bounds) -> None:
    """Raise WorkbookRefused for a workbook that is encrypted, damaged or grows beyond the bounds when unpacked."""
    if kind == "xls":
        if _has_stream(path, "EncryptedPackage"):
            raise WorkbookRefused(*PROTECTED)
        return
    most = min(bounds.unpacked_bytes, max(_RATIO_COUNTS_FROM, path.stat().st_size * bounds.unpack_ratio))
    try:
        with open_zip(path, _MOST_MEMBERS) as archive:
            if kind == "ods" and _is_encrypted_ods(archive):
                raise WorkbookRefused(*PROTECTED)
            _check_sizes(archive, most)
    except DAMAGES as error:
        raise WorkbookRefused(*DAMAGED) from error


def _check_sizes(archive: zipfile.ZipFile, most: int) -> None:
    written = 0
    for info in archive.infolist():
        if is_encrypted(info):
            raise WorkbookRefused(*PROTECTED)
        if not _is_read(info.filename):
            continue
        if not is_readable(info):
            raise WorkbookRefused(*DAMAGED)
        with open_member(archive, info) as stream:
            while chunk := stream.read(CHUNK):
                written += len(chunk)
                if written > most:
                    raise WorkbookRefused(
                        f"grows beyond {most:,} bytes when it is unpacked",
                        "send fewer rows, or raise feed_limits.unpacked_bytes or unpack_ratio in policy.yml",
                    )


def _is_read(name: str) -> bool:
    """Whether a part is one of those that are read: pictures and charts are not."""
    return name.lower().endswith((".xml", ".rels", ".bin")) and "/media/" not in name.lower()


def _is_encrypted_ods(archive: zipfile.ZipFile) -> bool:
    if "META-INF/manifest.xml" not in archive.namelist():
        return False
    with archive.open("META-INF/manifest.xml") as file:
        return b"encryption-data" in file.read(CHUNK)


def _has_stream(path: Path, *names: str) -> bool:
    """Whether an older Office file's directory lists a stream of one of these names."""
    entries = [name.encode("utf-16-le").ljust(64, b"\x00") + struct.pack("<H", 2 * len(name) + 2) for name in names]
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return any(data.find(entry) >= 0 for entry in entries)
