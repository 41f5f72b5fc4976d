from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from expectations.authorisations import Authorisation
from expectations.brands import Brand
from tasks.measure.brands.facts import COLUMN, FACTS, FIELDS, brand_facts
from tasks.measure.brands.names import brand_terms
from tasks.measure.terms.matcher import Matcher
from tasks.measure.texts import find_hits
from tests.builders import brand_book, records
from tests.tasks.measure.brands.builders import BRANDS, CONTEXTS, listed

DAY = dt.date(2026, 6, 1)
MATCHER = Matcher(brand_terms(listed()))
NIKE = Authorisation(brand="Nike", suppliers=("acme",), document="nike.pdf", valid_until=dt.date(2026, 12, 31))
OLD = Authorisation(brand="Gucci", suppliers=("acme",), document="gucci.pdf", valid_until=dt.date(2026, 5, 31))
OLDER = Authorisation(brand="Gucci", suppliers=("acme",), document="first.pdf", valid_until=dt.date(2025, 5, 31))


def facts(*products: dict[str, str], day: dt.date = DAY, supplier: str = "acme") -> list[dict[str, Any]]:
    """What is told of each product, empty facts left out."""
    columns = [*FIELDS, COLUMN]
    frame = pd.DataFrame([[one.get(name) for name in columns] for one in products], columns=columns, dtype="str")
    book = brand_book(*BRANDS, contexts=CONTEXTS, permitted=(NIKE, OLD, OLDER))
    found = {name: find_hits(frame[name], MATCHER) for name in columns}
    made = brand_facts(frame, found, book.of(supplier, day))
    assert list(made.index) == list(frame.index)
    return [{name: value for name, value in line.items() if value is not None} for line in records(made)]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"name": "Steel mug"}, {}),
        ({}, {}),
        ({"name": "Gucci-like scarf"}, {"brand_expired": "Gucci: gucci.pdf, to 2026-05-31", "at": "name"}),
        ({"name": "Rolex watch"}, {"brand_terms": "Rolex", "at": "name"}),
        ({"name": "R0lex watch"}, {"brand_disguised": 'Rolex (as "R0lex", leet)', "at": "name"}),
        ({"name": "Nike shoes", "brand": "Nike"}, {}),
        ({"name": "Nike Air shoes"}, {}),
        ({"name": "Air Zoom shoes by Nike"}, {"brand_terms": "Air Zoom", "at": "name"}),
        ({"name": "Mug", "brand": "ROLEX"}, {"brand_named": "ROLEX", "at": "brand"}),
        ({"name": "Mug", "brand": "Rolex Inc."}, {"brand_named": "Rolex Inc.", "at": "brand"}),
        ({"name": "Mug", "brand": "gucci"}, {"brand_expired": "gucci: gucci.pdf, to 2026-05-31", "at": "brand"}),
        ({"name": "Snow boots", "brand": "Snow"}, {"brand_named": "Snow", "at": "brand"}),
        ({"name": "Snow boots", "description": "For snow and Snow sports."}, {}),
        ({"name": "Mug", "brand": "Coach House"}, {}),
        ({"name": "Case for Samsung S21"}, {"brand_mentions": "Samsung", "at": "name"}),
        ({"name": "Samsung case"}, {"brand_terms": "Samsung", "at": "name"}),
        (
            {"name": "Mug", "description": "Rolex and Samsung.", "tags": "rolex,mug,gucci"},
            {"brand_terms": "Rolex, Samsung", "brand_expired": "Gucci: gucci.pdf, to 2026-05-31", "at": "description"},
        ),
        ({"name": "Rolex", "tags": "mug,samsung"}, {"brand_terms": "Rolex, Samsung (tags)", "at": "name"}),
    ],
)
def test_brands_without_permission_are_told_by_how_they_are_named(said: dict[str, str], told: dict[str, str]) -> None:
    made = facts(said)[0]
    first = told.pop("at", None)
    assert {name: value for name, value in made.items() if not name.endswith("__field")} == told
    assert first is None or first in {made[f"{name}__field"] for name in told}


def test_a_permission_holds_to_its_last_day_and_for_its_supplier() -> None:
    nike = {"name": "Nike shoes"}
    assert facts(nike, day=dt.date(2026, 12, 31)) == [{}]
    expired = {"brand_expired": "Nike: nike.pdf, to 2026-12-31", "brand_expired__field": "name"}
    assert facts(nike, day=dt.date(2027, 1, 1)) == [expired]
    assert facts(nike, supplier="other") == [{"brand_terms": "Nike", "brand_terms__field": "name"}]


def test_each_product_is_told_its_own() -> None:
    made = facts({"name": "Rolex"}, {"name": "Mug"}, {"name": "Rolex"}, {"name": "Mug", "tags": "rolex"})
    assert [line.get("brand_terms__field") for line in made] == ["name", None, "name", "tags"]


def test_all_facts_are_there_without_any_product() -> None:
    empty = pd.DataFrame({name: pd.Series(dtype="str") for name in (*FIELDS, COLUMN)})
    made = brand_facts(empty, {name: {} for name in empty}, brand_book().of("acme", DAY))
    assert [name for name in made if not name.endswith("__field")] == list(FACTS)
    assert isinstance(BRANDS[0], Brand)
