"""Which element of an XML feed is the record, and what the records need from the document around them.

What comes in is a feed; what goes out is the element's name, where to begin, the namespaces, the entities and the names
of the categories. A feed in which no element stands out as the record is refused.
"""

from __future__ import annotations

from dataclasses import dataclass

from expectations.columns import fold
from tasks.ingest.records import Feed
from tasks.ingest.text_window import TextWindow
from tasks.ingest.xml.categories import read_categories
from tasks.ingest.xml.outline import Outline, OutlineReader, Path, Place
from tasks.ingest.xml.prolog import LONGEST_PROLOG, read_prolog

# Undecodable bytes.
ALARMS = (b"\xf4\x8f",)
# The second only where the first shows no well-known records.
_LOOK_AT_CHARS = (1 << 20, 16 << 20)
GOOGLE = "http://base.google.com/ns/1.0"

# A record's element below its parent, both in lower case and without prefix; None is any parent.
_KNOWN = frozenset(
    [
        ("channel", "item"),
        ("rdf", "item"),
        ("feed", "entry"),
        ("offers", "offer"),
        ("products", "product"),
        ("items", "item"),
        ("articles", "article"),
        ("catalog", "product"),
        ("catalogue", "product"),
        ("entries", "entry"),
        ("listings", "listing"),
        ("goods", "good"),
        ("records", "record"),
        ("t_new_catalog", "product"),
        ("t_new_catalog", "article"),
        ("t_update_products", "product"),
        ("t_update_products", "article"),
        (None, "shopitem"),
        (None, "row"),
        (None, "record"),
    ]
)
# A list inside of repeated elements is theirs unless each holds at least so many.
_MANY = 10


@dataclass(frozen=True)
class Layout:
    """The records are the elements named like those of `place` from the character `start` on."""

    place: Place
    start: int
    outline: Outline
    entities: dict[str, str]
    categories: dict[str, str]


def locate(feed: Feed) -> Layout:
    """Where the records stand; raises FeedRefused where that cannot be told, and for what must not be read."""
    with TextWindow(feed.path, ALARMS) as window:
        window.fill(LONGEST_PROLOG)
        prolog = read_prolog(window.text, feed)
        for chars in _LOOK_AT_CHARS:
            window.fill(chars)
            outline = OutlineReader(feed.limits.nesting).read(window.text, prolog.end)
            best = _best(outline, feed)
            if window.is_at_end or (best is not None and best.count > 2 and _is_known(best.path)):
                break
        if best is None:
            raise _refusal(outline, feed)
        above = outline.places.get(best.path[:-1])
        start = above.start if above is not None else prolog.end
        categories = read_categories(window.text[prolog.end : best.start])
    return Layout(best, start, outline, prolog.entities, categories)


def _refusal(outline: Outline, feed: Feed) -> Exception:
    if outline.is_too_deep:
        return feed.refuse(
            f"is nested more than {feed.limits.nesting} deep", fix="send the products as a list of elements"
        )
    return feed.refuse(
        "holds no elements that repeat and have fields", fix="send the products as elements of one name below another"
    )


def _best(outline: Outline, feed: Feed) -> Place | None:
    places = [place for place in outline.places.values() if _is_outermost(place, outline)]
    known = [place for place in places if _is_known(place.path) and place.names]
    if known:
        return max(known, key=lambda place: (-len(place.path), place.count * len(place.names)))
    repeated = [place for place in places if place.count > 1 and len(place.names) > 1]
    if repeated:
        # Fields weigh more than numbers: a shop has more categories than products.
        return max(repeated, key=lambda place: (place.count * len(place.names) ** 2, -len(place.path)))
    single = next((place for place in places if _is_product(place, feed)), None)
    return single or next((place for place in places if _is_narrow(place, outline)), None)


def _is_outermost(place: Place, outline: Outline) -> bool:
    """Whether an element is no part of a record itself."""
    for depth in range(1, len(place.path)):
        above = outline.places.get(place.path[:depth])
        if above is not None and above.count > 1 and len(above.names) > 1 and place.count < _MANY * above.count:
            return False
    return True


def _is_narrow(place: Place, outline: Outline) -> bool:
    """Whether an element repeats, has one field, and is all that the document holds."""
    if place.count < 2 or len(place.path) < 2 or not _fields(place):
        return False
    around = [outline.places.get(place.path[:depth]) for depth in range(1, len(place.path))]
    return all(above is not None and above.count == 1 and len(_fields(above)) == 1 for above in around)


def _fields(place: Place) -> list[str]:
    return [name for name in place.names if not name.startswith("@")]


def _is_known(path: Path) -> bool:
    folded = [name.rpartition(":")[2].lower() for name in ("", *path)[-2:]]
    return (folded[0], folded[1]) in _KNOWN or (None, folded[1]) in _KNOWN


def _is_product(place: Place, feed: Feed) -> bool:
    """Whether a single element has fields that are known."""
    fields = {fold(name.rpartition(":")[2]) for name in place.names}
    return len(fields & feed.names.folded) > 1
