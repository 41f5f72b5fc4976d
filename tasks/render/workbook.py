"""A supplier's rejected rows as a workbook: its own columns, bad cells marked, reason and fix beside.

Every cell is text, so GTINs keep their zeros and no formula ever runs; the row id is locked, so that the
workbook can come back as a correction. Rows are streamed; the file depends on its content alone, not on the
day it was written.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter

from tasks.feed_records import cell_column
from tasks.render.rule_text import RuleText

_CREATED = dt.datetime(2020, 1, 1)
_CELL_LENGTH = 32_767
_LAST_ROW = 1_048_575
_LAST_COLUMN = 16_383

_Findings = dict[str, list[tuple[str, str, str, str]]]  # row_id -> (field, severity, message, fix)


@dataclass(frozen=True)
class FeedCells:
    """One feed as the supplier sent it.

    `batches` are frames in file order, as ingest stores them: row_id, source_row, raw_text and the cells as
    text columns `c0`, `c1`, … . `columns_of` gives the places (from 0) of the supplier's columns that feed a
    canonical field. `has_broken` says whether a record could not be read; only then the sheet has a column
    with the raw text.
    """

    source_file: str
    header: Sequence[str]
    columns_of: Mapping[str, Sequence[int]]
    batches: Iterable[pd.DataFrame]
    has_broken: bool = False


def write_workbook(
    path: Path,
    supplier: str,
    feeds: Sequence[FeedCells],
    findings: pd.DataFrame,
    rules: Mapping[str, RuleText],
) -> int:
    """Write the rows that `findings` names, one sheet a feed, and a sheet of rules; give their number.

    `findings` are explained ones (FINDINGS_CSV) of the rows to send back, normally those with verdict
    rejected; rows of `batches` without a finding are passed over. A cell is red for a critical finding, else
    amber. Without such rows the workbook says so.
    """
    found = findings[findings["row_id"].notna()]
    of_row: _Findings = {}
    said = zip(*(found[name].fillna("") for name in ("row_id", "field", "severity", "message", "fix")), strict=True)
    for row_id, field, severity, message, fix in said:
        of_row.setdefault(row_id, []).append((field, severity, message, fix))
    with xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_urls": False}) as book:
        book.set_properties({"title": f"Rejected rows of {supplier}", "created": _CREATED})
        formats = _Formats(book)
        written = 0
        for name, feed in zip(_sheet_names(feeds), feeds, strict=True):
            written += _write_feed(book.add_worksheet(name), feed, of_row, formats)
        used = set(found["rule_id"])
        _write_rules(book.add_worksheet("Rules"), [rule for rule in rules.values() if rule.id in used], formats)
    return written


class _Formats:
    def __init__(self, book: xlsxwriter.Workbook) -> None:
        # "@" and the quote prefix keep a cell text even when somebody opens it for editing and presses Enter.
        text = {"num_format": "@", "quote_prefix": True, "valign": "top"}
        self.head = book.add_format({**text, "bold": True, "bg_color": "#E7E6E6", "bottom": 1, "text_wrap": True})
        self.text = book.add_format({**text, "locked": False})
        self.wrapped = book.add_format({**text, "locked": False, "text_wrap": True})
        self.critical = book.add_format({**text, "locked": False, "bg_color": "#FFC7CE", "font_color": "#9C0006"})
        self.warning = book.add_format({**text, "locked": False, "bg_color": "#FFEB9C", "font_color": "#7F6000"})
        self.locked = book.add_format({**text, "locked": True, "font_color": "#808080"})


def _write_feed(sheet: Any, feed: FeedCells, findings: _Findings, formats: _Formats) -> int:
    own = list(feed.header)[: _LAST_COLUMN - 5]
    tail = [*(["Raw text"] if feed.has_broken else []), "Reason(s)", "What to do", "row_id"]
    head = ["Row", *own, *tail]
    _prepare(sheet, head, formats)
    written = left = 0
    for batch in feed.batches:
        chosen = batch[batch["row_id"].isin(findings.keys())]
        columns = [_column(chosen, name) for name in ("row_id", "source_row", "raw_text")]
        cells = [_column(chosen, cell_column(place)) for place in range(len(own))]
        for row_id, source_row, raw_text, *values in zip(*columns, *cells, strict=True):
            if written + 1 >= _LAST_ROW:
                left += 1
                continue
            written += 1
            marks = _marks(findings[row_id], feed.columns_of, formats)
            _text(sheet, written, 0, source_row, formats.text)
            for place, value in enumerate(values):
                _text(sheet, written, place + 1, value, marks.get(place, formats.text))
            reasons, fixes = _advice(findings[row_id])
            last = [*([raw_text] if feed.has_broken else []), reasons, fixes]
            for place, value in enumerate(last, start=len(own) + 1):
                _text(sheet, written, place, value, formats.wrapped)
            _text(sheet, written, len(head) - 1, row_id, formats.locked)
    if left:
        _text(sheet, written + 1, 0, f"{left} more rejected rows do not fit: see findings.csv", formats.text)
    if not written:
        _text(sheet, 1, 0, "No rejected rows.", formats.text)
    sheet.autofilter(0, 0, max(written, 1), len(head) - 1)
    return written


def _prepare(sheet: Any, head: list[str], formats: _Formats) -> None:
    widths = {"Row": 8, "Raw text": 40, "Reason(s)": 60, "What to do": 60, "row_id": 30}
    first_of_tail = len(head) - 4
    for place, name in enumerate(head):
        ours = place == 0 or place >= first_of_tail
        width = widths.get(name, 20) if ours else min(max(len(name) + 2, 12), 30)
        # Whole columns are unlocked, so that people can add notes; only what the program needs back is not
        # theirs.
        sheet.set_column(place, place, width, formats.locked if place == len(head) - 1 else formats.text)
        _text(sheet, 0, place, name, formats.head)
    sheet.freeze_panes(1, 1)
    sheet.protect(
        "",
        {"autofilter": True, "sort": True, "format_cells": True, "format_columns": True, "format_rows": True},
    )


def _write_rules(sheet: Any, rules: Sequence[RuleText], formats: _Formats) -> None:
    head = {"Rule": 26, "Severity": 10, "Why": 60, "What to do": 60, "Wish reason": 30}
    for place, (name, width) in enumerate(head.items()):
        sheet.set_column(place, place, width)
        _text(sheet, 0, place, name, formats.head)
    sheet.freeze_panes(1, 0)
    for number, rule in enumerate(rules, start=1):
        reason = " / ".join(part for part in (rule.wish_reason, rule.wish_subreason) if part)
        for place, value in enumerate((rule.id, rule.severity, rule.because, rule.fix, reason)):
            _text(sheet, number, place, value, formats.wrapped)


def _marks(
    findings: list[tuple[str, str, str, str]], columns_of: Mapping[str, Sequence[int]], formats: _Formats
) -> dict[int, Any]:
    marks: dict[int, Any] = {}
    for field, severity, _, _ in findings:
        for place in columns_of.get(field, ()):
            if severity == "critical" or place not in marks:
                marks[place] = formats.critical if severity == "critical" else formats.warning
    return marks


def _advice(findings: list[tuple[str, str, str, str]]) -> tuple[str, str]:
    reasons = dict.fromkeys(message for _, _, message, _ in findings)
    fixes = dict.fromkeys(fix for _, _, _, fix in findings)
    return "\n".join(reasons), "\n".join(fixes)


def _column(frame: pd.DataFrame, name: str) -> list[str]:
    if name not in frame.columns:
        return [""] * len(frame)
    return frame[name].astype("str").fillna("").tolist()


def _text(sheet: Any, row: int, column: int, value: str, style: Any) -> None:
    sheet.write_string(row, column, fit(value), style) if value else sheet.write_blank(row, column, None, style)


def fit(value: str) -> str:
    """Cut a text to what a cell holds; Excel counts UTF-16 units."""
    if len(value) * 2 <= _CELL_LENGTH:
        return value
    units = value.encode("utf-16-le", errors="replace")
    if len(units) <= 2 * _CELL_LENGTH:
        return value
    return units[: 2 * (_CELL_LENGTH - 1)].decode("utf-16-le", errors="ignore") + "…"


def _sheet_names(feeds: Sequence[FeedCells]) -> list[str]:
    if len(feeds) <= 1:
        return ["Rejected"] * len(feeds)
    # Excel refuses these characters, an apostrophe at either end, and more than 31 characters.
    return [
        f"{place} " + re.sub(r"[\[\]:*?/\\']", "_", feed.source_file)[-28:] for place, feed in enumerate(feeds, start=1)
    ]
