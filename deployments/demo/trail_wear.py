"""The sample supplier trail-wear: clothing in colours and sizes, one row a variation, lines ending in CR LF.

Five of the ten products are flawless. The others have, one each: an option twice, prices far apart, a
variation whose picture was not delivered, no picture at all, rows that disagree on the name.
"""

from dataclasses import dataclass, replace
from functools import partial

from catalogue import COLORS, read_words
from drawings import LIGHT_GREY, WHITE, Pose, draw
from feeds import APPROVED, REJECTED, WARN, Row, Sample, gtin13, jpeg, money, write_table
from garments import GARMENTS, fabric
from look import look

SUPPLIER = "trail-wear"
HEADER = [
    "Style",
    "Article",
    "Title",
    "Details",
    "Keywords",
    "Colour",
    "Size",
    "Price USD",
    "RRP USD",
    "Stock",
    "Style Image",
    "Colour Image",
    "Further Images",
    "Label",
    "EAN",
    "Department",
    "Weight g",
]
SETTINGS = """\
# Clothing: one row a variation (colour and size), pictures by colour.
supplier: trail-wear
format: {type: csv, delimiter: ",", encoding: utf-8}
columns:
  parent_sku: Style
  sku: Article
  name: Title
  description: Details
  tags: Keywords
  color: Colour
  size: Size
  price: Price USD
  msrp: RRP USD
  quantity: Stock
  main_image: Style Image
  variation_image: Colour Image
  extra_images: Further Images
  brand: Label
  gtin: EAN
  category: Department
  weight_g: Weight g
picture_separator: "|"
lookups:
  color: {anthracite: grey, forest: green}
expect:
  min: {rows: 100, filled_pct: {gtin: 95}}
  max: {rows: 2000}
"""
# The supplier's own colour words and how they are drawn.
TONES = {
    "black": COLORS["Black"],
    "blue": (52, 92, 158),
    "red": COLORS["Red"],
    "anthracite": (98, 102, 110),
    "forest": (52, 104, 74),
    "orange": COLORS["Orange"],
    "purple": COLORS["Purple"],
    "brown": COLORS["Brown"],
}


@dataclass(frozen=True)
class Style:
    """One product; price in cents, `flaw` names what is wrong with it."""

    parent: str
    drawing: str
    name: str
    description: str
    tags: str
    department: str
    colors: list[str]
    sizes: list[str]
    price: int
    weight_g: int
    pattern: str = "plain"
    flaw: str = ""


STYLES = [Style(**entry) for entry in read_words("styles")["styles"]]


def trail_wear() -> Sample:
    """Return the supplier with variations."""
    sample = Sample(SUPPLIER, "trail_wear.csv", b"", [], SETTINGS)
    rows: list[Row | None] = []
    for place, style in enumerate(STYLES):
        rows += _rows(style, place)
        if style.flaw != "picture.none":
            _add_pictures(sample, style, place)
    text, sample.rows = write_table(HEADER, rows, line_end="\r\n")
    sample.feed = text.encode()
    return sample


def _rows(style: Style, place: int) -> list[Row]:
    rows: list[Row] = []
    for color in style.colors:
        for at, size in enumerate(style.sizes):
            rows.append(_row(style, color, size, place * 40 + len(rows) + 1, at))
    if style.flaw == "option.repeated":
        first = rows[0]
        twin = (
            *first.cells[:1],
            f"{first.sku}-B",
            *first.cells[2:14],
            gtin13("6991503", place * 40 + 39),
            *first.cells[15:],
        )
        rows[0] = Row(first.sku, first.cells, REJECTED, style.flaw)
        rows.append(Row(twin[1], twin, REJECTED, style.flaw))
    return rows


def _row(style: Style, color: str, size: str, number: int, at: int) -> Row:
    sku = f"{style.parent}-{color[:3].upper()}-{size.replace(' ', '')}"
    stem = style.parent.lower()
    main, shown, extra = f"{stem}-front.jpg", f"{stem}-{color}.jpg", f"{stem}-back.jpg|{stem}-fabric.jpg"
    name, price, verdict, topic = style.name, style.price, APPROVED, ""
    is_first_colour = color == style.colors[0]
    if style.flaw == "price.spread":
        price, verdict, topic = price + (2600 if at > 3 else 0), WARN, style.flaw
    if style.flaw == "picture.variation_missing" and not is_first_colour and at == len(style.sizes) - 1:
        shown, verdict, topic = f"{stem}-{color}-large.jpg", REJECTED, style.flaw
    if style.flaw == "picture.none":
        main, shown, extra, verdict, topic = "", "", "", REJECTED, style.flaw
    if style.flaw == "name.disagrees":
        name = name if is_first_colour else "Long Checked Outdoor Winter Scarf"
        verdict, topic = WARN, style.flaw
    cells = (
        style.parent,
        sku,
        name,
        style.description,
        style.tags,
        color,
        size,
        money(price),
        money(price + 500),
        str(25 + number * 17 % 140),
        main,
        shown,
        extra,
        "Trail Wear",
        gtin13("6991503", number),
        style.department,
        str(style.weight_g + at * 12),
    )
    return Row(sku, cells, verdict, topic)


def _add_pictures(sample: Sample, style: Style, place: int) -> None:
    stem, first = style.parent.lower(), style.colors[0]
    ground = (WHITE, LIGHT_GREY)[place % 2]
    # Jackets and pullovers look alike; neighbours in the list are framed differently.
    scale, shift = ((0.35, (0.0, 0.0)), (0.31, (0.0, 0.16)))[place % 2]
    upright = Pose(scale=scale, shift=shift, ground=ground)
    close = Pose((720, 720), scale=0.4, turn_deg=11 * place, ground=ground, shadow=False)
    sample.pictures[f"{stem}-front.jpg"] = partial(_picture, style, first, False, upright)
    sample.pictures[f"{stem}-back.jpg"] = partial(_picture, style, first, True, upright)
    sample.pictures[f"{stem}-fabric.jpg"] = partial(_fabric, style, first, close)
    for i, color in enumerate(style.colors):
        pose = replace(upright, size=(720, 720), turn_deg=(-6, 6, -3)[i], mirrored=i % 2 == 1, ground=WHITE)
        sample.pictures[f"{stem}-{color}.jpg"] = partial(_picture, style, color, False, pose)


def _picture(style: Style, color: str, is_back: bool, pose: Pose) -> bytes:
    return jpeg(draw(GARMENTS[style.drawing](look(TONES[color], style.pattern), is_back), pose))


def _fabric(style: Style, color: str, pose: Pose) -> bytes:
    return jpeg(draw(fabric(look(TONES[color], style.pattern)), pose))
