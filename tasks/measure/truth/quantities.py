"""Reads the numbers with units and the pack sizes of a running text: text in, quantities with their meaning out.

A quantity says what kind it is, how large in the base unit of the kind, whether it is a bound (`up to 5 m`), and what
it is a quantity of as far as the words beside it tell. Nothing is compared here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from expectations.truth import Truth
from tasks.measure.truth.looking import any_of

# Of what no kind of unit says: how many are in a pack, and how many pieces there are.
PACK, PIECES = "pack", "pieces"

# In RE2, which knows no look-ahead; looser than `(?!\w)` only for letters outside ASCII.
WORD_END = r"(?:[^a-z0-9_]|$)"
_MARKS = str.maketrans(
    {"″": '"', "”": '"', "“": '"', "’": "'", "′": "'", "\u00a0": " ", "\u202f": " ", "×": "x", "✕": "x"}
)
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125}
# Taken as a whole or not at all: 0,5 is never a list of 0 and 5.
_NUMBER = (
    r"(?>\d{1,3} [1-9]/(?:2|3|4|8|16|32)(?!\d)|[1-9]/(?:2|3|4|8|16|32)(?!\d)|\d{0,4} ?[½¼¾⅓⅔⅛]"
    r"|\d{1,3}(?:[.,']\d{3}){1,3}(?!\d)|\d{1,9}(?:[.,]\d{1,4})?)"
)
_BETWEEN = r"(?:[x*/,&+~–—-]|to|and|or|bis|und|oder|y|et|ou|e)"
_WORDS_OF_NUMBERS = {
    word: number
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], start=1
    )
}
_COUNT = rf"(?P<number>\d{{1,6}}|{'|'.join(_WORDS_OF_NUMBERS)})"
_PACKS = (
    re.compile(rf"(?<!\w)(?:pack(?:age|et|s)?|set|lot|box|bundle|case|bag) of {_COUNT}(?![\w.,]*\d|\w| ?%)", re.I),
    re.compile(rf"(?<![\w.,/-]){_COUNT}[ -]?(?:packs?|pks?|er[ -]?pack|er[ -]?set)(?!\w)", re.I),
    re.compile(rf"(?<![\w.,/-]){_COUNT}[ -]?(?:pcs?|pieces?)(?: ?/ ?| |-)(?:set|pack|lot)s?(?!\w)", re.I),
    re.compile(
        rf"(?<!\w)(?:packung mit|set mit|lot de|pack de|juego de|confezione da|set da) {_COUNT}(?!\w| ?%)", re.I
    ),
)
_PIECES = re.compile(
    rf"(?<![\w.,/-]){_COUNT}[ -]?(?:pcs?|pieces?|count|stück|stk|pièces|piezas|unidades|pezzi|sztuk|шт|件|个)(?!\w)",
    re.I,
)
# One of these stands in every pack size.
_PACK_WORDS = (
    "pack", "pk", "pcs", "pc", "piece", "set", "lot", "box", "bundle", "case", "bag ", "count", "stück", "stk", "pièce",
    "pieza", "unidades", "pezz", "sztuk", "шт", "件", "个", "juego", "confezione",
)  # fmt: skip
_MAYBE_PACK = (
    r"(?i)(?:pack|set|lot|box|bundle|case|bag|juego|confezione|packung)s?(?:age|et)? (?:of|mit|de|da) "
    rf"(?:[0-9]|{'|'.join(_WORDS_OF_NUMBERS)})"
    rf"|(?:[0-9]|{'|'.join(_WORDS_OF_NUMBERS)})[ \xa0-]?(?:(?:packs?|pks?|er[ \xa0-]?(?:pack|set)|pcs?|pieces?|count"
    rf"|stück|stk|pièces|piezas|unidades|pezzi|sztuk){WORD_END}|шт|件|个)"
)
# Before or behind a number they make it a bound and no statement.
_BOUND_BEFORE = re.compile(
    r"(?:up to|upto|from|over|above|under|below|between|at least|at most|more than|less than|max(?:imum)?\.?"
    r"|min(?:imum)?\.?|starting at|within|beyond|bis zu|ab|jusqu'à|hasta|fino a|[<>≤≥~]|every|per|each|another|extra"
    r"|additional)[ :]*(?:of |to )?$",
    re.I,
)
_BOUND_AFTER = re.compile(
    r"[ -]?(?:\+|or (?:more|less)|and (?:up|above|more)|max\b|min\b|maximum|minimum|plus\b)", re.I
)
# A rate or a share: g/m², ml per serving, 60 W equivalent.
_RATE_AFTER = re.compile(r" ?(?:/ ?[^\W\d_]|per\b|²|³|\^|equivalent|equiv\b|replacement|sq\b|square\b|x[ -]?\d)", re.I)
_RATE_BEFORE = re.compile(r"(?:/|per|equivalent to(?: a)?|replaces(?: a)?|#|no\.?|nr\.?|model|type) ?$", re.I)
_FOR_BEFORE = re.compile(
    r"(?:fits?|for|fitting|compatible with|suitable for|designed for|accommodates?|supports?|replaces?|für|pour|para)"
    r"(?: (?:an?|the|most|all|any|up to|your|use with))*[ :]*$",
    re.I,
)
_TAKEN_BEFORE = re.compile(
    r"\b(?:supports?|supported|supporting|accepts?|expandable|extends?|compatible|reads?|readers?|slots?|takes?|fits?)\b[^.;\n]{0,40}$",
    re.I,
)
_OPTION_BEFORE = re.compile(
    r"(?:also|available|options?|choose|or|,|/|-|–|\bto)(?: (?:in|as|an?|from))* ?$", re.IGNORECASE
)
_ABOUT = re.compile(
    r"(?:approx(?:imately|\.)?|about|around|roughly|ca\.?|circa|nearly|almost|~|≈|±)[ :]*(?:of )?$", re.I
)
_LONGEST_BEFORE = 48
_DIGITS = re.compile(r"[0-9½¼¾⅓⅔⅛]+")
# Between two quantities; a stroke stands between the same in two units.
_JOINT = re.compile(r"[x*,&+~–—-]|to|and|or|bis|und|oder|y|et|ou|e")


class Base(NamedTuple):
    """The base unit a word stands for: its kind, its system and how many of the base it is."""

    kind: str
    system: str
    factor: float


@dataclass(frozen=True)
class Quantity:
    """One number with its unit as it stands in a text.

    `values` are the meanings of the number in the base unit, `1.500` has two; `sides` holds all of `30 x 40 cm`.
    `is_listed` marks a list or a range: it states no single size.
    """

    kind: str
    system: str
    values: tuple[float, ...]
    sides: tuple[float, ...]
    is_listed: bool
    source: str
    start: int
    end: int

    @property
    def text(self) -> str:
        """The quantity as it stands in the text."""
        return self.source[self.start : self.end].strip()

    @cached_property
    def is_bound(self) -> bool:
        """Whether it is a limit, a list, a range or one of several options."""
        if self.is_listed or _BOUND_BEFORE.search(self._before) or _BOUND_AFTER.match(self._after):
            return True
        return self.kind in (PACK, PIECES) and bool(_OPTION_BEFORE.search(self._before))

    @cached_property
    def is_rate(self) -> bool:
        """Whether it is no size of the goods: a rate, a model number, or what they are made for."""
        return bool(
            _RATE_AFTER.match(self._after) or _RATE_BEFORE.search(self._before) or _FOR_BEFORE.search(self._before)
        )

    @cached_property
    def is_taken(self) -> bool:
        """Whether it is what the goods take in and not what they have: `reads cards up to 2 TB`."""
        return self.is_bound and bool(_TAKEN_BEFORE.search(self._before))

    @cached_property
    def is_about(self) -> bool:
        """Whether the text says that the number is not exact."""
        return bool(_ABOUT.search(self._before))

    @property
    def _before(self) -> str:
        return self.source[max(0, self.start - _LONGEST_BEFORE) : self.start]

    @property
    def _after(self) -> str:
        return self.source[self.end : self.end + 24]


class Reader:
    """Reads quantities with a set of unit words; built once a process."""

    def __init__(self, truth: Truth) -> None:
        self._units: dict[str, Base] = {}
        self._prefixes: dict[str, Base] = {}
        for unit in truth.units:
            base = Base(unit.kind, unit.system, unit.factor)
            self._units |= {_folded(word): base for word in unit.words}
            self._prefixes |= {_folded(word): base for word in unit.before}
        self._kinds = frozenset(base.kind for base in self._units.values())
        self._patterns: dict[frozenset[str], re.Pattern[str]] = {}
        words = any_of(self._units)
        prefixes = any_of(self._prefixes) or "$^"
        self.quick = rf"(?i)[0-9½¼¾⅓⅔⅛][ \xa0\x{{202f}}-]?(?:{words}|[″”“’′]){WORD_END}|\b(?:{prefixes})\b"
        self.quick_by_kind = {
            kind: f"(?i){'|'.join(_quick_parts(truth, kind))}" for kind in sorted({unit.kind for unit in truth.units})
        } | {PACK: _MAYBE_PACK}
        self.quick_pack = _MAYBE_PACK
        self._prefixed = re.compile(rf"(?<!\w)(?P<unit>{prefixes})[ :+-]?(?P<number>\d{{1,9}})(?!\w)", re.IGNORECASE)

    def read(self, text: str, kinds: Collection[str] | None = None) -> list[Quantity]:
        """The quantities with a unit of a text, in order; those written as `30 cm x 40 cm` are one.

        With `kinds` only those of these kinds.
        """
        text = text if text.isascii() else text.translate(_MARKS)
        found = list(self._measures(text, self._pattern(kinds)))
        folded = text.casefold()
        if any(word in folded for word in self._prefixes):
            found += [one for one in self._prefixed_ones(text) if kinds is None or one.kind in kinds]
        return list(_joined(text, found)) if len(found) > 1 else found

    def read_packs(self, text: str) -> list[Quantity]:
        """How many pieces or packs a text speaks of."""
        folded = text.casefold()
        places = sorted(place for word in _PACK_WORDS for place in _places(folded, word))
        if not places:
            return []
        text = text if text.isascii() else text.translate(_MARKS)
        found: dict[tuple[int, int], Quantity] = {}
        for kind, patterns in ((PACK, _PACKS), (PIECES, (_PIECES,))):
            for pattern in patterns:
                for place in places:
                    match = _around(pattern, text, place)
                    if match is not None and not _is_taken(found, match):
                        found[match.span()] = _counted(text, kind, match)
        return sorted((one for one in found.values() if one.values != (0.0,)), key=lambda one: one.start)

    def _pattern(self, kinds: Collection[str] | None) -> re.Pattern[str]:
        """A number with a unit of these kinds, from its first digit on."""
        key = self._kinds if kinds is None else frozenset(kinds)
        if key not in self._patterns:
            words = any_of(word for word, base in self._units.items() if base.kind in key) or "(?!)"
            self._patterns[key] = re.compile(
                rf"(?P<chain>(?:{_NUMBER} ?{_BETWEEN} ?){{0,4}})(?P<number>{_NUMBER})(?P<gap>[ -]?)"
                rf"(?P<unit>{words})(?!\w)",
                re.IGNORECASE,
            )
        return self._patterns[key]

    def _measures(self, text: str, pattern: re.Pattern[str]) -> Iterator[Quantity]:
        end = 0
        for digit in _DIGITS.finditer(text):
            start = digit.start()
            if start < end or (start and (text[start - 1] in ".,/" or text[start - 1].isalnum())):
                continue
            match = pattern.match(text, start)
            base = None if match is None else self._units.get(_folded(match["unit"]))
            if match is None or base is None or not _is_unit(text, match):
                continue
            end = match.end()
            quantity = _measured(text, match, base)
            if quantity is not None:
                yield quantity

    def _prefixed_ones(self, text: str) -> Iterator[Quantity]:
        for match in self._prefixed.finditer(text):
            base = self._prefixes[_folded(match["unit"])]
            value = float(match["number"]) * base.factor
            yield Quantity(base.kind, base.system, (value,), (value,), False, text, match.start(), match.end())


def _quick_parts(truth: Truth, kind: str) -> Iterator[str]:
    units = [unit for unit in truth.units if unit.kind == kind]
    words = [word for unit in units for word in unit.words]
    before = [word for unit in units for word in unit.before]
    if words:
        yield rf"[0-9½¼¾⅓⅔⅛][ \xa0\x{{202f}}-]?(?:{any_of(words)}|[″”“’′]){WORD_END}"
    if before:
        yield rf"\b(?:{any_of(before)})\b"


def _measured(text: str, match: re.Match[str], base: Base) -> Quantity | None:
    if not match["chain"]:
        last = tuple(value * base.factor for value in _meanings(match["number"]))
        if not any(last):
            return None
        return Quantity(base.kind, base.system, last, last[:1], False, text, match.start(), match.end())
    numbers = _numbers(match["chain"], match["number"])
    if not all(any(one) for one in numbers):
        return None
    values = [tuple(value * base.factor for value in one) for one in numbers]
    times = _separators(match["chain"])
    is_product = all(one in ("x", "*") for one in times)
    last, sides = values[-1], tuple(one[0] for one in values)
    if is_product and base.kind != "length":
        # 2 x 500 ml may be called 500 ml and a litre.
        total = last[0]
        for count in numbers[:-1]:
            total *= count[0]
        last, sides = (*last, total), (last[0],)
    elif not is_product:
        last, sides = tuple(value for one in values for value in one), (last[0],)
    return Quantity(base.kind, base.system, last, sides, not is_product, text, match.start(), match.end())


@cache
def reader(truth: Truth) -> Reader:
    """The reader for a set of words."""
    return Reader(truth)


def _folded(word: str) -> str:
    return re.sub(r"[\s-]+", " ", word.casefold())


def _is_unit(text: str, match: re.Match[str]) -> bool:
    """Whether the word is a unit here and not 5G, 2M, `3 in 1`, a size L or a V neck."""
    unit, number, after = match["unit"], match["number"], text[match.end() : match.end() + 16]
    before = text[max(0, match.start() - 12) : match.start()].casefold()
    folded = unit.casefold()
    if len(unit) == 1 and re.match(r"-[^\W\d_]", after):
        return False
    if unit == "G" and len(number) == 1 and not match["gap"]:
        return False
    if unit in ("M", "L") and re.search(r"sizes?[ :(]*$", before):
        return False
    if unit == "M" or (unit == "m" and re.match(r"['’]", after)):
        return False
    if folded == "in":
        return not re.match(r"[ -]?(?:\d|[^\W\d_])", after) or bool(
            re.match(
                r"[ -]?(?:x\b|x ?\d|by\b|long|wide|high|tall|deep|diameter|thick|length|width|height)", after, re.I
            )
        )
    if folded in ('"', "''"):
        return not before.endswith(('"', "'")) and not re.match(r"\w", after)
    return True


def _separators(chain: str) -> list[str]:
    return [one.casefold() for one in re.findall(rf"(?<=[\d½¼¾⅓⅔⅛]) ?({_BETWEEN}) ?(?=[\d½¼¾⅓⅔⅛]|$)", chain, re.I)]


def _numbers(chain: str, last: str) -> list[tuple[float, ...]]:
    """What each number can mean."""
    return [_meanings(one.group()) for one in re.finditer(_NUMBER, chain)] + [_meanings(last)]


def _meanings(number: str) -> tuple[float, ...]:
    number = number.strip()
    if number[-1:] in _FRACTIONS:
        return (float(number[:-1].strip() or 0) + _FRACTIONS[number[-1]],)
    if "/" in number:
        whole, _, rest = number.rpartition(" ")
        top, _, bottom = rest.partition("/")
        if int(bottom) == 0:
            return ()
        return (float(whole or 0) + int(top) / int(bottom),)
    signs = re.findall(r"[.,']", number)
    if not signs:
        return (float(number),)
    whole, sign, rest = re.split(r"([.,'])", number)[:3]
    if len(signs) > 1:
        return (float(re.sub(r"[.,']", "", number)),)
    decimal = float(f"{whole}.{rest}")
    if len(rest) != 3 or whole.strip("0") == "":
        return (decimal,)
    grouped = float(whole + rest)
    return (grouped,) if sign == "'" else ((grouped, decimal) if sign == "," else (decimal, grouped))


def _counted(text: str, kind: str, match: re.Match[str]) -> Quantity:
    word = match["number"].casefold()
    value = float(_WORDS_OF_NUMBERS.get(word, 0) or word)
    return Quantity(kind, "metric", (value,), (value,), False, text, match.start(), match.end())


def _places(text: str, word: str) -> Iterator[int]:
    place = text.find(word)
    while place >= 0:
        yield place
        place = text.find(word, place + len(word))


def _around(pattern: re.Pattern[str], text: str, place: int) -> re.Match[str] | None:
    """The match of a pattern over a place; patterns of packs are short, so little around it is enough."""
    return next(
        (one for one in pattern.finditer(text, max(0, place - 16), place + 40) if one.start() <= place < one.end()),
        None,
    )


def _is_taken(found: Iterable[tuple[int, int]], match: re.Match[str]) -> bool:
    return any(start < match.end() and match.start() < end for start, end in found)


def _joined(text: str, found: Iterable[Quantity]) -> Iterator[Quantity]:
    """`30 cm x 40 cm` is one quantity of two sides; `250 ml or 350 ml` and `10 cm - 20 cm` are lists."""
    waiting: Quantity | None = None
    for one in sorted(found, key=lambda one: one.start):
        between = None if waiting is None else text[waiting.end : one.start].strip(" ").casefold()
        if waiting is None or between is None or waiting.kind != one.kind or not _JOINT.fullmatch(between):
            if waiting is not None:
                yield waiting
            waiting = one
        elif between in ("x", "*"):
            waiting = _merged(waiting, one, (*waiting.sides, *one.sides), is_listed=waiting.is_listed or one.is_listed)
        else:
            waiting = _merged(waiting, one, one.sides, is_listed=True)
    if waiting is not None:
        yield waiting


def _merged(first: Quantity, second: Quantity, sides: tuple[float, ...], *, is_listed: bool) -> Quantity:
    return Quantity(
        kind=first.kind,
        system=first.system if first.system == second.system else "mixed",
        values=(*first.values, *second.values),
        sides=sides,
        is_listed=is_listed,
        source=first.source,
        start=first.start,
        end=second.end,
    )
