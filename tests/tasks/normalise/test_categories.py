"""Wish's category is the feed's, else the one the supplier file names, and never a likely one."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from expectations.categories import Category, CategoryTree
from tasks.normalise.categories import read_categories
from tests.builders import records, text

TREE = CategoryTree(
    {
        3: Category(path=("All", "Home"), is_leaf=False),
        12: Category(path=("All", "Home", "Mugs"), is_leaf=True),
        13: Category(path=("All", "Home", "Lamps"), is_leaf=True),
    }
)
LOOKUP = {"Home": 3, "Home > Mugs": 12, "Lamps": 13}


def read(
    category_id: int | None, category: str | None, tree: CategoryTree | None = None
) -> tuple[int | None, str | None, str | None]:
    ids = pd.Series([category_id], dtype="Int64")
    (line,) = records(read_categories(ids, text(category), LOOKUP, tree))
    return line["category_id"], line["problem"], line["note"]


@pytest.mark.parametrize(
    ("category", "category_id"),
    [
        ("Home > Mugs", 12),
        ("HOME/mugs", 12),
        ("Heureka.cz | Home | Mugs", 12),
        ("Home > Mugs > Enamel", 12),
        ("Home > Vases", 3),
        ("home", 3),
        ("LAMPS", 13),
    ],
)
def test_the_longest_path_of_the_lookup_names_the_category(category: str, category_id: int) -> None:
    assert read(None, category) == (category_id, None, "lookup")


@pytest.mark.parametrize("category", ["Mugs", "Homes > Mugs", "Garden > Lamps", "Lamp", None, "", " > "])
def test_a_category_that_is_only_like_one_of_the_lookup_gets_none(category: str | None) -> None:
    assert read(None, category, TREE) == (None, None, None)


def test_an_id_of_the_feed_is_stronger_than_the_lookup() -> None:
    assert read(99, "Home > Mugs") == (99, None, None)


def test_with_the_tree_an_id_must_be_one_of_its_leaves() -> None:
    assert read(13, None, TREE) == (13, None, None)
    assert read(99, None, TREE) == (99, "99 is no category of Wish's tree", None)
    no_leaf = "3 (All > Home) is no leaf: take one of the categories below it"
    assert read(3, None, TREE) == (3, no_leaf, None)
    assert read(None, "Home > Vases", TREE) == (3, no_leaf, "lookup")


def test_without_a_lookup_and_a_tree_ids_are_taken_as_they_are() -> None:
    ids = pd.Series([5, None], dtype="Int64", index=[4, 4])
    made = read_categories(ids, text("Home", "Home").set_axis([4, 4]), {}, None)
    assert_frame_equal(
        made,
        pd.DataFrame({"category_id": ids, "problem": text(None, None).array, "note": text(None, None).array}),
    )


def test_a_lookup_that_says_two_things_of_one_category_is_refused() -> None:
    with pytest.raises(ValueError, match="are the same category"):
        read_categories(pd.Series([], dtype="Int64"), text(), {"Mugs": 1, "mugs": 2}, None)


@given(
    st.lists(
        st.tuples(
            st.one_of(st.none(), st.sampled_from([3, 12, 99])),
            st.one_of(st.none(), st.sampled_from(["Home", "home / mugs", "Lamps > Desk", "Toys", ""])),
        ),
        max_size=8,
    )
)
def test_reading_again_changes_no_id_and_reading_never_the_input(rows: list[tuple[int | None, str | None]]) -> None:
    ids = pd.Series([one for one, _ in rows], dtype="Int64")
    texts = text(*(one for _, one in rows))
    before = ids.copy(), texts.copy()
    once = read_categories(ids, texts, LOOKUP, TREE)
    assert ids.equals(before[0])
    assert texts.equals(before[1])
    again = read_categories(once["category_id"], texts, LOOKUP, TREE)
    assert_frame_equal(again[["category_id", "problem"]], once[["category_id", "problem"]])
