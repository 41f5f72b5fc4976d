"""Names that no library knows: countries as suppliers call them, and what stands where a brand has no name."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated

import pydantic

from expectations.options import fold_option, without_marks
from expectations.value_words import Word
from expectations.yaml_files import Strict, parse_file

CountryCode = Annotated[str, pydantic.StringConstraints(pattern=r"^[A-Z]{2}$")]


class Names(Strict):
    """`names.yml`: further names of countries by ISO 3166 alpha-2 code, words around them, and words for no brand."""

    countries: dict[CountryCode, tuple[Word, ...]]
    made_in: tuple[Word, ...]
    made_in_after: tuple[Word, ...]
    no_brand: tuple[Word, ...]

    @pydantic.model_validator(mode="after")
    def _a_name_is_one_country(self) -> Names:
        seen: dict[str, str] = {}
        for code, names in self.countries.items():
            for key in {fold_name(name) for name in names}:
                if key in seen:
                    raise ValueError(f"{key!r} stands at {seen[key]} and {code}")
                seen[key] = code
        return self


def fold_name(name: str) -> str:
    """A name as it is compared: without case, spaces, punctuation and accents."""
    return without_marks(fold_option(name))


@cache
def shipped_names() -> Names:
    """The names that come with the program."""
    return parse_file(Names, Path(__file__).with_name("names.yml"))
