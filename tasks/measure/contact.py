"""Addresses that lead off the marketplace, by their shape: links, domains, e-mail, telephone numbers."""

from __future__ import annotations

import re

# Endings under which shops and messengers are reached; a bare `size.m` or `no.5` is no domain.
_ENDINGS = (
    "com|net|org|shop|store|online|site|info|biz|top|xyz|club|cn|ru|de|fr|es|it|uk|us|eu|io|co|me|cc|tv|hk|tw|jp|kr"
)
_SHAPES = (
    re.compile(r"\b(?:https?|ftp)://[^\s<>\"']+", re.IGNORECASE),
    re.compile(r"\bwww\.[^\s<>\"']+", re.IGNORECASE),
    re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE),
    re.compile(rf"\b[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.(?:{_ENDINGS})\b(?:/\S*)?", re.IGNORECASE),
    # With a plus and a country code, or grouped as people write numbers to be dialled.
    re.compile(r"(?<![\w.])\+\d[\d ().-]{7,16}\d(?!\w)"),
    re.compile(r"(?<![\w.-])\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?![\w-])"),
    re.compile(r"(?:\bphone|\btel|\bcall|\bmobile|\bcell)\b[^\d\n]{0,12}(\d[\d ().-]{5,16}\d)", re.IGNORECASE),
)


def find_contacts(text: str) -> tuple[str, ...]:
    """The contact data of a text, each once, in the order of the shapes; a part of a longer find is left out."""
    found: dict[str, None] = {}
    for shape in _SHAPES:
        for match in shape.finditer(text):
            hit = (match.group(1) if match.groups() else match.group(0)).rstrip(".,;:!?)")
            if not any(hit in longer for longer in found):
                found[hit] = None
    return tuple(found)


def may_hold_contacts(text: str) -> bool:
    """A quick look that lets through every text `find_contacts` could find something in."""
    return "." in text or "@" in text or "://" in text or sum(map(str.isdigit, text)) >= 7
