from __future__ import annotations

from tasks.measure.terms.hits import Hit, Term, lexicon_terms
from tests.builders import lexicon


def test_terms_of_a_list_are_open_or_exceptions() -> None:
    made = list(lexicon_terms(lexicon("weapons", "Ammo*", "gun", exceptions=["water gun"])))
    assert [(one.shown, one.is_open, one.is_exception) for one in made] == [
        ("ammo", True, False),
        ("gun", False, False),
        ("water gun", False, True),
    ]


def test_only_hiding_is_a_disguise() -> None:
    term = Term("names", "nike", "nike")
    assert [Hit(term, 0, 4, folds).is_disguised for folds in ((), ("joined",), ("accent",), ("leet", "accent"))] == [
        False,
        False,
        False,
        True,
    ]


def test_a_hit_is_told_as_it_stands_where_that_is_otherwise() -> None:
    term = Term("names", "nike", "nike")
    assert Hit(term, 2, 6).describe("a Nike") == "nike"
    assert Hit(term, 2, 6, ("leet", "confusable")).describe("a N1ke") == 'nike (as "N1ke", leet, confusable)'
