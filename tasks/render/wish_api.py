"""The body of Wish API v3 create-product, as far as this product fills it: closed, frozen, in Wish's words.

Limits are those of Wish's OpenAPI document, version 3.0.65. Fields marked for removal there (msrp,
subcategory_id, variation_skus) are left out.
"""

from __future__ import annotations

from typing import Annotated, Literal

import pydantic

Sku = Annotated[str, pydantic.StringConstraints(min_length=1, max_length=80)]
Tag = Annotated[str, pydantic.StringConstraints(min_length=1, max_length=80)]
Text = Annotated[str, pydantic.StringConstraints(min_length=1)]
ObjectId = Annotated[str, pydantic.StringConstraints(pattern=r"^[0-9a-fA-F]{24}$")]
Url = Annotated[str, pydantic.StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9+.\-]*:[!-~]+$")]
CountryCode = Annotated[str, pydantic.StringConstraints(pattern=r"^[A-Z]{2}$")]
CurrencyCode = Annotated[str, pydantic.StringConstraints(pattern=r"^[A-Z]{3}$")]
Condition = Literal["NEW", "USED", "REFURBISHED"]


class Part(pydantic.BaseModel):
    """Base of all parts of a body."""

    model_config = pydantic.ConfigDict(frozen=True, extra="forbid")


class Price(Part):
    """An amount in units of its currency."""

    amount: Annotated[float, pydantic.Field(ge=0)]
    currency_code: CurrencyCode


class Image(Part):
    """A picture by its public address."""

    url: Url
    is_clean_image: bool


class Option(Part):
    """What tells a variation apart, such as COLOR red."""

    name: Text
    value: Text


class Inventory(Part):
    """Pieces in a warehouse."""

    warehouse_id: ObjectId
    inventory: Annotated[int, pydantic.Field(ge=0, le=500_000)]


class Logistics(Part):
    """Weight in grams."""

    origin_country: CountryCode
    weight: Annotated[float, pydantic.Field(ge=0)] | None = None


class Variation(Part):
    """One sellable SKU."""

    sku: Sku
    gtin: Annotated[str, pydantic.StringConstraints(pattern=r"^[0-9]{8,14}$")] | None = None
    price: Price
    options: tuple[Option, ...] = ()
    inventories: tuple[Inventory, ...]
    image: Url | None = None
    logistics_details: Logistics


class DefaultShipping(Part):
    """The shipping price from a warehouse to any country without one of its own."""

    warehouse_id: ObjectId
    default_shipping_price: Price


class CreateProduct(Part):
    """Exactly one image is the clean one; a variation's image stands among the further ones."""

    name: Text
    description: Annotated[str, pydantic.StringConstraints(min_length=1, max_length=4000)]
    parent_sku: Sku
    category_id: int | None = None
    brand_id: ObjectId | None = None
    condition: Condition | None = None
    tags: Annotated[tuple[Tag, ...], pydantic.Field(max_length=10)] = ()
    main_image: Image
    extra_images: Annotated[tuple[Image, ...], pydantic.Field(max_length=100)] = ()
    variations: Annotated[tuple[Variation, ...], pydantic.Field(min_length=1, max_length=400)]
    default_shipping_prices: Annotated[tuple[DefaultShipping, ...], pydantic.Field(min_length=1)]
    max_quantity: Annotated[int, pydantic.Field(ge=1)] | None = None

    @pydantic.model_validator(mode="after")
    def _pictures_fit(self) -> CreateProduct:
        if sum(image.is_clean_image for image in (self.main_image, *self.extra_images)) != 1:
            raise ValueError("exactly one image must be the clean one")
        listed = {image.url for image in self.extra_images}
        for variation in self.variations:
            if variation.image is None and len(self.variations) > 1:
                raise ValueError(f"variation {variation.sku} needs an image")
            if variation.image is not None and variation.image not in listed:
                raise ValueError(f"the image of variation {variation.sku} is not among the further images")
        return self
