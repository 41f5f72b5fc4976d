"""The sample supplier aurora-home: household goods without a flaw, plain English headings."""

from dataclasses import replace
from functools import partial

from catalogue import HOME, Product, invent
from drawings import LIGHT_GREY, WHITE, Pose, draw
from feeds import Row, Sample, gtin13, jpeg, money, write_table

SUPPLIER = "aurora-home"
HEADER = [
    "SKU",
    "Name",
    "Description",
    "Price",
    "Quantity",
    "Tags",
    "Main Image",
    "Extra Images",
    "Brand",
    "GTIN",
    "Category",
    "Weight (g)",
]
SETTINGS = """\
# Plain headings: the columns are mapped automatically.
supplier: aurora-home
expect:
  min: {rows: 60}
  max: {rows: 500}
"""
PRODUCTS = 72
# One for each round through the kinds of goods, so that pictures of like things are framed differently.
STANDING = (
    Pose(scale=0.36),
    Pose(scale=0.33, mirrored=True, shift=(0.16, 0.1)),
    Pose(scale=0.38, shift=(-0.1, -0.08)),
    Pose(scale=0.31, mirrored=True, shift=(-0.2, 0.12)),
)


def aurora_home() -> Sample:
    """Return the clean supplier."""
    rows: list[Row] = []
    sample = Sample(SUPPLIER, "products.csv", b"", [], SETTINGS)
    for number in range(PRODUCTS):
        style, place = divmod(number, len(HOME))
        product = invent(HOME[place], style, seed=place)
        stem = f"{product.kind.drawing.replace('_', '-')}-{style + 1:02d}"
        main, extra = f"{stem}.jpg", f"{stem}-detail.jpg" if style == 1 and place % 5 == 0 else ""
        ground = LIGHT_GREY if (style + place) % 3 == 0 else WHITE
        pose = replace(STANDING[style], ground=ground)
        sample.pictures[main] = partial(_picture, product, pose)
        if extra:
            close = Pose(scale=0.58, turn_deg=6, mirrored=True, ground=ground)
            sample.pictures[extra] = partial(_picture, product, close)
        rows.append(_row(product, number + 1, main, extra))
    text, sample.rows = write_table(HEADER, rows)
    sample.feed = text.encode()
    return sample


def _row(product: Product, number: int, main: str, extra: str) -> Row:
    sku = f"AH-{1000 + number}"
    cells = (
        sku,
        product.name,
        product.description,
        money(product.price),
        str(product.quantity),
        ", ".join(product.tags),
        main,
        extra,
        "Aurora Home",
        gtin13("6991201", number),
        product.kind.category,
        str(product.weight_g),
    )
    return Row(sku, cells)


def _picture(product: Product, pose: Pose) -> bytes:
    return jpeg(draw(product.parts(), pose))
