from __future__ import annotations

import pytest

from expectations.brands import Brand, BrandContexts, BrandList, Kind
from tasks.measure.brands.names import LEXICON, brand_terms
from tests.tasks.measure.brands.builders import CONTEXTS


def written(name: str, kind: Kind = "invented") -> set[str]:
    listed = BrandList((Brand(name, kind, "phones"),), BrandContexts.model_validate(CONTEXTS))
    return {term.written for term in brand_terms(listed) if not term.is_exception}


@pytest.mark.parametrize(
    ("name", "spellings"),
    [
        ("Nike", {"Nike"}),
        ("Gucci", {"Gucci", "Guccis"}),
        ("Asics", {"Asics"}),
        ("Levi's", {"Levi's", "Levis"}),
        ("Pokémon", {"Pokémon", "Pokemon", "Pokémons"}),
        ("Li-Ning", {"Li-Ning"}),
        ("Ray-Ban", {"Ray-Ban", "RayBan"}),
        ("Post-it", {"Post-it"}),
        ("Coca-Cola", {"Coca-Cola", "CocaCola"}),
        ("Louis Vuitton", {"Louis Vuitton", "LouisVuitton"}),
        ("Air Max", {"Air Max"}),
    ],
)
def test_an_invented_name_has_other_spellings(name: str, spellings: set[str]) -> None:
    assert written(name) == spellings


@pytest.mark.parametrize("kind", ["word", "short"])
def test_a_word_has_its_own_spelling_only(kind: Kind) -> None:
    assert written("Coach", kind) == {"Coach"}


def test_an_everyday_word_is_only_looked_for_disguised() -> None:
    listed = BrandList(
        (Brand("Jordan", "field", "shoes"), Brand("Snow", "field", "phones")), BrandContexts.model_validate(CONTEXTS)
    )
    assert [(term.written, term.is_hidden_only) for term in brand_terms(listed)] == [("Jordan", True)]


def test_harmless_phrases_excuse_their_brand() -> None:
    listed = BrandList((Brand("Apple", "word", "phones"),), BrandContexts.model_validate(CONTEXTS))
    excuses = [term for term in brand_terms(listed) if term.is_exception]
    assert [(term.lexicon, term.written, term.owner) for term in excuses] == [
        (LEXICON, "apple pie", "Apple"),
        (LEXICON, "apple charger pattern", "Apple"),
    ]
