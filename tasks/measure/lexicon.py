"""Finds the terms of all word lists in a text at once.

Texts are compared in one folded form: compatibility forms unified (NFKC), invisible characters taken out, case
folded, white space single. A term counts where it stands as whole words and not inside one of its list's exceptions;
Chinese is written without spaces, so there every place counts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from expectations.lexicons import Lexicon

_HAN = re.compile(r"[\u3400-\u9fff]")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")


def fold(text: str) -> str:
    """The form in which texts and terms are compared."""
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).casefold().split())


@dataclass(frozen=True)
class _Term:
    lexicon: str
    text: str
    is_open: bool
    is_exception: bool


class Matcher:
    """All lexicons in one automaton; built once a process and shared by threads."""

    def __init__(self, lexicons: Iterable[Lexicon]) -> None:
        self._terms: list[_Term] = []
        for lexicon in lexicons:
            self._terms += [_term(lexicon.lexicon, text, is_exception=False) for text in lexicon.terms]
            self._terms += [_term(lexicon.lexicon, text, is_exception=True) for text in lexicon.exceptions]
        patterns = [term.text for term in self._terms]
        self._automaton = AhoCorasick(patterns, matchkind=MatchKind.Standard)

    def find(self, text: str) -> dict[str, tuple[str, ...]]:
        """Terms found by lexicon, each once, in the order in which they stand in the text."""
        folded = fold(text)
        hits = [
            (start, end, self._terms[index])
            for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True)
            if _is_whole(folded, start, end, is_open=self._terms[index].is_open)
        ]
        harmless = [(start, end, term.lexicon) for start, end, term in hits if term.is_exception]
        found: dict[str, dict[str, None]] = {}
        for start, end, term in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
            is_excused = any(term.lexicon == name and low <= start and end <= high for low, high, name in harmless)
            if not term.is_exception and not is_excused:
                found.setdefault(term.lexicon, {})[term.text] = None
        return {lexicon: tuple(terms) for lexicon, terms in found.items()}


def _term(lexicon: str, text: str, *, is_exception: bool) -> _Term:
    return _Term(lexicon, fold(text.removesuffix("*")), text.endswith("*"), is_exception)


def _is_whole(text: str, start: int, end: int, *, is_open: bool) -> bool:
    if start > 0 and _is_one_word(text[start - 1 : start + 1]):
        return False
    return is_open or end == len(text) or not _is_one_word(text[end - 1 : end + 1])


def _is_one_word(pair: str) -> bool:
    return pair.isalnum() and not _HAN.search(pair)
