"""Word lists as data: the terms that must not stand in a listing, with the phrases in which they are harmless."""

from __future__ import annotations

from typing import Annotated, Literal

import pydantic

from expectations.yaml_files import Strict, repeated

Strictness = Literal["written", "disguised"]
Term = Annotated[str, pydantic.StringConstraints(min_length=2, pattern=r"^\S(.*\S)?$")]


class Lexicon(Strict):
    """`lexicons/<name>.yml`.

    A term matches whole words, ignoring case; a trailing `*` lets the last word go on (`guarantee*`). A match inside
    one of the `exceptions` (`water gun`) does not count. `because` names the source of the list.

    `strictness` says how near a text must come to a term: `disguised` terms are looked for behind look-alike
    characters, figures for letters, and letters set apart too (`v4pe`, `s p y c a m`); `written` ones only as they
    stand, for lists whose terms are short, hold figures, or are ordinary words, where that would find honest texts.
    """

    lexicon: Annotated[str, pydantic.StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
    because: str
    strictness: Strictness = "disguised"
    terms: Annotated[tuple[Term, ...], pydantic.Field(min_length=1)]
    exceptions: tuple[Term, ...] = ()

    @pydantic.model_validator(mode="after")
    def _terms_are_unique(self) -> Lexicon:
        twice = repeated(term.casefold() for term in self.terms)
        if twice:
            raise ValueError(f"term listed twice: {', '.join(twice)}")
        return self
