"""Letters that look like Latin ones and signs that stand for them: a character in, the letters it may stand for out."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Mapping
from pathlib import Path

_TABLE = Path(__file__).parent / "look_alikes.tsv"
# Letters set in circles, squares and as flags have no compatibility form. First character, what it stands for.
_ALPHABETS = (0x1F150, 0x1F170, 0x1F1E6)

LEET: Mapping[str, str] = {
    "0": "o", "1": "il", "2": "z", "3": "e", "4": "a", "5": "s", "6": "g", "7": "t", "8": "b", "9": "g",
    "@": "a", "$": "s", "!": "il", "|": "il", "€": "e", "£": "l", "¥": "y", "¢": "c",
}  # fmt: skip


@functools.cache
def look_alikes() -> Mapping[str, str]:
    """Latin small letter by character that resembles it, in either case."""
    table = {chr(first + place): chr(97 + place) for first in _ALPHABETS for place in range(26)}
    for line in _TABLE.read_text(encoding="utf-8").splitlines()[1:]:
        letter, listed, own = line.split("\t")
        table |= dict.fromkeys(listed + own, letter)
    return table


@functools.lru_cache(maxsize=8192)
def plain_letter(character: str) -> str:
    """The character without accents and in small; a letter of another alphabet stays one."""
    if character.isascii():
        return character.lower()
    parts = [one for one in unicodedata.normalize("NFKD", character) if not unicodedata.combining(one)]
    return "".join(parts).casefold() or character


def is_unusual(character: str) -> bool:
    """Whether a letter with marks belongs to no common language of shops, so that it can only decorate."""
    return "\u1e00" <= character <= "\u1e9f" and unicodedata.normalize("NFD", character)[:1].isascii()
