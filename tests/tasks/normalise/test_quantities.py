from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_series_equal

from expectations.value_words import shipped_value_words
from tasks.normalise.quantities import read_quantity
from tests.builders import records, text

EXAMPLES = Path(__file__).parent / "examples" / "quantities.tsv"
WORDS = shipped_value_words()


def examples() -> list[tuple[str, str, str, str]]:
    lines = EXAMPLES.read_text(encoding="utf-8").splitlines()[1:]
    return [(cells[0], cells[1], cells[2], cells[3]) for cells in (line.split("\t") for line in lines)]


def read(cell: str, in_stock: int = 1) -> tuple[int | None, str | None, str | None]:
    (line,) = records(read_quantity(text(cell), in_stock=in_stock))
    return line["number"], line["problem"], line["note"]


@pytest.mark.parametrize(("cell", "context", "expected", "note"), examples())
def test_the_table_of_quantities_holds(cell: str, context: str, expected: str, note: str) -> None:
    found = read_quantity(
        text(cell),
        in_stock=int(context.removeprefix("in_stock=")) if context.startswith("in_stock=") else 1,
        decimal=context if context in ".," else None,
        is_plain=pd.Series([context == "stored"]),
    )
    (line,) = records(found)
    refused = "ambiguous" if " may be " in (line["problem"] or "") else "refused"
    assert (str(line["number"]) if line["problem"] is None else refused, line["note"] or "-") == (expected, note)
    assert (line["number"] is None) == (line["problem"] is not None)


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ("many", "'many' is not a whole number"),
        ("12.5", "'12.5' is not a whole number"),
        ("-3", "'-3' is below zero"),
        ("10-5", "'10-5' is not a range that goes up"),
        ("1,000", "'1,000' may be 1 or 1000: say numbers.decimal in the supplier file"),
        ("9" * 16, f"'{'9' * 16}' has more than 15 digits"),
    ],
)
def test_what_is_refused_is_told_word_for_word(cell: str, problem: str) -> None:
    assert read(cell) == (None, problem, None)


@pytest.mark.parametrize("word", WORDS.in_stock)
def test_every_word_for_stock_is_what_the_supplier_vouches_for(word: str) -> None:
    assert read(word, in_stock=3) == (3, None, "word")
    assert read(word.upper(), in_stock=3) == (3, None, "word")


@pytest.mark.parametrize("word", WORDS.out_of_stock)
def test_every_word_for_no_stock_is_none_at_all(word: str) -> None:
    assert read(word, in_stock=3) == (0, None, "word")


@pytest.mark.parametrize("word", WORDS.pieces)
def test_every_word_for_pieces_leaves_the_number_as_it_is(word: str) -> None:
    assert read(f"12 {word}") == (12, None, None)


@pytest.mark.parametrize("word", [*WORDS.at_least_before, *WORDS.at_least_after])
def test_every_word_for_the_least_makes_a_floor(word: str) -> None:
    written = f"{word} 12" if word in WORDS.at_least_before else f"12 {word}"
    assert read(written) == (12, None, "floor")


def test_an_empty_cell_is_neither_number_nor_problem() -> None:
    assert records(read_quantity(text(None, "5"))) == [
        {"number": None, "problem": None, "note": None},
        {"number": 5, "problem": None, "note": None},
    ]


def test_the_index_and_types_stay_whatever_is_read() -> None:
    chunks = pd.concat([text("5", "in stock"), text("x", None)])
    for column in (text(), text(None), text("x"), text("5").set_axis([7]), chunks):
        found = read_quantity(column)
        assert list(found.index) == list(column.index)
        assert {name: str(dtype) for name, dtype in found.dtypes.items()} == {
            "number": "Int64",
            "problem": "str",
            "note": "str",
        }


@given(st.lists(st.text("0123456789.,' -~+><pcs上x(:", max_size=16) | st.text(max_size=8), max_size=6))
def test_every_text_is_a_number_from_zero_up_or_a_problem_and_never_both(cells: list[str]) -> None:
    column = pd.Series(cells, dtype="str")
    before = column.copy()
    found = read_quantity(column)
    assert (found["number"].isna() == found["problem"].notna()).all()
    assert not (found["number"] < 0).any()
    assert_series_equal(column, before)


@given(st.integers(0, 10**15 - 1), st.sampled_from(["{}", "{}.0", "{} pcs", "{:_}", "in stock: {}", "{}件"]))
def test_a_number_is_read_back_however_it_is_written(number: int, form: str) -> None:
    assert read(form.format(number).replace("_", " ")) == (number, None, None)
