"""Opens a workbook in a process of its own and translates how that ended.

What comes in is a workbook, what goes out are files of its rows in a folder. A process that dies of what it read is a
refused feed; one that could not do its work for other reasons is a fault.
"""

from __future__ import annotations

import dataclasses
import json
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tasks.errors import FeedRefused
from tasks.ingest.records import Feed
from tasks.ingest.workbook.child import REFUSED, SUMMARY
from tasks.ingest.workbook.guard import DAMAGED, Bounds

SECONDS = 600
_AS_CSV = "send it as CSV, or as several workbooks"
_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class WrittenSheet:
    """A sheet of the workbook; its rows are in `path` unless it was not wanted.

    `filled` cells in all, among them `errors` such as `#N/A`; `no_result` formulas that nobody ever calculated.
    """

    name: str
    is_visible: bool
    path: Path | None = None
    filled: int = 0
    errors: int = 0
    no_result: int = 0


def write_sheets(feed: Feed, kind: str, folder: Path, wanted: tuple[str, ...] | None) -> list[WrittenSheet]:
    """The sheets in their order, the visible ones or those `wanted` (in small letters) written into `folder`."""
    bounds = Bounds(**{one.name: getattr(feed.limits, one.name) for one in dataclasses.fields(Bounds)})
    asked = {
        "path": str(feed.path.resolve()),
        "folder": str(folder.resolve()),
        "kind": kind,
        "bounds": dataclasses.asdict(bounds),
        "sheets": wanted,
        "seconds": SECONDS,
    }
    _run(feed, json.dumps(asked))
    return [
        WrittenSheet(
            name=one["name"],
            is_visible=one["is_visible"],
            path=folder / one["file"] if "file" in one else None,
            filled=one.get("filled", 0),
            errors=one.get("errors", 0),
            no_result=one.get("no_result", 0),
        )
        for one in json.loads((folder / SUMMARY).read_text("utf-8"))
    ]


def _run(feed: Feed, argument: str) -> None:
    command = [sys.executable, "-m", "tasks.ingest.workbook.child", argument]
    try:
        ended = subprocess.run(command, cwd=_ROOT, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise _too_slow(feed) from error
    if ended.returncode == REFUSED:
        raise feed.refuse(**json.loads(ended.stdout))
    if ended.returncode:
        raise _translated(feed, ended)


def _translated(feed: Feed, ended: subprocess.CompletedProcess[bytes]) -> Exception:
    said = ended.stderr.decode("utf-8", "replace")
    if ended.returncode == -signal.SIGXCPU:
        return _too_slow(feed)
    if "memory allocation" in said or "MemoryError" in said or ended.returncode == -signal.SIGKILL:
        most = feed.limits.workbook_memory_mb
        return feed.refuse(
            f"needs more than {most:,} MB of memory to be opened",
            fix=f"{_AS_CSV}, or raise feed_limits.workbook_memory_mb in policy.yml",
        )
    if "File too large" in said:
        return feed.refuse(f"its sheets hold more than {feed.limits.unpacked_bytes:,} bytes", fix=_AS_CSV)
    if ended.returncode < 0 or "PanicException" in said:
        reason, fix = DAMAGED
        return feed.refuse(reason, fix=fix)
    fault = subprocess.CalledProcessError(ended.returncode, "workbook_child")
    fault.add_note(said[-2000:])
    return fault


def _too_slow(feed: Feed) -> FeedRefused:
    return feed.refuse(f"takes longer than {SECONDS} seconds to be opened", fix=_AS_CSV)
