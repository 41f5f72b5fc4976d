"""Pack sizes of the name against those of the variations: what is promised must be on offer. Words out."""

from __future__ import annotations

import numpy as np
import pandas as pd

from expectations.truth import Truth
from tasks.measure.truth.looking import matching, placed
from tasks.measure.truth.quantities import Quantity, Reader, reader


def packs_apart(names: pd.Series, options: pd.Series, pieces: pd.Series, truth: Truth) -> pd.Series:
    """Where a name says one pack size and the variations say others.

    By product: `names`, `options` (colours and sizes, one a line) and `pieces` (the numbers of pieces as a text, one a
    line); what is missing says nothing.
    """
    reading = reader(truth)
    is_named = matching(names, reading.quick_pack)
    is_worth = matching(options, reading.quick_pack, is_named) | (is_named & pieces.notna().to_numpy())
    places = np.flatnonzero(is_worth)
    columns = (column.iloc[places].fillna("") for column in (names, options, pieces))
    said = {
        place: told
        for place, name, option, piece in zip(places.tolist(), *columns, strict=True)
        if (told := pack_apart(name, option, piece, reading)) is not None
    }
    return placed(said, names.index)


def pack_apart(name: str, options: str, pieces: str, reading: Reader) -> str | None:
    """The pack size of the name and what the variations have instead; None where one of them is as promised."""
    read = reading.read_packs(name)
    named = _counts(read)
    if len(named) != 1 or any(one.is_rate for one in read):
        return None
    (promised,) = named
    # One piece is said of a pack too, so it is no contradiction.
    columns = {int(one) for one in pieces.split("\n") if one.isdigit() and int(one) > 1}
    listed = {count for line in options.split("\n") for count in _counts(reading.read_packs(line))}
    if listed:
        if promised in listed and min(listed) >= promised:
            return None
        return f"the name says {promised}, the variations {_listing(listed)}"
    if columns and promised > 1 and promised not in columns and all(_is_other(promised, one) for one in columns):
        return f"the name says {promised}, the pieces {_listing(columns)}"
    return None


def _is_other(promised: int, pieces: int) -> bool:
    """3 packs may hold 30 pieces."""
    low, high = sorted((promised, pieces))
    return high % low != 0


def _counts(quantities: list[Quantity]) -> set[int]:
    return {int(one.values[0]) for one in quantities if not one.is_rate}


def _listing(counts: set[int]) -> str:
    return ", ".join(map(str, sorted(counts)[:10]))
