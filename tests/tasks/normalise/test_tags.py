from __future__ import annotations

import pytest

from tasks.normalise.tags import make_tags, tidy_tags
from tests.builders import text, texts


@pytest.mark.parametrize(
    ("sent", "tidy"),
    [
        ("mug, steel ,camping", "mug,steel,camping"),
        ("mug;steel|camping\nmug", "mug,steel,camping"),
        ("Mug, mug, MUG", "Mug"),
        ("steel  mug,, ,tea", "steel mug,tea"),
        ("a,b,c,d", "a,b,c"),
        (" , ;", None),
        (None, None),
    ],
)
def test_tags_are_split_told_apart_and_bounded(sent: str | None, tidy: str | None) -> None:
    assert texts(tidy_tags(text(sent), 3)) == [tidy]


@pytest.mark.parametrize(
    ("name", "category", "tags"),
    [
        ("Steel Mug", "Home > Kitchen > Mugs", "mugs,kitchen,home,mug,steel"),
        ("Steel Mug", "Default Category/Kitchen", "kitchen,mug,steel"),
        ("The Set of 3 Mugs for Tea", "", "tea,mugs"),
        ("Mugs", "Mugs", "mugs"),
        ("12 x 3", "", ""),
        ("one two three four five six", "", "six,five,four,three,two"),
    ],
)
def test_tags_are_made_from_category_and_name(name: str, category: str, tags: str) -> None:
    assert make_tags(name, category, 5) == tags
