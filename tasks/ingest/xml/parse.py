"""The texts of records to elements, strictly: what is no XML is said so, and takes no other record with it.

What comes in are texts as they were cut out of a feed; what goes out are lxml's elements, or the parser's reason.
Nothing outside of a record's own text is ever read or expanded; HTML's named characters, which XML does not know, are
read as what they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html.entities import html5
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from tasks.ingest.xml.layout import GOOGLE
from tasks.ingest.xml.markup import section
from tasks.ingest.xml.outline import Outline

_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][\w.-]*);")
_NAMED_OR_SECTION = re.compile(rf"<!--|<!\[CDATA\[|{_NAMED.pattern}")
# An ampersand that begins no character's name or number.
_BARE = r"&(?!\w[\w.-]*;|#\d+;|#[xX][0-9a-fA-F]+;)"
_BARE_OR_SECTION = re.compile(rf"<!--|<!\[CDATA\[|<\?|{_BARE}")
_PREFIX = re.compile(r"[<\s/]([^\s<>/!?\"'=:&;]+):[^\s<>/\"'=:]+(?=[\s=>/])")
_PLACE = re.compile(r",? ?(?:and \S+, )?\(?line \d+(?:, column \d+)?.*$")
_WRAPPER = "records"


class RecordParser:
    """Parses records with the namespaces of the document and, where allowed, its entities.

    `mended` tells which of the texts parsed last could only be read with their bare `&` taken for `&amp;`.
    """

    def __init__(self, outline: Outline, entities: Mapping[str, str]) -> None:
        self.mended: list[int] = []
        used = {prefix for path in outline.places for prefix in _prefixes(f"<{path[-1]} ")}
        used.update(
            prefix for place in outline.places.values() for one in place.names for prefix in _prefixes(f" {one[1:]}=")
        )
        self._namespaces = _declared(used, outline.namespaces)
        self._characters = {**{name[:-1]: text for name, text in html5.items() if name.endswith(";")}, **entities}
        self._parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
            encoding="utf-8",
        )

    def parse(self, texts: Sequence[str]) -> list[etree._Element | str]:
        """For each text its element, or what is wrong with it."""
        self.mended = []
        try:
            records = list(self._parse("".join(texts), self._namespaces))
        except etree.XMLSyntaxError:
            records = []
        if len(records) == len(texts):
            return records
        return [self._parse_or_mend(text, at) for at, text in enumerate(texts)]

    def _parse_or_mend(self, text: str, at: int) -> etree._Element | str:
        record = self._parse_one(text)
        if isinstance(record, str) and (written := _with_ampersands(text)) != text:
            mended = self._parse_one(written)
            if not isinstance(mended, str):
                self.mended.append(at)
                return mended
        return record

    def _parse_one(self, text: str) -> etree._Element | str:
        namespaces = _declared(_prefixes(text), self._namespaces)
        try:
            records = list(self._parse(text, namespaces))
        except etree.XMLSyntaxError as error:
            said = (error.msg or "it cannot be parsed").split("\n")[0]
            if said.startswith("Excessive depth"):
                return "is nested too deeply"
            return f"is no XML: {_PLACE.sub('', said)}"
        return records[0] if len(records) == 1 else "is no XML: its element does not end where it should"

    def _parse(self, text: str, namespaces: Mapping[str, str]) -> etree._Element:
        if _NAMED.search(text):
            text = self._with_characters(text)
        declared = "".join(
            f" xmlns{':' if prefix else ''}{prefix}={quoteattr(uri)}" for prefix, uri in namespaces.items()
        )
        return etree.fromstring(f"<{_WRAPPER}{declared}>{text}</{_WRAPPER}>".encode(), self._parser)

    def _with_characters(self, text: str) -> str:
        """The text with named characters written out, outside of CDATA and comments."""
        parts: list[str] = []
        done = at = 0
        while found := _NAMED_OR_SECTION.search(text, at):
            at = found.end()
            if found[1] is None:
                at = section(text, found[0], found.start()).end
            elif found[1] in self._characters:
                parts += text[done : found.start()], escape(self._characters[found[1]])
                done = at
        return "".join(parts) + text[done:]


def _with_ampersands(text: str) -> str:
    """The text with each bare `&` written `&amp;`, outside of CDATA, comments and instructions."""
    parts: list[str] = []
    done = at = 0
    while found := _BARE_OR_SECTION.search(text, at):
        at = found.end()
        if found[0] == "&":
            parts += text[done:at], "amp;"
            done = at
        else:
            at = section(text, found[0], found.start()).end
    return "".join(parts) + text[done:]


def _prefixes(text: str) -> set[str]:
    return set(_PREFIX.findall(text)) - {"xml", "xmlns"}


def _declared(prefixes: set[str], namespaces: Mapping[str, str]) -> dict[str, str]:
    """The namespaces, and one for each prefix that the feed uses and does not declare."""
    missing = sorted(prefixes - set(namespaces))
    return {**namespaces, **{prefix: GOOGLE if prefix == "g" else f"undeclared:{prefix}" for prefix in missing}}
