"""What a country, a carrier or Wish asks of goods: flags, an EU person, US limits, transport, origin, HS codes.

Columns of listings in, the words found out; whether anything is missing is judged by rules. A product is asked about a
country only where the store ships there; a store without destinations ships everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd
from ahocorasick_rs import AhoCorasick, MatchKind
from babel import Locale

from expectations.compliance import FLAGS, Compliance
from expectations.store import Store
from tasks.measure.truth.looking import any_of, matching, placed

_CLAUSE = re.compile(r"[.;:!?\n•|()\[\]]+")
# A part of a sentence that says what is not there.
_NEGATED = re.compile(
    r"(?<!hands)(?<!hassle)(?<!worry)(?<!stress)[ -]free\b|\bfree (?:of|from)\b"
    r"|\bno\b|\bnot\b|\bnon\b|\bnever\b|\bwithout\b|\bexcluded\b"
    r"|\bohne\b|\bsans\b|\bsin\b|\bzero\b|\b0 ?%|n't\b",
    re.I,
)
_MADE_IN = re.compile(r"\b(?i:made in) (?:the )?(?P<country>[A-Z][\w.]*(?: (?:of )?[A-Z][\w.]*){0,3})")
_QUICK_MADE_IN = r"(?i)made in "
_NEGATIONS = (
    "free",
    "no ",
    "not ",
    "non ",
    "never",
    "without",
    "excluded",
    "ohne",
    "sans",
    "sin ",
    "zero",
    "0%",
    "0 %",
    "n't",
)
_MOST_TERMS = 5
_PERSON, _PROP65, _TRANSPORT = "eu_person", "prop65", "transport"
_PESTICIDE, _DEFEAT = "us_pesticide", "us_defeat"
# Chapter 77 is kept free; 98 and 99 are for national use and no goods of a parcel.
_CHAPTERS = frozenset(range(1, 98)) - {77}


@dataclass(frozen=True)
class Group:
    """Words that mean one thing; `exceptions` are phrases where they mean another.

    Where `is_negatable`, a part of a sentence that says what is not there does not count.
    """

    words: tuple[str, ...]
    exceptions: tuple[str, ...] = ()
    is_negatable: bool = True


class Terms:
    """All groups of words in one automaton: a text is read once, whatever the number of words."""

    def __init__(self, groups: Mapping[str, Group]) -> None:
        self._groups = dict(groups)
        self.quick = f"(?i)(?:{any_of(word for group in groups.values() for word in group.words)})"
        self._said = [
            (name, _folded(word), is_exception)
            for name, group in groups.items()
            for words, is_exception in ((group.words, False), (group.exceptions, True))
            for word in words
        ]
        self._automaton = AhoCorasick([word for _, word, _ in self._said], matchkind=MatchKind.Standard)

    def find(self, text: str) -> dict[str, dict[str, None]]:
        """The words found by group, each once, in order."""
        folded = _folded(text)
        hits = [
            (start, end, *self._said[index])
            for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True)
            if _is_whole(folded, start, end)
        ]
        if not hits:
            return {}
        harmless = [(start, end, name) for start, end, name, _, is_exception in hits if is_exception]
        found: dict[str, dict[str, None]] = {}
        for start, end, name, word, is_exception in sorted(hits):
            if is_exception or any(low < end and start < high and name == other for low, high, other in harmless):
                continue
            if not (self._groups[name].is_negatable and _is_negated(folded, start, end)):
                found.setdefault(name, {})[word] = None
        return found


def compliance_facts(products: pd.DataFrame, origins: pd.Series, store: Store, words: Compliance) -> pd.DataFrame:
    """Facts by product: words that ask for a flag, a person in the EU or a warning, and a contradicted origin.

    `products` has name, description and tags; `origins` the countries of the variations, one a line.
    """
    asks_eu = (
        ships_to(store, words.eu) and store.eu_responsible_person is None and store.merchant_country not in words.eu
    )
    listed, described = _groups(
        words, asks_eu=asks_eu, asks_us=ships_to(store, ("US",)), is_chinese=store.merchant_country == "CN"
    )
    called = (products["name"] + "\n" + products["tags"]).fillna(products["name"]).fillna(products["tags"])
    found = _found([(called, listed), (products["description"], described)])
    facts = pd.DataFrame(index=products.index)
    for name in (*FLAGS, _PERSON, _PROP65, _PESTICIDE, _DEFEAT, _TRANSPORT):
        facts[f"{name}_terms"] = placed(found.get(name, {}), products.index)
    facts["made_in_apart"] = _made_in_apart(products, origins, words)
    return facts


def ships_to(store: Store, countries: Iterable[str]) -> bool:
    """Whether the store ships to one of the countries; without destinations it ships everywhere."""
    return not store.destinations or bool(set(store.destinations) & set(countries))


def epr_missing(store: Store, words: Compliance) -> str | None:
    """The countries the store names as destinations that ask for a registration it does not name."""
    asked = [country for country in words.epr if country in store.destinations and country not in store.epr_registered]
    return ", ".join(asked) or None


def hs_code_problems(codes: pd.Series) -> pd.Series:
    """Why a customs code cannot be one."""
    table = {code: hs_code_problem(code) for code in codes.dropna().unique()}
    return codes.map(table, na_action="ignore").astype("str")


def hs_code_problem(code: str) -> str | None:
    """None for 6, 8 or 10 digits of a chapter that exists, points and blanks taken out."""
    digits = re.sub(r"[\s.\-]", "", code)
    if not re.fullmatch(r"[0-9]+", digits):
        return f"{code!r} is not made of digits"
    if len(digits) not in (6, 8, 10):
        lost = ", a leading zero may be lost" if len(digits) in (5, 7, 9) else ""
        return f"{code!r} has {len(digits)} digits, not 6, 8 or 10{lost}"
    if int(digits[:2]) not in _CHAPTERS:
        return f"{code!r} is of chapter {digits[:2]}, which does not exist"
    return None


def made_in(text: str, names: Mapping[str, str]) -> str | None:
    """The country a text says the goods are made in, alpha-2; None where it names none or several."""
    found = set()
    for match in _MADE_IN.finditer(text):
        parts = match["country"].rstrip(".").split(" ")
        code = next(
            (
                names[name]
                for end in range(len(parts), 0, -1)
                if (name := " ".join(parts[:end]).rstrip(".").casefold()) in names
            ),
            None,
        )
        if code is not None:
            found.add(code)
    return found.pop() if len(found) == 1 else None


def _made_in_apart(products: pd.DataFrame, origins: pd.Series, words: Compliance) -> pd.Series:
    said: dict[int, str] = {}
    names = country_names(words)
    for field in ("name", "description"):
        column = products[field]
        for place in np.flatnonzero(matching(column, _QUICK_MADE_IN)):
            country, stated = made_in(column.iloc[place], names), origins.iloc[place]
            if country is not None and isinstance(stated, str) and country not in stated.split("\n"):
                said.setdefault(int(place), f"made in {country}, origin {', '.join(stated.split(chr(10))[:5])}")
    return placed(said, products.index)


def _found(columns: Iterable[tuple[pd.Series, Terms]]) -> dict[str, dict[int, str]]:
    """The words found by group and place."""
    found: dict[str, dict[int, dict[str, None]]] = {}
    for column, terms in columns:
        places = np.flatnonzero(matching(column, terms.quick))
        for place, text in zip(places.tolist(), column.iloc[places], strict=True):
            for name, hits in terms.find(text).items():
                found.setdefault(name, {}).setdefault(place, {}).update(hits)
    return {
        name: {place: ", ".join([*hits][:_MOST_TERMS]) for place, hits in sorted(by_place.items())}
        for name, by_place in found.items()
    }


def _groups(words: Compliance, *, asks_eu: bool, asks_us: bool, is_chinese: bool) -> tuple[Terms, Terms]:
    """What is looked for in names and tags, and what in descriptions."""
    flags = {name: words.flags[name] for name in FLAGS}
    listed: list[tuple[str, Group]] = [(name, Group(flag.names, flag.exceptions)) for name, flag in flags.items()]
    described: list[tuple[str, Group]] = [
        (name, Group(flag.descriptions, flag.exceptions)) for name, flag in flags.items()
    ]
    if asks_us:
        listed.append((_PROP65, Group(words.prop65, words.prop65_exceptions)))
        described.append((_PROP65, Group(words.prop65, words.prop65_exceptions)))
        for name, kind in ((_PESTICIDE, words.us_pesticides), (_DEFEAT, words.us_defeat_devices)):
            listed.append((name, Group(kind.names, kind.exceptions)))
            described.append((name, Group(kind.descriptions, kind.exceptions)))
    if is_chinese:
        refused = tuple(word for phrases in words.transport.values() for word in phrases)
        listed.append((_TRANSPORT, Group(refused, words.transport_exceptions)))
    if asks_eu:
        # The kind of goods decides, whatever they are free of.
        persons = tuple(word for phrases in words.persons.values() for word in phrases)
        listed.append((_PERSON, Group(persons, words.person_exceptions, is_negatable=False)))
    return _terms(tuple(listed)), _terms(tuple(described))


@cache
def _terms(groups: tuple[tuple[str, Group], ...]) -> Terms:
    return Terms(dict(groups))


def _folded(text: str) -> str:
    return text.casefold().replace("-", " ")


def _is_whole(text: str, start: int, end: int) -> bool:
    return not (start and text[start - 1].isalnum()) and not (end < len(text) and text[end].isalnum())


def _is_negated(text: str, start: int, end: int) -> bool:
    low = max((one.end() for one in _CLAUSE.finditer(text, max(0, start - 80), start)), default=max(0, start - 80))
    high = next((one.start() for one in _CLAUSE.finditer(text, end, end + 60)), end + 60)
    part = text[low:high]
    # Looking for the words is far quicker than trying the pattern.
    return any(word in part for word in _NEGATIONS) and bool(_NEGATED.search(text, low, high))


def country_names(words: Compliance) -> dict[str, str]:
    """The alpha-2 code of each country by its folded English name."""
    return _english_names() | {name.casefold(): code for name, code in words.countries.items()}


@cache
def _english_names() -> dict[str, str]:
    territories = Locale("en").territories
    return {name.casefold(): str(code) for code, name in territories.items() if re.fullmatch("[A-Z]{2}", str(code))}
