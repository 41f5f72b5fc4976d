"""The values that the options of a variation may take, colour and size, and how suppliers write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import pydantic

from expectations.value_words import Word
from expectations.yaml_files import Strict, parse_file

Language = Literal["en", "de", "fr", "es", "it", "pl", "cs", "ru", "uk", "zh", "ja", "ar", "vi"]
Hex = Annotated[str, pydantic.StringConstraints(pattern=r"^#[0-9A-F]{6}$")]
Because = Annotated[str, pydantic.StringConstraints(min_length=1)]

# Accents of Latin and Cyrillic letters, and the marks of Arabic ones.
_MARKS = re.compile(r"[\u0300-\u036f\u064b-\u0655\u0670]")


class Color(Strict):
    """A colour by its accepted name, with the words for it by language; `hex` where a colour code may become it."""

    name: Word
    hex: Hex | None = None
    words: dict[Language, tuple[Word, ...]] = {}


class Colors(Strict):
    """`colors.yml`: the accepted colours, the words for `colour` itself, and those that join two colours."""

    because: Because
    color_words: tuple[Word, ...]
    joining_words: tuple[Word, ...]
    colors: tuple[Color, ...]

    @pydantic.model_validator(mode="after")
    def _a_word_is_one_color(self) -> Colors:
        _refuse_double((key, color.name) for color in self.colors for key in color_keys(color))
        return self


class Sizes(Strict):
    """`sizes.yml`: the accepted spellings of sizes, each with other ways to write it.

    `one_size` and `letters` are whole sizes; `size_words` may stand in front of one. `spans` are ages, `systems` those
    of shoes and clothes, `units` what is measured: each stands beside numbers, those of `range_spans` beside two.
    """

    because: Because
    one_size: dict[Word, tuple[Word, ...]]
    letters: dict[Word, tuple[Word, ...]]
    size_words: tuple[Word, ...]
    spans: dict[Word, tuple[Word, ...]]
    range_spans: dict[Word, tuple[Word, ...]] = {}
    systems: dict[Word, tuple[Word, ...]]
    units: dict[Word, tuple[Word, ...]]

    @pydantic.model_validator(mode="after")
    def _a_word_is_one_size(self) -> Sizes:
        for tables in ((self.one_size, self.letters), (self.spans, self.range_spans, self.systems, self.units)):
            _refuse_double(pair for table in tables for pair in _pairs(table))
        return self


def fold_option(text: str) -> str:
    """A word as it is compared where accents mean something: without case, spaces and punctuation."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())


def without_marks(word: str) -> str:
    """A word without accents and vowel marks."""
    return unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", word)))


def color_keys(color: Color) -> set[str]:
    """Everything by which a colour is found, folded: its name and words, and those without accents."""
    keys = {fold_option(color.name)}
    for language, words in color.words.items():
        folded = {fold_option(word) for word in words}
        # In Vietnamese a word without its marks is another one, or an English one.
        keys |= folded if language == "vi" else folded | {without_marks(word) for word in folded}
    return keys


def spellings(table: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """The accepted spelling of every word of a table, by the word as it stands, folded, and without accents."""
    return dict(_pairs(table))


@cache
def shipped_colors() -> Colors:
    """The colours that come with the program."""
    return parse_file(Colors, Path(__file__).with_name("colors.yml"))


@cache
def shipped_sizes() -> Sizes:
    """The sizes that come with the program."""
    return parse_file(Sizes, Path(__file__).with_name("sizes.yml"))


def _pairs(table: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    return ((key, name) for name, words in table.items() for word in (name, *words) for key in _keys(word))


def _keys(word: str) -> set[str]:
    # Of a sign such as " nothing is left when it is folded.
    plain = word.casefold()
    folded = fold_option(word) or plain
    return {plain, folded, without_marks(folded)}


def _refuse_double(pairs: Iterable[tuple[str, str]]) -> None:
    names: dict[str, set[str]] = {}
    for key, name in pairs:
        names.setdefault(key, set()).add(name)
    double = [f"{key!r} stands at {' and '.join(sorted(those))}" for key, those in names.items() if len(those) > 1]
    if double:
        raise ValueError("; ".join(double))
