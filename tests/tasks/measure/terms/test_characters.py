from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tasks.measure.terms.characters import BREAK, as_codes, as_text, blanked, is_blank, is_separator


@given(st.text(max_size=30))
def test_codes_are_the_text_again(text: str) -> None:
    assert as_text(as_codes(text)) == text


@given(st.text(st.characters(max_codepoint=0x30FF, exclude_characters=BREAK), max_size=30))
def test_kinds_are_those_of_each_character(text: str) -> None:
    codes = as_codes(text)
    assert is_blank(codes).tolist() == list(map(str.isspace, text))
    assert is_separator(codes).tolist() == [not one.isalnum() for one in text]


def test_emoji_separate_and_the_break_does_not() -> None:
    assert is_separator(as_codes(f"😀枪{BREAK}\ue000")).tolist() == [True, False, False, True]


def test_some_characters_are_blanked() -> None:
    codes = as_codes("a-b")
    assert as_text(blanked(codes, is_separator(codes))) == "a b"
    assert as_text(codes) == "a-b"
