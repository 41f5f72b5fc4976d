from __future__ import annotations

from pathlib import Path

import pydantic
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_series_equal

from expectations.options import Sizes, shipped_sizes
from tasks.normalise.sizes import UNKNOWN, read_sizes
from tests.builders import records, text

EXAMPLES = Path(__file__).parent / "examples" / "sizes.tsv"
SIZES = shipped_sizes()
PIECES = [
    *SIZES.letters, "10", "42,5", "6.0", "½", "⅔", "-", "/", " - ", "x", " × ", " ", '"', "''", "M", "Y", "l", "L",
    " 1/2", "W", "T", "cm", "Zoll", "EU", "US", "Größe ", "лет", "岁", "Х", "B", "ml", "2XL", "one size", "'", "(", ")",
]  # fmt: skip
SENT = st.one_of(st.text(max_size=15), st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join))


def examples() -> list[tuple[str, str, str]]:
    lines = EXAMPLES.read_text(encoding="utf-8").splitlines()[1:]
    return [(cells[0], cells[1], cells[2]) for cells in (line.split("\t") for line in lines)]


@pytest.mark.parametrize(("sent", "expected", "note"), examples())
def test_the_table_of_sizes_holds(sent: str, expected: str, note: str) -> None:
    assert records(read_sizes(text(sent))) == [
        {"size": expected, "original": sent, "note": None if note == "-" else note}
    ]


def test_the_table_gives_the_same_when_it_is_read_as_one_column() -> None:
    sent, expected, _ = zip(*examples(), strict=True)
    assert list(read_sizes(text(*sent))["size"]) == list(expected)


def test_a_missing_text_says_nothing_and_index_and_types_stay() -> None:
    for column in (text(), text(None), text(None, "M").set_axis([7, 7])):
        found = read_sizes(column)
        assert list(found.index) == list(column.index)
        assert {str(dtype) for dtype in found.dtypes} == {"str"}


@pytest.mark.parametrize(
    ("word", "name"),
    [(word, name) for table in (SIZES.one_size, SIZES.letters) for name, words in table.items() for word in words],
)
def test_every_word_of_the_list_is_understood(word: str, name: str) -> None:
    (found,) = records(read_sizes(text(word)))
    assert (found["size"], found["note"]) != (word, UNKNOWN)
    assert found["size"] == name


@given(SENT)
def test_reading_a_size_again_gives_the_same_and_what_is_unknown_stays(sent: str) -> None:
    column = text(sent)
    once = read_sizes(column)
    assert_series_equal(column, text(sent))
    assert_series_equal(read_sizes(once["size"])["size"], once["size"])
    (found,) = records(once)
    assert found["original"] == sent
    if found["note"] in (UNKNOWN, None):
        assert found["size"] == sent


def test_a_word_is_one_unit() -> None:
    with pytest.raises(pydantic.ValidationError, match="'gb' stands at GB and UK"):
        Sizes.model_validate({**dict(SIZES), "systems": {"UK": ("gb",)}})
