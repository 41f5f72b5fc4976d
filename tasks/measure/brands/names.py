"""The names of brands as terms to look for: the declared list in, terms with their other ways of writing out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from expectations.brands import Brand, BrandList
from tasks.measure.terms.hits import Term

LEXICON = "brands"

_APOSTROPHES = re.compile(r"['’]")
_HYPHENS = re.compile(r"[-.]")
# Shorter names turn up when anything is folded.
_SHORTEST_HIDEABLE = 4
# Shorter everyday words turn up in numbers of models.
_SHORTEST_HIDDEN_ONLY = 5
# A shorter plural, or shorter words run together, can be other words: *Li-Ning* without its hyphen is one.
_SHORTEST_PLURAL = 5
_SHORTEST_JOINED = 8
_SHORTEST_PIECE = 3


def brand_terms(listed: BrandList) -> Iterator[Term]:
    """Terms of all names found in texts; one of kind `field` proves something there only where it is disguised.

    The owner of each is its brand's name, so that a harmless phrase excuses that brand only.
    """
    for brand in listed.brands:
        for name in brand.names:
            if brand.kind != "field":
                yield from _name_terms(brand, name)
            elif len(name) >= _SHORTEST_HIDDEN_ONLY:
                yield Term(LEXICON, name, name, owner=brand.name, is_hidden_only=True)
        for phrase in listed.contexts.harmless_of(brand):
            yield Term(LEXICON, phrase, phrase, owner=brand.name, is_exception=True)


def _name_terms(brand: Brand, name: str) -> Iterator[Term]:
    letters = sum(map(str.isalpha, name))
    is_hideable = brand.kind != "short" and letters >= _SHORTEST_HIDEABLE
    is_strong = brand.kind == "invented" and is_hideable
    yield Term(LEXICON, name, name, owner=brand.name, is_strong=is_strong, is_hideable=is_hideable)
    if brand.kind != "invented":
        return
    for written in _other_spellings(name):
        yield Term(LEXICON, written, name, owner=brand.name, is_strong=is_strong, is_hideable=is_hideable)
    if " " in name and letters >= _SHORTEST_JOINED:
        yield Term(LEXICON, name.replace(" ", ""), name, brand.name, is_strong=is_strong, folds=("joined",))


def _other_spellings(name: str) -> Iterable[str]:
    """Spellings of an invented name that hide nothing: without accents, apostrophes or hyphens, and its plural."""
    spellings: dict[str, None] = {}
    for written in (name, without_accents(name)):
        spellings[written] = None
        spellings[_APOSTROPHES.sub("", written)] = None
        pieces = _HYPHENS.split(written)
        if len("".join(pieces)) >= _SHORTEST_JOINED or min(map(len, pieces)) >= _SHORTEST_PIECE:
            spellings[_HYPHENS.sub("", written)] = None
    if name.isalpha() and len(name) >= _SHORTEST_PLURAL and not name.endswith(("s", "S")):
        spellings[f"{name}s"] = None
    spellings.pop(name)
    return spellings


def without_accents(name: str) -> str:
    """The text with plain letters for accented ones."""
    return "".join(one for one in unicodedata.normalize("NFD", name) if not unicodedata.combining(one))
