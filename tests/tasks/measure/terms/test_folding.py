from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.measure.terms.folding import fold, is_hidden_in, is_styled_in, is_unspaced, keep


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Steel Mug", "Steel Mug"),
        ("für Mädchen – 5 €", "für Mädchen – 5 €"),
        ("n\u200bi\u00adke", "nike"),
        ("Straße", "Strasse"),
        ("ﬁne ＮＩＫＥ 𝐠𝐮𝐧", "fine NIKE gun"),
        ("cafe\u0301", "café"),
        ("g\u0336u\u0336n", "gun"),
        ("Nike™ ®", "Nike™ ®"),
        ("NIKE运动鞋XL", "NIKE 运动鞋 XL"),
        ("枪, 刀", "枪, 刀"),
        ("ก่อน", "ก่อน"),
        ("İstanbul", "istanbul"),
        ("half \ud800", "half \ufffd"),
        ("", ""),
    ],
)
def test_texts_are_brought_into_one_form(text: str, kept: str) -> None:
    assert keep(text).text == kept


def test_a_part_is_found_again_in_the_original() -> None:
    text = "a g\u200bu\u0336n ﬁne NIKE运动鞋"
    kept = keep(text)
    for word, original in (("gun", "g\u200bu\u0336n"), ("fine", "ﬁne"), ("NIKE", "NIKE"), ("动", "动")):
        start, end = kept.span(kept.text.index(word), kept.text.index(word) + len(word))
        assert text[start:end] == original


@given(st.text(max_size=40))
def test_every_part_lies_in_the_original_in_order(text: str) -> None:
    kept = keep(text)
    spans = [kept.span(place, place + 1) for place in range(len(kept.text))]
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


@given(st.text(max_size=40))
def test_one_case_keeps_the_length(text: str) -> None:
    kept = keep(text).text
    assert len(kept.casefold()) == len(kept)


@given(st.text(st.sampled_from("aZß é\u0301İﬁ枪ก\u200b™ \n"), max_size=20))
def test_folding_twice_equals_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_scripts_without_blanks_are_known() -> None:
    assert [is_unspaced(one) for one in "枪かカ총ก a1ж"] == [True] * 5 + [False] * 4


@pytest.mark.parametrize(
    ("original", "is_hidden"),
    [
        ("Nike", False),
        ("Nik\u200be", True),
        ("N\u0336ike", True),
        ("cafe\u0301", False),
        ("Verpackungs\u00admaterial", False),
        ("N\u00adi\u00adk\u00ade", True),
    ],
)
def test_what_nobody_sees_is_hidden_but_for_hyphenation(original: str, is_hidden: bool) -> None:
    assert is_hidden_in(original) is is_hidden


@pytest.mark.parametrize(("original", "is_styled"), [("Nike", False), ("ＮＩＫＥ", True), ("𝐍ike", True), ("é", False)])
def test_fancy_letters_are_styled(original: str, is_styled: bool) -> None:
    assert is_styled_in(original) is is_styled
