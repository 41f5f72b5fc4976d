"""Products as bodies of Wish API v3 create-product: rows of the add file in, one line of JSON a product out.

What Wish takes as optional and would refuse in this shape (a malformed GTIN, an unknown condition, an
eleventh tag) is left out, as the rules have said so already; what it needs must be there, or the run stops.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any, get_args

import numpy as np
import pandas as pd
import pydantic

from expectations.store import Store
from tasks.errors import Unpublishable
from tasks.render.gallery import listed_pictures
from tasks.render.upload import category_id, origin_country, shipping_minor
from tasks.render.wish_api import (
    Condition,
    CreateProduct,
    DefaultShipping,
    Image,
    Inventory,
    Logistics,
    Option,
    Price,
    Variation,
)

_GTIN = re.compile(r"[0-9]{8,14}")
_OBJECT_ID = re.compile(r"[0-9a-fA-F]{24}")
_TAGS, _TAG_LENGTH, _EXTRA_IMAGES = 10, 80, 100

_FIELDS = [
    "product",
    "parent_sku",
    "sku",
    "name",
    "description",
    "tags",
    "brand_id",
    "condition",
    "max_quantity",
    "main_sha256",
    "variation_sha256",
    "gtin",
    "color",
    "size",
    "price_minor",
    "quantity",
    "weight_g",
]

Line = Any  # one row as a named tuple of _FIELDS and the columns added in _lines_of


def create_product_bodies(rows: pd.DataFrame, store: Store) -> Iterator[bytes]:
    """One JSON line (UTF-8, line break included) a product, in the order the products first come in `rows`.

    `rows` (DECIDED_COLUMNS) are those of the add file. The shipping price of a product is the highest of its
    rows. Raises Unpublishable for a product that Wish would refuse; the rules should have kept it out.
    """
    listed = listed_pictures(rows)
    pictures = listed.groupby("product", sort=False)["sha256"].agg(list).to_dict()
    for product, lines in itertools.groupby(_lines_of(rows, store), key=lambda line: line.product):
        try:
            body = _body(list(lines), pictures.get(product, []), store)
        except pydantic.ValidationError as error:
            fault = error.errors()[0]
            where = ".".join(str(step) for step in fault["loc"]) or "product"
            raise Unpublishable(f"product {product}: Wish would refuse it: {where}: {fault['msg']}") from error
        yield body.model_dump_json(exclude_none=True, exclude_defaults=True).encode() + b"\n"


def _lines_of(rows: pd.DataFrame, store: Store) -> Iterator[Line]:
    lines = rows[_FIELDS].assign(
        shipping_minor=shipping_minor(rows, store),
        origin_country=origin_country(rows, store),
        category_id=category_id(rows, store),
    )
    codes, _ = pd.factorize(lines["product"])
    lines = lines.iloc[np.argsort(codes, kind="stable")].astype("object")
    return iter(lines.where(lines.notna(), None).itertuples(index=False, name="Line"))


def _body(lines: list[Line], pictures: list[str], store: Store) -> CreateProduct:
    first = lines[0]
    several = len(lines) > 1
    images = {line.sku: line.variation_sha256 or (line.main_sha256 if several else None) for line in lines}
    # Wish wants the image of every variation among the further ones, the main image included where one falls
    # back to it.
    further = list(dict.fromkeys([*(image for image in images.values() if image), *pictures]))[:_EXTRA_IMAGES]
    tags = [tag.strip()[:_TAG_LENGTH] for tag in (first.tags or "").split(",")]
    return CreateProduct(
        name=first.name,
        description=first.description,
        parent_sku=first.parent_sku or first.sku,
        category_id=first.category_id,
        brand_id=first.brand_id if first.brand_id and _OBJECT_ID.fullmatch(first.brand_id) else None,
        condition=first.condition if first.condition in get_args(Condition) else None,
        tags=tuple(tag for tag in tags if tag)[:_TAGS],
        main_image=_image(first.main_sha256, store, clean=True),
        extra_images=tuple(_image(sha256, store, clean=False) for sha256 in further),
        variations=tuple(_variation(line, images[line.sku], store) for line in lines),
        default_shipping_prices=(
            DefaultShipping(
                warehouse_id=store.warehouse_id,
                default_shipping_price=_price(max(line.shipping_minor for line in lines), store),
            ),
        ),
        max_quantity=first.max_quantity if first.max_quantity and first.max_quantity > 0 else None,
    )


def _variation(line: Line, image: str | None, store: Store) -> Variation:
    options = [Option(name=name, value=value) for name, value in (("COLOR", line.color), ("SIZE", line.size)) if value]
    return Variation(
        sku=line.sku,
        gtin=line.gtin if line.gtin and _GTIN.fullmatch(line.gtin) else None,
        price=_price(line.price_minor, store),
        options=tuple(options),
        inventories=(Inventory(warehouse_id=store.warehouse_id, inventory=line.quantity),),
        image=store.picture_address(image) if image else None,
        logistics_details=Logistics(origin_country=line.origin_country, weight=line.weight_g),
    )


def _image(sha256: str | None, store: Store, *, clean: bool) -> Image:
    return Image(url=store.picture_address(sha256) if sha256 else "", is_clean_image=clean)


def _price(minor: int | None, store: Store) -> Price:
    return Price.model_validate(
        {"amount": None if minor is None else int(minor) / 100, "currency_code": store.currency}
    )
