"""Texts as they are compared: folded to words between blanks, and names read for what they tell.

Texts in; folded texts and name readings out. Two spellings of one number, unit, colour or word become one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from expectations.duplicates import Duplicates
from expectations.options import Colors, Sizes, color_keys

# A decimal point inside a number, apart from all other punctuation.
_POINT = "·"
# Steps that only other scripts need, those of both, and what is left between words.
_OTHER_SCRIPTS: tuple[tuple[str, str], ...] = ((r"\p{M}+", ""),)
_STEPS: tuple[tuple[str, str], ...] = (
    (r"['’`´]s\b", ""),
    (r"(\d)[,'’](\d{3})\b", r"\1\2"),
    (r"(\d)[.,](\d)", rf"\1{_POINT}\2"),
)
_OTHER_WORDS: tuple[tuple[str, str], ...] = (
    (r"([\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}])", r" \1 "),
    (rf"[^\p{{L}}\p{{N}}{_POINT}]+", " "),
    (r"(\p{L})(\p{N})", r"\1 \2"),
    (r"(\p{N})(\p{L})", r"\1 \2"),
)
_ASCII_WORDS: tuple[tuple[str, str], ...] = (
    (r"([a-z])([0-9])", r"\1 \2"),
    (r"([0-9])([a-z])", r"\1 \2"),
    (r"  +", " "),
)
# Bytes of ASCII text in lower case, all but letters and digits as a blank; the bytes of _POINT stay.
_LETTERS = bytes(
    ord(chr(byte).lower()) if byte < 128 and chr(byte).isalnum() else byte if byte > 127 else 32 for byte in range(256)
)
# The kinds of units whose last word speaks for all sides.
_LENGTHS = ("mm", "inch")
# A digit, or a letter that stands alone.
_ODD = re.compile(r"\d|(?<!\S)\S(?!\S)")
_NOTHING = frozenset[str]()
_NUMBER = re.compile(rf"\d+(?:{_POINT}\d+)*")


def fold_texts(texts: pd.Series) -> pa.Array:
    """Words and numbers in lower case without accents and punctuation, one blank between them; "" for no text.

    Letters and digits are parted, and characters of scripts without blanks stand each for itself.
    """
    given = pa.array(texts, type=pa.large_string(), from_pandas=True)
    # A frame put together of several gives its texts in pieces.
    whole = pc.fill_null(given.combine_chunks() if isinstance(given, pa.ChunkedArray) else given, "")
    is_ascii = pc.string_is_ascii(whole)
    if not pc.all(is_ascii, min_count=0).as_py():
        other = pc.utf8_lower(pc.utf8_normalize(whole.filter(pc.invert(is_ascii)), "NFKD"))
        other = _replaced(other, _OTHER_SCRIPTS + _STEPS + _OTHER_WORDS)
        plain = pc.replace_with_mask(_fold_ascii(whole, is_ascii), pc.invert(is_ascii), other)
    else:
        plain = _fold_ascii(whole, is_ascii)
    return pc.utf8_trim_whitespace(plain)


def _replaced(texts: pa.Array, steps: tuple[tuple[str, str], ...]) -> pa.Array:
    for pattern, replacement in steps:
        texts = pc.replace_substring_regex(texts, pattern=pattern, replacement=replacement)
    return texts


def _fold_ascii(texts: pa.Array, is_ascii: pa.Array) -> pa.Array:
    """The texts of ASCII folded, the others empty: classes of Unicode take ten times as long as a table of bytes."""
    read = _replaced(pc.if_else(is_ascii, texts, pa.scalar("", pa.large_string())), _STEPS)
    _, offsets, data = read.buffers()
    letters = pa.py_buffer(data.to_pybytes().translate(_LETTERS)) if data is not None else None
    return _replaced(pa.LargeStringArray.from_buffers(len(read), offsets, letters, offset=read.offset), _ASCII_WORDS)


def numbers_of(words: Iterable[str]) -> frozenset[str]:
    """The numbers among folded words."""
    return frozenset(_plain(word) for word in words if _NUMBER.fullmatch(word))


# What a name is read for, each a set of words.
PARTS = ("words", "numbers", "telling", "colors")


class NameReading(NamedTuple):
    """What a name tells: `words` in their order without stop words and praise, numbers with their units, the words
    that tell variants apart, and colours."""

    words: tuple[str, ...]
    distinct: frozenset[str]
    numbers: frozenset[str]
    telling: frozenset[str]
    colors: frozenset[str]

    @property
    def parts(self) -> tuple[frozenset[str], ...]:
        """What the name tells, in the order of PARTS; equal for names that tell the same."""
        return self.distinct, self.numbers, self.telling, self.colors


class NameReader:
    """Reads folded names."""

    def __init__(self, words: Duplicates, colors: Colors, sizes: Sizes) -> None:
        self._dropped = {*words.stop_words, *words.filler}
        self._telling = {word: name for name, others in words.telling.items() for word in (name, *others)}
        letters = {size.casefold() for size in sizes.letters}
        self._telling |= {word: word for word in letters if word.isalpha() and word not in self._telling}
        self._colors = {key: color.name for color in colors.colors for key in color_keys(color)}
        self._colors = {key: name for key, name in self._colors.items() if key not in self._telling}
        self._written = {word: str(number) for word, number in words.numbers.items()}
        self._pieces = frozenset(words.pieces)
        self._units = {word: (unit, each) for unit, table in words.units.items() for word, each in table.items()}
        # What means something else beside a number.
        self._beside = {"x", *self._pieces, *self._units}
        self._special = {
            *self._dropped, *self._telling, *self._colors, *self._written, *self._pieces, *self._units,
        }  # fmt: skip

    def color(self, word: str) -> str:
        """One name for all words of a colour; another word as it is."""
        return self._colors.get(word, word)

    def plain_part(self, token: str) -> tuple[str, str] | None:
        """Which of PARTS a word belongs to wherever it stands, and as what; "" for a word that tells nothing.

        None for numbers and what may belong to one: such a name must be read as a whole.
        """
        if token in self._beside or token in self._written or token[:1].isdigit():
            return None
        if not token or token in self._dropped:
            return "", ""
        if token in self._telling:
            return "telling", self._telling[token]
        if token in self._colors:
            return "colors", self._colors[token]
        return ("telling" if len(token) == 1 else "words"), token

    def read(self, folded: str) -> NameReading:
        """Read a folded name."""
        tokens = folded.split()
        if self._special.isdisjoint(tokens) and not _ODD.search(folded):
            return _reading(tokens, _NOTHING, _NOTHING, _NOTHING)
        words: list[str] = []
        numbers, telling, colors = set[str](), set[str](), set[str]()
        for position, token in enumerate(tokens):
            if token not in self._special and len(token) > 1 and not token[0].isdigit():
                words.append(token)
            elif token in self._written or (token[0].isdigit() and _NUMBER.fullmatch(token)):
                number = self._number(tokens, position)
                if number is not None:
                    numbers.add(number)
            elif token in self._beside and self._belongs_to_number(tokens, position):
                continue
            elif token in self._dropped:
                # The letter of a model: 7a, whose `a` is no article.
                if len(token) == 1 and position > 0 and tokens[position - 1][0].isdigit():
                    telling.add(token)
            elif token in self._telling:
                telling.add(self._telling[token])
            elif token in self._colors:
                colors.add(self._colors[token])
            elif len(token) == 1:
                # A single letter is a size, a version or a character of a script without blanks.
                telling.add(token)
            else:
                words.append(token)
        return _reading(words, numbers, telling, colors)

    def _number(self, tokens: list[str], position: int) -> str | None:
        """The number with its unit, in the smallest of the kind; None for one piece."""
        token = self._written.get(tokens[position], tokens[position])
        following = tokens[position + 1] if position + 1 < len(tokens) else ""
        measured = self._unit_of_sides(tokens, position)
        if measured is not None:
            following = measured
        if following in self._units and token.count(_POINT) < 2:
            unit, each = self._units[following]
            return f"{float(token.replace(_POINT, '.')) * each:.6g}{unit}"
        is_count = following in self._pieces or self._is_after_piece(tokens, position)
        return None if is_count and _plain(token) == "1" else _plain(token)

    def _unit_of_sides(self, tokens: list[str], position: int) -> str | None:
        """The unit that stands behind the last of several sides: 10 x 20 cm."""
        while position + 2 < len(tokens) and tokens[position + 1] == "x" and self._is_number(tokens[position + 2]):
            position += 2
            unit = tokens[position + 1] if position + 1 < len(tokens) else ""
            if self._units.get(unit, ("", 0))[0] in _LENGTHS:
                return unit
        return None

    def _is_after_piece(self, tokens: list[str], position: int) -> bool:
        """Whether the number follows `pack of`."""
        return position >= 2 and tokens[position - 1] == "of" and tokens[position - 2] in self._pieces

    def _belongs_to_number(self, tokens: list[str], position: int) -> bool:
        """Whether a word is the unit or the pieces of a number beside it, or the x between two of them."""
        token = tokens[position]
        is_after = position > 0 and self._is_number(tokens[position - 1])
        follows = next((one for one in tokens[position + 1 :] if one != "of"), "")
        if token == "x":
            return is_after or self._is_number(follows)
        if token in self._units:
            return is_after
        return token in self._pieces and (is_after or self._is_number(follows))

    def _is_number(self, token: str) -> bool:
        return token in self._written or (token[:1].isdigit() and _NUMBER.fullmatch(token) is not None)


def _reading(words: list[str], *parts: AbstractSet[str]) -> NameReading:
    """A reading of numbers, telling words and colours, in this order."""
    return NameReading(tuple(words), frozenset(words), *map(frozenset, parts))


def _plain(number: str) -> str:
    """A number without zeros that say nothing; one with several points (a version, a date) as it is."""
    if number.count(_POINT) > 1 or len(number) > 15:
        return number
    whole, _, rest = number.partition(_POINT)
    rest = rest.rstrip("0")
    return (whole.lstrip("0") or "0") + (_POINT + rest if rest else "")
