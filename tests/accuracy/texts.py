"""The labelled texts: product names, descriptions and tags, each with the class of violation that a judge saw in it.

Files of `labelled/` in, one `Labelled` a line out. Refuses a file with other columns, a class without rules of its
own, and a line of another class than its file.

Each text was written from the marketplace's policy and not from what a matcher finds. Invisible and look-alike
characters stand as `\\uXXXX`, so that a reader of the file sees them.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

FOLDER = Path(__file__).parent / "labelled"
COLUMNS = ("id", "class", "disguise", "name", "description", "tags", "also", "cites", "note")
CLEAN = ""

Half = Literal["tuning", "held_out"]

# The entries of the rule catalogue by which a class is found. Lexicons, facts and rules may be split and renamed; the
# entry they serve stays.
CLASSES: Mapping[str, frozenset[str]] = {
    "brands": frozenset({"P-010"}),
    "brands_disguised": frozenset({"P-010"}),
    "replica": frozenset({"P-011"}),
    "weapons": frozenset({"P-020", "P-021"}),
    "drugs": frozenset({"P-030"}),
    "medical": frozenset({"P-040", "P-041"}),
    "health_claims": frozenset({"P-042"}),
    "hazardous": frozenset({"P-050"}),
    "consumables": frozenset({"P-051"}),
    "child_safety": frozenset({"P-060", "P-061"}),
    "virtual_goods": frozenset({"P-070"}),
    "media": frozenset({"P-071"}),
    "surveillance": frozenset({"P-072"}),
    "hate": frozenset({"P-080"}),
    "adult": frozenset({"P-081", "P-082"}),
    "currency": frozenset({"P-090"}),
    "plants": frozenset({"P-091"}),
    "animals": frozenset({"P-092"}),
    "contact": frozenset({"P-100"}),
    "contact_disguised": frozenset({"P-100"}),
    "marketplaces": frozenset({"P-101"}),
    "agencies": frozenset({"P-102", "P-105"}),
    "shipping_claims": frozenset({"P-103"}),
    "warranty": frozenset({"P-104"}),
    "price_talk": frozenset({"P-106"}),
    "review_bait": frozenset({"P-107"}),
    "surprise": frozenset({"P-110"}),
    "promotion": frozenset({"F-013"}),
}

_ESCAPED = re.compile(r"\\u([0-9a-f]{4})")


@dataclass(frozen=True)
class Labelled:
    """One text and its judgement.

    `label` is the class of the violation, CLEAN for none. `also` names further classes that the text breaks; of a
    clean text those for which a warning is in order and a refusal is not.
    """

    id: str
    label: str
    disguise: str
    name: str
    description: str
    tags: str
    also: frozenset[str]
    cites: str
    note: str

    @property
    def half(self) -> Half:
        """By the number of the id: odd ones are for tuning, even ones are held out."""
        return "tuning" if int(self.id.rpartition("-")[2]) % 2 else "held_out"

    @cached_property
    def entries(self) -> frozenset[str]:
        """The catalogue entries that may find something in it."""
        named = {self.label, *self.also} - {CLEAN}
        return frozenset(entry for one in named for entry in CLASSES[one])


def read_labelled(folder: Path = FOLDER) -> tuple[Labelled, ...]:
    """All labelled texts, by file and line."""
    return tuple(text for path in sorted(folder.glob("*.tsv")) for text in _read(path))


def _read(path: Path) -> list[Labelled]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise ValueError(f"{path.name}: the columns are {reader.fieldnames}, expected {COLUMNS}")
        return [_labelled(path, line) for line in reader]


def _labelled(path: Path, line: Mapping[str, str | None]) -> Labelled:
    cells = {name: value for name, value in line.items() if value is not None}
    if set(cells) != set(COLUMNS):
        raise ValueError(f"{path.name}: {cells.get('id')} has not {len(COLUMNS)} cells")
    also = frozenset(cells["also"].split())
    strangers = {cells["class"], *also} - {CLEAN, *CLASSES}
    if strangers or (cells["class"] or "clean") != path.stem:
        raise ValueError(f"{path.name}: {cells['id']} has the class {cells['class']!r} and also {sorted(also)}")
    return Labelled(
        id=cells["id"],
        label=cells["class"],
        disguise=cells["disguise"],
        name=_plain(cells["name"]),
        description=_plain(cells["description"]),
        tags=_plain(cells["tags"]),
        also=also,
        cites=cells["cites"],
        note=cells["note"],
    )


def _plain(cell: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), cell)
