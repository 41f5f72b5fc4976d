"""What a supplier's goods are offered for: the terms that make a price of a cost, for all goods or for a category.

The key `offer` of a supplier file in, frozen terms with exact amounts out. Refuses terms that contradict each other
or that would change nothing.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal

import pydantic

from expectations.categories import CategoryPath, by_path
from expectations.yaml_files import Strict


def exactly(number: float) -> Decimal:
    """The number as it is written: 0.1 is a tenth, not the binary number beside it."""
    return Decimal(str(number))


def _has_whole_hundredths(amount: float) -> float:
    if exactly(amount) != round(exactly(amount), 2):
        raise ValueError(f"an amount has at most two decimals, got {amount}")
    return amount


Amount = Annotated[
    float,
    pydantic.Field(ge=0, le=100_000, allow_inf_nan=False),
    pydantic.AfterValidator(_has_whole_hundredths),
]
ShippingPrice = Annotated[
    float,
    pydantic.Field(ge=0, le=1000, allow_inf_nan=False),
    pydantic.AfterValidator(_has_whole_hundredths),
]
Share = Annotated[float, pydantic.Field(ge=0, lt=100, allow_inf_nan=False)]
Ending = Literal[".99", ".95", ".00", ".49"]


class Band(Strict):
    """The shipping price of parcels of at most `up_to_g` grams; without that, of all heavier ones."""

    up_to_g: float | None = pydantic.Field(default=None, gt=0, allow_inf_nan=False)
    price: ShippingPrice


class Shipping(Strict):
    """One `flat` price, or `bands` by weight with `flat` for goods too heavy for them or without a weight.

    In a file a number alone is the flat price and a list alone the bands.
    """

    flat: ShippingPrice | None = None
    bands: tuple[Band, ...] = ()

    @pydantic.model_validator(mode="before")
    @classmethod
    def _number_or_list(cls, data: Any) -> Any:
        if isinstance(data, int | float) and not isinstance(data, bool):
            return {"flat": data}
        return {"bands": data} if isinstance(data, tuple) else data

    @pydantic.model_validator(mode="after")
    def _bands_ascend(self) -> Shipping:
        if self.flat is None and not self.bands:
            raise ValueError("names no price: give one amount, or bands such as {up_to_g: 500, price: 3.50}")
        if any(band.up_to_g is None for band in self.bands[:-1]):
            raise ValueError("only the last band may leave out up_to_g")
        limits = [band.up_to_g for band in self.bands if band.up_to_g is not None]
        for lighter, heavier in itertools.pairwise(limits):
            if heavier <= lighter:
                raise ValueError(f"bands ascend by weight, but up_to_g {heavier:g} follows {lighter:g}")
        return self


class Terms(Strict):
    """How an offer is made of what the supplier asks. Amounts are in the store's currency, shares are percentages.

    The price is `price_from` raised by `markup_pct` or times `factor`, plus `add`; at least what leaves `min_margin`
    and `min_margin_pct` (of the selling price) over the cost after the marketplace's `fee_pct`; then up to the next
    price that ends in `round_to`. Shipping is no part of the margin. `stock_buffer` pieces are kept back, at most
    `stock_max` are offered.
    """

    price_from: Literal["price", "cost"] = "price"
    markup_pct: float | None = pydantic.Field(default=None, ge=0, le=100_000, allow_inf_nan=False)
    factor: float | None = pydantic.Field(default=None, gt=0, le=1000, allow_inf_nan=False)
    add: Amount = 0
    min_margin_pct: Share | None = None
    min_margin: Amount | None = None
    fee_pct: Share = 0
    round_to: Ending | None = None
    shipping: Shipping | None = None
    msrp: Literal["keep", "drop"] = "keep"
    max_msrp_to_price: float = pydantic.Field(default=5, gt=1, le=1000, allow_inf_nan=False)
    stock_buffer: int = pydantic.Field(default=0, ge=0)
    stock_max: int | None = pydantic.Field(default=None, ge=0)

    @pydantic.field_validator("round_to", mode="before")
    @classmethod
    def _ending_as_written(cls, value: Any) -> Any:
        # YAML reads .99 as a number.
        if isinstance(value, int | float) and not isinstance(value, bool):
            is_ending = 0 <= value < 1 and exactly(value) == round(exactly(value), 2)
            value = f"{value:.2f}" if is_ending else str(value)
        return value.removeprefix("0") if isinstance(value, str) else value

    @pydantic.model_validator(mode="after")
    def _one_way_to_raise(self) -> Terms:
        if self.markup_pct is not None and self.factor is not None:
            raise ValueError("markup_pct and factor both raise the price: give one of them")
        return self

    @property
    def multiplier(self) -> Fraction:
        """What the base is multiplied with, before `add`."""
        if self.factor is not None:
            return Fraction(exactly(self.factor))
        return 1 + _share(self.markup_pct or 0)

    @property
    def has_minimum(self) -> bool:
        """Whether a least margin is demanded, for which every row needs its cost."""
        return self.min_margin is not None or self.min_margin_pct is not None

    @property
    def kept_share(self) -> Fraction:
        """The share of a price that is left after the fee."""
        return 1 - _share(self.fee_pct)

    @property
    def cost_share(self) -> Fraction:
        """The share of a price that the cost may take up at most, after fee and least margin."""
        return self.kept_share - _share(self.min_margin_pct or 0)

    @property
    def most_msrp(self) -> Fraction:
        """The highest reference price that is kept, as a multiple of the price."""
        return Fraction(exactly(self.max_msrp_to_price))


class Offer(Terms):
    """The key `offer` of a supplier file: the terms of all its goods.

    `categories` replaces single terms for a category of the feed and those below it; the longest path wins, and what
    it does not name stays as it is for all. `in_stock` is the number of pieces that the words "in stock" stand for.
    """

    categories: dict[str, Terms] = {}
    in_stock: int = pydantic.Field(default=1, ge=0)

    @pydantic.model_validator(mode="after")
    def _terms_make_sense(self) -> Offer:
        by_path(self.categories)
        everywhere = {"": self._for_all(), **{name: self._with(one) for name, one in self.categories.items()}}
        for name, terms in everywhere.items():
            fault = _fault(terms)
            if fault is not None:
                raise ValueError(f"category {name!r}: {fault}" if name else fault)
        if any(terms.fee_pct for terms in everywhere.values()) and not any(
            terms.has_minimum for terms in everywhere.values()
        ):
            raise ValueError("fee_pct changes nothing without min_margin or min_margin_pct")
        return self

    def terms(self) -> Mapping[CategoryPath, Terms]:
        """The complete terms by the path of their category; the empty path has those of all other goods."""
        return {(): self._for_all(), **{path: self._with(one) for path, one in by_path(self.categories).items()}}

    def _for_all(self) -> Terms:
        return Terms(**{name: getattr(self, name) for name in self.model_fields_set & Terms.model_fields.keys()})

    def _with(self, own: Terms) -> Terms:
        inherited = self.model_fields_set & Terms.model_fields.keys()
        # A category that says one way of raising the price means it instead of the other.
        if own.model_fields_set & {"markup_pct", "factor"}:
            inherited -= {"markup_pct", "factor"}
        named = {name: getattr(self, name) for name in inherited}
        return Terms(**named | {name: getattr(own, name) for name in own.model_fields_set})


def in_minor(amount: float) -> int:
    """An amount with at most two decimals in hundredths."""
    return int(exactly(amount).scaleb(2))


def _share(percentage: float) -> Fraction:
    return Fraction(exactly(percentage)) / 100


def _fault(terms: Terms) -> str | None:
    if terms.cost_share <= 0:
        return "fee_pct and min_margin_pct together leave nothing of the price for the cost: they must stay below 100"
    says_how = terms.model_fields_set & {"markup_pct", "factor", "add"} or terms.has_minimum
    if terms.price_from == "cost" and not says_how:
        return "price_from cost needs markup_pct, factor, add or a least margin (factor: 1 sells at cost)"
    return None
