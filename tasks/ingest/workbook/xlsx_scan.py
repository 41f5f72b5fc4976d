"""What a look through a sheet's XML tells before it is opened: how large it is, and what the library leaves out.

The library that reads workbooks allocates the whole rectangle around a sheet's cells at once, gives cells that hold an
error as empty ones, and says nothing of formulas whose result was never stored. Rows and columns are counted from 0.
It is no check of the XML: what it overlooks meets the bounds of the process that opens the workbook.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import IO

from tasks.ingest.archives.zip_members import CHUNK

# A cell with something in it: cells that only carry a style do not count.
_FILLED = re.compile(rb""" r=["']([A-Z]++)(\d++)["'][^>]*+(?<!/)>(?!</)""")
_ERROR = re.compile(
    rb"""\sr="([A-Z]{1,3})(\d{1,7})"[^>]*\st="e"[^>]*>(?:<(?:\w+:)?f[^>]*/>|<(?:\w+:)?f[^>]*>[^<]*</(?:\w+:)?f>)?"""
    rb"""<(?:\w+:)?v>([^<]*)<"""
)
_NO_RESULT = re.compile(
    rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\s[^>]*/>)(?:<(?:\w+:)?v></(?:\w+:)?v>|<(?:\w+:)?v\s*/>)?</(?:\w+:)?c>"
)
_LONGEST_ROW_BYTES = 32 << 20
# Errors beyond these stay empty cells; they are counted all the same.
_MOST_ERRORS = 500_000


@dataclass
class Scan:
    """One sheet: the rectangle around its filled cells, texts of error cells, vertical merges, unanswered formulas.

    `merges` are the first row, the column and the last row of each.
    """

    first_row: int = 1 << 40
    last_row: int = -1
    first_column: int = 1 << 40
    last_column: int = -1
    errors: dict[int, dict[int, str]] = field(default_factory=dict)
    error_count: int = 0
    no_result: int = 0
    merges: list[tuple[int, int, int]] = field(default_factory=list)

    @property
    def cells(self) -> int:
        """How many cells the rectangle has."""
        if self.last_row < 0:
            return 0
        return (self.last_row - self.first_row + 1) * (self.last_column - self.first_column + 1)

    def include(self, row: int, column: int, last_row: int, last_column: int) -> None:
        """Widen the rectangle."""
        self.first_row, self.last_row = min(self.first_row, row), max(self.last_row, last_row)
        self.first_column, self.last_column = min(self.first_column, column), max(self.last_column, last_column)

    def add_error(self, row: int, column: int, text: str) -> None:
        """Keep what an error cell shows, such as `#N/A`."""
        self.error_count += 1
        if self.error_count <= _MOST_ERRORS:
            self.errors.setdefault(row, {})[column] = text


def scan_xlsx_sheet(stream: IO[bytes]) -> Scan:
    """Look through a worksheet part, row by row in its text: a parser would take three times as long."""
    scan = Scan()
    rest = b""
    while chunk := stream.read(CHUNK):
        block = rest + chunk
        end = block.rfind(b"row>") + 4
        if end < 4:
            end = len(block) if len(block) > _LONGEST_ROW_BYTES else 0
        rest = block[end:]
        _scan_rows(block[:end], scan)
    _scan_rows(rest, scan)
    return scan


def _scan_rows(block: bytes, scan: Scan) -> None:
    filled = _FILLED.findall(block)
    if filled:
        columns = [_column(letters) for letters in {letters for letters, _ in filled}]
        rows = [int(digits) - 1 for digits in {digits[:9] for _, digits in filled}]
        scan.include(min(rows), min(columns), max(rows), max(columns))
    if b't="e"' in block:
        for letters, digits, text in _ERROR.findall(block):
            scan.add_error(int(digits) - 1, _column(letters), text.decode("utf-8", "replace"))
    if b"f>" in block or b"<f" in block:
        scan.no_result += len(_NO_RESULT.findall(block))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters[:5]:
        number = number * 26 + letter - 64
    return number - 1
