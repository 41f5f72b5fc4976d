"""The process of its own in which a workbook is opened, its memory, time and output bounded by the system.

What comes in, as JSON in the first argument, are the workbook's path, an empty folder, its kind, the bounds and the
sheets that are wanted. What goes out are files of rows as lines of JSON and `workbook.json`, or a refusal. The library
allocates the rectangle around all cells at once, and where that fails the process is ended at once: hence a process
that nobody needs. It decides nothing about headers or products.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TextIO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from tasks.ingest.child_bounds import bound, exit_code
from tasks.ingest.workbook.cell_text import text_of
from tasks.ingest.workbook.guard import DAMAGED, PROTECTED, Bounds, WorkbookRefused, check
from tasks.ingest.workbook.parts import look_through, too_large
from tasks.ingest.workbook.vertical_merges import VerticalMerges
from tasks.ingest.workbook.xlsx_scan import Scan

_NUMBERS = (int, float)
SUMMARY = "workbook.json"


def main(argument: str) -> int:
    """Write the sheets of a workbook into a folder; 0, or REFUSED with reason and fix as JSON on the output."""
    asked = json.loads(argument)
    bounds = Bounds(**asked["bounds"])
    bound(memory_mb=bounds.workbook_memory_mb, file_bytes=bounds.unpacked_bytes, seconds=asked["seconds"])
    path, folder = Path(asked["path"]), Path(asked["folder"])

    def work() -> None:
        check(path, asked["kind"], bounds)
        summary = _write_workbook(path, folder, asked["kind"], bounds, asked["sheets"])
        (folder / SUMMARY).write_text(json.dumps(summary), encoding="utf-8")

    return exit_code(work)


def _write_workbook(
    path: Path, folder: Path, kind: str, bounds: Bounds, wanted: list[str] | None
) -> list[dict[str, Any]]:
    look = look_through(path, kind, bounds.workbook_cells)
    written = []
    # The library goes by a file's ending before it looks into it, and the sender's may be wrong.
    named = folder / f"workbook.{kind}"
    named.symlink_to(path)
    try:
        with load_workbook(named) as book:
            for index, name, is_visible in _tables(book):
                sheet: dict[str, Any] = {"name": name, "is_visible": is_visible}
                if is_visible if wanted is None else name.strip().casefold() in wanted:
                    sheet |= _write_sheet(book, index, folder, look(index, name), bounds)
                written.append(sheet)
    except PasswordError as error:
        raise WorkbookRefused(*PROTECTED) from error
    except CalamineError as error:
        raise WorkbookRefused(*DAMAGED) from error
    return written


def _tables(book: CalamineWorkbook) -> Iterator[tuple[int, str, bool]]:
    for index, sheet in enumerate(book.sheets_metadata):
        if sheet.typ == SheetTypeEnum.WorkSheet:
            yield index, sheet.name, sheet.visible == SheetVisibleEnum.Visible


def _write_sheet(book: CalamineWorkbook, index: int, folder: Path, scan: Scan, bounds: Bounds) -> dict[str, Any]:
    sheet = book.get_sheet_by_index(index)
    if sheet.height * sheet.width > bounds.workbook_cells:
        raise too_large(sheet.name, bounds.workbook_cells)
    file = f"sheet-{index:05d}.jsonl"
    with (folder / file).open("w", encoding="utf-8") as out:
        filled = _write_rows(sheet, scan, out, bounds.record_chars)
    return {"file": file, "filled": filled, "errors": scan.error_count, "no_result": scan.no_result}


def _write_rows(sheet: CalamineSheet, scan: Scan, out: TextIO, record_chars: int) -> int:
    """A line for each row that is not empty: its number from 1, its cells, which are numbers, values merged into it.

    A row with too much text has only its number and the beginning of that. Columns are counted from the first filled
    one. Returns how many cells are filled.
    """
    filled = 0
    if sheet.start is None:
        return 0
    left = sheet.start[1]
    encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode
    merges = VerticalMerges(
        (first, column - left, last) for first, column, last in scan.merges or _vertical(sheet) if column >= left
    )
    for row, values in enumerate(sheet.iter_rows()):
        cells, numbers = _texts(values)
        for column, text in scan.errors.get(row, {}).items():
            if left <= column < left + len(cells):
                cells[column - left] = text
        while cells and not cells[-1]:
            cells.pop()
        if not any(map(str.strip, cells)):
            continue
        filled += len(cells) - cells.count("")
        line = [row + 1, cells, numbers, merges.passed_down(row, cells, numbers)]
        if sum(map(len, cells)) > record_chars:
            line = [row + 1, "\t".join(cells)[:record_chars]]
        out.write(encode(line) + "\n")
    return filled


def _texts(values: Sequence[object]) -> tuple[list[str], list[int]]:
    cells: list[str] = []
    numbers = []
    for place, value in enumerate(values):
        kind = type(value)
        cells.append(value if isinstance(value, str) else text_of(value))
        if kind is float or kind is int:
            numbers.append(place)
    return cells, numbers


def _vertical(sheet: CalamineSheet) -> list[tuple[int, int, int]]:
    ranges = sheet.merged_cell_ranges or []
    return [(first, column, last) for (first, column), (last, _) in ranges if last > first]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
