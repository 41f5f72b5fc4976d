from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_series_equal

from tasks.normalise.tags import tidy_tags
from tasks.normalise.text import one_line, paragraphs, plain_text, shortened, visible_characters
from tests.builders import text, texts


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Steel Mug", "Steel Mug"),
        ("<b>Steel</b> Mug", "Steel Mug"),
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("One<br>Two<br/>Three", "One\nTwo\nThree"),
        ("<ul><li>red</li><li>blue</li></ul>", "* red\n  * blue"),
        ("Tea &amp; Coffee", "Tea & Coffee"),
        ("5 &gt; 3", "5 > 3"),
        ("&lt;b&gt;Mug&lt;/b&gt;", "Mug"),
        ("Tea &amp;amp;amp;amp;amp;amp; Coffee", "Tea & Coffee"),
        ("a < b and c", "a < b and c"),
        ("R&D; AT&T", "R&D; AT&T"),
        ("<script>alert(1)</script>Mug", "Mug"),
        ("<!-- note -->Mug", "Mug"),
        (None, None),
    ],
)
def test_markup_becomes_readable_text(written: str | None, plain: str | None) -> None:
    assert texts(plain_text(text(written))) == [plain]


@pytest.mark.parametrize(
    ("written", "visible"),
    [
        ("Mu\u200bg", "Mug"),
        ("\ufeffMug\u200e", "Mug"),
        ("Mu\u00adg", "Mug"),
        ("a\x00b\x1fc\x9f", "abc"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("Cafe\u0301", "Café"),
        ("①", "①"),
        ("👩‍👧", "👩👧"),
    ],
)
def test_what_nobody_sees_is_removed_and_composed_forms_are_one(written: str, visible: str) -> None:
    assert texts(visible_characters(text(written))) == [visible]


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("  a \t b\r\nc ", "a b c"),
        ("a\u00a0b\u3000c", "a b c"),
        (" \n ", None),
        ("", None),
        (None, None),
    ],
)
def test_one_line_has_single_spaces(written: str | None, line: str | None) -> None:
    assert texts(one_line(text(written))) == [line]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("a  b \n c", "a b\nc"),
        ("a\r\n\r\n\r\n\r\nb", "a\n\nb"),
        ("a\rb", "a\nb"),
        ("a\n \n\t\n \nb", "a\n\nb"),
        ("\n\n a \n", "a"),
        (" \n ", None),
    ],
)
def test_paragraphs_keep_their_breaks(written: str, kept: str | None) -> None:
    assert texts(paragraphs(text(written))) == [kept]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("One two.", "One two."),
        ("Twelve long. And more words", "Twelve long."),
        ("Hi. And many more words", "Hi. And many more"),
        ("Unbrokenwordthatgoesonandon", "Unbrokenwordthatgoes"),
        (None, None),
    ],
)
def test_a_long_text_is_cut_behind_a_sentence_or_between_words(written: str | None, kept: str | None) -> None:
    assert texts(shortened(text(written), 20)) == [kept]


FRAGMENTS = (
    (
        "<b> </b> <p> <br> <li> <table><tr><td> <!--x--> <script> <a_href='x'> &amp; &lt; &gt; &nbsp; &#60; &#x41; lt; "
        "amp; #60; < > & ; , a B é e\u0301 \u200b \u00ad 字 🎁"
    )
    .replace("_", " ")
    .split(" ")
)
SPACES = [" ", "  ", "\t", "\n", "\r", "\r\n", "\u00a0", "\u3000", "\u2028", "\x0b", "\x85"]
DIRTY = st.lists(st.sampled_from(FRAGMENTS + SPACES), max_size=12).map("".join) | st.text(
    st.characters(exclude_categories=["Cs"]), max_size=12
)


@pytest.mark.parametrize(
    "normalise",
    [
        plain_text,
        visible_characters,
        one_line,
        paragraphs,
        lambda column: tidy_tags(column, 5),
        lambda column: shortened(column, 7),
    ],
    ids=["plain_text", "visible_characters", "one_line", "paragraphs", "tidy_tags", "shortened"],
)
@given(dirty=st.lists(DIRTY | st.none(), min_size=1, max_size=3))
def test_normalising_twice_equals_once(normalise: Callable[[pd.Series], pd.Series], dirty: list[str | None]) -> None:
    column = pd.Series(dirty, dtype="str")
    before = column.copy()
    once = normalise(column)
    assert_series_equal(normalise(once), once)
    assert_series_equal(column, before)
    assert str(once.dtype) == "str"
