from __future__ import annotations

import pytest

from tasks.normalise.shops.options import option_of, read_options
from tests.builders import records, text


@pytest.mark.parametrize(
    ("name", "whole", "last_word"),
    [
        ("Colour", "color", "color"),
        ("GRÖSSE", "size", "size"),
        ("pa_size", None, "size"),
        ("Shoe size (EU)", None, "size"),
        ("Screen size", None, "size"),
        ("Color Temperature", None, None),
        ("Material", "material", "material"),
        ("()", None, None),
    ],
)
def test_options_are_told_by_name(name: str, whole: str | None, last_word: str | None) -> None:
    assert (option_of(name), option_of(name, by_last_word=True)) == (whole, last_word)


def test_of_two_colours_the_first_is_the_colour_and_no_option_is_lost() -> None:
    slots = [
        (text("Frame colour", "Size", None, "Size"), text("Black", "M", "x", None)),
        (text("Lens colour", "Material", "Scent", None), text("Grey", "Wool", " Rose ", None)),
    ]
    assert records(read_options(slots)) == [
        {"color": "Black", "size": "Lens colour: Grey", "material": None},
        {"color": None, "size": "M / Material: Wool", "material": "Wool"},
        {"color": None, "size": "Scent: Rose", "material": None},
        {"color": None, "size": None, "material": None},
    ]
