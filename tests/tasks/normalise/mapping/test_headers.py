from __future__ import annotations

import pytest

from tasks.normalise.mapping.headers import read_header


@pytest.mark.parametrize(
    ("header", "key", "unit", "currency"),
    [
        ("Price (USD)", "price", None, "USD"),
        ("Preis EUR", "preis", None, "EUR"),
        ("Weight (kg)", "weight", "kg", None),
        ("Gewicht g", "gewicht", "g", None),
        ("*Product Name", "productname", None, None),
        ("g:image_link", "imagelink", None, None),
        ("offer.price", "price", None, None),
        ("attributes[Color]", "color", None, None),
        ("Length, cm", "length", "cm", None),
        ("Merchant Name", "name", None, None),
    ],
)
def test_what_stands_beside_a_name_is_told_from_it(
    header: str, key: str, unit: str | None, currency: str | None
) -> None:
    read = read_header(header)
    assert key in dict(read.keys)
    assert (read.unit, read.currency) == (unit, currency)


def test_a_header_of_one_word_is_a_name_and_no_unit() -> None:
    assert read_header("grams").unit is None
