from __future__ import annotations

from tasks.measure.terms.folding import keep
from tasks.measure.terms.hits import Term
from tasks.measure.terms.written import Match, Written

GUN, AIR_RIFLE, SIGN = Term("a", "gun", "gun"), Term("a", "air rifle", "air rifle"), Term("a", "☠", "☠")


def test_a_match_tells_its_text_and_place() -> None:
    written = Written([GUN, AIR_RIFLE, SIGN])
    found = set(written.find([keep(text) for text in ("gun", "an AIR \n rifle☠", "air", "rifle", "", " gun")]))
    assert found == {Match(0, 0, 3, GUN), Match(1, 3, 14, AIR_RIFLE), Match(1, 14, 15, SIGN), Match(5, 1, 4, GUN)}


def test_nothing_is_found_without_texts_or_terms() -> None:
    assert list(Written([GUN]).find([])) == []
    assert list(Written([]).find([keep("gun")])) == []


def test_terms_written_alike_are_all_found() -> None:
    other = Term("b", "GUN", "gun")
    assert {match.term for match in Written([GUN, other]).find([keep("a gun")])} == {GUN, other}


def test_a_term_of_blanks_is_none() -> None:
    assert list(Written([Term("a", "\u200b", "")]).find([keep("a \u200b b")])) == []


def test_a_term_and_the_same_with_a_sign_are_both_found_whichever_comes_first() -> None:
    new, loud = Term("condition", "new", "new"), Term("promotion", "new!", "new!")
    for terms in ((new, loud), (loud, new)):
        found = list(Written(terms).find([keep("new!"), keep("as new")]))
        assert sorted((one.term.shown, one.text, one.start, one.end) for one in found) == [
            ("new", 0, 0, 3),
            ("new", 1, 3, 6),
            ("new!", 0, 0, 4),
        ]
