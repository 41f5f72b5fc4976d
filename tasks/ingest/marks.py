"""Lines of a table that are no records of products: they become broken records that say so.

Totals, notes, repeated headers and ruled lines, told apart once for all formats and on whole batches. The raw text of
broken records becomes what people can read.
"""

from __future__ import annotations

import dataclasses
import functools
import re

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from expectations.columns import ColumnNames, fold
from tasks.ingest.records import Batch
from tasks.ingest.undecodable import shown

# A label of a totals line stands in one of the first columns.
_LABEL_COLUMNS = 4
# A column of longer texts than this on average holds descriptions and no labels.
_LONG_TEXT_BYTES = 120
# Tables of fewer columns may well have rows of one value.
_LEAST_COLUMNS = 3
_AMOUNT = re.compile(r"[^\w]*\d[\d.,\s'’]*(?:[^\W\d_]{1,12})?[^\w]*")
_RULED = re.compile(r"[-+=|:*_ ]{2,}")
_FIELD_NAME = re.compile(r"[a-z]+(?:_[a-z0-9]+)+")


def mark_lines(batch: Batch, names: ColumnNames) -> Batch:
    """The batch with lines that are no products as broken records; others stay as they are."""
    found = {
        "repeats the header": [*_repeats(batch), *_second_header(batch, names)],
        "is a totals line": _totals(batch, names),
        "is a ruled line": _ruled(batch),
        "holds one value only": _single_values(batch),
    }
    if not any(found.values()) and batch.raw.null_count == len(batch):
        return batch
    problems: list[str | None] = batch.problems.to_pylist()
    raw: list[str | None] = [None if one is None else shown(one) for one in batch.raw.to_pylist()]
    is_marked = np.zeros(len(batch), dtype=bool)
    for reason, rows in found.items():
        for row in rows:
            if problems[row] is None:
                problems[row] = f"{reason}, not a product"
                raw[row] = "\t".join(cells[row].as_py() or "" for cells in batch.cells)
                is_marked[row] = True
    cells = batch.cells
    if is_marked.any():
        mask = pa.array(is_marked)
        cells = [pc.if_else(mask, pa.scalar(None, pa.string()), one) for one in cells]
    return dataclasses.replace(
        batch, cells=cells, problems=pa.array(problems, pa.string()), raw=pa.array(raw, pa.string())
    )


def _row(batch: Batch, row: int) -> list[str]:
    """The filled cells of a row, trimmed."""
    return [text.strip() for text in (cells[row].as_py() for cells in batch.cells) if text and text.strip()]


def _where(condition: pa.Array) -> list[int]:
    return [int(row) for row in np.flatnonzero(pc.fill_null(condition, False))]


def _repeats(batch: Batch) -> list[int]:
    """The rows whose cells are the header's names, in any case."""
    named = [(index, name.strip().lower()) for index, name in enumerate(batch.header) if name.strip()]
    if len(named) < 2:
        return []
    is_same = pa.repeat(True, len(batch))
    for index, name in named:
        equal = pc.equal(pc.utf8_lower(pc.utf8_trim_whitespace(batch.cells[index])), name)
        is_same = pc.and_(is_same, pc.fill_null(equal, False))
        if not pc.any(is_same).as_py():
            return []
    return _where(is_same)


def _second_header(batch: Batch, names: ColumnNames) -> list[int]:
    """The first row where it names the columns once more, for machines, as marketplaces' own sheets do."""
    cells = _row(batch, 0) if len(batch) else []
    if len(cells) < _LEAST_COLUMNS:
        return []
    are_names = sum(_FIELD_NAME.fullmatch(cell) is not None or fold(cell) in names.folded for cell in cells)
    return [0] if are_names == len(cells) else []


def _totals(batch: Batch, names: ColumnNames) -> list[int]:
    """The rows whose first filled cell is a word for a total and whose others are amounts."""
    labels = _labels(names.totals)
    rows: set[int] = set()
    for cells in batch.cells[:_LABEL_COLUMNS]:
        if cells.nbytes <= _LONG_TEXT_BYTES * max(1, len(cells)):
            rows.update(_where(pc.is_in(cells, labels)))
    return sorted(row for row in rows if all(_AMOUNT.fullmatch(cell) for cell in _row(batch, row)[1:]))


def _ruled(batch: Batch) -> list[int]:
    """The rows of dashes and bars that parts of a table are parted by."""
    if not batch.cells:
        return []
    starts = _where(pc.match_substring_regex(batch.cells[0], r"^\s*[-+=|:*_]{2,}[-+=|:*_ ]*$"))
    return [row for row in starts if all(_RULED.fullmatch(cell) for cell in _row(batch, row))]


def _single_values(batch: Batch) -> list[int]:
    """The rows with nothing but words in their first cell: notes below a table and headings of groups inside it.

    A code alone may be a product of which all else is missing; the rules will say so.
    """
    if sum(1 for name in batch.header if name.strip()) < _LEAST_COLUMNS:
        return []
    is_alone = pc.is_null(batch.problems)
    for cells in batch.cells[1:]:
        is_alone = pc.and_(is_alone, _is_blank(cells))
        if not pc.any(is_alone).as_py():
            return []
    return _where(pc.and_(is_alone, pc.match_substring_regex(batch.cells[0], r"\S[\s:]|^\s*[*:]")))


def _is_blank(cells: pa.Array) -> pa.Array:
    return pc.fill_null(pc.equal(pc.binary_length(cells), 0), True)


@functools.lru_cache(maxsize=4)
def _labels(words: tuple[str, ...]) -> pa.Array:
    """The words as they may be written: comparing whole cells is much faster than trimming and folding them all."""
    cases = {
        written for word in words for written in (word, word.lower(), word.upper(), word.title(), word.capitalize())
    }
    ends = ("", ":", " :", "：", " ", ": ")
    return pa.array(sorted(f"{case}{end}" for case in cases for end in ends), pa.string())
