"""Which hits of brand names speak of the brand: hits of one product's texts in, sightings out.

A name that is an ordinary word or an abbreviation counts where it is written as the brand writes it, or disguised, and
one of its contexts stands near; an everyday word (kind `field`) only where it is disguised. A name after words such as
*compatible with*, on goods that are an accessory, tells what the goods are made for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from expectations.brands import Brand, BrandContexts
from tasks.measure.brands.names import without_accents
from tasks.measure.terms.folding import keep
from tasks.measure.terms.hits import Fold, Hit

# How far from a name a context may stand, and how long a list of devices after *for* may become.
_NEAR_CHARACTERS = 80
_LIST_CHARACTERS = 120
_MOSTLY_UPPER = 0.6
_BETWEEN_WORDS = re.compile(r"[\W_]+")
# By these letters stand for others, so that nothing is left of how the name is written.
_CHANGING: frozenset[Fold] = frozenset({"confusable", "leet", "repeated", "spaced", "starred"})
# Of an everyday word only these are no play with letters, as `Loooove` is.
_PROVING: frozenset[Fold] = frozenset({"confusable", "leet", "starred"})
_END_OF_SENTENCE = re.compile(r"[.!?;\n](?:\s|$)")
# Words that may stand between *for* and the name, beside models and other brands.
_LINKING = frozenset(
    "the a an and or with all most new your series models model phone phones device devices pro max plus mini ultra "
    "galaxy iphone ipad compatible für und oder et ou y o e le la les el los".split()
)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A brand named in a field's text.

    `is_mention` where it only tells what an accessory is made for, `is_within` where it is part of a longer name.
    """

    brand: Brand
    field: str
    text: str
    hit: Hit
    is_mention: bool = False
    is_within: bool = False

    def describe(self) -> str:
        """The name, and how it stands there where that is otherwise."""
        return self.hit.describe(self.text)


class Surroundings:
    """Decides by what stands around a name."""

    def __init__(self, contexts: BrandContexts, brands: Mapping[str, Brand]) -> None:
        self._contexts = contexts
        self.brands = brands

    def sightings(self, texts: Mapping[str, str], hits: Mapping[str, Sequence[Hit]]) -> Iterator[Sighting]:
        """The sightings of one product, `texts` and `hits` by field."""
        name = texts.get("name", "")
        is_accessory = _holds(_words(name), self._accessory_goods)
        for field, text in texts.items():
            own = hits.get(field, ())
            counted = [hit for hit in own if self._counts(hit, field, text, "" if field == "name" else name)]
            for hit in counted:
                is_mention = is_accessory and not hit.is_disguised and self._is_mention(hit, text, own)
                yield Sighting(self.brands[hit.term.owner], field, text, hit, is_mention, _is_within(hit, counted))

    @cached_property
    def _accessory_goods(self) -> tuple[str, ...]:
        return tuple(_words(phrase) for phrase in self._contexts.accessory_goods)

    @cached_property
    def _accessory_phrases(self) -> tuple[str, ...]:
        return tuple(_words(phrase) for phrase in self._contexts.accessory_phrases)

    def _counts(self, hit: Hit, field: str, text: str, name: str) -> bool:
        brand = self.brands[hit.term.owner]
        written = keep(text[hit.start : hit.end]).text
        if brand.kind == "invented":
            return not _is_loose(hit, written) or self._has_context(brand, hit, text, name)
        is_plain_tag = field == "tags" and brand.kind == "word" and _is_tag(text, hit)
        if brand.kind == "field" and not _is_proof(hit):
            return False
        is_changed = bool(_CHANGING.intersection(hit.folds))
        listed = hit.term.written
        if "hidden" in hit.folds:
            listed, written = without_accents(listed), without_accents(written)
        if not (is_changed or is_plain_tag or _is_written_so(brand, listed, written, text)):
            return False
        return self._has_context(brand, hit, text, name)

    def _has_context(self, brand: Brand, hit: Hit, text: str, name: str) -> bool:
        low, high = max(hit.start - _NEAR_CHARACTERS, 0), hit.end + _NEAR_CHARACTERS
        near = _words(f"{text[low : hit.start]} \n {text[hit.end : high]} \n {name}")
        return _holds(near, map(_words, self._contexts.contexts_of(brand)))

    def _is_mention(self, hit: Hit, text: str, hits: Iterable[Hit]) -> bool:
        """Whether one of the phrases stands before, with nothing between but other brands and models."""
        low = max(hit.start - _LIST_CHARACTERS, 0)
        before = list(text[low : hit.start])
        for other in hits:
            if other.start < hit.start:
                before[max(other.start - low, 0) : max(other.end - low, 0)] = " " * (other.end - max(other.start, low))
        said = _words(_END_OF_SENTENCE.split("".join(before))[-1])
        while said.strip():
            if any(said.endswith(phrase) for phrase in self._accessory_phrases):
                return True
            said, _, last = said.rstrip().rpartition(" ")
            if last not in _LINKING and not any(map(str.isdigit, last)) and len(last) > 1:
                return False
            said += " "
        return False


def _is_written_so(brand: Brand, listed: str, written: str, text: str) -> bool:
    """Whether the name has the capitals of the brand; in a text of capitals these prove nothing."""
    if brand.kind == "short":
        return written in (listed, listed.upper()) and not _is_shouted(text)
    return written == listed or (written == listed.upper() and not _is_shouted(text))


def _is_loose(hit: Hit, written: str) -> bool:
    """Whether a name of one word stands in several small ones, as *post it* does for Post-it."""
    return not hit.folds and " " in written and " " not in hit.term.written and written.islower()


def _is_proof(hit: Hit) -> bool:
    """Whether an everyday word can only be written so to hide it: other signs for letters, or all letters apart."""
    return _PROVING.issuperset(hit.folds) or hit.end - hit.start >= 2 * len(hit.term.written) - 1


def _is_tag(text: str, hit: Hit) -> bool:
    """Whether the name is a tag of its own; tags are mostly written small."""
    return text[: hit.start].rstrip()[-1:] in ("", ",") and text[hit.end :].lstrip()[:1] in ("", ",")


def _is_shouted(text: str) -> bool:
    letters = [one for one in text if one.isalpha()]
    return len(letters) > 10 and sum(map(str.isupper, letters)) > _MOSTLY_UPPER * len(letters)


def _words(text: str) -> str:
    """Words in one case between single blanks, with one at either end; scripts without blanks stay as they are."""
    return f" {_BETWEEN_WORDS.sub(' ', text.casefold()).strip()} "


def _holds(words: str, phrases: Iterable[str]) -> bool:
    return any(phrase in words for phrase in phrases)


def _is_within(hit: Hit, hits: Iterable[Hit]) -> bool:
    return any(
        other.start <= hit.start and hit.end <= other.end and other.end - other.start > hit.end - hit.start
        for other in hits
    )
