from __future__ import annotations

import pytest

from tasks.measure.terms.suspicion import Suspect, find_suspects


def tokens(text: str) -> list[str]:
    return [text[low:high] for one in find_suspects([text]) for low, high in one.tokens]


@pytest.mark.parametrize(
    ("text", "suspicious"),
    [
        ("Steel mug, 300 ml, 12cm x 5cm for $5", []),
        ("high-quality rubber bottle for women's use", []),
        ("N1ke shoe", ["N1ke"]),
        ("shoe N11ke", ["N11ke"]),
        ("bag\nGUCC1", ["GUCC1"]),
        ("@didas", ["@didas"]),
        ("Niiike", ["Niiike"]),
        ("committee", ["committee"]),
        ("rubber button", []),
        ("ni-ke nik-e n-ike", ["ni-ke", "n-ike"]),
        ("N*ke", ["N*ke"]),
        ("ChaneI", ["ChaneI"]),
        ("lNSTAGRAM", ["lNSTAGRAM"]),
        ("bag Gu\u0441ci", ["Gu\u0441ci"]),
        ("bag \u0421\u043e\u0441\u043e", ["\u0421\u043e\u0441\u043e"]),
        ("Мужские ботинки", []),
        ("🅽🅸🅺🅴", ["🅽🅸🅺🅴"]),
        ("", []),
    ],
)
def test_parts_that_ordinary_writing_does_not_have_are_looked_at(text: str, suspicious: list[str]) -> None:
    assert tokens(text) == suspicious


def test_rows_of_single_letters_are_told_by_their_third() -> None:
    assert find_suspects(["mug", "a N I K E"]) == [Suspect(1, [], [4, 6, 8])]


def test_texts_do_not_run_into_each_other() -> None:
    assert find_suspects(["N", "1ke", "x", "y", "z", "aa", "a"]) == []
