"""How delimited text is written: what separates cells, what quotes them, how a quote inside a cell is told.

A bounded sample of a feed comes in, a Dialect goes out. What the supplier file states wins; known column names in one
of the first lines come next; then the data consistency measure of clevercsv, given only the delimiters that feeds
use. Of quotes it decides nothing by that measure, which takes apostrophes for quotes and real quotes for none: the
plain double quote stands unless the sample speaks clearly against it.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from clevercsv.consistency import ConsistencyDetector
from clevercsv.dialect import SimpleDialect

from expectations.columns import ColumnNames, fold
from expectations.suppliers import Format
from tasks.ingest.delimited.mending import mended_cells
from tasks.ingest.delimited.source import without_end
from tasks.ingest.header_row import LOOK_AT

DELIMITERS = ",;\t|#"
# Separates nothing in any text: the delimiter of a feed with one column.
NO_DELIMITER = "\x1f"
_MEASURED_CHARS = 16_000
# The share of cells in single quotes beyond which these are quotes and not apostrophes.
_MOST = 0.5
_SEPARATOR_LINE = re.compile(r'\s*"?sep=([^"\r\n])"?\s*', re.IGNORECASE)
_NAMES_OF_DELIMITERS = {"#": "a number sign", "|": "a vertical bar"}


@dataclass(frozen=True)
class Dialect:
    """The separator of cells, the quote around them (None: there is none), the escape before a quote inside."""

    delimiter: str
    quote: str | None = '"'
    escape: str | None = None

    @property
    def format(self) -> str:
        """The format's name for the manifest."""
        return "tsv" if self.delimiter == "\t" else "csv"

    def notes(self) -> list[str]:
        """What a person should know of an unusual dialect."""
        said = []
        if self.delimiter in _NAMES_OF_DELIMITERS:
            said.append(f"cells are separated by {_NAMES_OF_DELIMITERS[self.delimiter]} ({self.delimiter})")
        if self.quote is None:
            said.append('double quotes (") are part of the text')
        elif self.quote != '"':
            said.append(f"cells are quoted with {self.quote}")
        if self.escape:
            said.append(f"quotes inside cells are written {self.escape}{self.quote}")
        return said

    def rows(self, lines: Iterable[str], *, is_strict: bool) -> Iterator[list[str]]:
        """The cells of each record; `is_strict` raises csv.Error for a quote at a wrong place."""
        # Lines are bounded already; the reader's own bound would be one more error to tell from the others.
        csv.field_size_limit(sys.maxsize)
        if self.escape:
            lines = map(self._with_plain_escapes, lines)
        if self.quote is None:
            return csv.reader(lines, delimiter=self.delimiter, quoting=csv.QUOTE_NONE, strict=is_strict)
        return csv.reader(
            lines, delimiter=self.delimiter, quotechar=self.quote, escapechar=self.escape, strict=is_strict
        )

    def _with_plain_escapes(self, line: str) -> str:
        """The line with the escape doubled where it stands before neither a quote nor itself: there it is text."""
        return re.sub(r"\\(.?)", lambda m: m[0] if m[1] in (self.quote, "\\") else f"\\\\{m[1]}", line, flags=re.DOTALL)


def separator_line(line: str) -> str | None:
    """The delimiter named by a first line such as `sep=;`, which spreadsheet programs write; None for other lines."""
    found = _SEPARATOR_LINE.fullmatch(line)
    return found[1] if found else None


def decide_dialect(sample: str, stated: Format, names: ColumnNames) -> Dialect:
    """The dialect of a feed by the text of its first lines."""
    lines = [line for line in _lines(sample) if line.strip()]
    if lines and separator_line(lines[0]):
        stated_inside, lines = separator_line(lines[0]), lines[1:]
    else:
        stated_inside = None
    delimiter = stated.delimiter or ("\t" if stated.type == "tsv" else None) or stated_inside
    return _with_quotes(delimiter or _delimiter(lines, names), lines)


def _lines(sample: str) -> list[str]:
    return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", sample)


def _delimiter(lines: list[str], names: ColumnNames) -> str:
    hits = {one: _known_names(Dialect(one), lines, names.folded) for one in DELIMITERS}
    most = max(hits.values())
    if most >= 2:
        named = [one for one in DELIMITERS if hits[one] == most]
        return named[0] if len(named) == 1 else _most_consistent(lines, named)
    if lines and fold(lines[0]) in names.folded:
        return NO_DELIMITER
    return _most_consistent(lines, DELIMITERS)


def _known_names(dialect: Dialect, lines: list[str], known: frozenset[str]) -> int:
    """The most known column names in one of the first records that are mostly names or as wide as the usual one."""
    rows = list(dialect.rows(lines, is_strict=False))
    widths = Counter(map(len, rows))
    most = 0
    for row in rows[:LOOK_AT]:
        filled = [fold(cell) for cell in row if cell.strip()]
        found = len(set(filled) & known)
        if 2 * found >= len(filled) or 3 * widths[len(row)] >= len(rows):
            most = max(most, found)
    return most


def _most_consistent(lines: list[str], delimiters: Iterable[str]) -> str:
    # clevercsv takes a zero byte for an error; here it is text like any other.
    sample = "".join(lines)[:_MEASURED_CHARS].replace("\0", " ")
    quotes = [quote for quote in "\"'" if quote == '"' or quote in sample]
    dialects = [SimpleDialect(one, quote, "") for one in delimiters if one in sample for quote in quotes]
    scores = ConsistencyDetector().compute_consistency_scores(sample, dialects)
    best = {one.delimiter for one in ConsistencyDetector.get_best_dialects(scores)}
    found = next((one for one in DELIMITERS if one in best), None)
    if found is not None:
        return found
    return next((one for one in DELIMITERS if any(one in line for line in lines[:1])), NO_DELIMITER)


def _with_quotes(delimiter: str, lines: list[str]) -> Dialect:
    """The dialect with the quote that the sample speaks for; the double quote where it does not speak clearly."""
    in_double, in_single = (_share_in_quotes(lines, delimiter, quote) for quote in "\"'")
    plain = Dialect(delimiter, "'" if in_single > _MOST and not in_double else '"')
    escaped = replace(plain, escape="\\")
    # A backslash before a quote that may end its cell can be the cell's last character just as well.
    inside = re.compile(rf"\\{plain.quote}(?!\s*(?:{re.escape(delimiter)}|$))")
    has_escapes = any(inside.search(line) for line in lines)
    strict = _faults(plain, lines, is_mending=False) if has_escapes else 0
    if strict and 2 * _faults(escaped, lines, is_mending=False) < strict:
        return escaped
    faults = _faults(plain, lines)
    unquoted = replace(plain, quote=None)
    # One stray quote is a fault of its record; only where they are common and wrap nothing are they text.
    if plain.quote == '"' and faults > 1 and not in_double and not _faults(unquoted, lines):
        return unquoted
    return plain


def _share_in_quotes(lines: list[str], delimiter: str, quote: str) -> float:
    """The share of cells that stand in these quotes, of those that are not only numbers and signs."""
    separator = re.escape(delimiter)
    whole = re.compile(f"(?:^|(?<={separator})) *{quote}(?:[^{quote}]|{quote}{quote})*+{quote} *(?={separator}|\\s*$)")
    quoted = wordy = 0
    for line in _lines("".join(lines)[:_MEASURED_CHARS]):
        rest, count = whole.subn("", line)
        quoted += count
        wordy += sum(1 for cell in rest.split(delimiter) if any(character.isalpha() for character in cell))
    return quoted / max(1, quoted + wordy)


def _faults(dialect: Dialect, lines: list[str], *, is_mending: bool = True) -> int:
    """Records of the sample that have a quote at a wrong place (left open, with mending) or an unusual width."""
    widths: Counter[int] = Counter()
    broken = 0
    taken: list[str] = []

    def noted(line: str) -> str:
        taken.append(line)
        return line

    rows = dialect.rows(map(noted, lines), is_strict=True)
    while True:
        taken.clear()
        try:
            row = next(rows, None)
        except csv.Error:
            row = (
                mended_cells(without_end(taken[0]), dialect.delimiter, dialect.quote)
                if is_mending and len(taken) == 1
                else None
            )
            broken += row is None
            if row is None:
                continue
        if row is None:
            return broken + sum(widths.values()) - max(widths.values(), default=0)
        widths[len(row)] += 1
