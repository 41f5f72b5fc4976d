"""Cells merged over several rows of a sheet: their value, kept in the first row, is passed down to the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

# Row where the merge begins, column, text, whether it is a number; rows and columns from 0.
Passed = tuple[int, int, str, bool]


class VerticalMerges:
    """The merges of one sheet, given as (first row, column, last row), while its rows pass in order."""

    def __init__(self, merges: Iterable[tuple[int, int, int]]) -> None:
        self._coming = sorted(merges, reverse=True)
        self._last_rows: dict[int, int] = {}
        self._values: dict[int, Passed] = {}

    def passed_down(self, row: int, cells: Sequence[str], numbers: Sequence[int]) -> list[Passed]:
        """What merges that began above put into this row's empty cells."""
        while self._coming and self._coming[-1][0] <= row:
            first, column, last = self._coming.pop()
            if first == row and column < len(cells) and cells[column]:
                self._last_rows[column] = last
                self._values[column] = (row, column, cells[column], column in numbers)
        for column in [column for column, last in self._last_rows.items() if last < row]:
            del self._last_rows[column], self._values[column]
        return [
            value
            for column, value in self._values.items()
            if value[0] < row and not (column < len(cells) and cells[column])
        ]
