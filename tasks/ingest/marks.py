"""Lines of a table that are no records of products: totals and repeated headers become broken records that say so.

Done once for all formats, on whole batches. The raw text of broken records becomes what people can read.
"""

from __future__ import annotations

import dataclasses
import re

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from expectations.columns import ColumnNames
from tasks.ingest.records import Batch
from tasks.ingest.undecodable import shown

# A label of a totals line stands in one of the first columns.
_LABEL_COLUMNS = 4
_AMOUNT = re.compile(r"[^\w]*\d[\d.,\s'’]*(?:[^\W\d_]{1,4})?[^\w]*")


def mark_lines(batch: Batch, names: ColumnNames) -> Batch:
    """The batch with totals lines and repeated headers as broken records; others stay as they are."""
    problems: list[str | None] = batch.problems.to_pylist()
    raw: list[str | None] = [None if one is None else shown(one) for one in batch.raw.to_pylist()]
    is_marked = np.zeros(len(batch), dtype=bool)
    for reason, rows in (("repeats the header", _repeats(batch)), ("is a totals line", _totals(batch, names))):
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


def _repeats(batch: Batch) -> list[int]:
    """The rows whose cells are the header's names."""
    named = [(index, name) for index, name in enumerate(batch.header) if name.strip()]
    if len(named) < 2:
        return []
    is_same = pa.repeat(True, len(batch))
    for index, name in named:
        equal = pc.fill_null(pc.equal(pc.utf8_trim_whitespace(batch.cells[index]), name.strip()), False)
        is_same = pc.and_(is_same, equal)
        if not pc.any(is_same).as_py():
            return []
    return [int(row) for row in np.flatnonzero(is_same)]


def _totals(batch: Batch, names: ColumnNames) -> list[int]:
    """The rows whose first filled cell is a word for a total and whose others are amounts, at most half filled."""
    words = {word.casefold() for word in names.totals}
    rows = []
    for cells in batch.cells[:_LABEL_COLUMNS]:
        label = pc.utf8_lower(pc.utf8_trim(cells, " \t\u00a0:："))
        for row in np.flatnonzero(pc.fill_null(pc.is_in(label, pa.array(sorted(words))), False)):
            filled = [text for text in (one[int(row)].as_py() for one in batch.cells) if text and text.strip()]
            if 2 * len(filled) <= len(batch.header) and all(_AMOUNT.fullmatch(text) for text in filled[1:]):
                rows.append(int(row))
    return sorted(set(rows))
