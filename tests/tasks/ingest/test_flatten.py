from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.ingest.flatten import Columns, Leaf, column_name, flatten
from tasks.ingest.json.values import Unreadable, Values
from tasks.ingest.records import BatchBuilder
from tests.builders import feed


def cells(text: str) -> dict[str, str | None]:
    value, _ = Values().read(text, 0)
    return {column_name(leaf.path): leaf.text for leaf in flatten(value, (), 32)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"price": {"amount": 1.10, "of": {"tax": null}}}', {"price.amount": "1.10", "price.of.tax": None}),
        ('{"tags": ["a", "b", null, 3, true]}', {"tags": "a\nb\n3\ntrue"}),
        ('{"tags": [], "more": [null], "none": {}}', {"tags": None, "more": None, "none": None}),
        ('{"a": [{"name": "Color", "value": "red"}]}', {"a[Color]": "red"}),
        (
            '{"a": [{"name": "Size", "options": ["S", "M"], "id": 7}, {"name": "Size", "options": ["L"], "id": 8}]}',
            {"a[Size]": "S\nM\nL", "a[Size].id": "7\n8"},
        ),
        (
            '{"images": [{"src": "u1", "alt": "x"}, {"src": "u2", "on": [1.50]}]}',
            {"images.src": "u1\nu2", "images.alt": "x\n", "images.on": "\n[1.50]"},
        ),
        ('{"v": [{"sku": 1.50, "q": true}, {"sku": "ä\\n"}]}', {"v": '[{"sku":1.50,"q":true},{"sku":"ä\\n"}]'}),
        ('{"v": [{"name": "A", "value": {"x": 1}}]}', {"v": '[{"name":"A","value":{"x":1}}]'}),
        ('{"v": [[1], {"a": null}]}', {"v": '[[1],{"a":null}]'}),
    ],
)
def test_nested_values_become_cells(text: str, expected: dict[str, str | None]) -> None:
    assert cells(text) == expected


def test_a_number_stays_one_where_it_is_alone_in_its_cell() -> None:
    value, _ = Values().read('{"a": 1.0, "b": [2], "c": [2, 3], "d": [{"name": "w", "value": 1e3}]}', 0)
    assert list(flatten(value, (), 32)) == [
        Leaf(("a",), "1.0", True),
        Leaf(("b",), "2", True),
        Leaf(("c",), "2\n3"),
        Leaf(("d", ("w",)), "1e3", True),
    ]


def test_values_deeper_than_allowed_are_unreadable() -> None:
    for text in ('{"a": {"b": {"c": 1}}}', '{"a": {"b": [[1]]}}'):
        value, _ = Values().read(text, 0)
        assert list(flatten(value, (), 4))
        with pytest.raises(Unreadable):
            list(flatten(value, (), 2))


def test_two_paths_of_one_name_get_two_columns() -> None:
    notes: list[str] = []
    builder = BatchBuilder(feed(Path("a.json")))
    columns = Columns(builder, notes)
    assert [columns.number(path) for path in (("a.b",), ("a", "b"), ("a.b (2)",), ("a", "b"))] == [0, 1, 2, 1]
    assert builder.take().header == ("a.b", "a.b (2)", "a.b (2) (2)")
    assert notes == [
        "two fields are called 'a.b'; the second is column 'a.b (2)'",
        "two fields are called 'a.b (2)'; the second is column 'a.b (2) (2)'",
    ]


_VALUES = st.recursive(
    st.none() | st.text("abc\n", max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "value", "src", "x", "y"]), inner, max_size=3).map(
            lambda made: tuple(made.items())
        )
    ),
    max_leaves=12,
)


def texts_of(value: Any) -> list[str]:
    if isinstance(value, tuple):
        return [text for _, one in value for text in texts_of(one)]
    if isinstance(value, list):
        return [text for one in value for text in texts_of(one)]
    return [] if value is None else [value]


@given(_VALUES)
def test_no_text_is_lost(value: Any) -> None:
    leaves = list(flatten(value, ("field",), 32))
    kept = "\n".join(f"{column_name(leaf.path)}\n{leaf.text}" for leaf in leaves)
    assert all(line in kept for text in texts_of(value) for line in text.split("\n"))
    assert len({leaf.path for leaf in leaves}) == len(leaves)
