"""JSON and JSON lines: a list of records at any depth, records under their ids, one a line, or a single one.

A list of lists is read as a table with a header. What comes in is UTF-8 text of any size; what goes out are batches,
read with no more than a record and a chunk in memory. A record that cannot be read is a broken record; a file without
records, or one that is nested too deeply around them, is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tasks.ingest.json.grid import row_batches
from tasks.ingest.json.layout import Layout, is_json, locate
from tasks.ingest.json.reader import ALARMS, Elements
from tasks.ingest.json.tables import object_batches
from tasks.ingest.records import Batch, Feed, FeedFormat, Table
from tasks.ingest.text_window import TextWindow


def _recognise(path: Path, start: bytes) -> bool:
    return is_json(start.decode(errors="ignore"))


def _read(feed: Feed) -> Table:
    layout = locate(feed)
    is_lines = layout.kind in ("lines", "sequence") and not layout.is_single
    return Table("jsonl" if is_lines else "json", _batches(feed, layout))


def _batches(feed: Feed, layout: Layout) -> Iterator[Batch]:
    with TextWindow(feed.path, ALARMS, skip=layout.start) as window:
        is_one = layout.is_single and not layout.is_root
        elements = Elements(window, layout.kind, feed, is_root=layout.is_root, is_one=is_one)
        yield from (row_batches if layout.has_rows else object_batches)(feed, elements)


FORMAT = FeedFormat(name="json", rank=20, is_text=True, recognise=_recognise, read=_read)
