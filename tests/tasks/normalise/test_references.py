from __future__ import annotations

import pytest

from tasks.normalise.references import first_and_rest, split_references
from tests.builders import text, texts


@pytest.mark.parametrize(
    ("cell", "separator", "split"),
    [
        ("a.jpg", None, "a.jpg"),
        ("a.jpg|b.jpg; c.jpg\nd.jpg", None, "a.jpg\nb.jpg\nc.jpg\nd.jpg"),
        ("a.jpg,b.jpg, c.jpeg", None, "a.jpg\nb.jpg\nc.jpeg"),
        ("https://x.example/a.jpg,https://x.example/b.jpg", None, "https://x.example/a.jpg\nhttps://x.example/b.jpg"),
        ("https://x.example/w_10,h_20/a.jpg", None, "https://x.example/w_10,h_20/a.jpg"),
        ("a.jpg#b,c.jpg", "#", "a.jpg\nb,c.jpg"),
        ("a.jpg ||  b.jpg", None, "a.jpg\nb.jpg"),
        ("a.jpg#  #b.jpg", "#", "a.jpg\nb.jpg"),
        (" ; ", None, None),
        (None, None, None),
    ],
)
def test_references_stand_on_lines_of_their_own(cell: str | None, separator: str | None, split: str | None) -> None:
    assert texts(split_references(text(cell), separator)) == [split]


@pytest.mark.parametrize(
    ("main", "extra", "first", "rest"),
    [
        ("a.jpg", None, "a.jpg", None),
        ("a.jpg", "b.jpg\nc.jpg", "a.jpg", "b.jpg\nc.jpg"),
        ("a.jpg\nb.jpg\nc.jpg", "d.jpg", "a.jpg", "b.jpg\nc.jpg\nd.jpg"),
        (None, "b.jpg", None, "b.jpg"),
        (None, None, None, None),
    ],
)
def test_further_references_of_the_main_cell_are_further_pictures(
    main: str | None, extra: str | None, first: str | None, rest: str | None
) -> None:
    made = first_and_rest(text(main), text(extra))
    assert [texts(column) for column in made] == [[first], [rest]]
