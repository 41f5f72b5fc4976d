from __future__ import annotations

import pytest

from tasks.measure.lexicon import Matcher, fold
from tests.builders import lexicon

MATCHER = Matcher(
    [
        lexicon("weapons", "gun", "air rifle", "ammo*", exceptions=["water gun", "glue gun", "ammo box toy"]),
        lexicon("warranty", "guarantee*", "100%", "lifetime warranty", "warranty"),
        lexicon("toys", "water gun", "C++", "Straße", "Café"),
    ]
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a gun", {"weapons": ("gun",)}),
        ("gun", {"weapons": ("gun",)}),
        ("GUN!", {"weapons": ("gun",)}),
        ("gun-metal", {"weapons": ("gun",)}),
        ("guns", {}),
        ("begun", {}),
        ("gun2", {}),
        ("air rifle", {"weapons": ("air rifle",)}),
        ("air\n  rifle", {"weapons": ("air rifle",)}),
        ("air-rifle", {}),
        ("ammo", {"weapons": ("ammo",)}),
        ("ammunition ammos", {"weapons": ("ammo",)}),
        ("gammo", {}),
        ("guaranteed", {"warranty": ("guarantee",)}),
        ("100% cotton", {"warranty": ("100%",)}),
        ("1100%", {}),
        ("lifetime warranty", {"warranty": ("lifetime warranty", "warranty")}),
        ("warranty gun warranty", {"warranty": ("warranty",), "weapons": ("gun",)}),
        ("C++ book", {"toys": ("c++",)}),
        ("STRASSE", {"toys": ("strasse",)}),
        ("cafe\u0301", {"toys": ("café",)}),
        ("cafe", {}),
        ("g\u200bu\u00adn", {"weapons": ("gun",)}),
        ("ｇｕｎ", {"weapons": ("gun",)}),
        ("𝐠𝐮𝐧", {"weapons": ("gun",)}),
        ("air\u00a0rifle", {"weapons": ("air rifle",)}),
        ("", {}),
    ],
)
def test_terms_are_whole_words_in_any_dress(text: str, found: dict[str, tuple[str, ...]]) -> None:
    assert MATCHER.find(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # An exception excuses in its own list only.
        ("water gun", {"toys": ("water gun",)}),
        ("Water\u200b Gun", {"toys": ("water gun",)}),
        ("water gun and gun", {"toys": ("water gun",), "weapons": ("gun",)}),
        ("hot glue gun", {}),
        ("glue guns", {}),
        ("ammo box toy", {}),
        ("ammo box", {"weapons": ("ammo",)}),
        ("underwater gun", {"weapons": ("gun",)}),
    ],
)
def test_a_term_inside_an_exception_is_harmless(text: str, found: dict[str, tuple[str, ...]]) -> None:
    assert MATCHER.find(text) == found


def test_terms_of_a_list_are_told_in_the_order_of_the_text() -> None:
    assert MATCHER.find("ammo, gun, air rifle, gun") == {"weapons": ("ammo", "gun", "air rifle")}


def test_overlapping_terms_are_all_found() -> None:
    matcher = Matcher([lexicon("a", "red gun", "gun shot", "shot"), lexicon("b", "red gun shot")])
    assert matcher.find("red gun shot") == {"b": ("red gun shot",), "a": ("red gun", "gun shot", "shot")}


def test_folding_twice_equals_once() -> None:
    for text in ("Straße ＧＵＮ", " a\u00a0\u200b b ", "İstanbul", "ﬁne"):
        assert fold(fold(text)) == fold(text)
