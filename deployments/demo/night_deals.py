"""The sample supplier night-deals: sound records whose texts break listing policies, one each.

Between them stand clean rows, four of which only look like violations. Brand names appear because listings
that use them without permission are what a policy check has to find.
"""

from dataclasses import replace
from functools import partial
from typing import Any

from catalogue import BAZAAR, HOME, Kind, Product, invent, read_words
from drawings import LIGHT_GREY, WHITE, Pose, draw
from feeds import Row, Sample, gtin13, jpeg, money, write_table

SUPPLIER = "night-deals"
HEADER = [
    "Item No",
    "Headline",
    "Text",
    "Retail USD",
    "On Hand",
    "Keywords",
    "Picture",
    "More Pictures",
    "Maker",
    "Barcode",
    "Group",
    "Grams",
    "Buyer Note",
]
SETTINGS = """\
# Odds and ends: sound records, but many texts break listing policies.
supplier: night-deals
format: {type: csv, delimiter: ";", encoding: utf-8}
columns:
  sku: Item No
  name: Headline
  description: Text
  price: Retail USD
  quantity: On Hand
  tags: Keywords
  main_image: Picture
  extra_images: More Pictures
  brand: Maker
  gtin: Barcode
  category: Group
  weight_g: Grams
ignore: [Buyer Note]
expect:
  min: {rows: 50}
"""
BOXED = "It comes in a plain box, in the colour and size shown in the picture."
WORDS = read_words("violations")


def night_deals() -> Sample:
    """Return the supplier that breaks policies."""
    sample = Sample(SUPPLIER, "night_deals.csv", b"", [], SETTINGS)
    clean = [_lookalike(place, entry) for place, entry in enumerate(WORDS["lookalikes"])]
    clean += [_clean(place, drawing) for place, drawing in enumerate(WORDS["clean"])]
    rows: list[Row | None] = []
    for number, entry in enumerate(WORDS["violations"]):
        rows.append(_violation(sample, number, **entry))
        if number % 3 == 2 and clean:
            rows.append(_listed(sample, *clean.pop(0)))
    rows += [_listed(sample, *left) for left in clean]
    text, sample.rows = write_table(HEADER, rows, delimiter=";")
    sample.feed = text.encode()
    return sample


def _clean(place: int, drawing: str) -> tuple[Product, str, int]:
    return invent(_kind(drawing), 9 + place % 2, seed=place + 4), "", 100 + place


def _lookalike(place: int, entry: dict[str, Any]) -> tuple[Product, str, int]:
    words = {key: value for key, value in entry.items() if key not in ("drawing", "category", "tags")}
    kind = replace(HOME[0], drawing=entry["drawing"], category=entry["category"])
    product = Product(kind=kind, style=0, quantity=60 + place * 25, tags=tuple(entry["tags"]), **words)
    return product, "lookalike", 90 + place


def _listed(sample: Sample, product: Product, topic: str, number: int) -> Row:
    picture = f"item-{number:03d}.jpg"
    sample.pictures[picture] = partial(_picture, product, number)
    cells = (
        f"ND-{4000 + number}",
        product.name,
        product.description,
        money(product.price),
        str(product.quantity),
        ", ".join(product.tags),
        picture,
        "",
        "",
        gtin13("6991409", number),
        product.kind.category,
        str(product.weight_g),
        "",
    )
    return Row(cells[0], cells, topic=topic)


def _violation(
    sample: Sample, number: int, topic: str, verdict: str, name: str, text: str = "", drawing: str = ""
) -> Row:
    picture = f"article-{number:02d}.jpg" if drawing else f"parcel-{number % 4 + 1}.jpg"
    product = invent(_kind(drawing), 11, number) if drawing else invent(_kind("storage_box"), number % 4, seed=13)
    sample.pictures[picture] = partial(_picture, product, number if drawing else number % 4)
    plain_texts = WORDS["plain_texts"]
    cells = (
        f"ND-{4000 + number}",
        name,
        f"{text or plain_texts[number % len(plain_texts)]} {BOXED}",
        money(899 + number * 40),
        str(20 + number * 3),
        "home, travel, present",
        picture,
        "",
        "",
        gtin13("6991409", 500 + number),
        "Home & Garden > Various",
        str(150 + number * 5),
        "",
    )
    return Row(cells[0], cells, verdict, topic)


def _kind(drawing: str) -> Kind:
    return next(kind for kind in (*HOME, *BAZAAR) if kind.drawing == drawing)


def _picture(product: Product, number: int) -> bytes:
    turn, ground = (0.0, 6.0, -5.0)[number % 3], (WHITE, LIGHT_GREY)[number % 2]
    return jpeg(draw(product.parts(), Pose((720, 720), turn_deg=turn, mirrored=number % 2 == 1, ground=ground)))
