"""What is looked for and what was found. Terms and hits as values; nothing is searched here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from expectations.lexicons import Lexicon

# joined: words run together. hidden: invisible characters or marks over and under letters taken out. styled: full-width
# and fancy forms of letters. The others are told of a word by what stands for its letters.
Fold = Literal["joined", "hidden", "styled", "accent", "confusable", "leet", "repeated", "spaced", "starred"]


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a list or one of its exceptions; `shown` is how it is told.

    `owner` ties the several ways of writing one thing together: an exception with an owner excuses its terms alone.
    `is_strong` says that no ordinary word is near, so that weak disguises count. With `is_hideable` false the term
    is only found as it stands, with `is_hidden_only` only where it does not. `folds` are those by which this way of
    writing departs from the term.
    """

    lexicon: str
    written: str
    shown: str
    owner: str = ""
    is_open: bool = False
    is_exception: bool = False
    is_strong: bool = False
    is_hideable: bool = True
    is_hidden_only: bool = False
    folds: tuple[Fold, ...] = ()


class Hit(NamedTuple):
    """A term found at `text[start:end]`; without `folds` it stands there as listed, but for case and white space."""

    term: Term
    start: int
    end: int
    folds: tuple[Fold, ...] = ()

    @property
    def lexicon(self) -> str:
        """The list the term stands in."""
        return self.term.lexicon

    @property
    def is_disguised(self) -> bool:
        """Whether it was written so that it is not found."""
        return bool(set(self.folds) - {"joined", "accent"})

    def describe(self, text: str) -> str:
        """The term, and how it stands in the text where that is otherwise: `nike (as "N1ke", leet)`."""
        if not self.folds:
            return self.term.shown
        return f'{self.term.shown} (as "{text[self.start : self.end]}", {", ".join(self.folds)})'


def lexicon_terms(lexicon: Lexicon) -> Iterator[Term]:
    """The terms and exceptions of a word list."""
    is_hideable = lexicon.strictness == "disguised"
    for terms, is_exception in ((lexicon.terms, False), (lexicon.exceptions, True)):
        for text in terms:
            plain = text.removesuffix("*")
            shown = " ".join(plain.casefold().split())
            yield Term(
                lexicon.lexicon,
                plain,
                shown,
                is_open=text.endswith("*"),
                is_exception=is_exception,
                is_hideable=is_hideable,
            )
