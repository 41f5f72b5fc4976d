"""Brand names as data: `brands.tsv` lists them, `brand_contexts.yml` says when a name that is also a word counts.

Lines of a table in, frozen brands out. Refuses unknown kinds, blanks, names said twice and sectors nobody describes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, cast, get_args

import pydantic

from expectations.errors import ConfigError, ConfigErrors
from expectations.yaml_files import Strict, closest, read_text, repeated

# invented: found anywhere, also disguised. word: as written, with a context near. short: in capitals, with a context
# near. field: an everyday word that counts only where the feed names the brand itself.
Kind = Literal["invented", "word", "short", "field"]
KINDS: tuple[str, ...] = get_args(Kind)

COLUMNS = ("brand", "kind", "sector", "aliases")
_BETWEEN_ALIASES = "|"
# Two letters in any order turn up in every text.
_SHORTEST_INVENTED = 3


def _split(value: Any) -> Any:
    return tuple(" ".join(phrase.split()) for phrase in value.split(",")) if isinstance(value, str) else value


# In the file a text with commas: read as a YAML list these thousands of words would take half a second.
Phrase = Annotated[str, pydantic.StringConstraints(min_length=1, pattern=r"^\S(.*\S)?$")]
Phrases = Annotated[tuple[Phrase, ...], pydantic.BeforeValidator(_split)]


@dataclass(frozen=True, slots=True)
class Brand:
    """One brand; its kind holds for its aliases too. The sector names the contexts in `brand_contexts.yml`."""

    name: str
    kind: Kind
    sector: str
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The name and every alias."""
        return (self.name, *self.aliases)


class BrandWords(Strict):
    """What is special about one brand: contexts instead of its sector's, phrases in which its name is not the brand."""

    contexts: Phrases = ()
    harmless: Phrases = ()


class BrandContexts(Strict):
    """`brand_contexts.yml`. A context is a word or phrase that must stand near a name of kind `word` or `short`.

    A brand after one of the `accessory_phrases` on goods that are one of the `accessory_goods` names what the goods
    are made for.
    """

    because: str
    accessory_phrases: Annotated[Phrases, pydantic.Field(min_length=1)]
    accessory_goods: Annotated[Phrases, pydantic.Field(min_length=1)]
    sectors: dict[str, Annotated[Phrases, pydantic.Field(min_length=1)]]
    brands: dict[str, BrandWords] = {}

    @pydantic.model_validator(mode="after")
    def _phrases_are_unique(self) -> BrandContexts:
        lists = {"accessory_phrases": self.accessory_phrases, "accessory_goods": self.accessory_goods}
        lists |= {f"sectors.{name}": phrases for name, phrases in self.sectors.items()}
        for name, words in self.brands.items():
            lists |= {f"brands.{name}.contexts": words.contexts, f"brands.{name}.harmless": words.harmless}
        for key, phrases in lists.items():
            twice = repeated(phrase.casefold() for phrase in phrases)
            if twice:
                raise ValueError(f"{key}: listed twice: {', '.join(twice)}")
        return self

    def contexts_of(self, brand: Brand) -> Phrases:
        """The words of which one must stand near the brand's name: its own, or else its sector's."""
        own = self.brands.get(brand.name)
        return own.contexts if own and own.contexts else self.sectors.get(brand.sector, ())

    def harmless_of(self, brand: Brand) -> Phrases:
        """The phrases in which the brand's name is an ordinary word."""
        own = self.brands.get(brand.name)
        return own.harmless if own else ()


@dataclass(frozen=True)
class BrandList:
    """The brands in the order of their table, and their contexts."""

    brands: tuple[Brand, ...]
    contexts: BrandContexts

    def __hash__(self) -> int:
        return hash(self.digest)

    @cached_property
    def digest(self) -> str:
        """Hex digits that change with anything that is declared of brands."""
        rows = [f"{brand.name}\t{brand.kind}\t{brand.sector}\t{brand.aliases}" for brand in self.brands]
        text = "\n".join([*rows, self.contexts.model_dump_json()])
        return hashlib.sha256(text.encode("utf-8")).hexdigest()


def load_brands(path: Path, contexts: BrandContexts | None = None, *, shown: Path | None = None) -> tuple[Brand, ...]:
    """Read a table of brands, in its order; raises ConfigErrors with the file and line of every fault.

    With `contexts`, every sector must stand there and every brand that stands there must be in the table. `shown` is
    how the file is called in the errors, where that is not its path.
    """
    file = shown or path
    reading = _Reading(file, contexts.sectors if contexts else None)
    brands = tuple(reading.read(_read_lines(path, file)))
    if contexts is not None:
        reading.look_for(contexts.brands, brands)
    if reading.faults:
        raise ConfigErrors(reading.faults)
    return brands


class _Reading:
    """One table being read: the names met so far, and the faults, so that all are told at once."""

    def __init__(self, file: Path, sectors: Collection[str] | None) -> None:
        self.faults: list[ConfigError] = []
        self._file = file
        self._sectors = sectors
        self._lines: dict[str, int] = {}

    def read(self, lines: list[str]) -> Iterator[Brand]:
        known = self._lines
        sectors = self._sectors
        for number, line in enumerate(lines[1:], start=2):
            cells = line.split("\t")
            if len(cells) != len(COLUMNS):
                self._fault(number, f"has {len(cells)} cells between tabs, not the {len(COLUMNS)} of {_header()}")
                continue
            name, kind, sector, joined = cells
            aliases = tuple(joined.split(_BETWEEN_ALIASES)) if joined else ()
            if kind not in KINDS or not sector or (sectors is not None and sector not in sectors):
                self._explain_row(number, kind, sector)
            for one in (name, *aliases):
                key = one.casefold()
                # Only what looks wrong is looked at closely: a table of thousands is read at every start.
                if key in known or len(one) < _SHORTEST_INVENTED or one != one.strip():
                    self._explain_name(number, one, kind, "brand" if one is name else "alias")
                known.setdefault(key, number)
            yield Brand(name, cast(Kind, kind), sector, aliases)

    def look_for(self, wanted: Collection[str], brands: tuple[Brand, ...]) -> None:
        known = {brand.name for brand in brands}
        for name in wanted:
            if name not in known:
                self._fault(
                    None, f"{name!r} has words in brand_contexts.yml but is no brand here; {_hint(name, known)}"
                )

    def _explain_row(self, number: int, kind: str, sector: str) -> None:
        if kind not in KINDS:
            self._fault(number, f"kind {kind!r} is not allowed; {closest(kind, KINDS)}")
        if not sector:
            self._fault(number, "the sector is blank")
        elif self._sectors is not None and sector not in self._sectors:
            hint = closest(sector, self._sectors)
            self._fault(number, f"sector {sector!r} has no contexts in brand_contexts.yml; {hint}")

    def _explain_name(self, number: int, name: str, kind: str, what: str) -> None:
        if not name or name != name.strip():
            self._fault(number, f"{what} {name!r} is blank or has spaces around it")
            return
        if kind == "invented" and len(name) < _SHORTEST_INVENTED:
            self._fault(number, f"{what} {name!r} is too short to be found anywhere; make it kind 'short'")
        if name.casefold() in self._lines:
            self._fault(number, f"{what} {name!r} is listed twice, first in line {self._lines[name.casefold()]}")

    def _fault(self, number: int | None, message: str) -> None:
        self.faults.append(ConfigError(message, file=self._file, line=number))


def _read_lines(path: Path, file: Path) -> list[str]:
    text = read_text(path, file)
    # Not splitlines(): that also cuts at signs that may stand inside a name.
    lines = text.removesuffix("\n").split("\n")
    if tuple(lines[0].split("\t")) != COLUMNS:
        raise ConfigError(f"the first line must be {_header()}, with tabs between", file=file, line=1)
    return lines


def _header() -> str:
    return ", ".join(COLUMNS)


def _hint(name: str, known: Collection[str]) -> str:
    """Among thousands of names only those with the same first letter can be meant."""
    return closest(name, [one for one in known if one[:1] == name[:1]] or sorted(known)[:3])
