from __future__ import annotations

import unicodedata

import pytest

from tasks.measure.terms.look_alikes import LEET, is_unusual, look_alikes, plain_letter


def test_look_alikes_stand_for_one_small_letter_and_are_none_themselves() -> None:
    table = look_alikes()
    assert len(table) > 400
    assert all("a" <= letter <= "z" and not character.isascii() for character, letter in table.items())
    assert set(table.values()) >= set("abcdefghijklmnopqrstuvwxyz")


def test_what_nfkc_makes_plain_is_left_to_it() -> None:
    assert [one for one in look_alikes() if unicodedata.normalize("NFKC", one).isascii() and one.isalpha()] == []


def test_signs_stand_for_letters() -> None:
    assert all(letter.isascii() and letter.isalpha() for meant in LEET.values() for letter in meant)


@pytest.mark.parametrize(("character", "plain"), [("É", "e"), ("ł", "ł"), ("A", "a"), ("ж", "ж"), ("7", "7")])
def test_accents_are_taken_off(character: str, plain: str) -> None:
    assert plain_letter(character) == plain


def test_letters_with_marks_of_no_language_are_unusual() -> None:
    assert [is_unusual(one) for one in "ḛéếa"] == [True, False, False, False]
