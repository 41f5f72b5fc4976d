"""Cells of a line whose inner quotes are not doubled, such as `"5" pipe",x`.

A quote ends a cell only where a delimiter or the line's end follows; any other one is text, as is one that never
ends. No character of the text is left out. Python's reader would drop such quotes without a word, so it is not asked.
"""

from __future__ import annotations


def mended_cells(line: str, delimiter: str, quote: str | None) -> list[str]:
    """The cells of one line without its end; linear in its length."""
    if quote is None:
        return line.split(delimiter)
    cells: list[str] = []
    at = 0
    while True:
        end = _closing_quote(line, at, quote, delimiter) if line.startswith(quote, at) else None
        if end is None and line.startswith(quote, at):
            # Nothing behind this place closes a cell any more.
            return cells + line[at:].split(delimiter)
        if end is None:
            stop = line.find(delimiter, at)
            stop = len(line) if stop < 0 else stop
            cells.append(line[at:stop])
        else:
            cells.append(line[at + 1 : end].replace(quote * 2, quote))
            stop = end + 1
        if stop >= len(line):
            return cells
        at = stop + 1


def _closing_quote(line: str, start: int, quote: str, delimiter: str) -> int | None:
    at = line.find(quote, start + 1)
    while at >= 0:
        if at + 1 == len(line) or line.startswith(delimiter, at + 1):
            return at
        at = line.find(quote, at + (2 if line.startswith(quote, at + 1) else 1))
    return None
