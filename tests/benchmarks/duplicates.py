"""Finding products that are listed twice, on one core: `python -m tests.benchmarks.duplicates [--products N]`.

Feeds that are easy and feeds that are made to go wrong: one template, one name, one barcode, one text for all. Printed
are products a second of the processor's time, and pairs compared a product, which must not grow with the feed.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from typing import Any

import pandas as pd

from tasks.job import configuration
from tasks.measure.duplicates.candidates import candidate_pairs, equal_groups
from tasks.measure.duplicates.facts import duplicate_facts
from tasks.measure.duplicates.fingerprints import fingerprints
from tasks.measure.duplicates.listings import listings
from tasks.measure.duplicates.words import NameReader
from tasks.rows import ROW_COLUMNS, typed

KNOWN = configuration(None)
READER = NameReader(KNOWN.duplicates, KNOWN.colors, KNOWN.sizes)
GTIN = "4006381333931"


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument("--products", type=int, default=50_000)
    products = arguments.parse_args().products
    print(f"{'feed':<24}{'products/s':>12}{'pairs/product':>15}{'found':>9}")
    for what, rows in feeds(products):
        start = time.process_time()
        told = listings(rows)
        prints = fingerprints(told, READER)
        found = duplicate_facts(prints, told.iloc.__getitem__, KNOWN.duplicates, READER)
        seconds = time.process_time() - start
        first = equal_groups(prints)
        single = prints[first == prints.index].reset_index(drop=True)
        pairs = (len(candidate_pairs(single)) + len(prints) - len(single)) / products
        print(f"{what:<24}{products / seconds:>12,.0f}{pairs:>15.2f}{len(found):>9,}")


def feeds(products: int) -> Iterator[tuple[str, pd.DataFrame]]:
    """Rows of products with names of some words and descriptions of about 400 characters."""
    chance = random.Random(1)
    words = [
        "".join(chance.choices("bdfgklmnprst", k=2)) + "".join(chance.choices("aeiou", k=2)) for _ in range(20_000)
    ]
    few = words[:60]

    def texts(count: int, of: list[str]) -> list[str]:
        return [" ".join(chance.choices(of, k=count)) for _ in range(products)]

    names, descriptions = texts(6, words), texts(75, words)
    template = descriptions[0]
    numbered = [f"Case for Phone {number} with 3 pieces" for number in range(products)]
    yield "all different", _rows(products, names, descriptions)
    yield (
        "each of them twice",
        _rows(products, *([*half, *half][:products] for half in (names[::2], descriptions[::2]))),
    )
    yield "one template", _rows(products, names, template)
    yield "one template, few words", _rows(products, texts(4, few), template)
    yield "numbered models", _rows(products, numbered, template)
    yield "one listing", _rows(products, "Steel Travel Mug", template)
    yield "one listing, sizes", _rows(products, "Steel Travel Mug", template, size=[f"S{n}" for n in range(products)])
    yield "one barcode", _rows(products, names, descriptions, gtin=GTIN)


def _rows(count: int, name: Any, description: Any, **said: Any) -> pd.DataFrame:
    made = pd.DataFrame({"product": [f"P{n:07d}" for n in range(count)]})
    return typed(made.assign(name=name, description=description, **said), ROW_COLUMNS)


if __name__ == "__main__":
    main()
