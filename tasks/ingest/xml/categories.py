"""The names of the categories that an XML feed lists before its records and refers to by number, as in YML.

What comes in is the text before the records; what goes out is a path of names by number. A list that cannot be parsed
gives none: the numbers stay in their column.
"""

from __future__ import annotations

import re

from lxml import etree

_BEGIN = re.compile(r"<categories(?:\s[^<>]*)?>")
_END = "</categories>"
_JOINED = " > "
_DEEPEST = 30


def read_categories(text: str) -> dict[str, str]:
    """`{"7": "Home > Kitchen"}` for the first `<categories>` of a text, if it has one."""
    begin = _BEGIN.search(text)
    end = text.find(_END, begin.end()) if begin else -1
    if begin is None or end < 0:
        return {}
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        listed = etree.fromstring(text[begin.start() : end + len(_END)].encode(), parser)
    except etree.XMLSyntaxError:
        return {}
    names: dict[str, tuple[str, str | None]] = {}
    for one in listed.iter("category"):
        number, name = one.get("id"), (one.text or "").strip()
        if number and name:
            names[number] = (name, one.get("parentId") or one.get("parent_id"))
    return {number: _path(number, names) for number in names}


def _path(number: str, names: dict[str, tuple[str, str | None]]) -> str:
    steps: list[str] = []
    at: str | None = number
    while at in names and len(steps) < _DEEPEST:
        name, at = names[at]
        steps.append(name)
    return _JOINED.join(reversed(steps))
