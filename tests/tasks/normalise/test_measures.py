from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pint
import pydantic
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal, assert_series_equal

from expectations.units import Units, shipped_units
from tasks.normalise.measures import read_dimensions_cm, read_length_cm, read_pieces, read_weight_g
from tests.builders import records, text

EXAMPLES = Path(__file__).parent / "examples" / "measures.tsv"
READERS: dict[str, Callable[..., pd.DataFrame]] = {
    "weight": read_weight_g,
    "length": read_length_cm,
    "dimensions": read_dimensions_cm,
}
SENT = st.text("0123456789.,' -kgmloczibftLWHx×*\"()/½１克", max_size=16)


def examples() -> list[tuple[str, str, str, str]]:
    lines = EXAMPLES.read_text(encoding="utf-8").splitlines()[1:]
    return [(cells[0], cells[1], cells[2], cells[3]) for cells in (line.split("\t") for line in lines)]


def read(reader: str, column: pd.Series, unit: str | None) -> pd.DataFrame:
    return read_pieces(column) if reader == "pieces" else READERS[reader](column, unit)


def shown(line: dict[str, Any]) -> str:
    values = [value for name, value in line.items() if name != "problem"]
    if line["problem"] is not None:
        assert values == [None] * len(values)
        return "refused"
    return " ".join("-" if value is None else f"{round(value, 3):.9g}" for value in values)


@pytest.mark.parametrize(("reader", "sent", "unit", "expected"), examples())
def test_the_table_of_measures_holds(reader: str, sent: str, unit: str, expected: str) -> None:
    (line,) = records(read(reader, text(sent), None if unit == "-" else unit))
    assert shown(line) == expected


def test_the_table_gives_the_same_when_it_is_read_as_one_column() -> None:
    table = pd.DataFrame(examples(), columns=["reader", "sent", "unit", "expected"])
    for (reader, unit), part in table.groupby(["reader", "unit"]):
        found = read(str(reader), part["sent"].astype("str"), None if unit == "-" else str(unit))
        assert [shown(line) for line in records(found)] == list(part["expected"])


@pytest.mark.parametrize(
    ("sent", "problem"),
    [
        ("250", "has no unit: say the unit of the column in the supplier file"),
        ("1,250 g", "may be 1.25 or 1250: say numbers.decimal in the supplier file"),
        ("0 kg", "is zero"),
        ("-1 kg", "is below zero"),
        ("1001 kg", "is more than 1000 kg"),
        ("250 ml", "has no unit of weight"),
        ("light", "is not a weight"),
        ("2 lb 20 oz", "is not one weight"),
        ("9" * 400, "is not a weight"),
    ],
)
def test_what_is_refused_is_told_word_for_word(sent: str, problem: str) -> None:
    assert records(read_weight_g(text(sent))) == [{"weight_g": None, "problem": f"{sent!r} {problem}"}]


def test_the_decimal_sign_of_the_supplier_settles_two_meanings() -> None:
    assert list(read_weight_g(text("1,250 kg", "1.250 g"), decimal=",")["weight_g"]) == [1250, 1250]
    assert list(read_weight_g(text("1,250 g", "1.250 kg"), decimal=".")["weight_g"]) == [1250, 1250]


def test_an_unknown_unit_of_the_column_is_an_error() -> None:
    with pytest.raises(ValueError, match="'cm' is no unit of weight"):
        read_weight_g(text("5"), "cm")


def test_a_missing_text_says_nothing_and_index_and_types_stay() -> None:
    for column in (text(), text(None), text(None, "5 g", "x").set_axis([7, 8, 7])):
        for reader, found in {name: read(name, column, None) for name in (*READERS, "pieces")}.items():
            assert list(found.index) == list(column.index)
            numbers = {str(dtype) for name, dtype in found.dtypes.items() if name != "problem"}
            assert numbers == {"Int64" if reader == "pieces" else "Float64"}
            assert str(found["problem"].dtype) == "str"


@given(SENT, st.sampled_from([None, "kg"]))
def test_every_text_is_a_weight_or_a_problem_and_the_weight_read_again_is_the_same(sent: str, unit: str | None) -> None:
    column = text(sent)
    found = read_weight_g(column, unit)
    assert_series_equal(column, text(sent))
    (line,) = records(found)
    assert (line["weight_g"] is None) != (line["problem"] is None)
    if line["weight_g"] is not None and line["weight_g"] >= 0.001:
        again = read_weight_g(text(f"{line['weight_g']:.6f}"), "g", decimal=".")
        assert_frame_equal(again, found)


@given(SENT)
def test_every_text_is_dimensions_or_a_problem(sent: str) -> None:
    (line,) = records(read_dimensions_cm(text(sent), "cm"))
    assert (line["length_cm"] is None) == (line["problem"] is not None)
    (line,) = records(read_length_cm(text(sent), "cm"))
    assert (line["length_cm"] is None) == (line["problem"] is not None)
    (line,) = records(read_pieces(text(sent)))
    assert (line["pieces"] is None) == (line["problem"] is not None)


def test_pint_knows_every_unit_and_every_word_is_understood() -> None:
    units = shipped_units()
    registry = pint.UnitRegistry()
    for table, reader, column in (
        (units.weights, read_weight_g, "weight_g"),
        (units.lengths, read_length_cm, "length_cm"),
    ):
        target = "gram" if column == "weight_g" else "centimeter"
        for name, words in table.items():
            factor = registry.Quantity(1.0, name).to(target).magnitude
            for word in words:
                assert list(reader(text(f"2 {word}"))[column]) == [pytest.approx(2 * factor)], word
    for word in units.pieces:
        assert list(read_pieces(text(f"3 {word}"))["pieces"]) == [3], word


def test_a_word_is_one_unit_and_holds_no_digit() -> None:
    shipped = dict(shipped_units())
    with pytest.raises(pydantic.ValidationError, match="'g' stands at gram and pound"):
        Units.model_validate({**shipped, "weights": {"gram": ("g",), "pound": ("G.",)}})
    with pytest.raises(pydantic.ValidationError, match="digits in a word beside a number: 6er"):
        Units.model_validate({**shipped, "pieces": ("6er",)})
