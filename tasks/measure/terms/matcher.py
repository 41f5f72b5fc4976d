"""All terms of all lists against many texts at once: texts in, hits with their place in the original out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tasks.measure.terms.disguised import Disguise, find_disguised
from tasks.measure.terms.folding import Kept, fold, is_hidden_in, is_styled_in, keep
from tasks.measure.terms.hits import Fold, Hit, Term
from tasks.measure.terms.readings import Vocabulary
from tasks.measure.terms.written import Written

# Blocks that stay in the processor's cache.
_BLOCK_CHARACTERS = 1 << 17
# A weak departure proves nothing of an ordinary word.
_WEAK: frozenset[Fold] = frozenset({"accent"})


class Matcher:
    """All terms in one automaton; built once a process and shared by threads."""

    def __init__(self, terms: Iterable[Term]) -> None:
        listed = list(terms)
        self._written = Written(listed)
        self._vocabulary = Vocabulary(
            dict.fromkeys(fold(term.written) for term in listed if term.is_hideable or term.is_exception),
            (fold(term.written) for term in listed if term.is_strong),
        )

    def find(self, text: str) -> tuple[Hit, ...]:
        """The hits of one text, in their order."""
        return self.find_all([text])[0]

    def find_all(self, texts: Sequence[str]) -> list[tuple[Hit, ...]]:
        """The hits of each text, in the order in which they stand there; a term inside an exception is none."""
        found: list[tuple[Hit, ...]] = []
        for low, high in _blocks(texts):
            found += self._find_block(texts[low:high])
        return found

    def _find_block(self, texts: Sequence[str]) -> list[tuple[Hit, ...]]:
        hits: list[list[Hit]] = [[] for _ in texts]
        # A single character beyond ASCII would make a whole block four times as wide.
        for is_ascii in (True, False):
            numbers = [number for number, text in enumerate(texts) if text.isascii() is is_ascii]
            kept = [keep(texts[number]) for number in numbers]
            for match in self._written.find(kept):
                number = numbers[match.text]
                start, end = kept[match.text].span(match.start, match.end)
                folds = _dressing(texts[number], start, end, kept[match.text])
                if match.term.is_hidden_only and not folds:
                    continue
                hits[number].append(Hit(match.term, start, end, (*match.term.folds, *folds)))
            for one in find_disguised(kept, self._written, self._vocabulary):
                match = one.match
                start, end = kept[match.text].span(match.start, match.end)
                if _counts(match.term, one):
                    hits[numbers[match.text]].append(Hit(match.term, start, end, one.folds))
        return [tuple(_settle(own)) if own else () for own in hits]


def _blocks(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    low = length = 0
    for place, text in enumerate(texts):
        length += len(text)
        if length >= _BLOCK_CHARACTERS:
            yield low, place + 1
            low, length = place + 1, 0
    if low < len(texts):
        yield low, len(texts)


def _dressing(text: str, start: int, end: int, kept: Kept) -> tuple[Fold, ...]:
    """What NFKC and the taking out of invisible characters did to the hit."""
    if kept.starts is None:
        return ()
    original = text[start:end]
    folds: list[Fold] = []
    if is_hidden_in(original):
        folds.append("hidden")
    if is_styled_in(original):
        folds.append("styled")
    return tuple(folds)


def _counts(term: Term, disguise: Disguise) -> bool:
    if term.is_exception:
        return True
    if not term.is_hideable or sum(map(str.isalnum, term.shown)) < disguise.needs:
        return False
    return term.is_strong or not _WEAK.issuperset(disguise.folds)


def _settle(hits: Sequence[Hit]) -> Iterator[Hit]:
    """Exceptions applied, each term told once at each place, in the order of the text."""
    excuses = [hit for hit in hits if hit.term.is_exception]
    told: set[tuple[str, str, int]] = set()
    for hit in sorted(hits, key=lambda one: (one.start, -one.end, len(one.folds))):
        key = (hit.lexicon, hit.term.shown, hit.start)
        if not hit.term.is_exception and key not in told and not any(_excuses(one, hit) for one in excuses):
            told.add(key)
            yield hit


def _excuses(excuse: Hit, hit: Hit) -> bool:
    return (
        excuse.lexicon == hit.lexicon
        and excuse.term.owner in ("", hit.term.owner)
        and excuse.start <= hit.start
        and hit.end <= excuse.end
    )
