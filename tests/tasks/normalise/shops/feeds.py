"""Feeds of shops as text, read as they come in and arranged as their shop means them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
from pandas.testing import assert_frame_equal

import expectations
from expectations.columns import ColumnNames
from expectations.policy import FeedLimits
from expectations.suppliers import Format
from expectations.yaml_files import parse_file
from tasks.feed_records import cell_column
from tasks.ingest.reading import Reader, Reading
from tasks.normalise.arrange import IDENTITY, TEXT_FIELDS
from tasks.normalise.products import product_keys
from tasks.normalise.shops.known import recognise_shop
from tasks.normalise.shops.shop import MORE_FIELDS, cell, nothing
from tasks.storage.workspace import as_pandas
from tests.builders import records

ALL_FIELDS = tuple(dict.fromkeys([*TEXT_FIELDS, *MORE_FIELDS]))


def arranged(folder: Path, text: str, *, shop: str, shard_rows: int = 1000) -> pd.DataFrame:
    """All lines of a feed as the shop means them, in shards of `shard_rows`, with the `product` of each."""
    (folder / "unpacked").mkdir()
    (folder / "feed").write_bytes(text.encode())
    read = Reading()
    names = parse_file(ColumnNames, Path(expectations.__path__[0]) / "columns.yml")
    reader = Reader(Format(), names, FeedLimits.model_validate({}), shard_rows)
    shards = [
        as_pandas(table)
        for table in reader.read(
            folder / "feed", folder / "unpacked", source="feed", row_id_prefix="acme-0123456789ab", into=read
        )
    ]
    return arrange_shards(shards, read.header, shop=shop)


def arrange_shards(shards: list[pd.DataFrame], header: tuple[str, ...], *, shop: str) -> pd.DataFrame:
    """Shards of cells as their shop, which must be the one named, means them."""
    known = recognise_shop(header)
    assert known is not None
    assert known.name == shop
    fields = known.fields(header)
    needed = [cell_column(index) for index in known.needs(header)]
    context = known.context(header, (shard[[name for name in needed if name in shard]] for shard in shards))
    made = []
    for shard in shards:
        rows = shard[list(IDENTITY)].copy()
        for field in ALL_FIELDS:
            rows[field] = _field(shard, field, fields)
        before, cells = rows.copy(deep=True), shard.copy(deep=True)
        made.append(known.arrange(rows, shard, header, context))
        assert_frame_equal(rows, before)
        assert_frame_equal(shard, cells)
        assert made[-1]["row_id"].equals(rows["row_id"])
        assert {str(made[-1][field].dtype) for field in (*ALL_FIELDS, "kind", "children")} == {"str"}
    whole = pd.concat(made, ignore_index=True)
    return whole.assign(product=product_keys(whole))


def _field(shard: pd.DataFrame, field: str, fields: dict[str, tuple[int, ...]]) -> pd.Series:
    found = nothing(shard.index)
    for index in fields.get(field, ()):
        column = cell(shard, index)
        if field in ("extra_images", "tags"):
            column = (found + "\n" + column).fillna(found).fillna(column)
        found = found.fillna(column)
    return found


def said(rows: pd.DataFrame, *fields: str) -> list[tuple[Any, ...]]:
    """Some fields of all rows."""
    return [tuple(line.values()) for line in records(rows[list(fields)])]
