from __future__ import annotations

import pytest

from tasks.measure.brands.names import brand_terms
from tasks.measure.brands.sightings import Surroundings
from tasks.measure.terms.matcher import Matcher
from tests.tasks.measure.brands.builders import BRANDS, listed

MATCHER = Matcher(brand_terms(listed()))
SURROUNDINGS = Surroundings(listed().contexts, {brand.name: brand for brand in BRANDS})


def seen(**texts: str) -> list[str]:
    """The names seen, with a question mark where they only say what the goods are made for."""
    hits = {field: MATCHER.find(text) for field, text in texts.items()}
    return [
        f"{one.hit.term.shown}{'?' * one.is_mention}{'!' * one.hit.is_disguised}"
        for one in SURROUNDINGS.sightings(texts, hits)
        if not one.is_within
    ]


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("nike mug", ["Nike"]),
        ("NIKES", []),
        ("nikelab", ["NikeLab"]),
        ("Nike's best", ["Nike"]),
        ("Nike Air", ["Nike Air"]),
        ("Guccis and Rolex", ["Gucci", "Rolex"]),
        ("snike unike nikey", []),
        ("Levis, levi’s and LEVI'S", ["Levi's", "Levi's", "Levi's"]),
        ("pokemon plush", ["Pokémon"]),
        ("louisvuitton", ["Louis Vuitton"]),
        ("trunks with mesh lining", []),
        ("Li-Ning and Li Ning, li-ning", ["Li-Ning", "Li-Ning", "Li-Ning"]),
        ("li ning", []),
        ("li ning shoes", ["Li-Ning"]),
        ("lgx", ["LGX"]),
        ("L-G-X l.g.x", []),
        # A word counts as the brand writes it, near what the brand makes.
        ("Coach bag", ["Coach"]),
        ("COACH bag of leather", ["Coach"]),
        ("COACH BAG OF LEATHER", []),
        ("coach bag", []),
        ("Coach your team", []),
        ("C0ach bag", ["Coach!"]),
        ("C0ach seat", []),
        ("Hermes scarf", []),
        ("Hermès scarf", ["Hermès"]),
        ("Apple phone and apple phone", ["Apple"]),
        ("Apple pie phone", []),
        ("MAC lipstick", ["MAC"]),
        ("Mac lipstick", []),
        ("M4C lipstick", []),
        # An everyday word only where nobody writes it so.
        ("Jordan sneakers", []),
        ("J0rdan sneakers", ["Jordan!"]),
        ("J o r d a n sneakers", ["Jordan!"]),
        ("Jooordan sneakers", []),
        ("J0rdan river", []),
    ],
)
def test_a_name_counts_by_the_kind_of_its_brand(name: str, names: list[str]) -> None:
    assert seen(name=name) == names


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("Case for Samsung S21", ["Samsung?"]),
        ("Charger compatible with Samsung Galaxy S21, S22 and LGX", ["Samsung?", "LGX?"]),
        ("Strap fits Rolex", ["Rolex?"]),
        ("Case For SAMSUNG", ["Samsung?"]),
        ("Samsung case", ["Samsung"]),
        ("Samsung case for phone", ["Samsung"]),
        ("Case for women, Gucci style", ["Gucci"]),
        ("Case for you. Samsung inside", ["Samsung"]),
        ("Shoes for Nike", ["Nike"]),
        ("Showcase for Samsung", ["Samsung"]),
        ("Case for S4msung", ["Samsung!"]),
        ("Apple charger pattern, case for Apple phone", ["Apple?"]),
    ],
)
def test_an_accessory_may_name_what_it_is_made_for(name: str, names: list[str]) -> None:
    assert seen(name=name) == names


def test_other_fields_are_read_beside_the_name() -> None:
    assert seen(name="Leather bag", description="Made by Coach in New York.") == ["Coach"]
    assert seen(name="Leather box", description="Made by Coach in New York.") == []
    assert seen(name="Case", description="Made for Samsung.") == ["Samsung?"]
    assert seen(name="Leather bag", tags="bag,coach,brown") == ["Coach"]
    assert seen(name="Leather bag", tags="bag,coach seat,brown") == []
