"""How one feed is to be read, from its header and a look over its values: mapping, shop, how numbers are written.

Comes in the header, a first shard and a way to read single columns of the whole feed, goes out a FeedPlan. What needs
the whole feed is found out here, so that shards can then be normalised one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from expectations.columns import ColumnNames
from expectations.names import Names
from expectations.suppliers import Supplier
from expectations.value_words import ValueWords
from tasks.feed_records import cell_column
from tasks.normalise.brands import unify_brands
from tasks.normalise.columns import ColumnMap, header_id, map_columns
from tasks.normalise.mapping.profiles import profile_columns
from tasks.normalise.money import infer_currency, infer_decimal
from tasks.normalise.shops.known import known_shops, recognise_shop
from tasks.normalise.shops.shop import Shop
from tasks.normalise.text import one_line

AMOUNTS = ("price", "msrp", "shipping", "cost")

ColumnsOf = Callable[[Sequence[str]], Iterable[pd.DataFrame]]


@dataclass(frozen=True)
class FeedPlan:
    """How a feed is read. `decimal` and `currency` are stated or certain from the whole column, else None.

    `brands` maps spellings of a brand to the one that is used. `notes` say what was found out and how.
    """

    mapping: ColumnMap
    shop: str | None = None
    decimal: str | None = None
    currency: str | None = None
    brands: Mapping[str, str] | None = None
    notes: tuple[str, ...] = ()


def shop_of(plan: FeedPlan) -> Shop | None:
    """The shop whose export the feed is."""
    return next((shop for shop in known_shops() if shop.name == plan.shop), None)


def plan_feed(
    header: tuple[str, ...],
    first: pd.DataFrame,
    columns_of: ColumnsOf,
    supplier: Supplier,
    names: ColumnNames,
    words: ValueWords,
    *,
    source: str,
    known_names: Names | None = None,
) -> FeedPlan:
    """Plan the reading of a feed. `first` is a shard with all columns, `columns_of` reads columns of all shards.

    Raises FeedRefused where the supplier file names a column that is not there. A required field without a column is
    no fault here: `mapping.missing` names it.
    """
    shop = recognise_shop(header)
    profiles = profile_columns([first[cell_column(index)] for index in range(len(header))])
    mapping = map_columns(header, supplier, names, source=source, profiles=profiles, shop=shop)
    notes = [f"the header is that of a {shop.name} export"] if shop else []
    decimal, currency = supplier.numbers.decimal, supplier.numbers.currency
    amounts = _cells(mapping, AMOUNTS, columns_of)
    if decimal is None and len(amounts):
        decimal = infer_decimal(amounts["text"], amounts["is_stored"], words)  # type: ignore[assignment]
        if decimal is not None:
            notes.append(f"the decimal sign is {decimal!r}: amounts of the feed prove it and none contradicts")
    if currency is None:
        currency = mapping.currencies.get("price")
        if currency is not None:
            notes.append(f"the currency is {currency}: the header of the price names it")
        elif len(amounts):
            currency = infer_currency(amounts["text"], words)
            if currency is not None:
                notes.append(f"the currency is {currency}: all amounts that name one agree")
    return FeedPlan(
        mapping=mapping,
        shop=shop.name if shop else None,
        decimal=decimal,
        currency=currency,
        brands=_brands(mapping, columns_of, known_names),
        notes=tuple(notes),
    )


def _cells(mapping: ColumnMap, fields: Sequence[str], columns_of: ColumnsOf) -> pd.DataFrame:
    """The different cells of all columns of some fields, and whether the feed stores them as numbers."""
    columns = [index for field in fields for index in mapping.fields.get(field, ())]
    parts = []
    for shard in columns_of([*(cell_column(index) for index in columns), "numbers"]) if columns else ():
        stored = "," + shard["numbers"].fillna("") + ","
        for index in columns:
            cells = shard[cell_column(index)]
            is_stored = stored.str.contains(f",{index},", regex=False)
            parts.append(pd.DataFrame({"text": cells, "is_stored": is_stored}).dropna().drop_duplicates())
    empty = pd.DataFrame({"text": pd.Series(dtype="str"), "is_stored": pd.Series(dtype="bool")})
    return pd.concat([empty, *parts], ignore_index=True).drop_duplicates().astype({"text": "str", "is_stored": "bool"})


def _brands(mapping: ColumnMap, columns_of: ColumnsOf, names: Names | None) -> Mapping[str, str]:
    columns = mapping.fields.get("brand", ())
    counts: dict[str, int] = {}
    for shard in columns_of([cell_column(columns[0])]) if columns else ():
        for brand, count in one_line(shard[cell_column(columns[0])]).value_counts().items():
            counts[str(brand)] = counts.get(str(brand), 0) + int(count)
    spelt = unify_brands(pd.Series(counts, dtype="int64"), names)
    return {brand: one for brand, one in spelt.items() if brand != one}


def describe(header: Sequence[str], plan: FeedPlan) -> dict[str, Any]:
    """What people are told of a mapping, and what other stages need of it."""
    mapping = plan.mapping
    return {
        "header_id": header_id(header),
        "shop": plan.shop,
        "columns": {field: [header[index] for index in indexes] for field, indexes in mapping.fields.items()},
        "indexes": {field: list(indexes) for field, indexes in mapping.fields.items()},
        "reasons": {
            field: {"score": one.score, "margin": one.margin, "reason": one.reason}
            for field, one in mapping.reasons.items()
        },
        "questions": [
            {
                "field": one.field,
                "candidates": [
                    {"column": header[column], "score": score, "reason": reason}
                    for column, score, reason in one.candidates
                ],
            }
            for one in mapping.questions
        ],
        "missing": list(mapping.missing),
        "unmapped": list(mapping.unmapped),
        "numbers": {"decimal": plan.decimal, "currency": plan.currency},
        "notes": list(plan.notes),
    }
