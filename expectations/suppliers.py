"""One supplier is one file: which objects are its feed, how its columns are called, what to expect of it."""

from __future__ import annotations

from typing import Annotated, Literal

import pydantic

from expectations.store import Currency
from expectations.yaml_files import Strict

SupplierId = Annotated[str, pydantic.StringConstraints(pattern=r"^[a-z0-9-]+$")]


class Format(Strict):
    """How a feed is written, where content alone does not tell. `sheet` names the sheets of a workbook to read."""

    type: Literal["csv", "tsv"] | None = None
    delimiter: Annotated[str, pydantic.StringConstraints(min_length=1, max_length=1)] | None = None
    encoding: str | None = None
    sheet: str | tuple[str, ...] | None = None


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


class Supplier(Strict):
    """`suppliers/<id>.yml`. Without `columns` they are mapped automatically."""

    supplier: SupplierId
    feeds: dict[str, str] = {}
    format: Format = Format()
    columns: dict[str, str | tuple[str, ...]] = {}
    ignore: tuple[str, ...] = ()
    numbers: Numbers = Numbers()
    lookups: dict[str, dict[str, str]] = {}
    picture_separator: str | None = None
    questions: tuple[str, ...] = ()
    expect: Expect = Expect()
