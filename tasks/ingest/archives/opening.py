"""A feed as sent, packed or not, becomes the files to read and the pictures that came with them.

gzip around anything, and one zip around feeds and pictures, are unpacked within bounds counted on what really comes
out. Names never decide where a file is written. It refuses what is protected by a password, damaged, nested deeper,
larger than allowed, or holds no feed.
"""

from __future__ import annotations

import gzip
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from expectations.policy import FeedLimits
from tasks.errors import FeedRefused
from tasks.ingest.archives.file_kinds import is_picture, kind_that_is_no_feed
from tasks.ingest.archives.names import is_left_out, is_note, shown, unified
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
from tasks.ingest.workbook.guard import workbook_kind

GZIP_MARK = b"\x1f\x8b"
# Below this size a high ratio harms nobody.
RATIO_COUNTS_FROM = 16 << 20
# S3 takes keys of 1,024 bytes; the folder of a run stands in front.
_LONGEST_NAME_BYTES = 700


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True)
class Member:
    """A file that can be read: `name` is its path in the archive with slashes, never one to write to."""

    name: str
    path: Path


@dataclass(frozen=True)
class Unpacked:
    """What a feed as sent holds: at least one feed, in the order of their names; what was left out in `notes`."""

    feeds: tuple[Member, ...]
    pictures: tuple[Member, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass
class _Unpacking:
    """One feed being unpacked: where to, and how much has come out so far."""

    packed_bytes: int
    folder: Path
    source: str
    limits: FeedLimits
    written_bytes: int = 0
    files: int = 0
    notes: list[str] = field(default_factory=list)

    def refuse(self, reason: str, fix: str = "pack and send the file again") -> FeedRefused:
        return FeedRefused(reason, source=self.source, fix=fix)

    def write(self, stream: _Readable) -> Path:
        path = self.folder / f"{self.files:05d}"
        self.files += 1
        with path.open("xb") as out:
            while chunk := stream.read(CHUNK):
                self.written_bytes += len(chunk)
                self._refuse_if_too_large()
                out.write(chunk)
        return path

    def _refuse_if_too_large(self) -> None:
        most = min(self.limits.unpacked_bytes, max(RATIO_COUNTS_FROM, self.packed_bytes * self.limits.unpack_ratio))
        if self.written_bytes > most:
            raise self.refuse(
                f"grows beyond {most:,} bytes when it is unpacked",
                "send a smaller feed, or raise feed_limits.unpacked_bytes or unpack_ratio in policy.yml",
            )


def open_archive(path: Path, folder: Path, *, source: str, limits: FeedLimits) -> Unpacked:
    """Unpack a feed into `folder`, which must be empty; one that is not packed comes back as it is.

    A workbook is a zip too, but is read as a whole. Raises FeedRefused.
    """
    unpacking = _Unpacking(path.stat().st_size, folder, source, limits)
    name = source.rsplit("/", 1)[-1]
    inner = _without_gzip(path, unpacking)
    if not _starts_with(inner, *MARKS) or workbook_kind(inner) is not None:
        return Unpacked((Member(name, inner),))
    return _unzipped(inner, unpacking)


def _without_gzip(path: Path, unpacking: _Unpacking) -> Path:
    if not _starts_with(path, GZIP_MARK):
        return path
    try:
        with gzip.open(path, "rb") as packed:
            inner = unpacking.write(packed)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise unpacking.refuse("the gzip is damaged") from error
    if _starts_with(inner, GZIP_MARK):
        raise unpacking.refuse("is a gzip inside a gzip", "pack the feed once")
    return inner


def _unzipped(path: Path, unpacking: _Unpacking) -> Unpacked:
    try:
        with open_zip(path, unpacking.limits.archive_members) as archive:
            members = _members(archive, unpacking)
    except TooManyMembers as error:
        most = unpacking.limits.archive_members
        raise unpacking.refuse(f"holds more than {most:,} files", "send the feed without the pictures") from error
    except DAMAGES as error:
        raise unpacking.refuse("the zip is damaged") from error
    feeds = tuple(member for member, is_feed in members if is_feed)
    if not feeds:
        seen = "only pictures" if members else "; ".join(unpacking.notes[:5]) or "it is empty"
        raise unpacking.refuse(f"the zip holds no feed: {seen}", "put the feed into the zip")
    pictures = tuple(member for member, is_feed in members if not is_feed)
    return Unpacked(feeds, pictures, tuple(unpacking.notes))


def _members(archive: zipfile.ZipFile, unpacking: _Unpacking) -> list[tuple[Member, bool]]:
    """The members worth something in the order of their names, each with whether it is a feed."""
    infos: dict[str, zipfile.ZipInfo] = {}
    for info in archive.infolist():
        name = unified(info)
        if not info.is_dir() and not is_left_out(name):
            if name in infos:
                unpacking.notes.append(f"{shown(name)} is in the zip more than once: the last one counts")
            infos[name] = info
    members = []
    for name in sorted(infos):
        reason, member, is_feed = _member(name, infos[name], archive, unpacking)
        if reason is not None:
            unpacking.notes.append(f"{shown(name)} in the zip left out: {reason}")
        elif member is not None:
            members.append((member, is_feed))
    return members


def _member(
    name: str, info: zipfile.ZipInfo, archive: zipfile.ZipFile, unpacking: _Unpacking
) -> tuple[str | None, Member | None, bool]:
    """Why a member is left out, or the member and whether it is a feed."""
    if is_encrypted(info):
        raise unpacking.refuse(f"{shown(name)} in the zip is protected by a password", "send it without a password")
    if not is_readable(info):
        raise unpacking.refuse(f"{shown(name)} is packed by an unusual method", "pack it as a plain zip (deflate)")
    with open_member(archive, info) as stream:
        path = unpacking.write(stream)
    if is_note(name):
        return "it is a note", None, False
    if len(name.encode()) > _LONGEST_NAME_BYTES:
        return "its name is too long", None, False
    if path.stat().st_size == 0:
        return "it is empty", None, False
    if is_picture(name, path):
        return None, Member(name, path), False
    inner = _without_gzip(path, unpacking)
    reason = _no_feed(name, inner, unpacking)
    return reason, Member(name, inner), True


def _no_feed(name: str, path: Path, unpacking: _Unpacking) -> str | None:
    kind = kind_that_is_no_feed(name, path)
    if kind is not None:
        return kind
    if _starts_with(path, *MARKS) and workbook_kind(path) is None:
        raise unpacking.refuse(f"holds a further zip, {shown(name)}", "put the feed itself into one zip")
    return None


def _starts_with(path: Path, *marks: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(4).startswith(marks)
