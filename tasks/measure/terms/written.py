"""Finds terms as they are written: one automaton over many texts joined together, whole words only.

Compared texts in, raw matches with their place in the compared text out. Disguises are looked for elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from ahocorasick_rs import AhoCorasick, MatchKind

from tasks.measure.terms.characters import BREAK, as_codes, as_text, blanked, is_blank, is_separator
from tasks.measure.terms.folding import Kept, is_unspaced, keep
from tasks.measure.terms.hits import Term

# Between two texts: no term holds it.
_BETWEEN = f" {BREAK} "
# Signs that may stand between the words of a term instead of a blank, and for one another; others must be as listed.
_LOOSE = frozenset(" -'’‘‐‑–./_·")
_NO_WORD = re.compile(r"[\W_]")
_TELLING = frozenset("&+%#@*$€£!?<>=^~°")


class Match(NamedTuple):
    """A term at `start` to `end` of the compared form of text number `text`."""

    text: int
    start: int
    end: int
    term: Term


class _Way(NamedTuple):
    """A term behind a pattern: its folded text, whether its signs must be as listed, and how many blanks of the
    pattern at its left and right are the borders of a word. `new` and `new!` share a pattern and differ in those."""

    term: Term
    folded: str
    is_exact: bool
    left: int = 0
    right: int = 0


class Written:
    """All terms in one automaton."""

    def __init__(self, terms: Iterable[Term]) -> None:
        patterns: dict[str, list[_Way]] = {}
        symbols: dict[str, list[_Way]] = {}
        for term in terms:
            folded = " ".join(keep(term.written).text.casefold().split())
            if not folded:
                continue
            is_exact = not _TELLING.isdisjoint(folded)
            needle, left, right = _needle(folded, is_open=term.is_open)
            if needle.strip():
                patterns.setdefault(needle, []).append(_Way(term, folded, is_exact, left, right))
            else:
                symbols.setdefault(folded, []).append(_Way(term, folded, is_exact))
        self._patterns, self._symbols = list(patterns.values()), list(symbols.values())
        self._automaton = AhoCorasick(list(patterns), matchkind=MatchKind.Standard, store_patterns=False)
        self._sign_automaton = AhoCorasick(list(symbols), matchkind=MatchKind.Standard, store_patterns=False)

    def find(self, texts: Sequence[Kept]) -> Iterator[Match]:
        """Every term of every text, those inside others too, in no particular order."""
        if not texts:
            return
        joined = _Joined([text.text for text in texts])
        for automaton, patterns, haystack in (
            (self._automaton, self._patterns, joined.words),
            (self._sign_automaton, self._symbols, joined.folded),
        ):
            if not patterns:
                continue
            for index, low, high in automaton.find_matches_as_indexes(haystack, overlapping=True):
                for term, folded, is_exact, left, right in patterns[index]:
                    start, end = low + left, high - right
                    found = joined.folded[start:end]
                    if found == folded or (not is_exact and _is_loosely(found, folded)):
                        yield Match(*joined.locate(start, end), term)


def _needle(folded: str, *, is_open: bool) -> tuple[str, int, int]:
    words = _NO_WORD.sub(" ", folded)
    left = int(words[0] != " " and not is_unspaced(words[0]))
    right = int(words[-1] != " " and not is_unspaced(words[-1]) and not is_open)
    return " " * left + words + " " * right, left, right


def _is_loosely(found: str, folded: str) -> bool:
    """Whether two texts of the same letters differ in nothing but harmless signs between them."""
    return len(found) == len(folded) and all(
        one == other or (one in _LOOSE and other in _LOOSE) for one, other in zip(found, folded, strict=True)
    )


class _Joined:
    """Texts in a row: `folded` in one case with single blanks, `words` the same with all else but letters blanked."""

    def __init__(self, texts: Sequence[str]) -> None:
        joined = _BETWEEN.join(["", *texts, ""])
        lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
        self._begins = (np.cumsum(lengths + len(_BETWEEN)) - lengths).tolist()
        folded = joined.casefold()
        codes = as_codes(folded)
        blank = is_blank(codes)
        runs = blank[1:] & blank[:-1]
        self._places: np.ndarray | None = None
        if runs.any():
            stay = np.concatenate(([True], ~runs))
            self._places = np.flatnonzero(stay)
            codes, blank = codes[stay], blank[stay]
        self.folded = as_text(blanked(codes, blank))
        self.words = as_text(blanked(codes, is_separator(codes)))

    def locate(self, start: int, end: int) -> tuple[int, int, int]:
        """Number of the text, and start and end in it."""
        if self._places is not None:
            start, end = int(self._places[start]), int(self._places[end - 1]) + 1
        number = bisect_right(self._begins, start) - 1
        begin = self._begins[number]
        return number, start - begin, end - begin
