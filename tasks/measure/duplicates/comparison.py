"""Whether two listings sell the same: what forbids it, and what speaks for it.

Listings in, a match with its reason or nothing out. Numbers, telling words, brand, colour, size and pieces that differ
on both sides forbid a match; a value that only one side gives forbids none.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import pandas as pd
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from expectations.duplicates import Duplicates
from tasks.measure.duplicates.listings import shown_gtin
from tasks.measure.duplicates.words import NameReader, NameReading, fold_texts, numbers_of

# From the strongest to the weakest.
Kind = Literal["gtin", "text", "near"]
KINDS: tuple[Kind, ...] = ("gtin", "text", "near")

# Words a name may have beyond the other's, if the other's description has them.
MOST_ODD_WORDS = 3
# Shorter words are other words when a letter differs: boots and boats.
_LONG_WORD = 7


@dataclass(frozen=True, slots=True)
class Match:
    """Why two listings are one."""

    kind: Kind
    reason: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A listing as it is compared; `text` is its folded description between two blanks, "" for none."""

    name: NameReading
    text: str
    brand: str | None
    colors: frozenset[str]
    sizes: frozenset[str]
    pieces: frozenset[str]
    gtins: frozenset[str]
    picture: str | None

    @property
    def profile(self) -> tuple[object, ...]:
        """What `conflict` looks at."""
        return (
            self.brand,
            self.colors,
            self.sizes,
            self.pieces,
            self.name.numbers,
            self.name.telling,
            self.name.colors,
        )


def read_listings(listings: pd.DataFrame, reader: NameReader) -> Iterator[Listing]:
    """The lines of a frame with LISTING_COLUMNS, as they are compared."""
    names = fold_texts(listings["name"]).to_pylist()
    texts = fold_texts(listings["description"]).to_pylist()
    several = [
        [frozenset(text.split("\n")) if text else frozenset[str]() for text in listings[name].fillna("")]
        for name in ("colors", "sizes", "pieces", "gtins")
    ]
    brands, pictures = ([value or None for value in listings[name].fillna("")] for name in ("brand", "picture"))
    columns = zip(names, texts, brands, *several, pictures, strict=True)
    for name, text, brand, colors, sizes, pieces, gtins, picture in columns:
        yield Listing(
            name=reader.read(name),
            text=f" {text} " if text else "",
            brand=brand,
            colors=frozenset(map(reader.color, colors)),
            sizes=sizes,
            pieces=pieces,
            gtins=gtins,
            picture=picture,
        )


def conflict(one: Listing, other: Listing) -> str | None:
    """What says that two listings are different goods; None where nothing does."""
    if one.brand and other.brand and one.brand != other.brand:
        return "brand"
    if _are_apart(one.pieces, other.pieces):
        return "pieces"
    if _are_apart(one.sizes, other.sizes):
        return "size"
    if _are_apart(one.name.colors or one.colors, other.name.colors or other.colors):
        return "colour"
    if one.name.colors and other.name.colors and one.name.colors != other.name.colors:
        return "colour"
    if _both_have_own(one.name.numbers, other.name.numbers):
        return "number"
    if _both_have_own(one.name.telling, other.name.telling):
        return "variant"
    return None


def compare(one: Listing, other: Listing, words: Duplicates) -> Match | None:
    """The match of two listings without a conflict; the order of the two does not matter."""
    text = _same_text(one, other, words)
    gtins = one.gtins & other.gtins
    # Most pairs are variants of one series that no name allows: what costs more is asked after that.
    if (text is None and not gtins) or conflict(one, other) is not None:
        return None
    if gtins:
        said = f"same GTIN {shown_gtin(min(gtins))}"
        if text is not None:
            return Match("gtin", f"{said}, {text.reason}")
        if _are_like(one.name, other.name, words):
            return Match("gtin", f"{said}, like names")
    return text


def _are_apart(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other and not one & other)


def _both_have_own(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one - other and other - one)


def _are_like(one: NameReading, other: NameReading, words: Duplicates) -> bool:
    return fuzz.token_set_ratio(" ".join(one.words), " ".join(other.words)) >= words.names_alike


def _same_text(one: Listing, other: Listing, words: Duplicates) -> Match | None:
    """What texts that contradict nothing say, and the main picture beside them."""
    names = (one.name, other.name)
    if one.name.numbers != other.name.numbers or one.name.telling != other.name.telling:
        return None
    if not all(name.words or name.telling for name in names) or not _names_agree(one, other):
        return None
    name = "same name" if one.name.parts == other.name.parts else "nearly the same name"
    if one.text == other.text:
        if one.text:
            return Match(
                "text" if name == "same name" else "near",
                "same name and description" if name == "same name" else f"{name}, same description",
            )
        if name == "same name" and len({*one.name.words, *one.name.telling}) >= words.name_words:
            return Match("near", "same name, no descriptions")
    elif one.text and other.text:
        mine, theirs = one.text.split(), other.text.split()
        if _both_have_own(numbers_of(mine), numbers_of(theirs)):
            return None
        if 100 * _jaccard(mine, theirs) >= words.alike_pct:
            return Match("near", f"{name}, nearly the same description")
    if one.picture and one.picture == other.picture:
        return Match("near", f"{name}, same main picture")
    return None


def _names_agree(one: Listing, other: Listing) -> bool:
    """Whether each word of a name is in the other's name, in another spelling, or in the other's description."""
    mine, theirs = one.name.distinct - other.name.distinct, other.name.distinct - one.name.distinct
    if not mine and not theirs:
        return _colors_agree(one, other)
    if len(mine) != len(theirs) and _in_order(one.name.words, mine) == _in_order(other.name.words, theirs):
        return _colors_agree(one, other)
    if max(len(mine), len(theirs)) > min(MOST_ODD_WORDS, len(one.name.distinct & other.name.distinct)):
        return False
    are_told = _are_told(mine, theirs, other.text) and _are_told(theirs, mine, one.text)
    return are_told and _colors_agree(one, other)


def _are_told(words: frozenset[str], others: frozenset[str], text: str) -> bool:
    """Whether words that only one name has stand in the other's description, or in another spelling in its name."""
    return all(f" {word} " in text or any(_is_spelling(word, other) for other in others) for word in words)


def _in_order(words: tuple[str, ...], wanted: frozenset[str]) -> str:
    """Some words of a name in one: `water proof` is `waterproof`."""
    return "".join(word for word in words if word in wanted)


def _colors_agree(one: Listing, other: Listing) -> bool:
    """A colour that only one name has must be an option of the other, or neither may have a choice of colours."""
    mine, theirs = one.name.colors - other.name.colors, other.name.colors - one.name.colors
    return (not mine or mine <= other.colors) and (not theirs or theirs <= one.colors)


def _is_spelling(word: str, other: str) -> bool:
    """Singular and plural, or one slip in a long word."""
    short, long = sorted((word, other), key=len)
    if long in (f"{short}s", f"{short}es") and len(short) >= 3:
        return True
    return len(short) >= _LONG_WORD and word[0] == other[0] and OSA.distance(word, other, score_cutoff=1) <= 1


def _jaccard(one: list[str], other: list[str]) -> float:
    """What two texts share of their words and pairs of words."""
    mine, theirs = _shingles(one), _shingles(other)
    return len(mine & theirs) / len(mine | theirs)


def _shingles(words: list[str]) -> set[str | tuple[str, str]]:
    return {*words, *itertools.pairwise(words)}
