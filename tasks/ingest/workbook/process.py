"""Opens a workbook in a process of its own: what comes in is a workbook, what goes out are files of its rows."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path

from tasks.ingest.child_process import Child
from tasks.ingest.records import Feed
from tasks.ingest.workbook.child import SUMMARY
from tasks.ingest.workbook.guard import DAMAGED, Bounds

SECONDS = 600
_CHILD = Child(
    module="tasks.ingest.workbook.child",
    seconds=SECONDS,
    damaged=DAMAGED,
    content="its sheets hold",
    smaller="send it as CSV, or as several workbooks",
)


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
    _CHILD.run(feed, asked)
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
