"""A catalogue as suppliers write it, for what depends on the texts: products of four variations, each product its own.

Names and descriptions are put together from phrases by a seeded draw, so that hardly two products share a text, as in
real feeds and unlike in feeds that repeat one sentence. Some cells are dirty on purpose (HTML, entities, mojibake,
other languages, prices with a currency, weights in words), so that what is slow gets its share.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.feeds import HEADER

_SEED = 20260801
VARIATIONS = 4
_CHARACTERS = 400

_GOODS = (
    "mug", "backpack", "desk lamp", "rain jacket", "yoga mat", "phone stand", "kitchen scale", "hair brush",
    "garden hose", "picture frame", "wool scarf", "water bottle", "tool box", "pillow case", "bike bell",
    "cutting board", "shower curtain", "dog leash", "tea pot", "wall clock", "running shirt", "camping chair",
    "storage basket", "cable holder", "baking tray", "umbrella", "wallet", "necklace", "drill bit set", "toy train",
)  # fmt: skip
_LOOKS = (
    "light", "sturdy", "foldable", "soft", "slim", "wide", "handmade", "matte", "woven", "quilted", "compact",
    "waterproof", "breathable", "classic", "modern", "striped", "plain", "reusable", "padded", "insulated",
)  # fmt: skip
_MATERIALS = (
    "steel", "cotton", "bamboo", "oak", "glass", "wool", "linen", "nylon", "silicone", "aluminium", "leather",
    "polyester", "ceramic", "cork", "brass", "canvas", "recycled plastic", "jute",
)  # fmt: skip
_COLORS = ("black", "white", "navy", "grey", "red", "green", "beige", "pink")
_SIZES = ("S", "M", "L", "XL")
_PLACES = ("at home", "in the office", "on the trail", "in the garden", "for travel", "in the kitchen", "at the gym")
_SENTENCES = (
    "The {look} {good} is made of {material} and weighs {n} g.",
    "Made of {material}, it stays {look} after many washes.",
    "It measures {n} x {m} cm and fits into every drawer.",
    "You will use it {place} and take it along wherever you go.",
    "Care: wipe with a damp cloth, do not bleach, dry in the shade.",
    "The set holds {few} pieces in {color} and {color2}.",
    "A {look} lid keeps drinks warm for {few} hours.",
    "Two inner pockets hold keys, cards and a pen.",
    "Sizes run small, so please look at the chart before you choose.",
    "Comes in a {material} pouch, ready to be given as a present.",
    "Seams are stitched twice, edges are rounded and smooth.",
    "Suitable for adults and for children from {few} years on.",
    "The {color} surface hides scratches and is easy to clean.",
    "Batteries are not needed, nothing has to be screwed together.",
    "Our {good} has a {look} strap of {material} that can be made longer.",
)  # fmt: skip
_ELSEWHERE = (
    "Die Tasse aus Stahl hält Getränke lange warm und passt in jede Halterung.",
    "La lampe de bureau éclaire sans éblouir et se plie pour le voyage.",
    "Легкий рюкзак из прочной ткани с двумя карманами для воды и ключей.",
)


def products(count: int) -> Iterator[tuple[str, str]]:
    """Names and descriptions of different products, about 400 characters each description."""
    draw = random.Random(_SEED)
    for n in range(count):
        yield _product(draw, n)


def write_catalog(path: Path, count: int) -> None:
    """Write `count` records as CSV; a file that stands there already is kept."""
    if path.exists():
        return
    half = path.with_name(f"{path.name}.part")
    with half.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(_records(count))
    half.rename(path)


def _product(draw: random.Random, n: int) -> tuple[str, str]:
    good, look, material = draw.choice(_GOODS), draw.choice(_LOOKS), draw.choice(_MATERIALS)
    name = f"{look} {material} {good} {draw.choice(_PLACES)}, model {n % 997}".capitalize()
    sentences: list[str] = []
    while sum(map(len, sentences)) < _CHARACTERS:
        sentences.append(
            draw.choice(_SENTENCES).format(
                look=draw.choice(_LOOKS),
                good=good,
                material=material,
                place=draw.choice(_PLACES),
                color=draw.choice(_COLORS),
                color2=draw.choice(_COLORS),
                few=draw.randint(2, 12),
                n=draw.randint(20, 900),
                m=draw.randint(20, 90),
            )
        )
    return name, " ".join(sentences)[:_CHARACTERS]


def _dirty(draw: random.Random, description: str) -> str:
    kind = draw.random()
    if kind < 0.10:
        return "<p>" + description.replace(". ", ".</p><p>") + "</p>"
    if kind < 0.12:
        return description.replace("and", "&amp;")
    if kind < 0.13:
        return f"Caf\u00c3\u00a9 style: {description}"
    if kind < 0.15:
        return f"{draw.choice(_ELSEWHERE)} {draw.choice(_ELSEWHERE)}"
    return description


def _records(count: int) -> Iterator[tuple[str, ...]]:
    draw = random.Random(_SEED)
    for n in range(-(-count // VARIATIONS)):
        name, description = _product(draw, n)
        description = _dirty(draw, description)
        cents = draw.randint(300, 9900)
        odd = draw.random()
        price = f"US$ {cents / 100:.2f}" if odd < 0.02 else f"{cents / 100:.2f}"
        weight = "about half a kilo" if odd > 0.99 else f"{draw.randint(50, 3000)} g"
        picture = f"https://img.example/{n}.jpg"
        for option in range(min(VARIATIONS, count - n * VARIATIONS)):
            sku = f"S{n * VARIATIONS + option:07d}"
            yield (
                sku, f"P{n:06d}", name, description, f"{draw.choice(_GOODS)},{draw.choice(_LOOKS)},gift", price,
                f"{cents / 50:.2f}", "3.50", str(draw.randint(0, 99)), _COLORS[(n + option // 2) % len(_COLORS)],
                _SIZES[option % 2], "Acme", _gtin(n * VARIATIONS + option), "Home > Kitchen", picture,
                f"{picture}?2|{picture}?3", weight, "DE", "steel", f"crate {n % 37}",
            )  # fmt: skip


def _gtin(n: int) -> str:
    digits = f"40063{n % 10_000_000:07d}"
    weighted = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return f"{digits}{-weighted % 10}"
