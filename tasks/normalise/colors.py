"""Colours as suppliers write them, in many languages, combined or as codes: names of the accepted list out, each with
the text that was sent. A text that is not certain to the last word stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

from expectations.options import Colors, color_keys, fold_option, shipped_colors, without_marks
from tasks.normalise.distinct import read_distinct

CASE = "case"
TRANSLATED = "translated"
NEAREST = "nearest"
UNKNOWN = "unknown"

_DTYPES = {"color": "str", "original": "str", "note": "str"}
_LONGEST = 120
_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_SIGNS = re.compile(r"\s*[/&+,;|\\、，／＆＋]\s*")
_DASHES = re.compile(r"\s*[-–—]\s*")
# A running number is told from a count of pieces by its zero in front, or by its letter.
_CODE = re.compile(r"(?:0\d{1,2}|[A-Z]{1,2}\d{1,3})(?:\s*[-._:)]\s*|\s+)(?=[^\W\d])")


def read_colors(column: pd.Series, colors: Colors | None = None) -> pd.DataFrame:
    """Colours of a text column.

    Returns `color`, `original` (the text as sent) and `note`: `case` where only case or blanks changed, `translated`
    where more did, `nearest` where a colour code became the accepted colour closest to it, `unknown` where the text
    stays as sent; missing where it was right. Several colours are joined by ` & ` in the order sent. A code in front
    is left out, so two variations may become the same colour. `colors` are those that come with the program unless
    given.
    """
    reading = _Reading(colors or shipped_colors())
    return read_distinct(column, reading.read, _DTYPES, (None, None, None))


class _Reading:
    """Reads single texts with a list of colours."""

    def __init__(self, colors: Colors) -> None:
        self._colors = {key: color.name for color in colors.colors for key in color_keys(color)}
        self._lab = {color.name: _lab(color.hex) for color in colors.colors if color.hex}
        words = _either(colors.color_words)
        self._word_before = re.compile(rf"(?:{words})(?:\s*[:：=-]\s*|\s+)(?=\S)", re.IGNORECASE)
        self._word_after = re.compile(rf"(?<=\S)\s+(?:{words})", re.IGNORECASE)
        self._splits = (_SIGNS, _joining(colors.joining_words), _DASHES)

    def read(self, text: str) -> tuple[str, str, str | None]:
        tidy = " ".join(text.split())
        found = self._several(tidy, self._splits) if len(tidy) <= _LONGEST else None
        if found is None:
            return text, text, UNKNOWN
        color = " & ".join(dict.fromkeys(found))
        if color == text:
            return text, text, None
        if color.casefold() == tidy.casefold():
            return color, text, CASE
        return color, text, NEAREST if "#" in tidy and _HEX.search(tidy) else TRANSLATED

    def _several(self, text: str, splits: tuple[re.Pattern[str], ...]) -> list[str] | None:
        """The colours of a text, split at the first kind of sign that it has; None where one is not known."""
        one = None if _SIGNS.search(text) else self._one(text)
        if one is not None:
            return [one]
        for place, split in enumerate(splits):
            parts = split.split(text)
            if len(parts) > 1:
                found = [self._several(part, splits[place + 1 :]) for part in parts]
                return None if None in found else [color for colors in found for color in colors or ()]
        return None

    def _one(self, text: str) -> str | None:
        if _HEX.fullmatch(text):
            return self._nearest(text)
        color = self._named(text)
        if color is None and (code := _CODE.match(text)):
            color = self._named(text[code.end() :])
        if color is None and (word := self._word_before.match(text)):
            color = self._named(text[word.end() :])
        if color is None and (word := self._word_after.search(text)) and word.end() == len(text):
            color = self._named(text[: word.start()])
        return color

    def _named(self, text: str) -> str | None:
        key = fold_option(text)
        return self._colors.get(key) or self._colors.get(without_marks(key))

    def _nearest(self, code: str) -> str | None:
        sent = _lab(code)
        return min(self._lab, key=lambda name: _distance(self._lab[name], sent), default=None)


def _either(words: Iterable[str]) -> str:
    # No words match nothing.
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or r"(?!)"


def _joining(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{_either(words)})\s+", re.IGNORECASE)


def _lab(code: str) -> tuple[float, float, float]:
    """A colour code in CIE Lab, where distance is difference to the eye (sRGB, D65)."""
    digits = code.removeprefix("#")
    width = len(digits) // 3
    red, green, blue = (
        _linear(int(digits[at : at + width] * (3 - width), 16) / 255) for at in range(0, len(digits), width)
    )
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (_cube_root(value) for value in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _cube_root(value: float) -> float:
    return value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116


def _distance(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))
