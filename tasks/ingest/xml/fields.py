"""One record of an XML feed to cells: which column each element and attribute belongs to.

What comes in is a parsed element; what goes out are texts by path. Nested elements join with a dot, attributes with
`@`, named pairs become `param[Color]`, elements that repeat become lines of one cell, and texts with markup in them
stay as markup. Nothing is dropped; white space around a text is layout and no text.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from tasks.ingest.flatten import ColumnPath
from tasks.ingest.xml.names import Names

_SPACE = " \t\r\n"
_NAME_ATTRIBUTES = ("name", "key", "label")
_PAIR_NAME = re.compile(r"(?:\w*_)?(?:name|key|label|code)|fname|attribute")
_PAIR_VALUE = re.compile(r"(?:\w*_)?(?:val|value|values)|fvalue")
_MARKUP = frozenset(
    "p br ul ol li div span strong em b i u h1 h2 h3 h4 h5 h6 table tr td a img font hr small sub sup".split()
)
_LONGEST_NAME = 100

_ATTRIBUTES = etree.XPath("*/*/@*")
_GRANDCHILDREN = etree.XPath("*/*/*")
_WITH_TEXT = etree.XPath("*[text()[normalize-space()]]")

Leaves = dict[ColumnPath, str]


class TooDeep(ValueError):
    """An element is nested deeper than allowed."""


class RecordFlattener:
    """Flattens records nested at most `nesting` deep."""

    def __init__(self, nesting: int) -> None:
        self._nesting = nesting
        self._names = Names()
        self._group: etree._Element | None = None
        self._more_than_text: set[etree._Element] = set()
        self._with_text: set[etree._Element] = set()
        self._paths: dict[ColumnPath, dict[str, ColumnPath]] = {}

    def flatten(self, record: etree._Element) -> Leaves:
        """The texts of a record by path; raises TooDeep."""
        leaves: Leaves = {}
        self._add_attributes(record, (), leaves)
        if len(record):
            self._look(record.getparent())
            self._add_children(record, (), leaves, self._nesting - 1)
            loose = record.xpath("text()") if record in self._with_text else []
        else:
            loose = [record.text]
        text = " ".join(filter(None, map(_text, loose)))
        if text:
            leaves["#text",] = text
        return leaves

    def _add_children(self, parent: etree._Element, path: ColumnPath, leaves: Leaves, depth: int) -> None:
        if depth < 0:
            raise TooDeep
        paths = self._paths.setdefault(path, {})
        found: dict[str, str | Leaves] = {}
        repeated: dict[str, list[str | Leaves]] = {}
        pairs: Leaves = {}
        for child in parent:
            tag = child.tag
            place = paths.get(tag)
            if place is None:
                place = paths[tag] = (*path, self._names.of(child))
            one: str | Leaves
            is_text = child not in self._more_than_text if not path else not len(child) and not child.keys()
            if is_text:
                text = child.text
                one = text.strip(_SPACE) if text else ""
            elif (pair := self._pair(child, self._names.of(child))) is not None:
                _join(pairs, pair)
                continue
            else:
                one = self._complex(child, place, depth)
            if tag in found:
                repeated.setdefault(tag, [found[tag]]).append(one)
            else:
                found[tag] = one
        for tag, one in found.items():
            if tag in repeated:
                leaves.update(_side_by_side(repeated[tag], paths[tag]))
            elif isinstance(one, str):
                leaves[paths[tag]] = one
            else:
                leaves.update(one)
        _join(leaves, pairs)

    def _look(self, group: etree._Element) -> None:
        """Find out about all records of a group at once which children are more than texts: that is much faster."""
        if group is not self._group:
            self._group = group
            self._more_than_text = {one.getparent() for one in (*_ATTRIBUTES(group), *_GRANDCHILDREN(group))}
            self._with_text = set(_WITH_TEXT(group))

    def _complex(self, element: etree._Element, path: ColumnPath, depth: int) -> Leaves:
        """The leaves of an element that has attributes or children."""
        leaves: Leaves = {}
        self._add_attributes(element, path, leaves)
        if not len(element):
            text = _text(element.text)
            if text or not leaves:
                leaves[path] = text
        elif self._is_markup(element):
            leaves[path] = _text(self._inner(element, depth))
        else:
            self._add_children(element, path, leaves, depth - 1)
        return leaves

    def _add_attributes(self, element: etree._Element, path: ColumnPath, leaves: Leaves) -> None:
        for key, value in element.items():
            leaves[*path, self._names.of_attribute(key, element)] = value

    def _pair(self, element: etree._Element, name: str) -> Leaves | None:
        """A named value: a name in an attribute or in a child, the value in the text, an attribute or a child."""
        leaves = self._pair_of_children(element) if len(element) else self._pair_of_attributes(element)
        if leaves is None:
            return None
        label, value, others = leaves
        if not label or len(label) > _LONGEST_NAME or "\n" in label:
            return None
        place: ColumnPath = (name, (label,))
        return {place: value, **{(*place, *path): text for path, text in others.items()}}

    def _pair_of_attributes(self, element: etree._Element) -> tuple[str, str, Leaves] | None:
        attributes = dict(element.items())
        key = next((key for key in attributes if key.lower() in _NAME_ATTRIBUTES), None)
        if key is None:
            return None
        label, value = attributes.pop(key).strip(_SPACE), _text(element.text)
        if not value and "value" in attributes:
            value = attributes.pop("value")
        return label, value, {(self._names.of_attribute(one, element),): text for one, text in attributes.items()}

    def _pair_of_children(self, element: etree._Element) -> tuple[str, str, Leaves] | None:
        if any(len(child) or child.keys() for child in element):
            return None
        names: list[etree._Element] = []
        values: list[etree._Element] = []
        others: Leaves = {}
        for child in element:
            local = child.tag.rpartition("}")[2].lower()
            if _PAIR_VALUE.fullmatch(local):
                values.append(child)
            elif _PAIR_NAME.fullmatch(local) and not names:
                names.append(child)
            else:
                _join(others, {(self._names.of(child),): _text(child.text)})
        if not names or not values or len({child.tag for child in values}) > 1 or _has_loose_text(element):
            return None
        self._add_attributes(element, (), others)
        return _text(names[0].text), "\n".join(_text(child.text) for child in values), others

    def _is_markup(self, element: etree._Element) -> bool:
        return _has_loose_text(element) or all(child.tag.rpartition("}")[2].lower() in _MARKUP for child in element)

    def _inner(self, element: etree._Element, depth: int) -> str:
        """What stands between the tags of an element, as markup."""
        if depth < 0:
            raise TooDeep
        parts = [escape(element.text or "")]
        for child in element:
            name = self._names.of(child)
            attributes = "".join(
                f" {self._names.of_attribute(key, child)[1:]}={quoteattr(value)}" for key, value in child.items()
            )
            inner = self._inner(child, depth - 1)
            parts += (
                f"<{name}{attributes}>{inner}</{name}>" if inner else f"<{name}{attributes}/>",
                escape(child.tail or ""),
            )
        return "".join(parts)


def _has_loose_text(element: etree._Element) -> bool:
    """Whether an element has texts between its children."""
    return bool(_text(element.text)) or any(_text(child.tail) for child in element)


def _text(text: str | None) -> str:
    return text.strip(_SPACE) if text else ""


def _join(leaves: Leaves, more: Leaves) -> None:
    """Add leaves; those whose path is there already become further lines of it."""
    for path, text in more.items():
        leaves[path] = f"{leaves[path]}\n{text}" if path in leaves else text


def _side_by_side(group: list[str | Leaves], place: ColumnPath) -> Leaves:
    """Elements of one name: a cell for each path, one line in it for each element."""
    found = [{place: one} if isinstance(one, str) else one for one in group]
    paths = dict.fromkeys(path for leaves in found for path in leaves)
    return {path: "\n".join(leaves.get(path, "") for leaves in found) for path in paths}
