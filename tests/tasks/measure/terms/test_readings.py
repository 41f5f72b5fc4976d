from __future__ import annotations

import pytest

from tasks.measure.terms.readings import Reading, Vocabulary, moved

VOCABULARY = Vocabulary(
    [
        "nike",
        "gucci",
        "chanel",
        "defacto",
        "crossfit",
        "sheetz",
        "levi's",
        "louis vuitton",
        "gun",
        "hermès",
        "наркотик",
    ],
    strong=["nike", "gucci", "defacto", "crossfit"],
)


def read(token: str) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(token[one.start : one.end], one.word, one.folds) for one in VOCABULARY.read(token)]


@pytest.mark.parametrize(
    ("token", "readings"),
    [
        ("(N1ke,", [("N1ke", "nike", ("leet",))]),
        ("bag/GUCC1!", [("GUCC1", "gucci", ("leet",))]),
        ("$1000", []),
        ("Gucc!", [("Gucc!", "gucci", ("leet",))]),
        ("@nike", []),
        ("nike!", []),
        ("ChaneI", [("ChaneI", "chanel", ("confusable",))]),
        ("CHANEI", []),
        ("chanei", []),
        ("N*ke", [("N*ke", "nike", ("starred",))]),
        ("N**e", []),
        ("Niiike", [("Niiike", "nike", ("repeated",))]),
        ("Niikee", [("Niikee", "nike", ("repeated",))]),
        ("Niike", []),
        ("Channel1", []),
        ("ni-ke", [("ni-ke", "nike", ("spaced",))]),
        ("Gu-cc1", []),
        ("de-facto", []),
        ("cross-fit", []),
        ("gu/cci", []),
        ("Sheet2", []),
        ("L3vi's", [("L3vi's", "levi's", ("leet",))]),
        ("gun", []),
        ("9un", [("9un", "gun", ("leet",))]),
        ("Hermés", [("Hermés", "hermès", ("accent",))]),
        ("H\u0117rm\u0117\u0161", [("H\u0117rm\u0117\u0161", "hermès", ("hidden",))]),
        ("наркoтик", [("наркoтик", "наркотик", ("confusable",))]),
        ("наркотик", []),
        ("12345", []),
        ("", []),
    ],
)
def test_a_word_is_read_only_where_something_is_strange(
    token: str, readings: list[tuple[str, str, tuple[str, ...]]]
) -> None:
    assert read(token) == readings


@pytest.mark.parametrize(("token", "needs"), [("N1ke", 4), ("GUCC1", 5), ("9un", 5), ("N\u0456ke", 3), ("Niiike", 4)])
def test_the_term_must_be_the_longer_the_weaker_the_sign(token: str, needs: int) -> None:
    assert [one.needs for one in VOCABULARY.read(token)] == [needs]


def test_letters_of_another_alphabet_alone_are_told() -> None:
    foreign, strong = VOCABULARY.read("СНАΝЕL".replace("L", "Ӏ")), VOCABULARY.read("\u039d\u0399\u039a\u0395")
    assert [(one.word, one.is_foreign) for one in (*foreign, *strong)] == [("chanel", True), ("nike", False)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("N I K E dunk", ["N I K E"]),
        ("a N-I-K-E", ["N-I-K-E"]),
        ("N★I★K★E", ["N★I★K★E"]),
        ("g.u.n", ["g.u.n"]),
        ("g u n", []),
        ("L o u i s  V u i t t o n", ["L o u i s  V u i t t o n"]),
        ("S M L XL", []),
    ],
)
def test_single_letters_are_read_as_a_row(text: str, found: list[str]) -> None:
    singles = [place for place, one in enumerate(text) if one.isalnum()][2:]
    assert [text[one.start : one.end] for one in VOCABULARY.read_singles(text, singles)] == found


def test_what_was_read_once_is_remembered() -> None:
    assert VOCABULARY.read("N1ke") is VOCABULARY.read("N1ke")


def test_a_reading_moves_with_its_text() -> None:
    assert moved(Reading(1, 5, "nike", ("leet",), 4), 10) == Reading(11, 15, "nike", ("leet",), 4)
