"""Names and descriptions as plain text. Each function takes a text column and returns a new one; applying it twice
equals once. HTML is turned into text by inscriptis, which keeps breaks and list marks; only texts that show a tag or
an entity go through it, each distinct one once."""

from __future__ import annotations

import html
import re
import unicodedata

import pandas as pd
from ftfy import fix_encoding
from inscriptis import get_text
from inscriptis.css_profiles import CSS_PROFILES
from inscriptis.model.config import ParserConfig

from tasks.normalise.matching import SPACE, map_distinct, matches

# White space of ASCII other than the blank.
_NOT_BLANK = r"\t\n\x0c\r"
# A sign and a name on different lines are no tag: a text that reads like that must stay as it is.
_MARKUP = r"<[ \t]*/?[ \t]*[a-zA-Z!][^<>]*>"
_ENTITY = r"&(?:#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]+);"
# Zero-width characters, directional marks, soft hyphen, byte order mark, and controls but tab and line breaks.
_INVISIBLE = r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
_INVISIBLE_RE2 = re.sub(r"\\u([0-9a-f]{4})", r"\\x{\1}", _INVISIBLE).replace(r"\x7f-\x9f", r"\x7f-\x{9f}")
# What is left of UTF-8 that was read as a Western or Cyrillic encoding.
_MOJIBAKE_RE2 = (
    r"[\x{c2}\x{c3}][\x{80}-\x{bf}\x{2018}-\x{201e}\x{2020}-\x{203a}\x{20ac}\x{0152}-\x{0178}\x{02c6}\x{02dc}]"
    r"|\x{e2}\x{20ac}|\x{e2}\x{201a}|\x{ef}\x{bb}\x{bf}|\x{f0}\x{178}"
    r"|[\x{d0}\x{d1}][\x{80}-\x{bf}\x{2018}-\x{203a}\x{20ac}]"
    r"|[\x{420}\x{421}][\x{400}-\x{40f}\x{450}-\x{45f}\x{80}-\x{bf}\x{2018}-\x{203a}]"
)

_SENTENCE_END = re.compile(r"[.!?…。！？](?=\s|$)|\n")

_HTML = ParserConfig(css=CSS_PROFILES["strict"])


def plain_text(column: pd.Series) -> pd.Series:
    """HTML tags and entities become readable text with line breaks and list marks."""
    return map_distinct(column, matches(column, f"{_MARKUP}|{_ENTITY}"), _readable)


def repaired_encoding(column: pd.Series) -> pd.Series:
    """Text that was decoded wrongly and then stored, such as `FÃ¼r`, read rightly; only where its marks show."""
    return map_distinct(column, matches(column, _MOJIBAKE_RE2), fix_encoding)


def visible_characters(column: pd.Series) -> pd.Series:
    """Invisible and control characters removed, composed characters in their one form (NFC)."""
    after = map_distinct(column, matches(column, _INVISIBLE_RE2), lambda text: re.sub(_INVISIBLE, "", text))
    return map_distinct(after, matches(after, r"[^\x00-\x{2ff}]"), lambda text: unicodedata.normalize("NFC", text))


def one_line(column: pd.Series) -> pd.Series:
    """White space of any kind becomes single spaces, none at the ends; nothing left is missing."""
    is_loose = matches(column, f"^[{SPACE}]|[{SPACE}]$|[{SPACE}][{SPACE}]|[{SPACE.replace(chr(92) + 's', _NOT_BLANK)}]")
    after = map_distinct(column, is_loose, lambda text: " ".join(text.split()))
    return after.mask(after == "")


def paragraphs(column: pd.Series) -> pd.Series:
    """White space inside lines becomes single spaces, at most one empty line stands between paragraphs."""
    not_feed = SPACE.replace(r"\s", _NOT_BLANK.replace(r"\n", ""))
    is_loose = matches(column, f"^[{SPACE}]|[{SPACE}]$|[{SPACE}][{SPACE}]|[{not_feed}]")
    after = map_distinct(column, is_loose, _as_paragraphs)
    return after.mask(after == "")


def _as_paragraphs(text: str) -> str:
    text = re.sub(r"[^\S\n]+", " ", re.sub(r"\r\n?", "\n", text))
    return re.sub(r"\n{3,}", "\n\n", re.sub(r" ?\n ?", "\n", text)).strip()


def shortened(column: pd.Series, most: int) -> pd.Series:
    """Text of more than `most` characters cut after its last whole sentence, or word where it has no sentence."""
    return map_distinct(column, column.str.len().fillna(0) > most, lambda text: _cut(text, most))


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
