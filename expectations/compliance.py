"""Words by which goods are recognised that a country, a carrier or Wish asks something of."""

from __future__ import annotations

from typing import Annotated, Literal

import pydantic

from expectations.store import Country
from expectations.truth import Phrase
from expectations.yaml_files import Strict

FlagName = Literal["battery", "liquid", "powder", "metal", "magnet"]
FLAGS: tuple[FlagName, ...] = ("battery", "liquid", "powder", "metal", "magnet")
Phrases = Annotated[tuple[Phrase, ...], pydantic.Field(min_length=1)]


class Flag(Strict):
    """By which words goods with a battery, a liquid and so on are known; `names` hold for name and tags."""

    because: str
    names: Phrases
    descriptions: Phrases
    exceptions: tuple[Phrase, ...] = ()


class Compliance(Strict):
    """`compliance.yml`."""

    flags: dict[FlagName, Flag]
    persons: dict[str, Phrases]
    person_exceptions: tuple[Phrase, ...] = ()
    prop65: Phrases
    prop65_exceptions: tuple[Phrase, ...] = ()
    us_pesticides: Flag
    us_defeat_devices: Flag
    transport: dict[str, Phrases]
    transport_exceptions: tuple[Phrase, ...] = ()
    eu: Annotated[tuple[Country, ...], pydantic.Field(min_length=1)]
    epr: tuple[Country, ...]
    countries: dict[str, Country]

    @pydantic.model_validator(mode="after")
    def _every_flag_has_words(self) -> Compliance:
        missing = [name for name in FLAGS if name not in self.flags]
        if missing:
            raise ValueError(f"flags without words: {', '.join(missing)}")
        return self
