from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_series_equal
from stdnum import ean

from expectations.value_words import shipped_value_words
from tasks.measure.gtins import gtin_problem
from tasks.normalise.gtin import read_gtin
from tests.builders import records, text, texts

EXAMPLES = Path(__file__).parent / "examples" / "gtins.tsv"
TELLS = {
    "rounded": "was rounded by a spreadsheet, its last digits are lost: format the column as text",
    "digits": "digits, not 8 to 14",
    "several": "holds several codes: send one for each row",
    "letters": "is no code of digits",
}


def examples() -> list[tuple[str, str, str, str, str]]:
    lines = EXAMPLES.read_text(encoding="utf-8").splitlines()[1:]
    return [(cells[0], cells[1], cells[2], cells[3], cells[4]) for cells in (line.split("\t") for line in lines)]


def unescaped(written: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), written).replace("\\n", "\n")


def read(cell: str) -> tuple[str | None, str | None, str | None]:
    (line,) = records(read_gtin(text(cell)))
    return line["gtin"], line["problem"], line["note"]


def judged(gtin: str | None) -> str:
    """What the measure stage will say of a code."""
    if gtin is None:
        return "no"
    if not re.fullmatch("[0-9]{8,14}", gtin):
        return "shape"
    return "no" if gtin_problem(gtin) is None else "yes"


@pytest.mark.parametrize(("written", "expected", "problem", "note", "refused_later"), examples())
def test_the_table_of_codes_holds(written: str, expected: str, problem: str, note: str, refused_later: str) -> None:
    cell = unescaped(written)
    gtin, told, noted = read(cell)
    assert gtin == {"=": cell, "-": None}.get(expected, expected)
    assert (noted or "-") == note
    assert TELLS[problem] in (told or "") if problem != "-" else told is None
    assert judged(gtin) == refused_later


def test_the_table_of_codes_gives_the_same_when_it_is_read_as_one_column() -> None:
    cells = [unescaped(written) for written, *_ in examples()]
    assert [tuple(line.values()) for line in records(read_gtin(text(*cells)))] == [read(cell) for cell in cells]


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        (
            "4.00638E+12",
            "'4.00638E+12' was rounded by a spreadsheet, its last digits are lost: format the column as text and send "
            "the codes again",
        ),
        (
            "1234565",
            "'1234565' has 7 digits, not 8 to 14; if a spreadsheet took a zero from its front, format the column as "
            "text and send it again",
        ),
        ("1234567", "'1234567' has 7 digits, not 8 to 14"),
        ("B07XJ8C8F5", "'B07XJ8C8F5' is no code of digits"),
    ],
)
def test_what_is_no_code_is_told_word_for_word_and_kept(cell: str, problem: str) -> None:
    assert read(cell) == (cell, problem, None)


@pytest.mark.parametrize("word", shipped_value_words().no_code)
def test_every_word_for_no_code_leaves_none(word: str) -> None:
    assert read(word) == (None, None, "placeholder")


def test_an_empty_cell_is_neither_code_nor_problem() -> None:
    assert records(read_gtin(text(None, "4006381333931"))) == [
        {"gtin": None, "problem": None, "note": None},
        {"gtin": "4006381333931", "problem": None, "note": None},
    ]


def test_the_index_and_types_stay_whatever_is_read() -> None:
    chunks = pd.concat([text("4006381333931", "none"), text("x1", None)])
    for column in (text(), text(None), text("x1"), text("none"), text("36000291452").set_axis([7]), chunks):
        found = read_gtin(column)
        assert list(found.index) == list(column.index)
        assert {str(dtype) for dtype in found.dtypes} == {"str"}


@given(st.lists(st.text("0123456789.,'\"=-;E+ ", max_size=18) | st.text(max_size=8), max_size=6))
def test_reading_twice_equals_once_and_the_column_stays(cells: list[str]) -> None:
    column = pd.Series(cells, dtype="str")
    before = column.copy()
    found = read_gtin(column)
    assert texts(read_gtin(found["gtin"])["gtin"]) == texts(found["gtin"])
    is_code = found["gtin"].str.fullmatch("[0-9]{8,14}", na=True)
    assert (is_code == found["problem"].isna()).all()
    assert_series_equal(column, before)


@given(st.integers(0, 10**10 - 1))
def test_a_upc_whose_zero_was_lost_is_found_again(number: int) -> None:
    code = f"{number:011}" + ean.calc_check_digit(f"{number:011}")
    stripped = code.lstrip("0")
    expected = {12: code, 11: "0" + stripped}.get(len(stripped), stripped)
    assert len(stripped) < 8 or read(stripped)[0] == expected


@given(st.integers(10**7, 10**14 - 1), st.sampled_from(["'{}", '="{}"', "{}.0", "EAN {}", " {} "]))
def test_marks_around_a_code_change_nothing_but_the_note(number: int, form: str) -> None:
    plain, marked = read(str(number)), read(form.format(number))
    assert (marked[0], marked[1], marked[2]) == (plain[0], None, plain[2] or "format")
