from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pydantic
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_series_equal

from expectations.options import Colors, fold_option, shipped_colors
from tasks.normalise.colors import UNKNOWN, read_colors
from tests.builders import records, text

EXAMPLES = Path(__file__).parent / "examples" / "colors.tsv"
NAMES = [color.name for color in shipped_colors().colors]
WORDS = [word for color in shipped_colors().colors for words in color.words.values() for word in words]
SENT = st.one_of(
    st.text(max_size=20),
    st.lists(st.sampled_from([*NAMES, *WORDS]), min_size=1, max_size=3).flatmap(
        lambda words: st.sampled_from([" & ", "/", "-", " and ", " ", ", "]).map(lambda sign: sign.join(words))
    ),
    st.from_regex(r"#[0-9a-fA-F]{6}", fullmatch=True),
)


def examples() -> list[tuple[str, str, str]]:
    lines = EXAMPLES.read_text(encoding="utf-8").splitlines()[1:]
    return [(cells[0], cells[1], cells[2]) for cells in (line.split("\t") for line in lines)]


def unescaped(written: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), written)


@pytest.mark.parametrize(("written", "expected", "note"), examples())
def test_the_table_of_colors_holds(written: str, expected: str, note: str) -> None:
    sent = unescaped(written)
    assert records(read_colors(text(sent))) == [
        {"color": expected, "original": sent, "note": None if note == "-" else note}
    ]


def test_the_table_gives_the_same_when_it_is_read_as_one_column() -> None:
    written, expected, _ = zip(*examples(), strict=True)
    found = read_colors(text(*map(unescaped, written)))
    assert list(found["color"]) == list(expected)


def test_a_missing_text_says_nothing_and_index_and_types_stay() -> None:
    for column in (text(), text(None), text(None, "rot").set_axis([7, 7])):
        found = read_colors(column)
        assert list(found.index) == list(column.index)
        assert {str(dtype) for dtype in found.dtypes} == {"str"}
    assert records(read_colors(text(None))) == [{"color": None, "original": None, "note": None}]


@pytest.mark.parametrize("word", [*NAMES, *WORDS])
def test_every_word_of_the_list_is_understood(word: str) -> None:
    (found,) = records(read_colors(text(word)))
    assert found["color"] in NAMES and found["note"] != UNKNOWN


@given(SENT)
def test_reading_a_color_again_gives_the_same_and_what_is_unknown_stays(sent: str) -> None:
    column = text(sent)
    once = read_colors(column)
    assert_series_equal(column, text(sent))
    assert_series_equal(read_colors(once["color"])["color"], once["color"])
    (found,) = records(once)
    assert found["original"] == sent
    if found["note"] in (UNKNOWN, None):
        assert found["color"] == sent
    else:
        assert set(found["color"].split(" & ")) <= set(NAMES)


def test_an_accepted_color_with_a_code_is_nearest_to_its_own_code() -> None:
    codes = {color.name: color.hex for color in shipped_colors().colors if color.hex}
    assert list(read_colors(pd.Series(codes, dtype="str"))["color"]) == list(codes)


def test_a_team_may_bring_the_list_of_its_own_account() -> None:
    own = {"because": "ours", "color_words": (), "joining_words": (), "colors": ({"name": "Jet"},)}
    found = read_colors(text("jet", "black"), Colors.model_validate(own))
    assert records(found) == [
        {"color": "Jet", "original": "jet", "note": "case"},
        {"color": "black", "original": "black", "note": "unknown"},
    ]


def test_a_word_stands_at_one_color() -> None:
    double = {
        "because": "ours",
        "color_words": (),
        "joining_words": (),
        "colors": ({"name": "red", "words": {"de": ("rot",)}}, {"name": "rust", "words": {"de": ("Rot",)}}),
    }
    with pytest.raises(pydantic.ValidationError, match="'rot' stands at red and rust"):
        Colors.model_validate(double)


def test_accents_count_in_vietnamese_only() -> None:
    assert list(read_colors(text("tím", "tim", "cerna"))["color"]) == ["purple", "tim", "black"]
    assert fold_option("Off-White") == "offwhite"
