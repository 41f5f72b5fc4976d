"""Brands of one supplier: every spelling in, the one to use for it out. Spellings are the same brand only where they
differ in nothing but case, spaces and punctuation; words that say there is no brand become empty."""

from __future__ import annotations

import pandas as pd

from expectations.names import Names, shipped_names
from expectations.value_words import fold_word, plain_word

# Shorter words for no brand are brands too when they are written otherwise.
_SHORTEST_FOLDED = 4


def unify_brands(counts: pd.Series, names: Names | None = None) -> dict[str, str]:
    """The spelling to use for every brand of a supplier.

    `counts` holds the number of rows by brand over the whole supplier. Of several spellings the most frequent is used;
    of equally frequent ones that with most capital letters, then the first in the alphabet. A brand that says there is
    none is mapped to an empty text. `names` are those that come with the program unless given.
    """
    no_brand = (names or shipped_names()).no_brand
    plain = {_plain(word) for word in no_brand}
    folded = {key for word in no_brand if len(key := fold_word(word)) >= _SHORTEST_FOLDED}
    used: dict[str, str] = {}
    groups: dict[str, list[tuple[str, int]]] = {}
    for brand, count in zip(map(str, counts.index), counts, strict=True):
        key = fold_word(brand)
        if key in folded or _plain(brand) in plain:
            used[brand] = ""
        else:
            # Of a brand of signs alone nothing is left when it is folded.
            groups.setdefault(key or brand, []).append((brand, int(count)))
    for spellings in groups.values():
        best = min(spellings, key=lambda one: (-one[1], -sum(map(str.isupper, one[0])), one[0]))[0]
        used |= {brand: best for brand, _ in spellings}
    return used


def _plain(brand: str) -> str:
    return " ".join(plain_word(brand).split())
