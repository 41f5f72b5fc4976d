"""Feeds of every kind through the real reader, mapper and steps: canonical lines, changes and questions as expected."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from expectations.policy import FeedLimits
from expectations.suppliers import Supplier
from tasks.ingest.reading import Reader, Reading
from tasks.job import configuration
from tasks.normalise.arrange import arrange
from tasks.normalise.plan import FeedPlan, plan_feed, shop_of
from tasks.normalise.values import Conventions, Normalised, normalise_values
from tasks.storage.workspace import as_pandas
from tests.builders import ROW_ID, records
from tests.tasks.normalise.golden.feeds import GOLDEN, Golden

KNOWN = configuration(None)


def read(golden: Golden, folder: Path) -> tuple[tuple[str, ...], pd.DataFrame]:
    """The feed as ingest reads it: its header and all records."""
    path = folder / "feed"
    path.write_text(golden.text, encoding="utf-8")
    supplier = Supplier.model_validate({"supplier": "acme", **golden.supplier})
    reader = Reader(supplier.format, KNOWN.columns, FeedLimits(), 50_000)
    into = Reading()
    tables = list(reader.read(path, folder / "unpacked", source="feed", row_id_prefix=ROW_ID, into=into))
    return into.header, pd.concat([as_pandas(table) for table in tables], ignore_index=True)


def normalised(golden: Golden, header: tuple[str, ...], cells: pd.DataFrame) -> tuple[FeedPlan, Normalised]:
    supplier = Supplier.model_validate({"supplier": "acme", **golden.supplier})

    def columns_of(names: Sequence[str]) -> list[pd.DataFrame]:
        return [cells[list(names)]]

    plan = plan_feed(header, cells, columns_of, supplier, KNOWN.columns, KNOWN.words, source="feed")
    shop = shop_of(plan)
    context = shop.context(header, [cells]) if shop else None
    arranged = arrange(cells, header, plan.mapping, constants=supplier.constants, shop=shop, context=context)
    before = arranged.copy(deep=True)
    made = normalise_values(arranged, Conventions.of(KNOWN, supplier, plan, dt.date(2026, 11, 1)))
    assert_frame_equal(arranged, before)
    return plan, made


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda one: one.name)
def test_a_feed_becomes_the_canonical_lines_with_all_changes_told(golden: Golden, tmp_path: Path) -> None:
    (tmp_path / "unpacked").mkdir()
    header, cells = read(golden, tmp_path)
    plan, made = normalised(golden, header, cells)

    assert plan.mapping.missing == ()
    assert plan.shop == golden.shop
    assert tuple(one.field for one in plan.mapping.questions) == golden.asked
    lines = records(made.rows)
    assert [{name: line[name] for name in wanted} for line, wanted in zip(lines, golden.lines, strict=True)] == (
        golden.lines
    )
    told = list(made.changes[["sku", "field", "rule_id"]].itertuples(index=False, name=None))
    assert sorted(told) == sorted(golden.changes)


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda one: one.name)
def test_the_order_of_the_rows_does_not_matter(golden: Golden, tmp_path: Path) -> None:
    (tmp_path / "unpacked").mkdir()
    header, cells = read(golden, tmp_path)
    _, made = normalised(golden, header, cells)
    _, turned = normalised(golden, header, cells.iloc[::-1].reset_index(drop=True))
    by_row = turned.rows.set_index("row_id").loc[made.rows["row_id"]].reset_index()
    assert_frame_equal(by_row[made.rows.columns], made.rows, check_dtype=False)
