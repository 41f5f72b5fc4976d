"""The markup of XML as patterns: tags, attributes, and sections in which `<` means nothing.

Text comes in, positions go out. A section that does not end before another of its kind begins is taken for torn, so
that it swallows nothing behind it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

NAME = r"[^\s<>/!?\"'=]++"
WITHIN_TAG = r"(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+"
# A section's beginning, or a tag: slash of an end tag, name, the rest.
TOKEN = re.compile(rf"<!--|<!\[CDATA\[|<\?|<(/?)({NAME})({WITHIN_TAG})>")
ATTRIBUTE = re.compile(r"([^\s=\"'<>/]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_SECTION = re.compile(r"<!--|<!\[CDATA\[|<\?")
_ENDS = {
    "<!--": re.compile(r"-->|<!--"),
    "<![CDATA[": re.compile(r"\]\]>|<!\[CDATA\["),
    "<?": re.compile(r"\?>|<"),
}


@dataclass(frozen=True)
class Section:
    """Where a comment, CDATA or instruction ends; `is_open`: not in this text."""

    end: int
    is_open: bool = False


def section(text: str, opening: str, at: int) -> Section:
    """The section that begins at `at` with `opening`; a torn one ends behind its opening."""
    behind = at + len(opening)
    found = _ENDS[opening].search(text, behind)
    if found is None:
        return Section(behind, is_open=True)
    return Section(behind if found[0].startswith("<") else found.end())


def without_comments(text: str) -> str:
    """The text without comments and instructions."""
    parts: list[str] = []
    done = at = 0
    while found := _SECTION.search(text, at):
        part = section(text, found[0], found.start())
        at = part.end
        if found[0] != "<![CDATA[" and not part.is_open:
            parts.append(text[done : found.start()])
            done = at
    return "".join(parts) + text[done:]
