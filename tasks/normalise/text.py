"""Names and descriptions as plain text. Each function takes a text column and returns a new one; applying it twice
equals once. HTML is turned into text by inscriptis, which keeps breaks and list marks; only texts that show a tag or
an entity go through it, each distinct one once."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable

import pandas as pd
from inscriptis import get_text
from inscriptis.css_profiles import CSS_PROFILES
from inscriptis.model.config import ParserConfig

_MARKUP = r"<\s*/?\s*[a-zA-Z!][^<>]*>"
_ENTITY = r"&(?:#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]+);"
# Zero-width characters, directional marks, soft hyphen, byte order mark, and controls but tab and line breaks.
_INVISIBLE = r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"

_SENTENCE_END = re.compile(r"[.!?…。！？](?=\s|$)|\n")

_HTML = ParserConfig(css=CSS_PROFILES["strict"])


def plain_text(column: pd.Series) -> pd.Series:
    """HTML tags and entities become readable text with line breaks and list marks."""
    is_written = column.str.contains(f"{_MARKUP}|{_ENTITY}", regex=True, na=False)
    return _map_distinct(column, is_written, _readable)


def visible_characters(column: pd.Series) -> pd.Series:
    """Invisible and control characters removed, composed characters in their one form (NFC)."""
    has_invisible = column.str.contains(_INVISIBLE, regex=True, na=False)
    after = column.mask(has_invisible, column.str.replace(_INVISIBLE, "", regex=True))
    goes_beyond_ascii = after.str.contains(r"[^\x00-\x7f]", regex=True, na=False)
    return _map_distinct(after, goes_beyond_ascii, lambda text: unicodedata.normalize("NFC", text))


def one_line(column: pd.Series) -> pd.Series:
    """White space of any kind becomes single spaces, none at the ends; nothing left is missing."""
    after = column.str.replace(r"\s+", " ", regex=True).str.strip()
    return after.mask(after == "")


def paragraphs(column: pd.Series) -> pd.Series:
    """White space inside lines becomes single spaces, at most one empty line stands between paragraphs."""
    after = column.str.replace(r"\r\n?", "\n", regex=True)
    after = after.str.replace(r"[^\S\n]+", " ", regex=True).str.replace(r" ?\n ?", "\n", regex=True)
    after = after.str.replace(r"\n{3,}", "\n\n", regex=True).str.strip()
    return after.mask(after == "")


def shortened(column: pd.Series, most: int) -> pd.Series:
    """Text of more than `most` characters cut after its last whole sentence, or word where it has no sentence."""
    return _map_distinct(column, column.str.len().fillna(0) > most, lambda text: _cut(text, most))


def _cut(text: str, most: int) -> str:
    start = text[: most + 1]
    ends = [match.end() for match in _SENTENCE_END.finditer(start) if match.end() <= most]
    # A first sentence of a few words is no description: then the cut is made between words.
    end = ends[-1] if ends and ends[-1] > most // 2 else max(start.rfind(" "), start.rfind("\n"))
    return start[: end if end > 0 else most].rstrip()


def _readable(text: str) -> str:
    # Markup that was escaped shows only after a pass. Every pass that changes a text takes markup out of it.
    is_html = True
    while True:
        if re.search(_MARKUP, text):
            # To HTML a line break is a blank; those that an earlier pass made must outlast this one.
            after = str(get_text(text if is_html else text.replace("\n", "<br>"), _HTML)).strip()
            is_html = False
        else:
            after = html.unescape(text)
        if after == text:
            return text
        text = after


def _map_distinct(column: pd.Series, where: pd.Series, convert: Callable[[str], str]) -> pd.Series:
    if not where.any():
        return column
    chosen = column[where]
    table = {text: convert(text) for text in chosen.unique()}
    after = column.copy()
    after[where] = chosen.map(table).astype("str")
    return after
