from __future__ import annotations

import pydantic
import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_series_equal

from expectations.names import Names, shipped_names
from tasks.normalise.countries import country_codes, read_countries
from tests.builders import records, text

LANGUAGES = ("en", "de", "fr", "es", "it", "pl", "cs", "ru", "uk", "zh", "ja", "ar", "vi")


@pytest.mark.parametrize(
    ("sent", "country"),
    [
        ("U.K.", "GB"),
        ("MADE IN P.R.C.", "CN"),
        ("Made in the USA", "US"),
        ("Country of origin: DE", "DE"),
        ("hergestellt in Deutschland", "DE"),
        ("Сделано в Китае", "CN"),
        ("产地：中国", "CN"),
        ("中国制造", "CN"),
        ("Cesko", "CZ"),
        ("Áo", "AT"),
        ("AO", "AO"),
        ("ao", "AO"),
        ("my", "MY"),
        ("Nga", "RU"),
        ("NGA", "NG"),
        ("Bosnia and Herzegovina", "BA"),
        ("Guinea-Bissau", "GW"),
        ("China (CN)", "CN"),
        ("CN / China", "CN"),
        ("EU", None),
        ("XK", None),
        ("Korea", None),
        ("China/Atlantis", None),
        ("156", None),
        ("", None),
    ],
)
def test_countries_are_read_by_code_and_name(sent: str, country: str | None) -> None:
    problem = None if country else f"{sent!r} is no country"
    assert records(read_countries(text(sent))) == [{"country": country, "problem": problem}]


@pytest.mark.parametrize("sent", ["CN/US", "China, USA", "China and USA", "DE;FR"])
def test_two_countries_are_a_problem(sent: str) -> None:
    assert records(read_countries(text(sent))) == [{"country": None, "problem": f"{sent!r} names two countries"}]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_of_a_language_is_understood(language: str) -> None:
    names = {code: name for code, name in Locale(language).territories.items() if code in country_codes()}
    assert list(read_countries(text(*names.values()))["country"]) == list(names)


def test_a_code_means_the_same_beside_names_and_alone() -> None:
    codes = [a + b for a in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" for b in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    alone = read_countries(text(*codes))
    beside = read_countries(text(*codes, "Germany"))
    assert_series_equal(alone["country"], beside["country"].head(len(codes)))
    assert len(set(alone["country"].dropna())) == 249


@given(st.one_of(st.text(max_size=12), st.sampled_from(["Made in ", "CN", "/", " and "]).map(lambda one: one * 2)))
def test_reading_a_country_again_gives_the_same(sent: str) -> None:
    column = text(sent)
    once = read_countries(column)
    assert_series_equal(column, text(sent))
    assert_series_equal(read_countries(once["country"])["country"], once["country"])
    assert once["country"].isna().item() != once["problem"].isna().item()


def test_the_index_and_types_stay() -> None:
    for column in (text(), text(None), text("DE", None).set_axis([3, 3])):
        found = read_countries(column)
        assert list(found.index) == list(column.index)
        assert {str(dtype) for dtype in found.dtypes} == {"str"}


def test_a_name_is_one_country() -> None:
    double = {**dict(shipped_names()), "countries": {"GB": ("UK",), "UA": ("U.K.",)}}
    with pytest.raises(pydantic.ValidationError, match="'uk' stands at GB and UA"):
        Names.model_validate(double)
