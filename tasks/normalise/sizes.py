"""Sizes as suppliers write them: letters, ages, shoe systems and measures in one spelling out, each with the text that
was sent. Nothing is converted from one system into another, and what may mean two sizes stays as it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import pandas as pd

from expectations.options import Sizes, fold_option, shipped_sizes, spellings, without_marks
from tasks.normalise.distinct import read_distinct
from tasks.normalise.written_numbers import tidied

CASE = "case"
TRANSLATED = "translated"
UNKNOWN = "unknown"

_DTYPES = {"size": "str", "original": "str", "note": "str"}
# With three digits after the sign it may be a group of thousands.
_NUMBER = r"\d{1,5}(?:[.,]\d{1,2})?"
_THIRDS = r"(?: [12]/3)?"
_ALONE = re.compile(rf"(?P<least>{_NUMBER}{_THIRDS})(?: ?(?P<sign>[-~/]) ?(?P<most>{_NUMBER}{_THIRDS}))?")
_SPAN = re.compile(rf"(?P<least>{_NUMBER}) ?(?P<first>[^\W\d]*)(?: ?[-~] ?(?P<most>{_NUMBER}))? ?(?P<word>[^\d]*)")
_SYSTEM_BEFORE = re.compile(r"(?P<word>[^\W\d]+)[ .:]*(?P<rest>\d.*)")
_SYSTEM_AFTER = re.compile(r"(?P<rest>\d.*?) ?\(?(?P<word>[^\W\d]+)\)?")
_TROUSERS = (
    re.compile(r"W ?(\d\d)[ /x-]{0,3}L ?(\d\d)", re.IGNORECASE),
    re.compile(r"(\d\d) ?W[ /x-]{0,3}(\d\d) ?L", re.IGNORECASE),
)
_TIMES = re.compile(r" ?[xX×*хХ✕] ?(?=\d)")
_MEASURED = re.compile(rf"(?P<number>{_NUMBER}) ?(?P<unit>\D*)")
_TODDLER_OR_CUP = re.compile(r"\d{1,2}T|\d{2,3}(?:AA|[A-F]|DD)", re.IGNORECASE)
# A litre is told from `3L`, which is 3XL to some, by its decimals or by the small letter after a blank.
_LITRE = re.compile(r"\d+[.,]\d+ ?[lL]|\d+ l")
_LETTERS_BETWEEN = re.compile(r" ?[-/~] ?")

_FRACTIONS = {"½": ".5", "¼": ".25", "¾": ".75", "⅓": " 1/3", "⅔": " 2/3"}
_VULGAR = re.compile(rf"(?<=\d) ?([{''.join(_FRACTIONS)}])")
_INCH_MARKS = re.compile(r"''|[″”“]|′′|’’")
_CYRILLIC = str.maketrans("ХхМм", "XxMm")


def read_sizes(column: pd.Series, sizes: Sizes | None = None) -> pd.DataFrame:
    """Sizes of a text column.

    Returns `size`, `original` (the text as sent) and `note`: `case` where only case or blanks changed, `translated`
    where more did, `unknown` where the text stays as sent; missing where it was right. `sizes` are those that come
    with the program unless given.
    """
    reading = _Reading(sizes or shipped_sizes())
    return read_distinct(column, reading.read, _DTYPES, (None, None, None))


class _Reading:
    """Reads single texts with a list of sizes."""

    def __init__(self, sizes: Sizes) -> None:
        self._whole = spellings({**sizes.one_size, **sizes.letters})
        self._order = {name: place for place, name in enumerate(sizes.letters)}
        self._spans = spellings(sizes.spans)
        self._range_spans = {
            **self._spans,
            **{fold_option(word): name for name, words in sizes.range_spans.items() for word in words},
        }
        self._systems = spellings(sizes.systems)
        self._units = spellings(sizes.units)
        words = "|".join(re.escape(word) for word in sorted(sizes.size_words, key=len, reverse=True))
        self._word_before = re.compile(rf"(?:{words})(?: ?[:.=-] ?| |(?=\d))(?=\S)", re.IGNORECASE)
        self._kinds: Iterable[Callable[[str], str | None]] = (
            self._named, self._letters, self._alone, self._trousers, self._toddler_or_cup, self._span, self._system,
            self._measured,
        )  # fmt: skip

    def read(self, text: str) -> tuple[str, str, str | None]:
        marked = _VULGAR.sub(lambda match: _FRACTIONS[match[1]], _INCH_MARKS.sub('"', text))
        tidy = tidied(marked)
        size = None if tidy is None else self._size(tidy.replace(" 1/2", ".5"))
        if size is None:
            return text, text, UNKNOWN
        if size == text:
            return text, text, None
        return size, text, CASE if size.casefold() == " ".join(text.split()).casefold() else TRANSLATED

    def _size(self, text: str) -> str | None:
        # Some whole sizes begin with a word for size: taille unique.
        if (word := self._word_before.match(text)) and self._named(text) is None:
            text = text[word.end() :]
        return next((size for kind in self._kinds if (size := kind(text)) is not None), None)

    def _named(self, text: str) -> str | None:
        found = self._whole.get(text.casefold())
        # X/L is no XL.
        return found if found or "/" in text else _looked_up(self._whole, text)

    def _letter(self, text: str) -> str | None:
        return self._named(text) or self._named(text.translate(_CYRILLIC))

    def _letters(self, text: str) -> str | None:
        found = [self._letter(part) for part in _LETTERS_BETWEEN.split(text)]
        if len(found) == 1:
            return found[0]
        places = [self._order.get(one or "", -1) for one in found]
        return "/".join(map(str, found)) if len(found) == 2 and 0 <= places[0] < places[1] else None

    def _alone(self, text: str) -> str | None:
        match = _ALONE.fullmatch(text)
        if match is None:
            return None
        least, most = _number(match["least"]), match["most"]
        if most is None:
            return least
        if match["sign"] == "/":
            return f"{least}/{_number(most)}"
        return f"{least}-{_number(most)}" if _size(match["least"]) < _size(most) else None

    def _trousers(self, text: str) -> str | None:
        match = next((found for pattern in _TROUSERS if (found := pattern.fullmatch(text))), None)
        return match and f"W{match[1]} L{match[2]}"

    def _toddler_or_cup(self, text: str) -> str | None:
        return text.upper() if _TODDLER_OR_CUP.fullmatch(text) else None

    def _span(self, text: str) -> str | None:
        match = _SPAN.fullmatch(text)
        if match is None:
            return None
        if match["most"] is None:
            name = _looked_up(self._spans, match["first"] + match["word"])
            return name and f"{_number(match['least'])} {name}"
        name = _looked_up(self._range_spans, match["word"])
        if name is None or (match["first"] and _looked_up(self._range_spans, match["first"]) != name):
            return None
        is_rising = _size(match["least"]) < _size(match["most"])
        return f"{_number(match['least'])}-{_number(match['most'])} {name}" if is_rising else None

    def _system(self, text: str) -> str | None:
        match = _SYSTEM_BEFORE.fullmatch(text) or _SYSTEM_AFTER.fullmatch(text)
        system = match and _looked_up(self._systems, match["word"])
        size = self._alone(match["rest"].strip()) if match and system else None
        return f"{system} {size}" if size else None

    def _measured(self, text: str) -> str | None:
        parts = [_MEASURED.fullmatch(part) for part in _TIMES.split(text)]
        found = [(part["number"], part["unit"].strip()) for part in parts if part is not None]
        if len(found) < len(parts):
            return None
        *before, last = (_looked_up(self._units, unit) if unit else "" for _, unit in found)
        numbers = " x ".join(_number(number) for number, _ in found)
        if last is None or (any(before) and set(before) != {last}):
            return None
        if last == "l" and fold_option(found[-1][1]) == "l" and not _LITRE.fullmatch(text):
            return None
        return f"{numbers} {last}".rstrip() if len(found) > 1 or last else None


def _looked_up(table: dict[str, str], word: str) -> str | None:
    plain = word.strip(" .").casefold()
    folded = fold_option(plain)
    return table.get(plain) or table.get(folded) or table.get(without_marks(folded))


def _number(written: str) -> str:
    """A number with a point, without decimals that say nothing."""
    number, *third = written.replace(",", ".").split(" ")
    whole, _, decimals = number.partition(".")
    decimals = decimals if decimals.strip("0") else ""
    return " ".join([f"{whole}.{decimals}" if decimals else whole, *third])


def _size(written: str) -> float:
    number, *third = written.replace(",", ".").split(" ")
    return float(number) + (int(third[0][0]) / 3 if third else 0)
