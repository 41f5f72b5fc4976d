from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tasks.measure.terms.hits import Term
from tasks.measure.terms.look_alikes import LEET, look_alikes
from tasks.measure.terms.matcher import Matcher
from tests.builders import lexicon, matcher

MATCHER = matcher(
    lexicon("weapons", "gun", "air rifle", "ammo*", exceptions=["water gun", "glue gun", "ammo box toy"]),
    lexicon("warranty", "guarantee*", "100%", "lifetime warranty", "warranty"),
    lexicon("toys", "water gun", "C++", "Straße", "Café", "sex toy"),
    lexicon("names", "nike", "gucci", "prada", "adidas", "chanel", "lego", "louis vuitton", "versace", "moncler"),
    lexicon("abroad", "наркотик", "手枪", "ปืน", "총기", "$$$"),
)


def found(text: str, finder: Matcher = MATCHER) -> dict[str, tuple[str, ...]]:
    """Terms by list, each once."""
    by_list: dict[str, dict[str, None]] = {}
    for hit in finder.find(text):
        by_list.setdefault(hit.lexicon, {})[hit.term.shown] = None
    return {name: tuple(terms) for name, terms in by_list.items()}


@pytest.mark.parametrize(
    ("text", "terms"),
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
        ("air-rifle", {"weapons": ("air rifle",)}),
        ("steel,air,rifle", {}),
        ("fresh air. Rifle", {}),
        ("ammo", {"weapons": ("ammo",)}),
        ("ammunition ammos", {"weapons": ("ammo",)}),
        ("gammo", {}),
        ("guaranteed", {"warranty": ("guarantee",)}),
        ("100% cotton", {"warranty": ("100%",)}),
        ("100 cotton", {}),
        ("1100%", {}),
        ("lifetime warranty", {"warranty": ("lifetime warranty", "warranty")}),
        ("warranty gun warranty", {"warranty": ("warranty",), "weapons": ("gun",)}),
        ("C++ book", {"toys": ("c++",)}),
        ("C-- book", {}),
        ("STRASSE", {"toys": ("strasse",)}),
        ("cafe\u0301", {"toys": ("café",)}),
        ("cafe", {}),
        ("g\u200bu\u00adn", {"weapons": ("gun",)}),
        ("ｇｕｎ", {"weapons": ("gun",)}),
        ("𝐠𝐮𝐧", {"weapons": ("gun",)}),
        ("air\u00a0rifle", {"weapons": ("air rifle",)}),
        ("gun™ and more", {"weapons": ("gun",)}),
        ("GUN手机", {"weapons": ("gun",)}),
        ("玩具手枪套", {"abroad": ("手枪",)}),
        ("ขายปืนของเล่น", {"abroad": ("ปืน",)}),
        ("총기를", {"abroad": ("총기",)}),
        ("big $$$ now", {"abroad": ("$$$",)}),
        ("", {}),
    ],
)
def test_terms_are_whole_words_in_any_dress(text: str, terms: dict[str, tuple[str, ...]]) -> None:
    assert found(text) == terms


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        # An exception excuses in its own list only.
        ("water gun", {"toys": ("water gun",)}),
        ("Water\u200b Gun", {"toys": ("water gun",)}),
        ("water gun and gun", {"toys": ("water gun",), "weapons": ("gun",)}),
        ("hot glue gun", {}),
        ("hot glue-gun", {}),
        ("glue guns", {}),
        ("ammo box toy", {}),
        ("ammo box", {"weapons": ("ammo",)}),
        ("underwater gun", {"weapons": ("gun",)}),
        ("gl\u00fce g0n", {}),
    ],
)
def test_a_term_inside_an_exception_is_harmless(text: str, terms: dict[str, tuple[str, ...]]) -> None:
    assert found(text) == terms


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("N1ke shoes", 'nike (as "N1ke", leet)'),
        ("bag GUCC1", 'gucci (as "GUCC1", leet)'),
        ("@didas cap", 'adidas (as "@didas", leet)'),
        ("M0nc1er", 'moncler (as "M0nc1er", leet)'),
        ("S3x toy", 'sex toy (as "S3x toy", leet)'),
        ("N I K E dunk", 'nike (as "N I K E", spaced)'),
        ("a P-r-a-d-a bag", 'prada (as "P-r-a-d-a", spaced)'),
        ("V.e.r.s.a.c.e", 'versace (as "V.e.r.s.a.c.e", spaced)'),
        ("l o u i s  v u i t t o n", 'louis vuitton (as "l o u i s  v u i t t o n", spaced)'),
        ("ver-sa-ce", 'versace (as "ver-sa-ce", spaced)'),
        ("N\u200bi\u200bke", 'nike (as "N\u200bi\u200bke", hidden)'),
        ("ＮＩＫＥ", 'nike (as "ＮＩＫＥ", styled)'),
        ("Аdіdаs bag", 'adidas (as "Аdіdаs", confusable)'),
        ("🅽🅸🅺🅴", 'nike (as "🅽🅸🅺🅴", confusable)'),
        ("ChaneI bag", 'chanel (as "ChaneI", confusable)'),
        ("Niiikeee", 'nike (as "Niiikeee", repeated)'),
        ("Guuuc1 x", None),
        ("Lou1s Vuitton", 'louis vuitton (as "Lou1s Vuitton", leet)'),
        ("нарkотик", 'наркотик (as "нарkотик", confusable)'),
        ("Gu\u0441\u04411", 'gucci (as "Gu\u0441\u04411", confusable, leet)'),
    ],
)
def test_a_disguised_term_is_told_as_it_stands(text: str, told: str | None) -> None:
    assert [hit.describe(text) for hit in MATCHER.find(text)] == ([told] if told else [])


@pytest.mark.parametrize(
    "text",
    [
        "bike", "like", "hike 5 km", "Nice", "pradas", "le go", "ego", "L 3 G", "S M L XL", "D I Y kit", "USB-C 3.0",
        "a 6 unit set", "N 1 2 3", "10x20x30 cm", "4moms", "3in1", "mp3 player", "gun5", "g0n", "5pcs", "n-ike-e",
        "women's", "men's t-shirt", "channel1",
        "AAA battery", "XXXL", "I I I", "résumé", "Мужские ботинки", "Сорт кофе",
    ],
)  # fmt: skip
def test_ordinary_writing_is_left_alone(text: str) -> None:
    assert MATCHER.find(text) == ()


def test_a_word_of_another_alphabet_is_only_strange_among_latin_ones() -> None:
    finder = matcher(lexicon("names", "coco", "cope"))
    assert found("bag by Сосо here", finder) == {"names": ("coco",)}
    assert found("сумка сосо для всех", finder) == {}


def test_weak_signs_count_for_strong_terms_only() -> None:
    names = [Term("names", name, name, is_strong=is_strong) for name, is_strong in (("fendi", True), ("demon", False))]
    finder = Matcher(names)
    assert found("Fendí bag, Démon bag, fen-di", finder) == {"names": ("fendi",)}


def test_a_term_that_cannot_hide_is_found_as_written_only() -> None:
    finder = Matcher([Term("names", "focus", "focus", is_hideable=False)])
    assert found("F0cus f.o.c.u.s fooocus", finder) == {}
    assert found("Focus", finder) == {"names": ("focus",)}


def test_an_exception_with_an_owner_excuses_its_own_terms() -> None:
    finder = Matcher(
        [
            Term("names", "apple", "apple", owner="Apple"),
            Term("names", "pie", "pie", owner="Pie"),
            Term("names", "apple pie", "apple pie", owner="Apple", is_exception=True),
        ]
    )
    assert found("apple pie", finder) == {"names": ("pie",)}


def test_terms_of_a_list_are_told_in_the_order_of_the_text() -> None:
    assert found("ammo, gun, air rifle, gun") == {"weapons": ("ammo", "gun", "air rifle")}


def test_overlapping_terms_are_all_found() -> None:
    finder = matcher(lexicon("a", "red gun", "gun shot", "shot"), lexicon("b", "red gun shot"))
    assert found("red gun shot", finder) == {"b": ("red gun shot",), "a": ("red gun", "gun shot", "shot")}


def test_many_texts_give_what_each_gives_alone() -> None:
    texts = ["a gun", "", "N1ke", "Straße", "GUN手机", "no", "air", "rifle", "ＮＩＫＥ gun", "x" * 200_000, "gun"]
    assert MATCHER.find_all(texts) == [MATCHER.find(text) for text in texts]


# Words of which a listed one could be made by some folds but that are other words.
HARMLESS = [
    "bike",
    "hiked",
    "steel",
    "mug",
    "begun",
    "cotton",
    "5",
    "12cm",
    "shoes,",
    "(blue)",
    "x",
    "für",
    "été",
    "кот",
]
LISTED = ["nike", "gucci", "prada", "adidas", "chanel", "versace", "moncler", "air rifle", "louis vuitton"]
_BY_LETTER: dict[str, list[str]] = {}
for _sign, _meant in LEET.items():
    for _letter in _meant:
        _BY_LETTER.setdefault(_letter, []).append(_sign)
_ALIKE: dict[str, list[str]] = {}
for _character, _letter in look_alikes().items():
    _ALIKE.setdefault(_letter, []).append(_character)
INVISIBLE = ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad"]
MARKS = ["\u0301", "\u0330", "\u0336"]


@st.composite
def disguised(draw: st.DrawFn) -> tuple[str, str]:
    """A listed term and a way of writing it."""
    term = draw(st.sampled_from(LISTED))
    kinds = draw(st.sets(st.sampled_from(["alike", "leet", "repeated", "styled", "hidden", "upper", "spaced"])))
    characters = []
    leet = 0
    for place, letter in enumerate(term):
        one = letter
        choice = draw(st.sampled_from(sorted(kinds | {"plain"})))
        is_inner = 0 < place < len(term) - 1 and term[place - 1] != " " and term[place + 1] != " "
        if letter != " ":
            if choice == "alike":
                # Letters as emoji are read in words, not one by one.
                one = draw(st.sampled_from([one for one in _ALIKE[letter] if one.isalpha() or "spaced" not in kinds]))
            elif choice == "leet" and is_inner and letter in _BY_LETTER and leet < 1:
                one, leet = draw(st.sampled_from(_BY_LETTER[letter])), leet + 1
            elif choice == "repeated":
                one = letter * draw(st.integers(3, 5))
            elif choice == "styled":
                one = chr(0xFF41 + ord(letter) - 97)
            elif choice == "upper" and letter not in "il":
                one = letter.upper()
            if choice == "hidden" and "spaced" not in kinds:
                one += draw(st.sampled_from(INVISIBLE))
        characters.append(one)
    written = "".join(characters)
    if "spaced" in kinds and kinds <= {"spaced", "alike", "upper"}:
        sign = draw(st.sampled_from(["-", ".", " ", "_"]))
        written = "  ".join(sign.join(word) for word in written.split(" "))
    return term, written


@given(disguised(), st.lists(st.sampled_from(HARMLESS), max_size=4), st.lists(st.sampled_from(HARMLESS), max_size=4))
def test_any_disguise_of_a_term_is_found_where_it_stands(
    made: tuple[str, str], before: list[str], behind: list[str]
) -> None:
    term, written = made
    # Single letters beside those of the term are a part of the same row.
    before, behind = ["steel", "steel", "mug", *before, "mug,"], ["mug", *behind]
    text = " ".join([*before, written, *behind])
    start = len(" ".join(before)) + 1
    hits = [hit for hit in MATCHER.find(text) if hit.term.shown == term]
    assert len(hits) == 1
    visible = [place for place in range(start, start + len(written)) if text[place] not in INVISIBLE]
    assert hits[0].start == visible[0]
    assert hits[0].end > visible[-1]


@given(st.lists(st.sampled_from(HARMLESS), max_size=12))
def test_harmless_words_stay_unfound(words: list[str]) -> None:
    assert MATCHER.find(" ".join(words)) == ()


@given(st.text(st.one_of(st.characters(), st.sampled_from("niкеgucс1!@ \n-.\u0301\u200bß手枪™İ")), max_size=60))
def test_hits_lie_in_the_text_in_order(text: str) -> None:
    hits = MATCHER.find(text)
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
    assert [hit.start for hit in hits] == sorted(hit.start for hit in hits)


@given(
    st.lists(
        st.sampled_from(["gun", "N1ke", "air rifle", "手枪", "mug", "g\u0301un", "water gun", "GUCC1"]), max_size=5
    ),
    st.data(),
)
def test_invisible_characters_change_nothing(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    parts = list(text)
    for place in range(len(parts)):
        # A mark belongs to the character before it; one cut off from that is another text.
        if not (place + 1 < len(parts) and unicodedata.combining(parts[place + 1])):
            parts[place] += data.draw(st.sampled_from(["", "", *INVISIBLE]))
    assert found("".join(parts)) == found(text)


# No letter with which one of them begins or ends: said three times it would be a disguise.
@given(st.sampled_from(LISTED), st.text("bdfh", min_size=1, max_size=3))
def test_a_longer_word_is_another_word(term: str, more: str) -> None:
    assert all(hit.term.shown != term for hit in MATCHER.find(f"{term}{more} {more}{term}"))


@given(st.lists(st.sampled_from(["gun", "water gun", "N1ke", "mug", "Straße", "枪手枪"]), max_size=6))
def test_a_hit_of_a_term_as_listed_spells_it(words: list[str]) -> None:
    text = " ".join(words)
    for hit in MATCHER.find(text):
        assume(not hit.folds)
        assert re.sub(r"\s+", " ", text[hit.start : hit.end].casefold()) == hit.term.shown
