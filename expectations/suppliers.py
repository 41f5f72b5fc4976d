"""One supplier is one file: which objects are its feed, how its columns are called, what to expect of it."""

from __future__ import annotations

from typing import Annotated, Literal

import pydantic

from expectations.categories import CategoryLookup
from expectations.pricing import Offer
from expectations.store import Currency
from expectations.yaml_files import Strict

SupplierId = Annotated[str, pydantic.StringConstraints(pattern=r"^[a-z0-9-]+$")]


class Format(Strict):
    """How a feed is written, where content alone does not tell. `sheet` names the sheets of a workbook to read."""

    type: Literal["csv", "tsv"] | None = None
    delimiter: Annotated[str, pydantic.StringConstraints(min_length=1, max_length=1)] | None = None
    encoding: str | None = None
    sheet: str | tuple[str, ...] | None = None


class Join(Strict):
    """A field made of several columns, their filled cells joined in this order."""

    columns: Annotated[tuple[str, ...], pydantic.Field(min_length=2)]
    between: str = " "


class Split(Strict):
    """A field that is one part (from 1; -1 is the last) of a column's cells, cut `at` a text."""

    column: str
    at: Annotated[str, pydantic.StringConstraints(min_length=1)]
    part: int

    @pydantic.field_validator("part")
    @classmethod
    def _counts_from_one(cls, part: int) -> int:
        if part == 0:
            raise ValueError("parts are counted from 1, or from the end with -1")
        return part


class Confirmed(Strict):
    """The mapping of one header, by its id (twelve hex digits, as `try` writes it), for feeds of other headers."""

    header: Annotated[str, pydantic.StringConstraints(pattern=r"^[0-9a-f]{12}$")]
    columns: dict[str, str | tuple[str, ...]]
    ignore: tuple[str, ...] = ()


class Numbers(Strict):
    """The supplier's way of writing numbers; `decimal` settles what `3.350` means."""

    decimal: Literal[".", ","] | None = None
    currency: Currency | None = None


class Floors(Strict):
    """The least of a feed: data rows, and the share of rows in which a field is filled."""

    rows: int = pydantic.Field(default=0, ge=0)
    filled_pct: dict[str, float] = {}


class Ceilings(Strict):
    """The most of a feed."""

    rows: int | None = pydantic.Field(default=None, ge=1)


class Expect(Strict):
    """Floors hold the supplier, ceilings warn."""

    min: Floors = Floors()
    max: Ceilings = Ceilings()


WeightUnit = Literal["g", "kg", "lb", "oz"]
LengthUnit = Literal["mm", "cm", "m", "in"]


class StatedUnits(Strict):
    """Units of columns whose header and cells name none."""

    weight: WeightUnit | None = None
    length: LengthUnit | None = None


class Supplier(Strict):
    """`suppliers/<id>.yml`. Without `columns` they are mapped automatically, and asked about where that is not sure.

    `constants` are values of fields that no column has. `confirmed` remembers the mapping of further headers. With
    `changes: off` nothing is changed automatically and every change that was due is a finding.
    """

    supplier: SupplierId
    feeds: dict[str, str] = {}
    format: Format = Format()
    columns: dict[str, str | tuple[str, ...]] = {}
    joins: dict[str, Join] = {}
    splits: dict[str, Split] = {}
    constants: dict[str, Annotated[str, pydantic.StringConstraints(min_length=1)]] = {}
    confirmed: tuple[Confirmed, ...] = ()
    ignore: tuple[str, ...] = ()
    numbers: Numbers = Numbers()
    units: StatedUnits = StatedUnits()
    changes: bool = True
    offer: Offer | None = None
    categories: CategoryLookup = {}
    lookups: dict[str, dict[str, str]] = {}
    picture_separator: str | None = None
    questions: tuple[str, ...] = ()
    expect: Expect = Expect()
