"""Where the records of a JSON feed stand: in a list at some depth, under their ids, one a line, or there is just one.

What comes in is a feed; what goes out is a place to read from. Lists that are not read are noted; a file that holds
columns instead of records is refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from expectations.columns import ColumnNames, fold
from tasks.ingest.json.outline import Outline, Place, too_deep
from tasks.ingest.json.reader import ALARMS, Kind
from tasks.ingest.json.resync import alike, first_key
from tasks.ingest.json.values import Unreadable, Values
from tasks.ingest.records import Feed
from tasks.ingest.text_window import TextWindow

# What lists of products are called, folded.
_KNOWN = frozenset(
    "products product items item offers offer entries entry records record rows row data listings listing skus "
    "articles goods catalog catalogue inventory results result feed nodes edges documents docs hits "
    "productlist values content produkte artikel produits articulos productos prodotti produkty towary товары".split()
)
_START = re.compile(r'\s*+(?:\{\s*+(?:["\'}]|\w+\s*:)|\[\s*+(?:[\[{\]]|"(?:[^"\\\n]|\\.)*+"\s*+[,\]]))')
_NEST = re.compile(r"(?:[\[{]\s*+)*+")
_LINES_LOOKED_AT = 5
_SINGLE_KEYS = 2
# Lists that hold products and nothing else, folded: where one is empty, there are none.
_PRODUCTS = frozenset("products product offers articles listings".split())
_EMPTY = re.compile(r"\[\s*+\]\s*+")


@dataclass(frozen=True)
class Layout:
    """Where to begin reading, in characters, and what stands there.

    `has_rows`: the elements are lists, of which the first is a header. `is_root`: nothing holds the list.
    `is_single`: there is one value only.
    """

    kind: Kind
    start: int = 0
    has_rows: bool = False
    is_root: bool = True
    is_single: bool = False


def is_json(start: str) -> bool:
    """Whether a text begins like JSON: a line of a table that merely begins with a bracket does not."""
    return _START.match(start) is not None


def locate(feed: Feed) -> Layout:
    """Where the records stand; raises FeedRefused where that cannot be told."""
    with TextWindow(feed.path, ALARMS) as window:
        window.fill(1 << 16)
        begin = len(window.text) - len(window.text.lstrip())
        nest = _NEST.match(window.text, begin)
        if nest and len(re.sub(r"\s", "", nest[0])) > feed.limits.nesting:
            raise too_deep(feed)
        opening, values = window.text[begin : begin + 1], Values()
        if _is_lines(window.text, opening, values):
            return Layout("lines", has_rows=opening == "[")
        if opening == "[":
            if window.is_at_end and _EMPTY.fullmatch(window.text, begin):
                raise _no_products(feed)
            return Layout("list", begin + 1, has_rows=window.text[begin + 1 :].lstrip().startswith("["))
        outline = Outline(feed)
        outline.read(window)
    return _choose(feed, outline)


def _is_lines(text: str, opening: str, values: Values) -> bool:
    """Whether each line is a value of its own: one of the first is whole, and another begins alike."""
    lines = [line.strip(" \t\r,") for line in text.split("\n", 50)]
    lines = [line for line in lines if line][:_LINES_LOOKED_AT]
    if len(lines) < 2 or not all(line.startswith(opening) for line in lines):
        return False
    if opening == "[":
        # Not the rows of one list, each on a line, and not several lists of records.
        first = _whole(lines[0], values)
        return isinstance(first, list) and not any(isinstance(cell, tuple | list) for cell in first)
    keys = [first_key(line, 0) for line in lines[:2]]
    return (keys[0] == keys[1] != ()) or any(_whole(line, values) is not None for line in lines)


def _whole(line: str, values: Values) -> Any:
    """The value that is all of a line; None where there is none."""
    try:
        value, end = values.read(line, 0)
    except Unreadable:
        return None
    return value if end == len(line) else None


def _choose(feed: Feed, outline: Outline) -> Layout:
    root = outline.places[0]
    if outline.roots > 1 and not any(place.holds_records for place in outline.places if len(place.path) == 1):
        return Layout("sequence")
    _refuse_columns(feed, root, outline)
    keyed = [place for place in outline.places if _is_keyed(place)]
    inside = {place.path for place in keyed}
    lists = [
        place
        for place in outline.places
        if place.holds_records and not any(place.path[:depth] in inside for depth in range(len(place.path)))
    ]
    candidates = [place for place in lists if _is_known(place)] or [place for place in keyed if _is_known(place)]
    if not candidates:
        single = _single(feed, outline, lists, keyed)
        _refuse_empty(feed, outline, single)
        if single is not None:
            return _one(feed, outline, single)
        candidates = lists or keyed or [place for place in outline.places if place.kind == "list" and _is_known(place)]
    if not candidates:
        for place in outline.places:
            if _is_known(place):
                _refuse_columns(feed, place, outline)
        raise feed.refuse(
            "is a single JSON object, not a list of products",
            fix="it may be an error message: open the feed's address in a browser; send a list of records",
        )
    best = min(candidates, key=_rank)
    _note_others(feed, best, lists)
    if outline.roots > 1:
        feed.notes.append("more than one value stands in the file; only the first is read")
    if best.kind == "object":
        _refuse_columns(feed, best, outline)
        return Layout("keyed", best.start, is_root=not best.path)
    return Layout("list", best.start, has_rows=best.lists > best.objects, is_root=False)


def _single(feed: Feed, outline: Outline, lists: Sequence[Place], keyed: Sequence[Place]) -> Place | None:
    """The object that is the one record: the outermost, what holds the list, or an inner one where nothing is listed.

    It has fields that are known; what it lists are its variants or pictures.
    """
    around = outline.places[:1]
    if lists:
        path = min(lists, key=_rank).path
        around += [place for place in outline.places if path and place.path == path[:-1]]
    elif not keyed:
        around = sorted(outline.places, key=lambda place: len(place.path))
    singles = (place for place in around if place.kind == "object")
    return next((place for place in singles if _hits(place.keys, feed.names) >= _SINGLE_KEYS), None)


def _one(feed: Feed, outline: Outline, single: Place) -> Layout:
    if not single.path:
        return Layout("sequence", is_single=True)
    _refuse_columns(feed, single, outline)
    feed.notes.append(f"the one record is the object {'.'.join(single.path)}; what stands around it is left out")
    return Layout("sequence", single.start - 1, is_root=False, is_single=True)


def _refuse_empty(feed: Feed, outline: Outline, single: Place | None) -> None:
    """Refuse a file whose list of products is empty; a list within the one record is none, unless it is called so."""
    for place in outline.places:
        if place.is_empty and _is_known(place):
            is_within = single is not None and place.path[: len(single.path)] == single.path
            if not is_within or fold(place.path[-1]) in _PRODUCTS:
                raise _no_products(feed)


def _no_products(feed: Feed) -> Exception:
    return feed.refuse("holds no products", fix="its list is empty: check the export, and send the feed anew")


def _is_known(place: Place) -> bool:
    return bool(place.path) and fold(place.path[-1]) in _KNOWN


def _rank(place: Place) -> tuple[bool, int, int]:
    return not _is_known(place), -max(place.objects, place.lists), len(place.path)


def _is_keyed(place: Place) -> bool:
    """Whether an object holds nothing but objects that are like one another; a few may be broken."""
    is_full = place.kind == "object" and abs(place.members - place.objects) <= place.members // 10
    return is_full and place.objects > 1 and all(alike(place.samples[0], sample) for sample in place.samples[1:])


def _hits(keys: Sequence[str], names: ColumnNames) -> int:
    return len({fold(key) for key in keys} & names.folded)


def _note_others(feed: Feed, best: Place, lists: Sequence[Place]) -> None:
    others = [f"{'.'.join(place.path)} ({place.objects})" for place in lists if place is not best and place.objects]
    if others:
        name = ".".join(best.path) or "the outermost object"
        feed.notes.append(f"the records are those of {name}; left out: {', '.join(others[:10])}")


def _holds_columns(place: Place, outline: Outline) -> bool:
    """Whether an object holds nothing but lists of texts, two at least."""
    if place.kind != "object" or not 1 < place.members == place.lists:
        return False
    depth = len(place.path)
    inside = [one for one in outline.places if len(one.path) == depth + 1 and one.path[:depth] == place.path]
    return all(one.kind == "list" and not (one.objects or one.lists or one.is_empty) for one in inside)


def _refuse_columns(feed: Feed, place: Place, outline: Outline) -> None:
    """Refuse a table that is written column by column, as pandas does."""
    is_split = not place.path and {"columns", "data"} <= set(place.keys) <= {"columns", "index", "data"}
    is_by_column = _is_keyed(place) and all(
        sample and all(key.isdecimal() for key in sample) for sample in place.samples
    )
    if is_split or is_by_column or _holds_columns(place, outline):
        raise feed.refuse(
            "holds columns, not records", fix='send a list of records, one object a product (pandas: orient="records")'
        )
