"""Pairs of listings worth comparing, found by their fingerprints; each pair once, in an order that only keys decide.

Listings that say the very same are put together first, and one of them stands for all. Where many others share a key (a
template with a hundred thousand names, a made-up GTIN) they are parted further by what they say, and at last only
neighbours are compared, so that the number of pairs grows with the listings and not with their square.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from tasks.measure.duplicates.comparison import MOST_ODD_WORDS
from tasks.measure.duplicates.fingerprints import BAND_COLUMNS, KEY_COLUMNS

Positions = npt.NDArray[np.int64]

# Listings under one key that are compared each with each.
MOST_ALIKE = 32
# In larger groups of equal ones each is compared with those that follow it.
NEIGHBOURS = 4


def equal_groups(prints: pd.DataFrame) -> Positions:
    """For each fingerprint the position of the first one that is equal to it: in keys, GTINs, picture and supplier.

    A listing without a name is equal to none.
    """
    keys = [name for name in ("supplier", "gtins", "picture", *KEY_COLUMNS) if name in prints]
    groups = prints.groupby(keys, sort=False, dropna=False).ngroup().to_numpy(dtype=np.int64)
    first = np.full(len(prints), len(prints), dtype=np.int64)
    positions = np.arange(len(prints), dtype=np.int64)
    np.minimum.at(first, groups, positions)
    return np.where(prints["name_key"].notna().to_numpy(dtype=bool), first[groups], positions)


def candidate_pairs(prints: pd.DataFrame, *, across: bool = False) -> Positions:
    """Positions of pairs, one pair a line, the lower position first, sorted.

    `prints` are fingerprints in the order of their keys, none equal to another; with `across` they carry `supplier`,
    and only listings of different suppliers make a pair.
    """
    supplier = pd.factorize(prints["supplier"])[0] if across else None
    parts = [prints[name].to_numpy(dtype="int64", na_value=0) for name in KEY_COLUMNS]
    found = [np.empty(0, dtype=np.int64)]
    for way, (positions, keys) in enumerate(_keyed(prints)):
        left, right = _pairs(positions, keys, parts)
        is_wanted = np.ones(len(left), dtype=bool)
        if supplier is not None:
            is_wanted &= supplier[left] != supplier[right]
        if way > 0:
            is_wanted &= _may_be_like(prints, left, right)
        left, right = left[is_wanted], right[is_wanted]
        found.append(_once(np.minimum(left, right) * len(prints) + np.maximum(left, right)))
    codes = _once(np.concatenate(found))
    return np.column_stack(np.divmod(codes, max(len(prints), 1)))


def _may_be_like(prints: pd.DataFrame, left: Positions, right: Positions) -> npt.NDArray[np.bool_]:
    """Whether the names of pairs can agree, by their bits: a bit that the other lacks is a word that it lacks."""
    bits = prints["name_bits"].to_numpy(dtype="int64", na_value=0).view(np.uint64)
    words = prints["name_words"].to_numpy(dtype="int64", na_value=0)
    is_like = np.ones(len(left), dtype=bool)
    for one, other in ((left, right), (right, left)):
        odd = np.bitwise_count(bits[one] & ~bits[other]).astype(np.int64)
        is_like &= (odd <= MOST_ODD_WORDS) & (odd <= words[one] - odd)
    # A word written as two is told apart only by the letters.
    is_short = (words[left] <= MOST_ODD_WORDS) | (words[right] <= MOST_ODD_WORDS)
    may: npt.NDArray[np.bool_] = is_like | (is_short & (words[left] != words[right]))
    return may


def _once(codes: Positions) -> Positions:
    """Each code once, sorted; numpy's own unique hashes, which took ten times as long on millions of pairs."""
    codes = np.sort(codes)
    return codes[np.append(True, codes[1:] != codes[:-1])] if len(codes) else codes


def _keyed(prints: pd.DataFrame) -> list[tuple[Positions, Positions]]:
    """Positions with the key under which they stand, for each way of meeting; GTINs first."""
    gtins = prints["gtins"].reset_index(drop=True).str.split("\n").explode().dropna()
    ways = [(gtins.index.to_numpy(dtype=np.int64), pd.factorize(gtins)[0].astype(np.int64))]
    named = np.flatnonzero(prints["name_key"].notna())
    shown = pd.factorize(prints["picture"])[0].astype(np.int64)[named]
    ways.append((named[shown >= 0], shown[shown >= 0]))
    return ways + [(named, prints[name].to_numpy(dtype="int64", na_value=0)[named]) for name in BAND_COLUMNS]


def _pairs(positions: Positions, keys: Positions, parts: list[Positions]) -> tuple[Positions, Positions]:
    """All pairs of small groups of equal keys; larger ones are parted by the first of `parts` that are left."""
    order = np.lexsort((positions, keys))
    positions, keys = positions[order], keys[order]
    starts = np.flatnonzero(np.append(True, keys[1:] != keys[:-1])) if len(keys) else np.empty(0, dtype=np.int64)
    sizes = np.diff(np.append(starts, len(keys)))
    size, group = np.repeat(sizes, sizes), np.repeat(np.arange(len(sizes)), sizes)
    is_small = (size > 1) & (size <= MOST_ALIKE)
    found = [_within(positions[is_small], group[is_small], MOST_ALIKE - 1)]
    is_large = size > MOST_ALIKE
    if is_large.any():
        large, own = positions[is_large], group[is_large]
        if parts:
            finer = pd.factorize(pd.MultiIndex.from_arrays([own, parts[0][large]]))[0].astype(np.int64)
            found.append(_pairs(large, finer, parts[1:]))
        else:
            found.append(_within(large, own, NEIGHBOURS))
    return np.concatenate([one for one, _ in found]), np.concatenate([other for _, other in found])


def _within(positions: Positions, group: Positions, reach: int) -> tuple[Positions, Positions]:
    """Pairs of positions of one group that stand at most `reach` apart."""
    left, right = [positions[:0]], [positions[:0]]
    for step in range(1, reach + 1):
        is_pair = group[step:] == group[:-step]
        if not is_pair.any():
            break
        left.append(positions[:-step][is_pair])
        right.append(positions[step:][is_pair])
    return np.concatenate(left), np.concatenate(right)
