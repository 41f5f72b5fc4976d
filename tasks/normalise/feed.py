"""One feed from its cells to canonical rows: the order in which plan, arrangement, values and products are made.

Shards of cells in, a plan and normalised shards out; for a feed that fits into memory also its whole products. What
the order is stands here once, for the tasks of a run and for whoever reads a feed on the spot.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from expectations.configuration import Configuration
from expectations.suppliers import Supplier
from tasks.normalise.arrange import arrange
from tasks.normalise.plan import FeedPlan, plan_feed, shop_of
from tasks.normalise.products import Assembled, assemble, product_keys
from tasks.normalise.shops.shop import Context
from tasks.normalise.values import Conventions, Normalised, normalise_values

# Reads the shards of a feed from the first to the last, each with a column for every name of the header.
Shards = Callable[[], Iterable[pd.DataFrame]]


@dataclass(frozen=True)
class WholeFeed:
    """A feed with all its rows: how it was read, its canonical rows in the order of the feed, changes made and due."""

    plan: FeedPlan
    rows: pd.DataFrame
    changes: pd.DataFrame
    due: pd.DataFrame


def plan_shards(
    header: tuple[str, ...], shards: Shards, supplier: Supplier, known: Configuration, *, source: str
) -> tuple[FeedPlan, Context]:
    """How a feed is read, and what its shop's export says elsewhere in the feed.

    Raises FeedRefused where the supplier file names a column that is not there.
    """

    def columns_of(names: Sequence[str]) -> Iterator[pd.DataFrame]:
        return (shard[list(names)] for shard in shards())

    first = next(iter(shards()))
    plan = plan_feed(
        header,
        first,
        columns_of,
        supplier,
        known.columns,
        known.words,
        source=source,
        known_names=known.names,
    )
    shop = shop_of(plan)
    return plan, shop.context(header, shards()) if shop else None


def normalise_cells(
    cells: pd.DataFrame, header: tuple[str, ...], conventions: Conventions, context: Context
) -> Normalised:
    """Normalise one shard of a feed; its products are not whole yet."""
    plan, supplier = conventions.plan, conventions.supplier
    shop = shop_of(plan)
    arranged = arrange(cells, header, plan.mapping, constants=supplier.constants, shop=shop, context=context)
    return normalise_values(arranged, conventions)


def assemble_rows(rows: pd.DataFrame, supplier: Supplier, known: Configuration) -> Assembled:
    """Make one the fields of whole products, whose rows carry `product`."""
    return assemble(rows, known.store, most_tags=known.limits.tags, is_changed=supplier.changes)


def normalise_feed(
    header: tuple[str, ...],
    shards: Sequence[pd.DataFrame],
    supplier: Supplier,
    known: Configuration,
    day: dt.date,
    *,
    source: str,
) -> WholeFeed:
    """Normalise a feed of one or more shards in one go. Raises FeedRefused as `plan_shards` does."""
    plan, context = plan_shards(header, lambda: shards, supplier, known, source=source)
    conventions = Conventions(known, supplier, plan, day)
    parts = [normalise_cells(shard, header, conventions, context) for shard in shards]
    rows = pd.concat([part.rows for part in parts], ignore_index=True)
    made = assemble_rows(rows.assign(product=product_keys(rows)), supplier, known)
    changes = pd.concat([*(part.changes for part in parts), made.changes], ignore_index=True)
    due = pd.concat([*(part.due for part in parts), made.due], ignore_index=True)
    return WholeFeed(plan, made.rows, changes, due)
