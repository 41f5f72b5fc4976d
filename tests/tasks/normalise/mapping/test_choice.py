from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from expectations.columns import ColumnNames
from tasks.job import configuration
from tasks.normalise.mapping.choice import Choice, choose_columns
from tasks.normalise.mapping.profiles import profile_columns

NAMES = configuration(None).columns
PICTURES = ["https://a.example/1.jpg", "https://a.example/2.jpg", "https://a.example/3.jpg"]
CODES = ["A-1", "A-2", "A-3"]
TITLES = ["Steel mug with a lid for tea", "Glass jug with a handle for milk", "Oak board for bread and cheese"]


def chosen(columns: dict[str, list[str]], names: ColumnNames = NAMES) -> Choice:
    profiles = profile_columns([pd.Series(cells, dtype="str") for cells in columns.values()])
    return choose_columns(tuple(columns), profiles, names, taken={})


def mapped(columns: dict[str, list[str]]) -> dict[str, tuple[int, ...]]:
    return {field: one.columns for field, one in chosen(columns).decisions.items()}


def test_known_names_are_taken_with_their_reason_and_score() -> None:
    decision = chosen({"SKU": CODES, "Price (USD)": ["1.50", "2.00", "3.25"]}).decisions["price"]
    assert decision.columns == (1,)
    assert decision.score == 1.0
    assert "'Price (USD)'" in decision.reason


def test_a_misspelt_name_is_taken_where_its_values_agree() -> None:
    assert mapped({"SKU": CODES, "Desciption": TITLES})["description"] == (1,)


def test_of_two_known_names_that_with_fitting_values_is_taken() -> None:
    assert mapped({"SKU": CODES, "Image": ["yes", "no", "yes"], "Picture": PICTURES})["main_image"] == (2,)


def test_bad_values_under_a_known_name_are_left_to_the_rules() -> None:
    assert mapped({"SKU": CODES, "Price": ["49.99 + S/H", "call us", "from $5"]})["price"] == (1,)


def test_values_alone_are_never_enough() -> None:
    made = chosen({"SKU": CODES, "Feld 7": PICTURES})
    assert "main_image" not in made.decisions
    (question,) = [one for one in made.questions if one.field == "main_image"]
    assert [column for column, _, _ in question.candidates] == [1]


def test_of_two_columns_that_look_alike_neither_is_guessed() -> None:
    made = chosen({"SKU": CODES, "Feld 7": PICTURES, "Feld 8": PICTURES})
    assert "main_image" not in made.decisions


def test_codes_of_several_columns_are_taken_in_order() -> None:
    gtins = ["4006381333931", "4006381333948", "4006381333955"]
    assert len(mapped({"SKU": CODES, "UPC": gtins, "EAN": gtins})["gtin"]) == 2


def test_numbered_picture_columns_belong_together() -> None:
    made = mapped({"SKU": CODES, "Image 1": PICTURES, "Image 2": PICTURES, "Image 3": PICTURES})
    assert (made["main_image"], made["extra_images"]) == ((1,), (2, 3))


def test_a_category_id_is_never_taken_for_wishs_without_asking() -> None:
    made = chosen({"SKU": CODES, "category_id": ["12", "13", "14"]})
    assert "category_id" not in made.decisions
    assert [one.field for one in made.questions] == ["category_id"]


def test_names_known_to_say_nothing_are_not_asked_about() -> None:
    made = chosen({"SKU": CODES, "meta_title": TITLES})
    assert 1 in made.ignored


@given(st.permutations(["SKU", "Title", "Price", "Image", "Stock", "EAN", "Brand", "Colour", "Grösse"]))
def test_the_order_of_the_columns_does_not_matter(header: list[str]) -> None:
    made = choose_columns(header, None, NAMES, taken={})
    by_name = {field: header[one.columns[0]] for field, one in made.decisions.items()}
    assert by_name == {
        "sku": "SKU", "name": "Title", "price": "Price", "main_image": "Image", "quantity": "Stock", "gtin": "EAN",
        "brand": "Brand", "color": "Colour", "size": "Grösse",
    }  # fmt: skip
