"""The registry of facts: what is measured, on what, of which type. Rules may only name facts that stand here."""

from __future__ import annotations

from typing import Annotated, Literal

import pydantic

from expectations.yaml_files import Strict, repeated

Frame = Literal["record", "row", "product", "batch", "claim", "change", "refusal"]
FactType = Literal["integer", "number", "text", "boolean"]
FactName = Annotated[str, pydantic.StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]


class Fact(Strict):
    """One measured property.

    `frame` says what one value belongs to: a record as read (unreadable and folded ones too), a sellable row,
    a product, the supplier's whole feed, a row beside what is live and what other suppliers send, a row of which
    something would have been changed, or a feed that was refused.
    `lexicon` names the word list whose hits a text fact holds, `searches` the canonical fields it is looked for
    in; the finding then points at the field of the first hit.
    """

    name: FactName
    frame: Frame
    type: FactType
    field: str | None = None
    lexicon: str | None = None
    searches: tuple[str, ...] = ()
    what: str


class Facts(Strict):
    """`facts.yml`."""

    facts: tuple[Fact, ...]

    @pydantic.model_validator(mode="after")
    def _names_are_unique(self) -> Facts:
        twice = repeated(fact.name for fact in self.facts)
        if twice:
            raise ValueError(f"fact declared twice: {', '.join(twice)}")
        return self
