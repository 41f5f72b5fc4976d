"""Every fact of the registry is measured, in its frame and in a type that can be judged as what it is declared."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from expectations.configuration import Configuration, load_configuration
from expectations.store import Store
from expectations.suites import as_judged
from expectations.suppliers import Expect
from tasks.errors import COLUMN_MISSING
from tasks.feed_records import Refusal
from tasks.findings import CHANGES_COLUMNS
from tasks.measure.across import key_columns, shared_pictures, sku_repeats
from tasks.measure.changes import change_facts
from tasks.measure.claims import claim_facts
from tasks.measure.feed import batch_facts, record_facts, refusal_facts
from tasks.measure.offers import row_facts
from tasks.measure.products import product_facts
from tests.builders import brand_book, ingested, matcher, pictures, row, rows


@pytest.fixture(scope="module")
def configuration() -> Configuration:
    return load_configuration(None)


def measured(configuration: Configuration, sold: pd.DataFrame) -> dict[str, pd.DataFrame]:
    listed = pictures(sold)
    repeats = sku_repeats(key_columns(sold)).set_index("row_id")["sku_repeats"]
    mains = sold[["product"]].assign(main_sha256=listed["main_sha256"]).drop_duplicates("product")
    shared = shared_pictures(mains).set_index("product")["main_image_shared"]
    claims = sold[["row_id", "sku"]].assign(supplier="acme")
    return {
        "record": record_facts(sold),
        "row": row_facts(sold, listed, repeats, "USD"),
        "product": product_facts(
            sold,
            listed,
            shared,
            configuration.facts.values(),
            matcher(*configuration.lexicons.values()),
            brand_book().of("acme", dt.date(2026, 1, 1)),
        ),
        "batch": batch_facts(
            ingested=ingested(rows=2), broken=0, unmapped=(), defaults={}, store=Store(), expect=Expect()
        ),
        "claim": claim_facts(claims, pd.DataFrame({"supplier": [], "sku": []}, dtype="str")),
        "change": change_facts(
            pd.DataFrame([["r1", "s", "gtin", "1 2", "12", "gtin.format"]], columns=list(CHANGES_COLUMNS), dtype="str"),
            configuration.facts.values(),
        ),
        "refusal": refusal_facts(Refusal(reason="r", source="s", fix="f", rule_id=COLUMN_MISSING)),
    }


def silent(n: int) -> dict[str, Any]:
    said = {"row_id": f"r{n}", "product": f"r{n}", "n": n, "source_row": n, "kind": "variation"}
    return dict.fromkeys(row(n)) | said


KEYS = {
    "record": {"row_id"},
    "row": {"row_id"},
    "product": {"product"},
    "claim": {"supplier", "row_id"},
    "change": {"row_id"},
}


def test_what_is_measured_is_what_the_registry_says(configuration: Configuration) -> None:
    frames = measured(configuration, rows(row(1), row(2, color="red")))
    made = {
        frame: {name for name in facts.columns if not name.endswith("__field")} - KEYS.get(frame, set())
        for frame, facts in frames.items()
    }
    declared: dict[str, set[str]] = {frame: set() for frame in made}
    for fact in configuration.facts.values():
        declared[fact.frame].add(fact.name)
    assert made == declared


@pytest.mark.parametrize(
    "sold",
    [
        pytest.param(rows(row(1), row(2, color="red", gtin="1")), id="good rows"),
        pytest.param(rows(silent(1), silent(2)), id="rows that say nothing"),
        pytest.param(rows(), id="no rows"),
    ],
)
def test_every_measured_frame_can_be_judged(configuration: Configuration, sold: pd.DataFrame) -> None:
    for name, frame in measured(configuration, sold).items():
        facts = [fact for fact in configuration.facts.values() if fact.frame == name]
        assert len(as_judged(frame, facts)) == len(frame)
