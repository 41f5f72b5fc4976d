"""Finds terms that were written so that they are not found.

Compared texts in, matches with their folds out. A word that can be read as a listed one is put in its place and the
terms are looked for again; only those that such a word is part of count, so that the rest of the term, its word
borders and its exceptions are judged as ever.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tasks.measure.terms.folding import Kept
from tasks.measure.terms.hits import Fold
from tasks.measure.terms.readings import Reading, Vocabulary, moved
from tasks.measure.terms.suspicion import Suspect, find_suspects
from tasks.measure.terms.written import Match, Written


@dataclass(frozen=True, slots=True)
class Disguise:
    """A match of a compared text, the folds by which its words were read, and how many letters the term must have."""

    match: Match
    folds: tuple[Fold, ...]
    needs: int


@dataclass(frozen=True, slots=True)
class _Repaired:
    """Text number `text` with readings in place; `places` says where each reading stands now."""

    text: int
    kept: Kept
    places: tuple[tuple[int, int, Reading], ...]


def find_disguised(texts: Sequence[Kept], written: Written, vocabulary: Vocabulary) -> Iterator[Disguise]:
    """Terms with at least one disguised word; the others are left to `Written`."""
    repaired = [
        one
        for suspect in find_suspects([text.text for text in texts])
        if (one := _repair(suspect, texts[suspect.text].text, vocabulary)) is not None
    ]
    for match in written.find([one.kept for one in repaired]):
        one = repaired[match.text]
        touched = [reading for low, high, reading in one.places if match.start < high and low < match.end]
        if touched:
            start, end = one.kept.span(match.start, match.end)
            folds = tuple(dict.fromkeys(fold for reading in touched for fold in reading.folds))
            needs = max(reading.needs for reading in touched)
            yield Disguise(Match(one.text, start, end, match.term), folds, needs)


def _repair(suspect: Suspect, text: str, vocabulary: Vocabulary) -> _Repaired | None:
    readings = list(_readings(suspect, text, vocabulary))
    if any(reading.is_foreign for reading in readings) and not _is_mostly_latin(text):
        readings = [reading for reading in readings if not reading.is_foreign]
    if not readings:
        return None
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    places = []
    done = 0
    for reading in sorted(readings, key=lambda one: (one.start, -one.end)):
        if reading.start < done:
            continue
        parts += [text[done : reading.start], reading.word]
        starts += [*range(done, reading.start), *[reading.start] * len(reading.word)]
        ends += [*range(done + 1, reading.start + 1), *[reading.end] * len(reading.word)]
        places.append((len(starts) - len(reading.word), len(starts), reading))
        done = reading.end
    parts.append(text[done:])
    starts += range(done, len(text))
    ends += range(done + 1, len(text) + 1)
    return _Repaired(suspect.text, Kept("".join(parts), starts, ends), tuple(places))


def _readings(suspect: Suspect, text: str, vocabulary: Vocabulary) -> Iterator[Reading]:
    yield from vocabulary.read_singles(text, suspect.singles)
    for start, end in suspect.tokens:
        yield from (moved(reading, start) for reading in vocabulary.read(text[start:end]))


def _is_mostly_latin(text: str) -> bool:
    letters = [one for one in text if one.isalpha()]
    return 2 * sum(map(str.isascii, letters)) >= len(letters)
