from __future__ import annotations

from typing import Any

import pytest

from expectations.columns import ColumnNames
from tasks.errors import COLUMN_MISSING, FeedRefused
from tasks.normalise.columns import ColumnMap, header_id, map_columns, refuse_if_open
from tests.builders import supplier

NAMES = ColumnNames(
    fields={
        "sku": ("item number", "Artikel-Nr."),
        "name": ("title", "Bezeichnung"),
        "price": ("selling price", "VK brutto"),
        "tags": ("keywords",),
        "main_image": ("image",),
        "extra_images": ("extra image url", "bild"),
    },
    required=("sku", "name"),
    ignore=("tax_class_name",),
)


def map_header(*header: str, **said: Any) -> ColumnMap:
    mapping = map_columns(header, supplier(**said), NAMES, source="products.csv")
    refuse_if_open(mapping, header, source="products.csv")
    return mapping


def mapped(*header: str, **said: Any) -> tuple[dict[str, tuple[int, ...]], tuple[str, ...]]:
    """The columns of each field, and what nobody decided about."""
    mapping = map_header(*header, **said)
    return dict(mapping.fields), mapping.unmapped


def refused(*header: str, **said: Any) -> FeedRefused:
    with pytest.raises(FeedRefused) as caught:
        mapped(*header, **said)
    return caught.value


def test_synonyms_are_found_without_case_spaces_and_punctuation() -> None:
    assert mapped("ARTIKEL NR", " title: ", "Vk-Brutto") == ({"sku": (0,), "name": (1,), "price": (2,)}, ())


def test_the_best_synonym_wins_and_the_other_column_stays_open() -> None:
    assert mapped("Bezeichnung", "Title", "Name", "SKU") == ({"sku": (3,), "name": (2,)}, ("Bezeichnung", "Title"))


def test_of_two_equal_headers_the_first_counts() -> None:
    assert mapped("SKU", "Name", "Name") == ({"sku": (0,), "name": (1,)}, ("Name",))


def test_numbered_picture_columns_belong_together_in_the_order_of_the_feed() -> None:
    header = ("SKU", "Name", "Image", "Extra Image URL", "Extra Image URL 2", "Bild 10", "Keywords")
    assert mapped(*header) == (
        {"sku": (0,), "name": (1,), "tags": (6,), "main_image": (2,), "extra_images": (3, 4, 5)},
        (),
    )


def test_ignored_columns_are_decided_about() -> None:
    assert mapped("SKU", "Name", "Tax Class Name", "Lagerort", "Colour", "", ignore=("lagerort",)) == (
        {"sku": (0,), "name": (1,)},
        ("Colour",),
    )


def test_stated_columns_are_the_whole_mapping() -> None:
    made = mapped("Nr", "Titel", "Price", columns={"sku": "nr", "name": "Titel"})
    assert made == ({"sku": (0,), "name": (1,)}, ("Price",))


def test_a_stated_name_means_the_column_written_exactly_so_first() -> None:
    assert map_header("NAME", "name", "sku", columns={"sku": "sku", "name": "name"}).fields["name"] == (1,)


def test_several_stated_columns_are_joined_in_the_order_stated() -> None:
    made = map_header("sku", "name", "b", "a", columns={"sku": "sku", "name": "name", "extra_images": ("a", "b")})
    assert made.fields["extra_images"] == (3, 2)


def test_a_stated_column_that_is_missing_refuses_the_feed() -> None:
    error = refused("sku", "Titel", columns={"sku": "sku", "name": "Name"})
    assert (error.reason, error.source, error.rule_id, error.exit_code) == (
        "the column 'Name' of name is not there",
        "products.csv",
        COLUMN_MISSING,
        3,
    )
    assert "correct columns.name in the supplier file" in error.fix


def test_required_fields_without_a_column_refuse_the_feed_and_name_what_is_there() -> None:
    error = refused("Ware", "Kosten")
    assert (error.reason, error.rule_id) == ("no column for 'sku', 'name' among 'Ware', 'Kosten'", COLUMN_MISSING)


def test_a_stated_mapping_without_a_required_field_refuses_the_feed() -> None:
    assert refused("sku", "name", columns={"sku": "sku"}).reason == "no column for 'name' among 'sku', 'name'"


def test_a_long_header_is_shown_in_part() -> None:
    assert refused(*(f"x{n}" for n in range(20))).reason.endswith("'x11' and 8 more")


def test_a_confirmed_mapping_is_used_for_feeds_of_its_header_alone() -> None:
    header = ("Nr", "Titel", "Preis")
    said = {
        "columns": {"sku": "sku", "name": "name"},
        "confirmed": ({"header": header_id(header), "columns": {"sku": "Nr", "name": "Titel"}},),
    }
    assert mapped(*header, **said) == ({"sku": (0,), "name": (1,)}, ("Preis",))
    assert mapped("sku", "name", **said) == ({"sku": (0,), "name": (1,)}, ())


def test_the_id_of_a_header_knows_no_order_case_or_punctuation() -> None:
    assert header_id(("SKU", "Main Image")) == header_id(("main_image", "sku"))
    assert header_id(("SKU",)) != header_id(("SKU", "Name"))


def test_a_constant_stands_in_for_a_required_column() -> None:
    assert map_header("SKU", constants={"name": "Mug"}).missing == ()


def test_joins_and_splits_decide_about_their_columns() -> None:
    said = {
        "joins": {"name": {"columns": ("Marke", "Modell")}},
        "splits": {"tags": {"column": "Option", "at": "/", "part": -1}},
    }
    made = map_header("SKU", "Marke", "Modell", "Option", **said)
    assert (made.joins["name"].columns, made.splits["tags"].column, made.unmapped) == ((1, 2), 3, ())
