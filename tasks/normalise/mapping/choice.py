"""Which column feeds which field: the best scores win, and where two are too close it is asked.

Comes in headers and profiles of all columns, goes out a Choice with the reason of every decision. A field that stays
open is a question, never a guess.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from expectations.columns import ColumnNames
from tasks.normalise.mapping.headers import HeaderName, read_header
from tasks.normalise.mapping.profiles import Profile
from tasks.normalise.mapping.scoring import Score, Vocabulary, looks_like, score_values

# From here on a column is taken without asking; below it must be confirmed.
SURE = 0.8
# How far ahead of the next column a column must be whose name is not a known one.
MARGIN = 0.08
_LEAST_AGAINST_A_KNOWN_NAME = -0.15
# Below this a column is not even proposed.
_LEAST = 0.45
# Fields that may be fed by several columns, joined in the order of the feed.
SEVERAL = ("extra_images", "tags")
# Fields that are only asked about: a number called category id is nearly always that of the supplier's own shop.
ASKED = ("category_id",)
# Fields of which the first filled column counts: EAN and UPC, long and short descriptions.
FIRST_FILLED = ("gtin", "description")


@dataclass(frozen=True)
class Decision:
    """The columns of a field, how sure that is (0–1), how far ahead of the next column, and why."""

    columns: tuple[int, ...]
    score: float
    margin: float
    reason: str


@dataclass(frozen=True)
class Question:
    """A field that may be one of these columns; the best first, each with its score and reason."""

    field: str
    candidates: tuple[tuple[int, float, str], ...]


@dataclass(frozen=True)
class Choice:
    """What was decided and what is asked; columns in neither are not spoken for."""

    decisions: Mapping[str, Decision]
    questions: tuple[Question, ...]
    ignored: frozenset[int]


def choose_columns(
    header: Sequence[str],
    profiles: Sequence[Profile] | None,
    names: ColumnNames,
    *,
    taken: Mapping[str, tuple[int, ...]],
    ignored: frozenset[int] = frozenset(),
) -> Choice:
    """Map the columns that are not `taken` by somebody who knows (a shop) and not `ignored`.

    `taken` are fields with their columns; they come back as decisions of full score. Without `profiles` only
    the headers speak.
    """
    vocabulary = Vocabulary(names)
    read = [read_header(one) for one in header]
    spoken_for = ignored | {column for columns in taken.values() for column in columns}
    unused = frozenset(
        column for column, name in enumerate(read) if column not in spoken_for and vocabulary.is_ignored(name)
    )
    scores: dict[str, list[tuple[float, int, Score]]] = {}
    for column, name in enumerate(read):
        if column in spoken_for or column in unused or not name.keys:
            continue
        for field, score in _scores(name, profiles[column] if profiles else None, vocabulary).items():
            if field not in taken and score.value >= _LEAST:
                scores.setdefault(field, []).append((score.value, column, score))
    decisions = {field: Decision(columns, 1.0, 1.0, "the shop's export defines it") for field, columns in taken.items()}
    return _assign(scores, decisions, names, unused | ignored)


def _scores(name: HeaderName, profile: Profile | None, vocabulary: Vocabulary) -> dict[str, Score]:
    by_name = vocabulary.score(name)
    if profile is None:
        return by_name
    found = {}
    for field, score in by_name.items():
        change, why = score_values(field, profile)
        if score.is_known:
            # Bad values of a column of that very name are for the rules to judge; they only weigh beside a rival.
            change = max(change, _LEAST_AGAINST_A_KNOWN_NAME)
        reason = f"{score.reason}, but {why}" if why else score.reason
        found[field] = Score(max(0.0, score.value + change), reason, score.is_known)
    if not any(score.is_known for score in found.values()):
        for field, score in looks_like(profile).items():
            held = found.get(field)
            if held is None or held.value < score.value:
                found[field] = score
    return found


def _assign(
    scores: Mapping[str, list[tuple[float, int, Score]]],
    decisions: dict[str, Decision],
    names: ColumnNames,
    ignored: frozenset[int],
) -> Choice:
    free = {column for listed in scores.values() for _, column, _ in listed}
    ranked = sorted(
        ((value, field, column, score) for field, listed in scores.items() for value, column, score in listed),
        key=lambda one: (-one[0], one[2], one[1]),
    )
    questions = []
    for value, field, column, score in ranked:
        if field in ASKED or field in decisions or column not in free or value < SURE:
            continue
        rivals = [one for one in scores[field] if one[1] != column and one[1] in free]
        margin = value - max((one[0] for one in rivals), default=0.0)
        if not score.is_known and margin < MARGIN:
            continue
        columns: tuple[int, ...] = (column,)
        if field in SEVERAL:
            columns = tuple(sorted([column, *(one[1] for one in rivals if one[0] >= SURE)]))
        elif field in FIRST_FILLED:
            more = sorted((one for one in rivals if one[2].is_known), key=lambda one: (-one[0], one[1]))
            columns = (column, *(one[1] for one in more))
        free -= set(columns)
        decisions[field] = Decision(columns, min(1.0, round(value, 3)), min(1.0, round(margin, 3)), score.reason)
    for field in names.fields:
        if field not in decisions:
            listed = sorted((one for one in scores.get(field, ()) if one[1] in free), key=lambda one: (-one[0], one[1]))
            if listed:
                candidates = tuple(
                    (column, min(1.0, round(value, 3)), score.reason) for value, column, score in listed[:3]
                )
                questions.append(Question(field, candidates))
    return Choice(decisions, tuple(questions), ignored)
