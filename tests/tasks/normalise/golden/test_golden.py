"""Feeds of every kind through the real reader, mapper and steps: canonical lines, changes and questions as expected."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal

from flows.sample import read_cells, read_sample
from tasks.job import configuration
from tasks.normalise.feed import normalise_feed
from tests.builders import records, supplier
from tests.tasks.normalise.canonical_feed import assert_reads_itself
from tests.tasks.normalise.golden.feeds import GOLDEN, Golden

KNOWN = configuration(None)
DAY = dt.date(2026, 11, 1)


@pytest.fixture(params=GOLDEN, ids=lambda one: one.name)
def golden(request: pytest.FixtureRequest) -> Golden:
    one: Golden = request.param
    return one


@pytest.fixture
def path(golden: Golden, tmp_path: Path) -> Path:
    """The feed as a file."""
    (tmp_path / "feed").write_text(golden.text, encoding="utf-8")
    return tmp_path / "feed"


def test_a_feed_becomes_the_canonical_lines_with_all_changes_told(golden: Golden, path: Path) -> None:
    made = read_sample(path, supplier(**golden.supplier), KNOWN, DAY)

    assert made.plan.mapping.missing == ()
    assert made.plan.shop == golden.shop
    assert tuple(one.field for one in made.plan.mapping.questions) == golden.asked
    lines = records(made.rows)
    assert [{name: line[name] for name in wanted} for line, wanted in zip(lines, golden.lines, strict=True)] == (
        golden.lines
    )
    problems = [name for name in made.rows.columns if name.endswith("_problem")] + ["price_ambiguous", "unread"]
    found = [(line["sku"], name) for line in lines for name in problems if line[name] is not None]
    assert sorted(found) == sorted(golden.findings)
    told = list(made.changes[["sku", "field", "rule_id"]].fillna("").itertuples(index=False, name=None))
    assert sorted(told) == sorted(golden.changes)


def test_the_order_of_the_lines_changes_no_line_of_its_own(golden: Golden, path: Path) -> None:
    stated = supplier(**golden.supplier)
    header, (cells,) = read_cells(path, stated, KNOWN)
    before = cells.copy(deep=True)
    made = normalise_feed(header, [cells], stated, KNOWN, DAY, source="feed").rows
    assert_frame_equal(cells, before)
    turned = normalise_feed(header, [cells.iloc[::-1].reset_index(drop=True)], stated, KNOWN, DAY, source="feed").rows
    by_row = turned.set_index("row_id").loc[made["row_id"]].reset_index()
    # Of lines without a parent line the first speaks for their product.
    is_led = made["kind"].eq("folded").groupby(made["product"]).transform("any")
    own = ["row_id", "sku", "product", "kind", "content", "color", "size", "price_minor", "quantity"]
    assert_frame_equal(by_row[own], made[own])
    assert_frame_equal(by_row.loc[is_led, ["name", "description"]], made.loc[is_led, ["name", "description"]])


def test_what_was_normalised_is_normal(golden: Golden, path: Path) -> None:
    stated = supplier(**golden.supplier)
    header, shards = read_cells(path, stated, KNOWN)
    assert_reads_itself(normalise_feed(header, shards, stated, KNOWN, DAY, source="feed"), KNOWN, DAY)
