"""XML: the elements that repeat are the records, whatever shop system or price comparison the feed was made for.

What comes in is UTF-8 text of any size; what goes out are batches, read with some hundred records and a chunk in
memory. A record that is no XML is a broken record. A feed that declares entities, a web page and a file without
repeated elements are refused; nothing outside of the feed is ever loaded.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tasks.ingest.flatten import ColumnPath, Columns
from tasks.ingest.records import Batch, BatchBuilder, Feed, FeedFormat, Table, mended_notes
from tasks.ingest.text_window import TextWindow
from tasks.ingest.undecodable import PROBLEM, holds_marks
from tasks.ingest.xml.cutter import Cut, Cutter
from tasks.ingest.xml.fields import Leaves, RecordFlattener, TooDeep
from tasks.ingest.xml.layout import ALARMS, Layout, locate
from tasks.ingest.xml.parse import RecordParser
from tasks.ingest.xml.prolog import is_xml

CATEGORY_PATH = "category path"
_CATEGORY_ID = ("categoryId",)
# Records are parsed together up to so many.
_GROUP_RECORDS = 200
_GROUP_CHARS = 1 << 20
_BATCH_CHARS = 64 << 20
_MOST_SHAPES = 10_000


def _recognise(path: Path, start: bytes) -> bool:
    return is_xml(start.decode(errors="ignore"))


def _read(feed: Feed) -> Table:
    return Table("xml", _batches(feed, locate(feed)))


class _Records:
    """Records to rows of a builder."""

    def __init__(self, feed: Feed, layout: Layout) -> None:
        self.builder = BatchBuilder(feed)
        self._columns = Columns(self.builder, feed.notes)
        self._parser = RecordParser(layout.outline, layout.entities)
        self._flattener = RecordFlattener(feed.limits.nesting)
        self._categories = layout.categories
        self._nesting = feed.limits.nesting
        self._shapes: dict[tuple[ColumnPath, ...], list[int]] = {}
        self._mended: list[int] = []

    def add(self, group: list[Cut]) -> None:
        """Add records in their order; raises FeedRefused beyond the limit of columns."""
        whole = [cut for cut in group if cut.problem is None]
        parsed = iter(self._parser.parse([cut.text for cut in whole]))
        self._mended += [whole[at].line for at in self._parser.mended]
        for cut in group:
            record = cut.problem if cut.problem is not None else next(parsed)
            if isinstance(record, str):
                self.builder.add_broken(cut.line, record, cut.text)
                continue
            try:
                leaves = self._flattener.flatten(record)
            except TooDeep:
                self.builder.add_broken(cut.line, f"is nested more than {self._nesting} deep", cut.text)
                continue
            self._add_row(leaves, cut.line)

    def mended_notes(self) -> list[str]:
        """What was mended in records so that they could be read."""
        return mended_notes({"`&` that is not written `&amp;` kept as it stands": self._mended})

    def _add_row(self, leaves: Leaves, line: int) -> None:
        if self._categories and _CATEGORY_ID in leaves:
            paths = [self._categories.get(number.strip(), "") for number in leaves[_CATEGORY_ID].split("\n")]
            if any(paths):
                leaves.setdefault((CATEGORY_PATH,), "\n".join(paths))
        shape = tuple(leaves)
        places = self._shapes.get(shape)
        if places is None:
            places = [self._columns.number(path) for path in shape]
            if len(self._shapes) < _MOST_SHAPES:
                self._shapes[shape] = places
        row: list[str | None] = [None] * (max(places, default=-1) + 1)
        for place, text in zip(places, leaves.values(), strict=True):
            row[place] = text
        self.builder.add(row, line)


def _batches(feed: Feed, layout: Layout) -> Iterator[Batch]:
    records = _Records(feed, layout)
    group: list[Cut] = []
    group_chars = batch_chars = 0
    with TextWindow(feed.path, ALARMS, skip=layout.start) as window:
        for cut in Cutter(window, layout.place, layout.outline.nests, feed):
            if window.is_suspect and holds_marks(cut.text):
                cut = cut._replace(problem=PROBLEM)
            group.append(cut)
            group_chars += len(cut.text)
            is_full = len(records.builder) + len(group) >= feed.batch_rows
            if len(group) < _GROUP_RECORDS and group_chars < _GROUP_CHARS and not is_full:
                continue
            records.add(group)
            batch_chars += group_chars
            group, group_chars = [], 0
            if is_full or records.builder.is_full or batch_chars > _BATCH_CHARS:
                yield records.builder.take()
                batch_chars = 0
    records.add(group)
    feed.notes.extend(records.mended_notes())
    if len(records.builder):
        yield records.builder.take()


FORMAT = FeedFormat(name="xml", rank=10, is_text=True, recognise=_recognise, read=_read)
