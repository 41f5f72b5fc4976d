from __future__ import annotations

import pandas as pd
import pytest

from expectations.facts import Fact
from tasks.measure.texts import (
    description_facts,
    find_hits,
    name_facts,
    repeated_word,
    symbols,
    tag_facts,
    term_facts,
    upper_pct,
)
from tests.builders import lexicon, matcher, records, text, texts


def test_facts_of_a_name() -> None:
    assert records(name_facts(text("STEEL MUG with lid!!", None, "n/a"))) == [
        {
            "name_length": 20,
            "name_words": 4,
            "name_placeholder": None,
            "name_upper_pct": 53.3,
            "name_symbols": "!!",
            "name_repeated_word": None,
        },
        {
            "name_length": 0,
            "name_words": None,
            "name_placeholder": None,
            "name_upper_pct": None,
            "name_symbols": None,
            "name_repeated_word": None,
        },
        {
            "name_length": 3,
            "name_words": 1,
            "name_placeholder": "n/a",
            "name_upper_pct": None,
            "name_symbols": None,
            "name_repeated_word": None,
        },
    ]


@pytest.mark.parametrize(
    "name",
    ["test", "Test Product", "TITLE", "12345", "---", "xxx", "N/A", "na", "null", "lorem ipsum dolor", "Sample", "4.5"],
)
def test_stand_ins_are_no_names(name: str) -> None:
    assert texts(name_facts(text(name))["name_placeholder"]) == [name]


@pytest.mark.parametrize("name", ["Test tube holder", "Product box", "A4", "Name tag", "Unknown Pleasures shirt", "XS"])
def test_names_with_such_words_are_names(name: str) -> None:
    assert texts(name_facts(text(name))["name_placeholder"]) == [None]


@pytest.mark.parametrize(
    ("name", "share"),
    [
        ("USB-C LED", None),
        ("STEEL MUG XL", None),
        ("STEEL MUGS XL", 100.0),
        ("Steel mug blue", 8.3),
        ("不锈钢杯", None),
    ],
)
def test_capitals_count_among_more_than_ten_letters(name: str, share: float | None) -> None:
    assert upper_pct(name) == share


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Mug!!! new", "!!!"),
        ("~~Mug~~ ★", "~~ ~~ ★"),
        ("Mug 🎁", "🎁"),
        ("Mug 90° Brand® ™ ©", None),
        ("Mug! New?", None),
        ("C++ book, 5 % off", "++"),
    ],
)
def test_decoration_of_a_name(name: str, found: str | None) -> None:
    assert symbols(name) == found


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("Mug mug MUG cup", "mug"),
        ("mug mug cup", None),
        ("mugs mug mug", None),
        ("to to to to", None),
        ("Cup mug-mug mug cup", "mug"),
    ],
)
def test_a_word_that_stands_three_times(name: str, word: str | None) -> None:
    assert repeated_word(name) == word


def test_facts_of_descriptions() -> None:
    made = description_facts(text("steel mug.", "Holds tea.", None, "Mug"), text("Steel Mug!", "Mug", "Mug", None))
    assert records(made) == [
        {"description_length": 10, "description_is_name": True},
        {"description_length": 10, "description_is_name": False},
        {"description_length": 0, "description_is_name": None},
        {"description_length": 3, "description_is_name": False},
    ]


def test_facts_of_tags() -> None:
    assert records(tag_facts(text("mug,steel mug", "a", None))) == [
        {"tag_count": 2, "tag_longest": 9},
        {"tag_count": 1, "tag_longest": 1},
        {"tag_count": 0, "tag_longest": None},
    ]


def test_terms_are_told_with_the_field_of_the_first() -> None:
    facts = [
        Fact(name="weapon_terms", frame="product", type="text", lexicon="weapons", searches=("name", "tags"), what="w"),
        Fact(
            name="contact_terms", frame="product", type="text", lexicon="contact", searches=("tags", "name"), what="c"
        ),
        Fact(name="toy_terms", frame="product", type="text", lexicon="absent", searches=("name",), what="t"),
        Fact(name="name_length", frame="product", type="integer", what="no list"),
    ]
    searching = matcher(lexicon("weapons", "gun", "rifle"), lexicon("contact", "google us"))
    products = pd.DataFrame(
        {
            "name": ["A gun", "Mug", "mugs.com google us", None],
            "tags": ["rifle,gun", "gun", "call 0170 1234567", None],
        },
        index=["P1", "P2", "P3", "P4"],
        dtype="str",
    )
    hits = {field: find_hits(products[field], searching) for field in products}
    none = {"weapon_terms": None, "weapon_terms__field": None, "contact_terms": None, "contact_terms__field": None}
    none |= {"toy_terms": None, "toy_terms__field": None}
    assert records(term_facts(products, facts, hits)) == [
        {**none, "weapon_terms": "gun, rifle (tags)", "weapon_terms__field": "name"},
        {**none, "weapon_terms": "gun", "weapon_terms__field": "tags"},
        {**none, "contact_terms": "0170 1234567, mugs.com (name), google us (name)", "contact_terms__field": "tags"},
        none,
    ]
