"""Words that stand in a listing for the search and not for the reader: lists in names, words said over and over."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

import numpy as np
import pandas as pd

from tasks.measure.truth.looking import Mask, Small, counting, matching, placed, said_of

# A name cut by commas, strokes and bars into this many parts is a list where a word comes back in it.
_LEAST_PARTS = 5
_LONGEST_PART_WORDS = 4
_LEAST_TIMES_IN_NAME = 2
# In a description: so many times, and so large a share of its words.
_LEAST_TIMES = 6
_LEAST_SHARE = 0.08
_LEAST_HASHTAGS = 4
_LEAST_CHARACTERS = 60
_LEAST_LIST = 15

_WORD = re.compile(r"[^\W\d_]{3,}")
_PARTS = re.compile(r"\s*[,;|/]\s*")
_LABELLED = re.compile(
    r"(?:^|[\n.;|])\s*(?:(?:search )?key ?words?|search terms?|hash ?tags?|seo|meta(?: tags| keywords)?)\s*:\s*\S", re.I
)
QUICK_LABEL = r"(?i)(?:key ?words?|search terms?|hash ?tags?|seo|meta(?: tags)?)\s*:"
_QUICK_HASHTAGS = rf"(?:#[^#]*){{{_LEAST_HASHTAGS}}}"
# So many commas in one line.
_QUICK_LIST = rf"(?:[^.\n!?:,]*,){{{_LEAST_LIST - 1}}}"
_HASHTAG = re.compile(r"(?<!\w)#[^\W\d_]\w+")
_SMALL = frozenset(
    "the and for with your you this that are from not can its our all has have will one but they their more most "
    "any into out than when which who was were been also only very each per und der die das mit für von les des "
    "pour avec una para con size color colour x".split()
)


def name_lists(names: pd.Series) -> pd.Series:
    """Names that are lists of search words."""
    cuts = sum(counting(names, sign) for sign in ",;|/")
    return said_of(names, np.asarray(cuts >= _LEAST_PARTS - 1), name_list)


def name_list(name: str) -> str | None:
    """How many short parts a name has in which a word comes back: `dress, summer dress, dress women` and on."""
    parts = [part for part in _PARTS.split(name) if part]
    short = [part for part in parts if len(part.split()) <= _LONGEST_PART_WORDS]
    if len(parts) < _LEAST_PARTS or len(short) < len(parts) - 1:
        return None
    word, times = _most_common(parts)
    return f"{len(parts)} parts, {word!r} in {times} of them" if times >= _LEAST_TIMES_IN_NAME else None


def description_stuffing(descriptions: pd.Series, small: Small, among: Mask | None = None) -> pd.Series:
    """Descriptions with a list of search words or with a word of the name said over and over.

    `small` are name and description of each product in small letters.
    With `among` labelled lists are looked for only in descriptions told there.
    """
    is_open = matching(descriptions, QUICK_LABEL, among)
    is_open |= matching(descriptions, _QUICK_HASHTAGS, matching(descriptions, "#"))
    is_open |= matching(descriptions, _QUICK_LIST)
    found = said_of(descriptions, is_open, word_dump)
    said = {
        place: repeated
        for place, (name, description) in enumerate(small)
        if description
        and name
        # One count a word costs little; the rest is for the few.
        and any(len(word) > 2 and description.count(word) >= _LEAST_TIMES for word in name.replace(",", " ").split())
        and (repeated := said_too_often(description, name)) is not None
    }
    return found.fillna(placed(said, descriptions.index))


def word_dump(text: str) -> str | None:
    """A labelled list of search words, a row of hashtags, or a long list of short parts in which a word comes back."""
    label = _LABELLED.search(text)
    if label is not None:
        return label.group().strip(" \n.;|")[:40]
    tags = _HASHTAG.findall(text)
    if len(tags) >= _LEAST_HASHTAGS:
        return " ".join(tags[:6])
    for line in re.split(r"[.\n!?:]", text):
        parts = [part for part in line.split(",") if part.strip()]
        if len(parts) < _LEAST_LIST or any(len(part.split()) > _LONGEST_PART_WORDS for part in parts):
            continue
        word, times = _most_common(parts)
        if times * 3 >= len(parts):
            return f"a list of {len(parts)} parts, {word!r} in {times} of them"
    return None


def said_too_often(description: str, name: str) -> str | None:
    """The word of the name that the description says too often, with its number; both texts in small letters."""
    if len(description) < _LEAST_CHARACTERS:
        return None
    for word in name.replace(",", " ").split():
        if len(word) < 3 or description.count(word) < _LEAST_TIMES or word in _SMALL:
            continue
        words = _WORD.findall(description)
        times = sum(1 for one in words if one == word)
        if times >= _LEAST_TIMES and times >= _LEAST_SHARE * len(words):
            return f"{word!r} {times} times in {len(words)} words"
    return None


def tag_stuffing(tags: pd.Series) -> pd.Series:
    """A word that stands in most of six or more tags."""
    return said_of(tags, counting(tags, ",") >= 5, _repeated_in)


def _repeated_in(text: str) -> str | None:
    parts = text.split(",")
    # A word of three quarters of the tags stands in the first quarter and one more; there each count costs little.
    first = " ".join(parts[: len(parts) // 4 + 1]).split()
    if not any(text.count(word) >= 5 for word in first):
        return None
    word, times = _most_common(parts)
    return f"{word!r} in {times} of {len(parts)} tags" if times >= 5 and times * 4 >= len(parts) * 3 else None


def _most_common(parts: Iterable[str]) -> tuple[str, int]:
    """The word that stands in most of the parts, and in how many."""
    counts = Counter(word for part in parts for word in {*_WORD.findall(part.casefold())} - _SMALL)
    return max(counts.items(), key=lambda pair: pair[1], default=("", 0))
