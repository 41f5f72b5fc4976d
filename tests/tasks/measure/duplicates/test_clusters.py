from __future__ import annotations

from collections.abc import Sequence

from expectations.duplicates import shipped_duplicates
from expectations.options import shipped_colors, shipped_sizes
from tasks.measure.duplicates.clusters import clusters
from tasks.measure.duplicates.comparison import Match, read_listings
from tasks.measure.duplicates.listings import listings
from tasks.measure.duplicates.words import NameReader
from tests.builders import row, rows

READER = NameReader(shipped_duplicates(), shipped_colors(), shipped_sizes())
GTIN, TEXT, NEAR = Match("gtin", "same GTIN"), Match("text", "same text"), Match("near", "nearly the same")


def found(matches: dict[tuple[int, int], Match], sizes: Sequence[str], several: Sequence[int] = ()) -> list[list[int]]:
    """The clusters of listings that have these sizes, several divided by a slash."""
    sold = [
        row(number, parent_sku=f"P{at:03}", name="Round Shirt", size=size)
        for at, given in enumerate(sizes)
        for number, size in enumerate(given.split("/"))
    ]
    told = list(read_listings(listings(rows(*sold)), READER))
    return clusters(matches, told.__getitem__, several)


def test_matches_join_to_clusters() -> None:
    assert found({(0, 1): TEXT, (1, 3): NEAR, (2, 4): TEXT}, ["M"] * 6) == [[0, 1, 3], [2, 4]]


def test_the_stronger_match_joins_first_and_keeps_out_what_contradicts_it() -> None:
    assert found({(0, 1): NEAR, (1, 2): GTIN}, ["S", "S/M", "M"]) == [[1, 2]]
    assert found({(0, 1): GTIN, (1, 2): NEAR}, ["S", "S/M", "M"]) == [[0, 1]]


def test_one_that_stands_for_several_is_a_cluster() -> None:
    assert found({(0, 1): NEAR}, ["M"] * 4, several=[1, 3]) == [[0, 1], [3]]


def test_a_chain_of_ever_other_options_does_not_grow_without_end() -> None:
    sizes = [f"M/{number}" for number in range(200)]
    made = found({(at, at + 1): GTIN for at in range(199)}, sizes)
    assert sorted(position for cluster in made for position in cluster) == list(range(200))
    assert max(map(len, made)) <= 64
