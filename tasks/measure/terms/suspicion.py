"""A quick look for disguised words: many compared texts in, the parts of a few that may hold one out.

It lets through every part that has something a reading asks for, and some that have not; ordinary words, measures and
prices cost a few passes over the block.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from tasks.measure.terms.characters import BREAK, as_codes, is_blank, is_separator
from tasks.measure.terms.look_alikes import LEET, look_alikes

# What each byte is, in one bit each. Characters beyond ASCII are one of two stand-ins.
_LETTER, _CAPITAL, _STANDS_FOR, _WORD, _APART, _COVERS = 1, 2, 4, 8, 16, 32
_FOREIGN_LETTER, _FOREIGN_SIGN = 0x80, 0x81
_FOREIGN_STAND_INS = [ord(sign) for sign in LEET if not sign.isascii()]
_SHORTEST = 3
# Beyond, nothing resembles anything.
_TABLED = 0x20000
_EMOJI_LETTERS = (0x1F150, 0x1F200)


def _kinds() -> bytes:
    table = bytearray(256)
    for code in range(128):
        one = chr(code)
        table[code] = (
            _LETTER * one.isalpha()
            | _CAPITAL * one.isupper()
            | _STANDS_FOR * (one in LEET)
            | _WORD * one.isalnum()
            | _APART * (one in "-._~'*/|")
            | _COVERS * (one in "*#")
        )
    table[_FOREIGN_LETTER] = _LETTER | _WORD
    table[_FOREIGN_SIGN] = _APART
    return bytes(table)


_KINDS = _kinds()


class Suspect(NamedTuple):
    """Text number `text`, the parts without blanks that deserve a closer look, and where each third of single letters
    in a row stands."""

    text: int
    tokens: list[tuple[int, int]]
    singles: list[int]


def find_suspects(texts: Sequence[str]) -> list[Suspect]:
    """The texts that deserve a closer look, in order."""
    codes = as_codes(BREAK.join(["", *texts, ""]))
    is_ascii = codes.dtype == np.uint8
    flat = codes if is_ascii else _flattened(codes)
    kinds = np.frombuffer(flat.tobytes().translate(_KINDS), dtype=np.uint8)
    letter, word = (kinds & _LETTER) != 0, (kinds & _WORD) != 0
    blank = is_blank(codes) | (codes == 0)
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    begins = np.cumsum(lengths + 1) - lengths
    places = [_stretched(flat, letter), _stood_for(kinds, letter), _cut_off(kinds, letter), _out_of_case(flat, kinds)]
    if not is_ascii:
        places.append(_foreign(codes, flat, letter, blank))
    suspects: dict[int, Suspect] = {}
    for number, low, high in _tokens_at(np.concatenate(places), blank, begins):
        if number not in suspects:
            suspects[number] = Suspect(number, [], [])
        suspects[number].tokens.append((low, high))
    firsts, singles = _single_letters(letter, word)
    numbers = np.searchsorted(begins, singles, side="right") - 1
    is_one_text = begins[numbers] <= firsts
    numbers, singles = numbers[is_one_text], singles[is_one_text]
    for number, place in zip(numbers.tolist(), (singles - begins[numbers]).tolist(), strict=True):
        suspects.setdefault(number, Suspect(number, [], [])).singles.append(place)
    return [suspects[number] for number in sorted(suspects)]


def _tokens_at(places: np.ndarray, blank: np.ndarray, begins: np.ndarray) -> Iterator[tuple[int, int, int]]:
    """Text number, start and end of each part between blanks that one of the places lies in."""
    blanks = np.flatnonzero(blank)
    following = np.unique(np.searchsorted(blanks, places))
    starts, ends = blanks[following - 1] + 1, blanks[following]
    numbers = np.searchsorted(begins, starts, side="right") - 1
    offset = begins[numbers]
    yield from zip(numbers.tolist(), (starts - offset).tolist(), (ends - offset).tolist(), strict=True)


def _flattened(codes: np.ndarray) -> np.ndarray:
    foreign = codes >= 128
    flat = codes.astype(np.uint8)
    flat[foreign] = np.where(is_separator(codes[foreign]), _FOREIGN_SIGN, _FOREIGN_LETTER)
    # Some signs resemble letters too.
    flat[np.take(_alike(), np.minimum(codes, _TABLED))] = _FOREIGN_LETTER
    flat[np.isin(codes, _FOREIGN_STAND_INS)] = ord("$")
    return flat


def _stretched(flat: np.ndarray, letter: np.ndarray) -> np.ndarray:
    """A letter three times, or two letters of a word twice, in either case."""
    low = flat | 0x20
    # Letters beyond ASCII are all one stand-in here; texts with those are looked at anyway.
    double = np.flatnonzero((low[1:] == low[:-1]) & letter[1:] & (flat[1:] < 128))
    word = np.cumsum(~letter, dtype=np.int32)[double]
    found: np.ndarray = double[1:][word[1:] == word[:-1]]
    return found


def _stood_for(kinds: np.ndarray, letter: np.ndarray) -> np.ndarray:
    """Digits and signs between letters, before three or behind three."""
    sign = (kinds & _STANDS_FOR) != 0
    if not sign.any():
        return np.empty(0, dtype=np.int64)
    places = np.flatnonzero(sign)
    padded = np.concatenate((np.zeros(3, dtype=bool), letter, np.zeros(3, dtype=bool)))
    signs = np.concatenate((np.zeros(3, dtype=bool), sign, np.zeros(3, dtype=bool)))
    at = places + 3
    before = padded[at - 1] | (signs[at - 1] & padded[at - 2])
    behind = padded[at + 1] | (signs[at + 1] & padded[at + 2])
    first = padded[at + 1] & padded[at + 2] & padded[at + 3]
    last = padded[at - 1] & padded[at - 2] & padded[at - 3]
    found: np.ndarray = places[(before & behind) | first | last]
    return found


def _cut_off(kinds: np.ndarray, letter: np.ndarray) -> np.ndarray:
    """A sign between letters of which one or two stand before it, or two behind; letters covered by stars."""
    covered = np.flatnonzero(((kinds[1:] & _COVERS) != 0) & letter[:-1]) + 1
    sign = (kinds & _APART) != 0
    at = np.flatnonzero(sign[1:-1] & letter[:-2] & letter[2:]) + 1
    padded = np.concatenate((np.zeros(3, dtype=bool), letter, np.zeros(3, dtype=bool)))
    is_short_before = ~padded[at + 1] | ~padded[at]
    is_short_behind = padded[at + 5] & ~padded[at + 6]
    return np.concatenate((covered, at[is_short_before | is_short_behind]))


def _single_letters(letter: np.ndarray, word: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The first and the last of each three single letters in a row."""
    single = np.flatnonzero(_framed(word, letter))
    near = np.diff(single) <= 4
    thirds = np.flatnonzero(near[1:] & near[:-1])
    return single[thirds], single[thirds + 2]


def _framed(word: np.ndarray, letter: np.ndarray) -> np.ndarray:
    around = np.concatenate(([False], word, [False]))
    framed: np.ndarray = letter & ~around[:-2] & ~around[2:]
    return framed


def _out_of_case(flat: np.ndarray, kinds: np.ndarray) -> np.ndarray:
    """A capital I behind a small letter, a small l before two capitals."""
    capital = (kinds & _CAPITAL) != 0
    small = ((kinds & _LETTER) != 0) & ~capital
    high = np.flatnonzero((flat[1:] == ord("I")) & small[:-1]) + 1
    low = np.flatnonzero((flat[:-2] == ord("l")) & capital[1:-1] & capital[2:])
    return np.concatenate((high, low))


def _foreign(codes: np.ndarray, flat: np.ndarray, letter: np.ndarray, blank: np.ndarray) -> np.ndarray:
    """Letters of other alphabets beside Latin ones, or in words of look-alikes alone; letters that are emoji."""
    foreign = letter & (flat == _FOREIGN_LETTER)
    latin = letter & ~foreign
    beside = foreign.copy()
    beside[1:] &= latin[:-1]
    beside[:-1] |= foreign[:-1] & latin[1:]
    emoji = (codes >= _EMOJI_LETTERS[0]) & (codes < _EMOJI_LETTERS[1])
    alike = np.take(_alike(), np.minimum(codes, _TABLED))
    ends = np.flatnonzero(blank)
    unlike = np.diff(np.cumsum(letter & ~alike)[ends])
    words = ends[:-1][(unlike == 0) & (np.diff(ends) > _SHORTEST)] + 1
    return np.concatenate((np.flatnonzero(beside | emoji), words[alike[words]]))


@functools.cache
def _alike() -> np.ndarray:
    """Which characters resemble a Latin letter, by their code."""
    table = np.zeros(_TABLED + 1, dtype=bool)
    table[[ord(one) for one in look_alikes()]] = True
    return table
