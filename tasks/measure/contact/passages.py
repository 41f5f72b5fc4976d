"""The form in which contact data are looked for, with the way back to the text as it was written.

Compatibility forms are unified (`ｓｈｏｐ．ｃｏｍ`), invisible characters and marks on Latin letters go, and letters of
another alphabet that look Latin become Latin where they stand beside Latin letters. Length may change, so each
character keeps the place it came from. Nothing is refused.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

_INVISIBLE = frozenset(
    map(
        chr,
        (
            *(0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x3164, 0xFEFF, 0xFFA0),
            *range(0x200B, 0x2010),
            *range(0x202A, 0x202F),
            *range(0x2060, 0x2070),
        ),
    )
)
_DOTS = frozenset("。｡․‧∙⋅•●∘◦᛫ꞏ・")
_LOOK_ALIKES = {
    **dict(zip("аеорсухіјѕһԁԛԝӏкмтвнпгьʟ", "aeopcyxijshdqwlkmtbhnrbl", strict=True)),
    **dict(zip("АЕОРСУХІЈЅНВКМТҮԌԜЬь", "AEOPCYXIJSHBKMTYGWbb", strict=True)),
    **dict(zip("αεοριυνκτηωχγσ", "aeopiuvktnwxyo", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX", strict=True)),
    **dict(zip("ıɑɡɩɪʏᴀᴄᴇᴍᴏᴘᴛᴡ", "iagiiyacemoptw", strict=True)),
}
_OTHER_ALPHABETS = "\u0370-\u03ff\u0400-\u052f\u0131\u0251\u0261\u0269\u026a\u028f\u029f\u1d00-\u1d22"
_MIXED_WORD = re.compile(
    rf"[\w.@]*(?:[A-Za-z][\d.@_]*[{_OTHER_ALPHABETS}]|[{_OTHER_ALPHABETS}][\d.@_]*[A-Za-z])[\w.@]*"
)
# Words in letters that no Russian word has, and that all look Latin: `ѕкуре`.
_LATIN_LOOKING = re.compile(r"(?<!\w)(?=[а-яі]*[јѕһԁԛԝӏ])[аеорсухкмтвнпгіјѕһԁԛԝӏ]{4,}(?!\w)")


@dataclass(frozen=True)
class Passages:
    """A text in the folded form; `starts[i]` is where its character `i` came from, none for an unchanged text."""

    written: str
    folded: str
    starts: tuple[int, ...] | None

    def is_disguised(self, start: int, end: int) -> bool:
        """Whether plain letters were written with others that look alike, marks or what is not seen.

        Forms that a keyboard of East Asia writes are none.
        """
        if self.starts is None or not self.folded[start:end].isascii():
            return False
        return not unicodedata.normalize("NFKC", self.written_at(start, end)).isascii()

    def written_at(self, start: int, end: int) -> str:
        """The passage of the original text behind `folded[start:end]`."""
        if self.starts is None:
            return self.written[start:end].strip()
        return self.written[self.starts[start] : self.starts[end - 1] + 1].strip()


def fold(text: str) -> Passages:
    """The text in the form in which it is searched."""
    if text.isascii():
        return Passages(text, text, None)
    characters: list[str] = []
    starts: list[int] = []
    for place, character in enumerate(text):
        form = character if character.isascii() else _form(character)
        characters.append(form)
        starts += [place] * len(form)
    folded = _MIXED_WORD.sub(lambda word: _latin(word.group()), "".join(characters))
    folded = _LATIN_LOOKING.sub(lambda word: _latin(word.group()), folded)
    return Passages(text, folded, tuple(starts))


@cache
def _form(character: str) -> str:
    """What a character outside ASCII stands for; nothing, if it is invisible or a mark."""
    category = unicodedata.category(character)
    if character in _INVISIBLE or category in ("Mn", "Me"):
        return ""
    if category == "Cs":  # half a character, which no automaton reads
        return "?"
    if character in _DOTS:
        return "."
    digit = unicodedata.digit(character, None)
    if digit is not None and 0 <= digit <= 9:
        return str(digit)
    form = unicodedata.normalize("NFKC", character)
    bare = unicodedata.normalize("NFKD", form)
    is_marked_latin = len(bare) > 1 and bare[0].isascii() and unicodedata.category(bare[1]) == "Mn"
    # Letters that people write (é, ü) stay: the words of their languages are told by them.
    return bare[0] if is_marked_latin and ord(form[0]) > 0x24F else form


def _latin(word: str) -> str:
    return "".join(_LOOK_ALIKES.get(character, character) for character in word)
