"""`duplicates.yml`: words by which two listings are told to sell the same goods or different ones."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated

import pydantic

from expectations.yaml_files import Strict, parse_file

# As names are folded for comparing: lower case, without accents, one run of letters.
FoldedWord = Annotated[str, pydantic.StringConstraints(pattern=r"^[^\W\d_A-Z]+$")]


class Duplicates(Strict):
    """When two listings count as one.

    `telling` holds words that name different goods, each with others that mean the same; `units` what one of a unit
    is in the unit it stands under. `alike_pct` and `names_alike` are 0 to 100.
    """

    because: Annotated[str, pydantic.StringConstraints(min_length=1)]
    alike_pct: int = pydantic.Field(ge=50, le=100)
    names_alike: int = pydantic.Field(ge=0, le=100)
    name_words: int = pydantic.Field(ge=1)
    stop_words: tuple[FoldedWord, ...]
    filler: tuple[FoldedWord, ...]
    telling: dict[FoldedWord, tuple[FoldedWord, ...]]
    numbers: dict[FoldedWord, int]
    pieces: tuple[FoldedWord, ...]
    units: dict[FoldedWord, dict[FoldedWord, float]]

    @pydantic.model_validator(mode="after")
    def _a_word_means_one_thing(self) -> Duplicates:
        seen: set[str] = set()
        groups = [
            self.stop_words,
            self.filler,
            *((name, *words) for name, words in self.telling.items()),
            tuple(self.numbers),
            self.pieces,
        ]
        for word in (word for group in groups for word in group):
            if word in seen:
                raise ValueError(f"{word!r} stands twice")
            seen.add(word)
        units: set[str] = set()
        for word in (word for table in self.units.values() for word in table):
            if word in units:
                raise ValueError(f"the unit {word!r} stands twice")
            units.add(word)
        return self


@cache
def shipped_duplicates() -> Duplicates:
    """The words that come with the program."""
    return parse_file(Duplicates, Path(__file__).with_name("duplicates.yml"))
