"""The law that what was normalised is normal: canonical rows written as a feed and read once more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pandas as pd
from pandas.testing import assert_frame_equal

from expectations.configuration import Configuration
from expectations.suppliers import Supplier
from tasks.normalise.feed import WholeFeed, normalise_feed
from tasks.rows import PRODUCT_FIELDS, VARIATION_FIELDS
from tests.builders import shard

# What is told of a row and not sent in a feed, and what only the row before the first reading had.
TOLD = ("language", "unread", "overruled", "price_problem", "price_ambiguous", "shipping_problem", "quantity_problem",
        "category_problem")  # fmt: skip
VALUES = [name for name in (*PRODUCT_FIELDS, *VARIATION_FIELDS) if name not in TOLD]


def _money(minor: pd.Series) -> pd.Series:
    return minor.map(lambda hundredths: f"{hundredths // 100}.{hundredths % 100:02}", na_action="ignore")


def _in(unit: str) -> Callable[[pd.Series], pd.Series]:
    return lambda number: number.map(lambda value: f"{value:f} {unit}", na_action="ignore")


_WRITTEN: dict[str, tuple[str, Callable[[pd.Series], pd.Series]]] = {
    "price_minor": ("price", _money),
    "msrp_minor": ("msrp", _money),
    "shipping_minor": ("shipping", _money),
    "weight_g": ("weight_g", _in("g")),
    "length_cm": ("length", _in("cm")),
    "width_cm": ("width", _in("cm")),
    "height_cm": ("height", _in("cm")),
}


def assert_reads_itself(once: WholeFeed, known: Configuration, day: dt.date) -> None:
    """Assert that the variations of a feed, sent as they came out, come out the same and nothing is left to change."""
    sold = once.rows[once.rows["kind"] == "variation"].reset_index(drop=True)
    if not len(sold):
        return
    header, cells, stated = as_feed(sold)
    twice = normalise_feed(header, [cells], stated, known, day, source="products.csv")
    # In place of a shipping price that could not be read none is sent, which is the store's.
    has_shipping = sold["shipping_problem"].isna()
    again = twice.rows.assign(shipping_minor=twice.rows["shipping_minor"].where(has_shipping))
    assert_frame_equal(again[VALUES], sold[VALUES])
    assert not twice.rows[["unread", "overruled"]].notna().any(axis=None)
    assert not len(twice.changes), twice.changes.to_dict("records")


def as_feed(rows: pd.DataFrame) -> tuple[tuple[str, ...], pd.DataFrame, Supplier]:
    """The header and cells of a feed that sends these canonical rows, and the supplier file that states its columns."""
    columns: dict[str, pd.Series] = {}
    for name in VALUES:
        field, write = _WRITTEN.get(name, (name, lambda column: column))
        columns[field] = write(rows[name]).astype("str")
    header = tuple(columns)
    stated = {"supplier": "acme", "columns": dict(zip(header, header, strict=True)), "numbers": {"decimal": "."}}
    sent = pd.DataFrame(columns)
    lines = sent.fillna("").to_numpy()
    return header, shard(*(tuple(line) for line in lines)), Supplier.model_validate(stated)
