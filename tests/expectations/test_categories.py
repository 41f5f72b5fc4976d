"""Category paths are compared by what they name, and Wish's tree is read as Wish sends it or refused in one line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expectations.categories import Category, CategoryLookup, CategoryTree, by_path, category_path, read_category_tree
from expectations.errors import ConfigError, ConfigErrors
from expectations.yaml_files import Strict, parse_file

MUGS: dict[str, Any] = {"id": 12, "name": "Mugs", "is_leaf": True, "subcategories": []}
HOME: dict[str, Any] = {"id": 3, "name": "Home", "is_leaf": False, "subcategories": [MUGS]}
ROOT: dict[str, Any] = {"id": 1, "name": "All", "is_leaf": False, "subcategories": [HOME]}


class SupplierFile(Strict):
    categories: CategoryLookup = {}


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("Mugs", ("mugs",)),
        ("Home > Mugs", ("home", "mugs")),
        ("home/mugs", ("home", "mugs")),
        ("HOME | Mugs", ("home", "mugs")),
        ("Home » Mugs", ("home", "mugs")),
        ("Home › Mugs", ("home", "mugs")),
        ("> Home >> Mugs >", ("home", "mugs")),
        ("Home & Garden > Cups/Mugs", ("homegarden", "cupsmugs")),
        ("Heureka.cz | Dům a zahrada | Hrnky / šálky", ("důmazahrada", "hrnkyšálky")),
        ("www.shop.de > Küche", ("küche",)),
        ("Heureka.cz", ("heurekacz",)),
        ("Ｈｏｍｅ > Straße", ("home", "strasse")),
        ("घर > कप", ("घर", "कप")),
        ("*** > Mugs", ("***", "mugs")),
        ("", ()),
        (" / ", ()),
    ],
)
def test_a_category_text_is_a_path_from_the_top_down(text: str, path: tuple[str, ...]) -> None:
    assert category_path(text) == path


@given(st.lists(st.text(alphabet="abcXYZäß09 &-", min_size=1).filter(str.strip), min_size=1, max_size=4))
def test_a_path_does_not_depend_on_the_sign_between_its_steps(steps: list[str]) -> None:
    assert len({category_path(sign.join(steps)) for sign in (" > ", "/", " | ", " » ")}) == 1


def test_two_texts_of_one_category_are_not_both_allowed() -> None:
    assert by_path({"Home > Mugs": 1, "Home": 2}) == {("home", "mugs"): 1, ("home",): 2}
    with pytest.raises(ValueError, match=r"^'Home > Mugs' and 'home/mugs' are the same category$"):
        by_path({"Home > Mugs": 1, "home/mugs": 1})


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{Mugs: 12, mugs: 13}", "categories: 'Mugs' and 'mugs' are the same category"),
        ("{Mugs: '12'}", "categories.Mugs: should be a valid integer, got '12'"),
        ("{Mugs: 0}", "categories.Mugs: should be greater than 0, got 0"),
    ],
)
def test_a_lookup_names_one_id_for_a_category(tmp_path: Path, text: str, fault: str) -> None:
    path = tmp_path / "acme.yml"
    path.write_text(f"categories: {text}\n", encoding="utf-8")
    with pytest.raises(ConfigErrors) as caught:
        parse_file(SupplierFile, path)
    assert caught.value.message == fault


@pytest.mark.parametrize(
    "answer",
    [
        ROOT,
        [ROOT],
        {"data": ROOT},
        {"code": 0, "message": "", "data": [ROOT]},
        {**ROOT, "level": 0},
        {**ROOT, "subcategories": [{**HOME, "subcategories": [{**MUGS, "subcategories": None}]}]},
    ],
)
def test_the_tree_is_read_from_what_the_merchant_may_have_saved(tmp_path: Path, answer: Any) -> None:
    tree = read_category_tree(written(tmp_path, json.dumps(answer)))
    assert tree == CategoryTree(
        {
            1: Category(path=("All",), is_leaf=False),
            3: Category(path=("All", "Home"), is_leaf=False),
            12: Category(path=("All", "Home", "Mugs"), is_leaf=True),
        }
    )
    assert [tree.leaf(one) for one in (12, 3, 99)] == [True, False, None]


def test_a_byte_order_mark_is_no_part_of_the_tree(tmp_path: Path) -> None:
    assert read_category_tree(written(tmp_path, "\ufeff" + json.dumps(MUGS))).leaf(12) is True


def changed(**said: Any) -> str:
    return json.dumps({**ROOT, "subcategories": [{**HOME, "subcategories": [{**MUGS, **said}]}]})


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "1: is no JSON (Expecting value): save the answer of GET /api/v3/products/categories"),
        ("<html>\nSign in</html>", "1: is no JSON (Expecting value): save the answer of GET"),
        ('{"id": 1,\n "name": }', "2: is no JSON (Expecting value): save the answer of GET"),
        ('"text"', " is no category tree: should be a list of categories, got 'text'"),
        ("[1]", " is no category tree: 0: should be a category with id, name and is_leaf, got 1"),
        ("{}", " holds no categories"),
        (
            '{"code": 4000, "message": "Unauthorized", "data": null}',
            " holds no categories: Wish answered 'Unauthorized'",
        ),
        (
            changed(id="12"),
            " is no category tree: 0.subcategories.0.subcategories.0.id: input should be a valid integer, got '12'",
        ),
        (changed(is_leaf="yes"), " is no category tree: 0.subcategories.0.subcategories.0.is_leaf: "),
        (changed(is_leaf=False), " holds no category with is_leaf true: export the whole tree, not its top alone"),
        ("[]", " holds no category with is_leaf true"),
        (changed(id=3), " category 3 is a leaf in one place and none in another"),
        ('[{"id": 1, "name": "All"}]', " is no category tree: 0.is_leaf: is missing"),
        ("[" * 100_000, " is no category tree: its JSON is beyond all measure"),
        (
            '{"id": 1, "name": "a", "is_leaf": false, "subcategories": [' * 300 + "]}" * 300,
            " is no category tree: ",
        ),
    ],
)
def test_a_file_that_is_no_tree_is_refused_in_one_line(tmp_path: Path, text: str, fault: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        read_category_tree(path)
    assert str(caught.value).startswith(f"{path}:{fault}")
    assert "\n" not in str(caught.value)
    assert len(caught.value.message) < 250


def test_a_file_in_another_encoding_or_without_existence_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "categories.json"
    with pytest.raises(ConfigError, match="cannot be read: No such file"):
        read_category_tree(path)
    path.write_bytes(json.dumps(ROOT).encode("utf-16"))
    with pytest.raises(ConfigError, match="is not UTF-8 text"):
        read_category_tree(path)


def written(folder: Path, text: str) -> Path:
    path = folder / "categories.json"
    path.write_text(text, encoding="utf-8")
    return path
