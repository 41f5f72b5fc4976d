"""The same look through the content of an OpenDocument spreadsheet, whose cells are placed by counting repeats.

Programs repeat empty cells up to a sheet's edges as a matter of course, so only filled ones count. Merged cells are
taken from here, since the library that reads workbooks knows none of this format. Elements are known by the usual
prefixes, as that library knows them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import IO
from xml.parsers import expat

from tasks.ingest.archives.zip_members import CHUNK
from tasks.ingest.workbook.xlsx_scan import Scan

_CELLS = frozenset({"table:table-cell", "table:covered-table-cell"})


def scan_ods(stream: IO[bytes], most_cells: int, refuse: Callable[[str], Exception]) -> dict[str, Scan]:
    """The sheets by name; raises what `refuse` makes of a sheet's name once it is larger than `most_cells`.

    Raises expat.ExpatError for what is no XML, also where it declares entities.
    """
    scanner = _Scanner(most_cells, refuse)
    while chunk := stream.read(CHUNK):
        scanner.parser.Parse(chunk)
    scanner.parser.Parse(b"", True)
    scanner.end_row()
    return scanner.sheets


def _refuse_declarations(*_: object) -> None:
    raise expat.ExpatError("declares a document type")


class _Scanner:
    """The place in the sheet while its elements begin; their ends and texts are asked for only in error cells."""

    def __init__(self, most_cells: int, refuse: Callable[[str], Exception]) -> None:
        self.sheets: dict[str, Scan] = {}
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.StartDoctypeDeclHandler = _refuse_declarations
        self._most_cells, self._refuse = most_cells, refuse
        self._name, self._sheet = "", Scan()
        self._row, self._rows, self._column = 0, 0, 0
        self._first, self._last = -1, -1
        self._notes = 0
        self._error: list[str] = []

    def end_row(self) -> None:
        """Count the row that went by, with its repeats."""
        if self._last >= 0:
            self._sheet.include(self._row, self._first, self._row + self._rows - 1, self._last)
            if self._sheet.cells > self._most_cells:
                raise self._refuse(self._name)
        self._row += self._rows
        self._rows, self._column, self._first, self._last = 0, 0, -1, -1

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name in _CELLS:
            self._cell(attributes)
        elif name == "table:table-row":
            self.end_row()
            self._rows = _count(attributes, "table:number-rows-repeated")
        elif name == "table:table":
            self.end_row()
            self._name, self._row = attributes.get("table:name", ""), 0
            self._sheet = self.sheets.setdefault(self._name, Scan())
        elif name == "office:annotation":
            self._notes += 1

    def _cell(self, attributes: dict[str, str]) -> None:
        columns = _count(attributes, "table:number-columns-repeated")
        if "office:value-type" in attributes:
            if self._first < 0:
                self._first = self._column
            self._last = self._column + columns - 1
            if attributes.get("calcext:value-type") == "error":
                self._error, self._notes = [], 0
                self.parser.CharacterDataHandler, self.parser.EndElementHandler = self._text, self._end
            spanned = _count(attributes, "table:number-rows-spanned")
            if spanned > 1:
                self._sheet.merges.append((self._row, self._column, self._row + spanned - 1))
        self._column += columns

    def _text(self, text: str) -> None:
        if not self._notes:
            self._error.append(text)

    def _end(self, name: str) -> None:
        if name == "office:annotation":
            self._notes -= 1
        elif name in _CELLS:
            self._sheet.add_error(self._row, self._column - 1, "".join(self._error).strip())
            self.parser.CharacterDataHandler = self.parser.EndElementHandler = None


def _count(attributes: dict[str, str], name: str) -> int:
    said = attributes.get(name, "1")
    return max(1, int(said)) if said.isascii() and said.isdigit() and len(said) < 10 else 1
