from __future__ import annotations

from tasks.measure.terms.disguised import find_disguised
from tasks.measure.terms.folding import keep
from tasks.measure.terms.hits import Term
from tasks.measure.terms.readings import Vocabulary
from tasks.measure.terms.written import Written

TERMS = [Term("a", "air rifle", "air rifle"), Term("a", "rifle", "rifle")]


def disguised(*texts: str) -> list[tuple[int, str, str, tuple[str, ...]]]:
    kept = [keep(text) for text in texts]
    found = find_disguised(kept, Written(TERMS), Vocabulary(["air rifle", "rifle"]))
    return sorted(
        (one.match.text, one.match.term.shown, texts[one.match.text][one.match.start : one.match.end], one.folds)
        for one in found
    )


def test_only_terms_with_a_disguised_word_are_told() -> None:
    assert disguised("air rifle", "an A1r rifle") == [(1, "air rifle", "A1r rifle", ("leet",))]


def test_folds_of_all_words_are_told_once() -> None:
    assert disguised("A1r R1f|e x") == [
        (0, "air rifle", "A1r R1f|e", ("leet",)),
        (0, "rifle", "R1f|e", ("leet",)),
    ]
