"""From pairs to clusters: listings that are one product, none of which contradicts another.

Strong matches join first; two clusters stay apart where any of their listings are in conflict, whatever a third one
shares with both. So `black` and `white` never meet through a listing that names no colour.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from tasks.measure.duplicates.comparison import KINDS, Listing, Match, conflict

Pair = tuple[int, int]
Profiles = dict[tuple[object, ...], Listing]

# Clusters that say so many things of their options are not joined: each with each of them is asked for a conflict.
_MOST_PROFILES = 64


def clusters(
    matches: Mapping[Pair, Match], listing: Callable[[int], Listing], several: Collection[int] = ()
) -> list[list[int]]:
    """The clusters of two or more, each sorted, in the order of their first listing.

    One of `several` stands for more than itself and is a cluster alone. Positions follow the order of the listings'
    keys, so that the order of rows changes nothing.
    """
    home: dict[int, int] = {}
    members: dict[int, list[int]] = {}
    # One listing stands for all of a cluster with its profile: what forbids a match looks at nothing else.
    profiles: dict[int, Profiles] = {}

    def cluster_of(position: int) -> int:
        if position not in home:
            home[position], members[position] = position, [position]
            said = listing(position)
            profiles[position] = {said.profile: said}
        return home[position]

    for left, right in sorted(matches, key=lambda pair: (KINDS.index(matches[pair].kind), pair)):
        one, other = cluster_of(left), cluster_of(right)
        if one == other or _contradict(profiles[one], profiles[other]):
            continue
        if len(members[one]) < len(members[other]):
            one, other = other, one
        for position in members[other]:
            home[position] = one
        members[one] += members.pop(other)
        profiles[one] |= profiles.pop(other)
    for position in several:
        cluster_of(position)
    alone = set(several)
    return sorted(sorted(own) for own in members.values() if len(own) > 1 or own[0] in alone)


def _contradict(mine: Profiles, theirs: Profiles) -> bool:
    return len(mine) + len(theirs) > _MOST_PROFILES or any(
        conflict(one, other) is not None
        for profile, one in mine.items()
        for another, other in theirs.items()
        if profile != another
    )
