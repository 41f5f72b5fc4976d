from __future__ import annotations

import pandas as pd
import pytest

from tasks.normalise.language import detect_language
from tests.builders import records, text


@pytest.mark.parametrize(
    ("sentence", "mistaken_for"),
    [
        ("Opdateringen kunne ikke gennemføres, fordi filen ikke blev fundet", "sv"),
        ("Súbor sa nepodarilo otvoriť, pretože neexistuje alebo je poškodený", "cs"),
        ("Файлът не може да бъде отворен, защото не съществува", "ru"),
        ("این پرونده را نمی‌توان باز کرد زیرا وجود ندارد", "ar"),
    ],
)
def test_a_neighbour_is_not_taken_for_a_language_of_ours(sentence: str, mistaken_for: str) -> None:
    assert detect_language(text(sentence))["language"].item() != mistaken_for


def test_a_text_of_twenty_letters_is_looked_at() -> None:
    assert pd.notna(detect_language(text("abcdefghijklmnopqrst"))["confidence"].item())


def test_what_is_not_certain_has_a_confidence_and_no_language() -> None:
    (found,) = records(detect_language(text("XPS QWZ 4711 GTX RTX JKL VBN MNB QQQ")))
    assert found["language"] is None
    assert found["confidence"] < 0.7


def test_index_types_and_input_stay() -> None:
    german = "Edelstahl Thermobecher mit auslaufsicherem Deckel für unterwegs"
    for column in (text(), text(None), text(german, None).set_axis([4, 4])):
        before = column.copy()
        found = detect_language(column)
        assert list(found.index) == list(column.index)
        assert {name: str(dtype) for name, dtype in found.dtypes.items()} == {
            "language": "str",
            "confidence": "Float64",
        }
        pd.testing.assert_series_equal(column, before)
