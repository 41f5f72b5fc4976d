"""All listings of a supplier or of several: who is the same as whom, and why.

Fingerprints in, one line a listing that stands in a cluster out. Texts are asked for only of listings that met another.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from expectations.duplicates import Duplicates
from tasks.measure.duplicates.candidates import candidate_pairs, equal_groups
from tasks.measure.duplicates.clusters import clusters
from tasks.measure.duplicates.comparison import KINDS, Kind, Match, compare, read_listings
from tasks.measure.duplicates.words import NameReader
from tasks.measure.listing import MOST, first_few

# Gives the listings at some positions, in their order, with LISTING_COLUMNS.
Load = Callable[[npt.NDArray[np.int64]], pd.DataFrame]

_GROUPED = "alike through another"


@dataclass(frozen=True)
class Found:
    """The cluster of a listing, its other members with the reason of each, and how strong the strongest is."""

    position: int
    kind: Kind
    others: tuple[tuple[int, str], ...]


def find_duplicates(
    prints: pd.DataFrame, load: Load, words: Duplicates, reader: NameReader, *, across: bool = False
) -> list[Found]:
    """Every listing that is in a cluster, by position; with `across` only those of other suppliers are its others.

    `prints` are fingerprints sorted by their keys (supplier and product), with a fresh index.
    """
    alike = _Alike(equal_groups(prints))
    single = np.flatnonzero(alike.first == np.arange(len(prints)))
    pairs = single[candidate_pairs(prints.iloc[single].reset_index(drop=True), across=across)]
    pairs = np.concatenate([alike.first_two(), pairs])
    positions = np.unique(pairs)
    at = dict(zip(positions.tolist(), read_listings(load(positions), reader), strict=True))
    for left, right in pairs.tolist():
        match = compare(at[left], at[right], words)
        if match is not None:
            alike.add(left, right, match)
    suppliers = prints["supplier"].tolist() if across else None
    found = []
    for cluster in clusters(alike.between(), at.__getitem__, alike.several()):
        members = alike.members_of(cluster)
        own_firsts = set(cluster)
        first = _first_of_each(members, suppliers)
        for position in members:
            near = (
                one
                for other in alike.met_by(position)
                if other in own_firsts
                for one in _first_of_each(alike.members[other], suppliers)
            )
            others = [one for one in dict.fromkeys([*near, *first]) if one != position]
            if suppliers is not None:
                others = [one for one in others if suppliers[one] != suppliers[position]]
            if others:
                found.append(_found(position, others, alike))
    return found


class _Alike:
    """Who matches whom: equal listings by the match of their first two, the others by that of their firsts."""

    def __init__(self, first: npt.NDArray[np.int64]) -> None:
        self.first = first
        self.members: dict[int, list[int]] = {}
        for position, one in enumerate(first.tolist()):
            self.members.setdefault(one, []).append(position)
        self._matches: dict[tuple[int, int], Match] = {}
        self._met: dict[int, list[int]] = {}

    def first_two(self) -> npt.NDArray[np.int64]:
        """The first two of each group of equal ones, one pair a line."""
        pairs = [own[:2] for own in self.members.values() if len(own) > 1]
        return np.array(pairs, dtype=np.int64).reshape(-1, 2)

    def add(self, left: int, right: int, match: Match) -> None:
        """Keep the match of two that were compared."""
        one, other = int(self.first[left]), int(self.first[right])
        self._matches[min(one, other), max(one, other)] = match
        self._met.setdefault(one, []).append(other)
        if one != other:
            self._met.setdefault(other, []).append(one)

    def between(self) -> dict[tuple[int, int], Match]:
        """The matches of firsts that are not equal."""
        return {pair: match for pair, match in self._matches.items() if pair[0] != pair[1]}

    def several(self) -> list[int]:
        """The firsts that match those equal to them."""
        return [one for one, other in self._matches if one == other]

    def members_of(self, cluster: list[int]) -> list[int]:
        """All that are equal to the firsts of a cluster, sorted."""
        return sorted(position for one in cluster for position in self.members[one])

    def met_by(self, position: int) -> list[int]:
        """The firsts that a listing matches."""
        return self._met.get(int(self.first[position]), [])

    def match(self, one: int, other: int) -> Match | None:
        """Why two listings are one, if they were compared."""
        left, right = int(self.first[one]), int(self.first[other])
        return self._matches.get((min(left, right), max(left, right)))


def said(found: Found, name: Callable[[int], str]) -> str:
    """The others of a cluster with the reasons, the strongest first: `P2 (same name and description)`."""
    return first_few(f"{name(position)} ({reason})" for position, reason in found.others)


def _first_of_each(cluster: list[int], suppliers: list[str] | None) -> list[int]:
    """Those of a cluster that may be told to all its members: a few of each supplier, so that no list is long."""
    if suppliers is None:
        return cluster[: MOST + 2]
    counts: dict[str, int] = {}
    first = []
    for position in cluster:
        supplier = suppliers[position]
        counts[supplier] = counts.get(supplier, 0) + 1
        if counts[supplier] <= MOST + 2:
            first.append(position)
    return first


def _found(position: int, others: list[int], alike: _Alike) -> Found:
    told = []
    for other in others:
        match = alike.match(position, other)
        told.append((KINDS.index(match.kind) if match else len(KINDS), other, match.reason if match else _GROUPED))
    told.sort()
    return Found(
        position,
        KINDS[min(told[0][0], len(KINDS) - 1)],
        tuple((other, reason) for _, other, reason in told[: MOST + 1]),
    )
