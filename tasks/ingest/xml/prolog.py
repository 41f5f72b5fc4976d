"""What stands before the first element of an XML feed: whether it may be read at all, and what it declares.

What comes in is the beginning of a file; what goes out is where the document begins. Nothing that a DOCTYPE names is
ever loaded; a feed that declares entities of its own beyond the limit is refused, as are web pages and spreadsheets.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from tasks.errors import FeedRefused
from tasks.ingest.records import Feed

LONGEST_PROLOG = 1 << 20
_LONGEST_VALUE = 256
_START = re.compile(r"\s*+<(?:\?[a-z]|!DOCTYPE|!--|[A-Za-z_\u0080-\uffff][\w.:-]*+[\s/>])", re.IGNORECASE)
_SKIPPED = re.compile(r"\s++|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_DOCTYPE = re.compile(r"<!DOCTYPE\s+([^\s>\[]+)(?:[^\[>\"']|\"[^\"]*\"|'[^']*')*+(\[)?", re.IGNORECASE)
_SUBSET = re.compile(r"<!--.*?-->|<\?.*?\?>|<!(?:[^>\"']|\"[^\"]*\"|'[^']*')*+>|%[\w.:-]+;|\s++", re.DOTALL)
_ENTITY = re.compile(r"<!ENTITY\s+(%\s*)?(\S+)\s+(?:\"([^\"]*)\"|'([^']*)'|(SYSTEM|PUBLIC))", re.IGNORECASE)
_ROOT = re.compile(r"<([\w.:-]+)([^>]*)")
_PAGES = frozenset("html head body table div meta script style form center p font span".split())
_SHEETS = ("urn:schemas-microsoft-com:office:spreadsheet", "urn:oasis:names:tc:opendocument")


@dataclass(frozen=True)
class Prolog:
    """`end` is where the first element begins; `entities` are the texts of those that the feed may declare."""

    end: int
    entities: dict[str, str] = field(default_factory=dict)


def is_xml(start: str) -> bool:
    """Whether a text begins like XML or like a web page, which is refused with a clear word."""
    return _START.match(start) is not None


def read_prolog(text: str, feed: Feed) -> Prolog:
    """The prolog of a document of which `text` is the beginning; raises FeedRefused."""
    at, entities = 0, {}
    while True:
        while skipped := _SKIPPED.match(text, at):
            at = skipped.end()
        doctype = _DOCTYPE.match(text, at)
        if doctype is None:
            break
        if doctype[1].casefold() == "html":
            raise _page(feed)
        at = doctype.end()
        if doctype[2]:
            at, declared = _read_subset(text, at, feed)
            entities.update(declared)
        at = text.find(">", at) + 1
        if not at:
            raise _endless(feed)
    _refuse_others(text, at, feed)
    return Prolog(at, entities)


def _read_subset(text: str, at: int, feed: Feed) -> tuple[int, dict[str, str]]:
    """The end of a DOCTYPE's own declarations, and its entities."""
    entities: dict[str, str] = {}
    count = 0
    while part := _SUBSET.match(text, at):
        at = part.end()
        if part[0].startswith("%"):
            raise _declares(feed)
        if part[0][:8].upper() == "<!ENTITY":
            count += 1
            entity = _ENTITY.match(part[0])
            if entity is None or entity[1] or entity[5] or count > feed.limits.entities:
                raise _declares(feed)
            value = entity[3] or entity[4] or ""
            if len(value) > _LONGEST_VALUE or set(value) & set("&%<"):
                raise _declares(feed)
            entities[entity[2]] = html.unescape(value)
    if text[at : at + 1] != "]":
        raise _endless(feed)
    return at + 1, entities


def _refuse_others(text: str, at: int, feed: Feed) -> None:
    root = _ROOT.match(text, at)
    if root is None:
        raise feed.refuse("begins like XML and holds no element", fix="send the feed anew, as XML, JSON or CSV")
    if root[1].casefold() in _PAGES:
        raise _page(feed)
    if any(sheet in root[2] for sheet in _SHEETS):
        raise feed.refuse("is a spreadsheet written as XML", fix="save it as .xlsx or CSV")


def _page(feed: Feed) -> FeedRefused:
    return feed.refuse(
        "is a web page, not a feed",
        fix="it is probably a login or error page: open the feed's address in a browser; export tables as CSV or XLSX",
    )


def _declares(feed: Feed) -> FeedRefused:
    return feed.refuse(
        "declares entities of its own, which can make a small file endless or read other files",
        fix="write their text out and leave the declarations away",
    )


def _endless(feed: Feed) -> FeedRefused:
    return feed.refuse("has a DOCTYPE that does not end", fix="leave the DOCTYPE away")
