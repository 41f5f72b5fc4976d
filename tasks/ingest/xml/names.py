"""How elements and attributes are called in columns: with the document's prefixes, Google's namespace always `g:`.

It knows names only.
"""

from __future__ import annotations

from lxml import etree

from tasks.ingest.xml.layout import GOOGLE

_PREFIXES = {GOOGLE: "g", "http://www.w3.org/XML/1998/namespace": "xml"}


class Names:
    """Names by tag, kept once made: the first prefix of a namespace names it."""

    def __init__(self) -> None:
        self._made: dict[str, str] = {}

    def of(self, element: etree._Element) -> str:
        """The name of an element, such as `g:price`."""
        return self._made.get(element.tag) or self._make(element.tag, element.prefix)

    def of_attribute(self, key: str, element: etree._Element) -> str:
        """The name of an attribute with `@` before it."""
        if not key.startswith("{"):
            return f"@{key}"
        uri = key[1:].partition("}")[0]
        prefix = next((prefix for prefix, one in element.nsmap.items() if one == uri and prefix), None)
        return f"@{self._made.get(key) or self._make(key, prefix)}"

    def _make(self, tag: str, prefix: str | None) -> str:
        uri, _, local = tag.rpartition("}")
        prefix = _PREFIXES.get(uri[1:], prefix)
        name = plain = f"{prefix}:{local}" if prefix else local
        number = 1
        while name in self._made.values():
            number += 1
            name = f"{plain} ({number})"
        self._made[tag] = name
        return name
