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
from tasks.measure.claims import claim_facts, with_others
from tasks.measure.duplicates.facts import duplicate_facts, duplicates_across, gtin_keys, shared_gtins
from tasks.measure.duplicates.fingerprints import fingerprints
from tasks.measure.duplicates.listings import listings
from tasks.measure.duplicates.words import NameReader
from tasks.measure.feed import batch_facts, record_facts, refusal_facts
from tasks.measure.joined import beside
from tasks.measure.offers import row_facts
from tasks.measure.prices import category_prices, price_keys
from tasks.measure.products import product_facts
from tasks.measure.raises import price_rises
from tasks.measure.variations import unlike_variations
from tests.builders import brand_book, ingested, matcher, pictures, row, rows


@pytest.fixture(scope="module")
def configuration() -> Configuration:
    return load_configuration(None)


def measured(configuration: Configuration, sold: pd.DataFrame) -> dict[str, pd.DataFrame]:
    listed = pictures(sold)
    repeats = sku_repeats(key_columns(sold)).set_index("row_id")["sku_repeats"]
    mains = sold[["product"]].assign(main_sha256=listed["main_sha256"]).drop_duplicates("product")
    shared = shared_pictures(mains).set_index("product")["main_image_shared"]
    claims = sold[["row_id", "sku", "product", "price_minor", "shipping_minor"]].assign(supplier="acme")
    live = pd.DataFrame({"supplier": [], "sku": []}, dtype="str")
    words = configuration.duplicates
    reader = NameReader(words, configuration.colors, configuration.sizes)
    told = listings(sold)
    prints = fingerprints(told, reader).assign(supplier="acme")
    unlike = unlike_variations(sold, reader).rename("variations_unlike").rename_axis("product").reset_index()
    products = product_facts(
        sold,
        listed,
        shared,
        configuration.facts.values(),
        matcher(*configuration.lexicons.values()),
        brand_book().of("acme", dt.date(2026, 1, 1)),
        copied=shared,
        store=Store(),
        truth=configuration.truth,
        compliance=configuration.compliance,
    )
    across = duplicates_across(prints, lambda at: told.iloc[at], words, reader, set())
    raised = price_rises(claims, claims.drop(columns=["row_id", "product"]), configuration.limits.rise)
    return {
        "record": record_facts(sold),
        "row": beside(
            row_facts(sold, listed, repeats, "USD"),
            "row_id",
            shared_gtins(gtin_keys(sold)),
            category_prices(price_keys(sold)),
        ),
        "product": beside(
            products, "product", unlike, duplicate_facts(prints, lambda at: told.iloc[at], words, reader)
        ),
        "batch": batch_facts(
            ingested=ingested(rows=2),
            broken=0,
            unmapped=(),
            defaults={},
            store=Store(),
            expect=Expect(),
            compliance=configuration.compliance,
        ),
        "claim": with_others(claim_facts(claims, live), claims, of_products=across, of_rows=raised),
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
