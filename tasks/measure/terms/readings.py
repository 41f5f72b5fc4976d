"""What a disguised word may stand for: a word as it stands in a text in, listed words it can be read as out.

A reading is only given where something in the word is no ordinary writing: a digit or sign for a letter, a letter of
another alphabet, a letter said three times or several twice, letters set apart or covered. Each kind asks for words of
some length, so that `b1c` is no word and *bike* never Nike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from tasks.measure.terms.hits import Fold
from tasks.measure.terms.look_alikes import LEET, is_unusual, look_alikes, plain_letter

# Pieces of a word as people set letters apart; a run of single letters may have blanks between as well.
_APART = r"[-._~'’·•*/|‐‑–]"
# Before a hyphen these begin ordinary words, as in `de-facto`.
_PREFIXES = frozenset("de re un in im co en em ex bi di tri pre pro non mid sub up on off e x t v a o d l".split())
# Between pieces these say *or*: `black/pink`.
_OTHERS = frozenset("/|,")
_PIECES = re.compile(rf"{_APART}+")
_SINGLES = re.compile(r"(?<![^\W_])[^\W_](?:[\W_]{1,3}[^\W_](?![^\W_])){2,}")
_STARRED = re.compile(r"[^\W\d_]+(?:[*#]{1,2}[^\W\d_]+)+")
_WORDS = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile(r"['’]")
_DIGIT = re.compile(r"\d")
_DOUBLES = re.compile(r"(?i)([^\W\d_])(\1+)")
_REPEATED = re.compile(r"(.)\1+")
_EDGES = ".,;:?()[]{}<>\"“”«»„'’‘`…/\\-_~*+=#&%^"
_SIGNS = "".join(sign for sign in LEET if not sign.isdigit())
# Nothing to see: letters of one case or a capital first, no letter three times.
_ORDINARY = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")
_MOST_REMEMBERED = 200_000

# Two single letters and what may stand behind each.
_TWO_SINGLES = 8

# Letters of the shortest word that is read, and of the shortest term that such a word makes likely.
_SHORTEST = 3
_NEEDED: Mapping[Fold, int] = {
    "confusable": 3, "hidden": 3, "spaced": 3, "accent": 4, "repeated": 4, "leet": 4, "starred": 4,
}  # fmt: skip
_NEEDED_OF_LEET_AT_EDGE = 5
# Behind a word these are more likely its number, as in `Sheet2`.
_NUMBERS = "2689"
_NEEDED_SPACED_BY_BLANKS = 4
# That many accents are put on letters to hide a word, and none of its spelling.
_ACCENTS_THAT_HIDE = 3
_SHORTEST_IN_PIECES = 6
_SHORTEST_STRONG_IN_PIECES = 4
# Where all pieces are longer they are the words of a compound.
_LONGEST_PIECE = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """`text[start:end]` can be read as `word`.

    `needs` is how many letters a term must have for it to count. `is_foreign`: all its letters are of another
    alphabet, which in a text of that alphabet is no disguise.
    """

    start: int
    end: int
    word: str
    folds: tuple[Fold, ...]
    needs: int
    is_foreign: bool = False


@dataclass(frozen=True, slots=True)
class _Fit:
    """A listed word that a writing can stand for."""

    word: str
    folds: tuple[Fold, ...]
    needs: int
    is_foreign: bool


class Vocabulary:
    """The words of all terms by their skeleton: look-alikes unified, i for l, each letter once."""

    def __init__(self, phrases: Iterable[str], strong: Iterable[str] = ()) -> None:
        """Of `phrases` in one case each word is known, and the whole of it for letters set apart.

        `strong` are those that no ordinary compound can be: of them shorter ones are found in pieces too.
        """
        self._strong = frozenset(strong)
        self._words: dict[str, list[str]] = {}
        self._by_length: dict[int, list[str]] = {}
        self._phrases: dict[str, str] = {}
        self._remembered: dict[str, tuple[Reading, ...]] = {}
        known: dict[str, None] = {}
        for phrase in phrases:
            words = _WORDS.findall(phrase)
            known |= dict.fromkeys(words)
            if len(words) > 1:
                joined = "".join(words)
                known[joined] = None
                self._phrases.setdefault(joined, phrase)
        for word in known:
            self._add(word)

    def read(self, token: str) -> tuple[Reading, ...]:
        """Readings of a part of a text without blanks; remembered, since shops repeat themselves."""
        known = self._remembered.get(token)
        if known is None:
            if len(self._remembered) >= _MOST_REMEMBERED:
                self._remembered.clear()
            known = self._remembered[token] = tuple(self._read_token(token))
        return known

    def read_singles(self, text: str, thirds: Sequence[int]) -> list[Reading]:
        """Readings of letters that stand one by one; of each such row one letter behind the second is in `thirds`."""
        found: list[Reading] = []
        done = 0
        for third in thirds:
            low = max(third - _TWO_SINGLES, done)
            # Searched no further than it can begin, and read as far as it goes.
            found_at = _SINGLES.search(text, low, third + 1) if third >= done else None
            run = _SINGLES.match(text, found_at.start()) if found_at else None
            if run is None:
                continue
            done = run.end()
            places = [place for place, one in enumerate(run.group()) if one.isalnum()]
            letters = "".join(run.group()[place] for place in places)
            is_blank = run.group()[places[0] + 1 : places[-1]].replace(" ", "").isalnum()
            needs = _NEEDED_SPACED_BY_BLANKS if is_blank else _NEEDED["spaced"]
            for low, high in _trims(len(letters)):
                fit = self._match(letters[low:high]) if high - low >= needs else None
                if fit is not None:
                    start, end = run.start() + places[low], run.start() + places[high - 1] + 1
                    word = self._phrases.get(fit.word, fit.word)
                    needs = max(needs, fit.needs)
                    found.append(Reading(start, end, word, ("spaced", *fit.folds), needs))
                    break
        return found

    def _add(self, word: str) -> None:
        if len(word) >= _SHORTEST and not _DIGIT.search(word):
            self._words.setdefault(_skeleton(word), []).append(word)
            self._by_length.setdefault(len(word), []).append(word)

    def _read_token(self, token: str) -> Iterable[Reading]:
        start = len(token) - len(token.lstrip(_EDGES))
        end = len(token.rstrip(_EDGES))
        core = token[start:end]
        if len(core) < _SHORTEST or (_ORDINARY.fullmatch(core) and not _is_stretched(core)):
            return
        if _STARRED.fullmatch(core):
            yield from (moved(reading, start) for reading in self._read_starred(core))
            return
        whole = self._read_piece(core)
        if whole is not None:
            yield moved(whole, start)
            return
        pieces = _PIECES.split(core)
        if len(pieces) == 1:
            pieces = [core]
        if _APOSTROPHES.sub("", core) == "".join(pieces) != core:
            known = list(self._read_pieces(pieces, start, end, core))
            if known:
                yield from known
                return
        place = start
        is_read = False
        for piece in pieces:
            place = token.index(piece, place) if piece else place
            reading = self._read_piece(piece) if len(pieces) > 1 else None
            if reading is not None:
                is_read = True
                yield moved(reading, place)
            place += len(piece)
        if not is_read and len(pieces) > 1 and _OTHERS.isdisjoint(core):
            yield from self._read_pieces(pieces, start, end, core)

    def _read_starred(self, core: str) -> Iterable[Reading]:
        """A word some of whose letters are covered by stars; more of it must show than is covered."""
        shape = re.compile(re.sub(r"[*#]", ".", core.casefold()))
        if 2 * sum(core.count(sign) for sign in "*#") < len(core):
            for word in self._by_length.get(len(core), ()):
                if shape.fullmatch(word):
                    yield Reading(0, len(core), word, ("starred",), _NEEDED["starred"])
                    return

    def _read_pieces(self, pieces: list[str], start: int, end: int, core: str) -> Iterable[Reading]:
        """A word cut into pieces."""
        if not pieces[0] or not pieces[-1] or all(len(piece) == 1 for piece in pieces):
            return
        fit = self._match("".join(pieces))
        if fit is None:
            return
        if _APOSTROPHES.sub("", core) == "".join(pieces):
            # An apostrophe belongs to the spelling.
            if fit.folds:
                word = self._phrases.get(fit.word, fit.word)
                yield Reading(start, end, word, fit.folds, fit.needs, fit.is_foreign)
            return
        least = _SHORTEST_STRONG_IN_PIECES if fit.word in self._strong else _SHORTEST_IN_PIECES
        # `GU-CC1` is more likely the number of a part than a word cut and changed as well.
        is_number = "leet" in fit.folds or len(pieces[-1]) == 1
        is_word = fit.word not in self._phrases and len(fit.word) >= least
        is_prefixed = len(pieces) == 2 and pieces[0].casefold() in _PREFIXES
        if is_word and not (is_number or is_prefixed) and min(map(len, pieces)) <= _LONGEST_PIECE:
            yield Reading(start, end, fit.word, ("spaced", *fit.folds), fit.needs, fit.is_foreign)

    def _read_piece(self, piece: str) -> Reading | None:
        bare_end = len(piece.rstrip(_SIGNS))
        bare_start = len(piece) - len(piece.lstrip(_SIGNS))
        # A price, a mention or a cry is more likely than a letter at the edge.
        edges = [(bare_start, bare_end), (bare_start, len(piece)), (0, bare_end), (0, len(piece))]
        for low, high in dict.fromkeys(edges):
            fit = self._match(piece[low:high]) if high - low >= _SHORTEST else None
            if fit is not None and fit.folds:
                return Reading(low, high, fit.word, fit.folds, fit.needs, fit.is_foreign)
        return None

    def _match(self, written: str) -> _Fit | None:
        """A listed word with the same skeleton that the written letters can stand for, and how they do."""
        letters = [_letters(written, place) for place in range(len(written))]
        if not all(letters):
            return None
        for word in self._words.get(_skeleton_of(letters), ()):
            fit = _compare(written, letters, word)
            if fit is not None:
                # No word of another alphabet is written as a name that no word is like.
                return replace(fit, is_foreign=False) if fit.is_foreign and word in self._strong else fit
        return None


def _compare(written: str, letters: list[str], word: str) -> _Fit | None:
    """How a writing departs from the word it is to be read as; None where it cannot be read so."""
    here, there = _runs(letters), _runs([_letters(word, place) for place in range(len(word))])
    if len(here) != len(there):
        return None
    longer = sum(high - low > last - first for (low, high), (first, last) in zip(here, there, strict=True))
    is_stretched = longer > 1 or any(high - low >= 3 for low, high in here)
    places: dict[Fold, list[int]] = {}
    for (low, high), (first, last) in zip(here, there, strict=True):
        if high - low != last - first:
            # Of `Channel1` the last letter is no second `l`.
            if not is_stretched or high - low < last - first or len(set(letters[low:high])) > 1 + (last - first > 1):
                return None
            places["repeated"] = []
        for place in range(low, high):
            target = word[min(first + place - low, last - 1)]
            if "repeated" in places and written[place].casefold() in word[first:last]:
                continue
            fold = _departure(written, place, target)
            if fold == "other":
                return None
            if fold is not None:
                places.setdefault(fold, []).append(place)
    accents = len(places.get("accent", ()))
    if accents >= _ACCENTS_THAT_HIDE or 2 * accents >= len(word):
        places["hidden"] = places.pop("accent", [])
        if not places["hidden"]:
            del places["hidden"]
    leet = places.get("leet", [])
    if 2 * len(leet) > len(word):
        return None
    needs = max((_NEEDED[fold] for fold in places), default=_SHORTEST)
    if leet and not any(0 < place < len(written) - 1 for place in leet):
        if written[-1] in _NUMBERS:
            return None
        needs = max(needs, _NEEDED_OF_LEET_AT_EDGE)
    return _Fit(word, tuple(places), needs, _is_foreign(written, word))


def _departure(written: str, place: int, target: str) -> Fold | Literal["other"] | None:
    character = written[place]
    if character.casefold() == target:
        return None
    if character in LEET:
        return "leet" if target in LEET[character] else "other"
    if character == "I" and target == "l":
        return "confusable" if _is_out_of_case(written, place) else "other"
    if character == "l" and target == "i":
        return "confusable" if _is_out_of_case(written, place) else "other"
    seen, meant = look_alikes().get(character), look_alikes().get(target)
    if seen == plain_letter(target) or meant == character.lower():
        return "confusable"
    if seen == "l" and target == "i":
        # What resembles a small l is mostly a capital I.
        return "confusable"
    if plain_letter(character) == plain_letter(target):
        return "confusable" if is_unusual(character) else "accent"
    return "confusable" if seen is not None and seen == meant else "other"


def _is_out_of_case(written: str, place: int) -> bool:
    """Whether a letter has not the case of its neighbours, as in `ChaneI` and `lNSTAGRAM`."""
    around = [one for one in (*written[max(place - 2, 0) : place], *written[place + 1 : place + 3]) if one.isalpha()]
    if written[place] == "I":
        return place > 0 and bool(around) and all(map(str.islower, around))
    return len(around) >= 2 and all(map(str.isupper, around))


def _letters(written: str, place: int) -> str:
    """The plain letters a character may stand for; none where it cannot be part of a word."""
    character = written[place]
    if character in LEET:
        return LEET[character]
    if character.isascii():
        return character.lower() if character.isalpha() else ""
    alike = look_alikes().get(character)
    if alike is not None:
        return alike
    plain = plain_letter(character)
    return look_alikes().get(plain, plain) if len(plain) == 1 and (plain.isalpha()) else ""


def _skeleton(word: str) -> str:
    if word.isascii():
        return _REPEATED.sub(r"\1", word.replace("l", "i"))
    return _skeleton_of([_letters(word, place) or word[place] for place in range(len(word))])


def _skeleton_of(letters: list[str]) -> str:
    return "".join(key for key, _ in groupby(_class_of(one) for one in letters))


def _class_of(letters: str) -> str:
    return "i" if letters in ("l", "il") else letters


def _runs(letters: list[str]) -> list[tuple[int, int]]:
    found, low = [], 0
    for _, group in groupby(letters, _class_of):
        high = low + len(list(group))
        found.append((low, high))
        low = high
    return found


def _is_stretched(text: str) -> bool:
    """Whether a letter is said three times, or two are said twice."""
    doubles = _DOUBLES.findall(text)
    return len(doubles) > 1 or any(len(rest) > 1 for _, rest in doubles)


def _is_foreign(written: str, word: str) -> bool:
    """Whether a Latin word is written in letters of other alphabets alone."""
    return word.isascii() and any(map(str.isalpha, written)) and not any(map(str.isascii, written))


def _trims(length: int) -> Iterable[tuple[int, int]]:
    """The whole, then parts of it: an article before or a size behind is no part of a word."""
    yield from ((low, length - high) for low, high in ((0, 0), (1, 0), (0, 1), (1, 1), (2, 0), (0, 2)))


def moved(reading: Reading, by: int) -> Reading:
    """The same reading of a text with `by` characters more before."""
    return replace(reading, start=reading.start + by, end=reading.end + by)
