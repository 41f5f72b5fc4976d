from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from expectations.duplicates import shipped_duplicates
from expectations.options import shipped_colors, shipped_sizes
from tasks.measure.duplicates.words import NameReader
from tasks.measure.joined import beside
from tasks.measure.variations import unlike_variations
from tests.builders import records, row, rows

READER = NameReader(shipped_duplicates(), shipped_colors(), shipped_sizes())


def unlike(*overruled: str | None, **said: Any) -> dict[str, str]:
    lines = [
        row(n, parent_sku="P", sku=f"S{n}", name="Leather Phone Case", brand="Acme", overruled=text, **said)
        for n, text in enumerate(overruled)
    ]
    return dict(unlike_variations(rows(*lines), READER))


@pytest.mark.parametrize(
    "overruled",
    [
        None,
        "name 'Phone Case'",
        "name 'Phone Case Black, L'",
        "name 'PHONE-CASE'",
        "name 'Case; soft'; description",
        "name 'Black 42'",
        "description; category 'Cases'; condition 'new'",
        "brand 'ACME'",
    ],
)
def test_variations_that_are_alike(overruled: str | None) -> None:
    assert unlike(None, overruled) == {}


@pytest.mark.parametrize(
    ("overruled", "text"),
    [
        ("name 'USB Charger'", "S1 has the name 'USB Charger'"),
        ("name 'USB Charger'; description; brand 'Globex'", "S1 has the name 'USB Charger', S1 has the brand 'Globex'"),
        ("description; brand 'Globex'; category 'Power'", "S1 has the brand 'Globex'"),
        ("name 'It's a Charger; 2 A'; category 'Power'", "S1 has the name 'It's a Charger; 2 A'"),
    ],
)
def test_variations_that_may_be_other_goods(overruled: str, text: str) -> None:
    assert unlike(None, overruled) == {"P": text}


def test_no_rows() -> None:
    assert unlike() == {}


def test_facts_found_elsewhere_stand_beside_their_keys() -> None:
    facts = pd.DataFrame({"product": ["A", "B"], "n": [1, 2]})
    other = pd.DataFrame({"product": ["B", "C"], "said": ["b", "c"]}).astype("str")
    assert records(beside(facts, "product", other)) == [
        {"product": "A", "n": 1, "said": None},
        {"product": "B", "n": 2, "said": "b"},
    ]
