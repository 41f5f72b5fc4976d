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
    # Behind a word that announces a number, with nothing else between.
    re.compile(
        r"\b(?:phone|tel|telephone|call|mobile|cell)\b[\s.:]*(?:(?:no|number|us|me|now|at|on)\b[\s.:]*){0,2}"
        r"(\(?\d[\d ()./-]{5,16}\d)",
        re.IGNORECASE,
    ),
)
_NUMBER = re.compile(r"[\d ()./+-]+")
_YEAR = re.compile(r"(?:19|20)\d\d")


def find_contacts(text: str) -> tuple[str, ...]:
    """The contact data of a text, each once, in the order of the shapes; a part of a longer find is left out."""
    found: dict[str, None] = {}
    for shape in _SHAPES:
        for match in shape.finditer(text):
            hit = (match.group(1) if match.groups() else match.group(0)).rstrip(".,;:!?)")
            if _is_dialled(hit) and not any(hit in longer for longer in found):
                found[hit] = None
    return tuple(found)


def _is_dialled(hit: str) -> bool:
    """Whether a hit of digits can be a telephone number, not years, models (`phone 11 12 13 14`) or measures."""
    if not _NUMBER.fullmatch(hit):
        return True
    groups = re.findall(r"\d+", hit)
    if sum(map(len, groups)) < 7:
        return False
    are_models = all(len(group) <= 2 for group in groups) and not hit.lstrip("(").startswith("0")
    are_measures = any(len(group) == 1 for group in groups[1:])
    are_years = all(_YEAR.fullmatch(group) for group in groups)
    return hit.startswith("+") or not (are_models or are_measures or are_years)


def may_hold_contacts(text: str) -> bool:
    """A quick look that lets through every text `find_contacts` could find something in."""
    return "." in text or "@" in text or "://" in text or sum(map(str.isdigit, text)) >= 7
