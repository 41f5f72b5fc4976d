"""What is needed to compare the numbers a listing's texts say: units in running text, limits of goods, fibres."""

from __future__ import annotations

from typing import Annotated, Literal

import pydantic

from expectations.yaml_files import Strict

Kind = Literal[
    "volume",
    "ounces",
    "weight",
    "length",
    "charge",
    "storage",
    "power",
    "voltage",
    "brightness",
    "megapixels",
    "magnification",
    "karat",
    "spf",
    "threads",
]
Phrase = Annotated[str, pydantic.StringConstraints(min_length=1, pattern=r"^\S(.*\S)?$")]


class TextUnit(Strict):
    """The words of one unit; a number before one of them is `factor` times as many of the kind's base unit.

    `before` are words that stand before the number instead, as in SPF 50.
    """

    kind: Kind
    system: Literal["metric", "us"]
    factor: float = pydantic.Field(gt=0)
    words: tuple[Phrase, ...]
    before: tuple[Phrase, ...] = ()


class Limit(Strict):
    """The most of a kind that goods named by one of the words `of` can have; without words, that anything can have."""

    goods: str
    kind: Kind
    most: float = pydantic.Field(gt=0)
    of: tuple[Phrase, ...] = ()
    because: Annotated[str, pydantic.StringConstraints(min_length=8)]


class Truth(Strict):
    """`truth.yml`."""

    units: tuple[TextUnit, ...]
    limits: tuple[Limit, ...]
    fibres: Annotated[tuple[Phrase, ...], pydantic.Field(min_length=1)]
    fibre_kinds: tuple[Phrase, ...] = ()

    @pydantic.model_validator(mode="after")
    def _a_word_is_one_unit(self) -> Truth:
        seen: set[str] = set()
        for unit in self.units:
            for word in {word.casefold() for word in unit.words}:
                if word in seen:
                    raise ValueError(f"{word!r} stands at two units")
                seen.add(word)
        return self
