"""The merchant's own facts that no supplier sends: currency, shipping, warehouse, origin, countries, approvals."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

import pydantic

from expectations.rules import Approval
from expectations.yaml_files import Strict

Country = Annotated[str, pydantic.StringConstraints(pattern=r"^[A-Z]{2}$")]
Currency = Annotated[str, pydantic.StringConstraints(pattern=r"^[A-Z]{3}$")]

NOWHERE = "https://pictures.invalid/"


class Store(Strict):
    """`store.yml`. `pictures_base` is the public address under which `<sha256>.jpg` can be fetched by Wish.

    `approved` names the kinds of goods that Wish allowed this merchant to sell.
    `eu_responsible_person` names who is linked on Wish for goods with a CE mark, `epr_registered` the countries whose
    numbers for waste of packaging and goods are on file there; both only quieten what would be asked otherwise.
    """

    currency: Currency = "USD"
    default_shipping_price: float = pydantic.Field(default=0.0, ge=0, le=1000)
    warehouse_id: Annotated[str, pydantic.StringConstraints(pattern=r"^[0-9a-f]{24}$")] = "0" * 24
    origin_country: Country = "CN"
    merchant_country: Country = "CN"
    destinations: tuple[Country, ...] = ()
    eu_responsible_person: str | None = None
    epr_registered: tuple[Country, ...] = ()
    default_category: int | None = None
    approved: tuple[Approval, ...] = ()
    pictures_base: Annotated[str, pydantic.StringConstraints(pattern=r"^https?://\S+/$")] | None = None

    @pydantic.field_validator("approved")
    @classmethod
    def _approvals_once(cls, approved: tuple[Approval, ...]) -> tuple[Approval, ...]:
        return tuple(sorted(set(approved)))

    @property
    def shipping_minor(self) -> int:
        """The default shipping price in hundredths of the currency."""
        return int(Decimal(str(self.default_shipping_price)).scaleb(2).to_integral_value())

    def picture_address(self, sha256: str) -> str:
        """The public address of a rendition, from the sha256 of its source."""
        return f"{self.pictures_base or NOWHERE}{sha256}.jpg"
