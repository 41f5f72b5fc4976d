"""Make products of the words in words/kinds.toml: name, description, price, colours, drawing.

The same kind and number always give the same product. The words are chosen so that no marketplace rule has
anything against them: whatever a sample feed breaks, it breaks on purpose.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drawings import RGB, Part
from look import look
from shapes import SHAPES

COLORS: dict[str, RGB] = {
    "Navy": (34, 56, 98),
    "Red": (184, 56, 58),
    "Sage Green": (138, 164, 132),
    "Yellow": (226, 182, 66),
    "Charcoal": (72, 74, 82),
    "Turquoise": (62, 160, 168),
    "Burgundy": (112, 38, 58),
    "Sky Blue": (120, 174, 214),
    "Orange": (222, 132, 62),
    "Forest Green": (48, 94, 70),
    "Lavender": (160, 146, 196),
    "Brown": (126, 90, 66),
    "Grey": (156, 160, 166),
    "Purple": (104, 70, 130),
    "Pink": (222, 152, 170),
    "Black": (48, 48, 54),
}
# What a pattern is called in a name; zigzags and waves only decorate small parts, they make large files.
PATTERN_WORDS = {
    "plain": "Simple",
    "bands": "Banded",
    "stripes": "Striped",
    "ribs": "Ribbed",
    "dots": "Dotted",
    "grid": "Checked",
    "diagonal": "Diagonal",
}


@dataclass(frozen=True)
class Kind:
    """One kind of goods; `measure` completes "It ..." before a size, prices are in cents."""

    drawing: str
    nouns: tuple[str, ...]
    materials: tuple[str, ...]
    measure: str
    sizes: tuple[str, ...]
    category: str
    prices: tuple[int, int]
    weights_g: tuple[int, int]
    uses: tuple[str, ...]
    care: str
    tags: tuple[str, ...]


@dataclass(frozen=True)
class Product:
    """One product in plain words; prices are in cents."""

    kind: Kind
    name: str
    description: str
    color: str
    pattern: str
    style: int
    price: int
    quantity: int
    weight_g: int
    tags: tuple[str, ...]

    def parts(self, change: int = 0) -> list[Part]:
        """Return the parts of its drawing; `change` moves on to other proportions."""
        return SHAPES[self.kind.drawing](look(COLORS[self.color], self.pattern, self.style + change))


def invent(kind: Kind, number: int, seed: int = 0) -> Product:
    """Return the product of a kind with this number; other seeds give other colours, patterns and stock."""
    spread = number * 7 + seed * 5 + len(kind.drawing) * 3
    color = list(COLORS)[(number * 5 + seed * 3 + sum(map(ord, kind.drawing))) % len(COLORS)]
    pattern = list(PATTERN_WORDS)[(number * 2 + seed + len(kind.drawing)) % len(PATTERN_WORDS)]
    noun, material = kind.nouns[number % len(kind.nouns)], kind.materials[number % len(kind.materials)]
    size = kind.sizes[(number + seed) % len(kind.sizes)]
    word = PATTERN_WORDS[pattern]
    opening = (
        f"A {word.lower()} {noun.lower()} in {color.lower()}, made of {material.lower()}.",
        f"This {noun.lower()} of {material.lower()} comes in {color.lower()}, with a {word.lower()} look.",
        f"{material} gives this {word.lower()} {noun.lower()} in {color.lower()} a calm and tidy look.",
    )[(number + seed) % 3]
    use = kind.uses[(number + seed) % len(kind.uses)]
    low, high = kind.prices
    return Product(
        kind=kind,
        name=f"{word} {material} {noun} {' '.join(size.split()[:2])} {color}",
        description=f"{opening} It {kind.measure} {size}. {use} {kind.care}",
        color=color,
        pattern=pattern,
        style=number,
        price=(low + spread * 137 % (high - low)) // 100 * 100 + 99,
        quantity=15 + spread * 13 % 380,
        weight_g=kind.weights_g[0] + spread * 29 % (kind.weights_g[1] - kind.weights_g[0]),
        tags=(*kind.tags, material.lower(), color.lower(), f"{word.lower()} style")[: 4 + (number + seed) % 4],
    )


def read_words(name: str) -> dict[str, Any]:
    """Return what words/<name>.toml holds."""
    path = Path(__file__).parent / "words" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _kinds(group: str) -> tuple[Kind, ...]:
    entries = read_words("kinds")[group]
    return tuple(Kind(**{key: _frozen(value) for key, value in entry.items()}) for entry in entries)


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


HOME = _kinds("home")
BAZAAR = _kinds("bazaar")
