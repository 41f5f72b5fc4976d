from __future__ import annotations

from typing import Any

from expectations.store import Store
from expectations.suppliers import Expect
from tasks.errors import COLUMN_MISSING, UNREADABLE
from tasks.feed_records import Refusal
from tasks.measure.feed import batch_facts, record_facts, refusal_facts
from tests.builders import ingested, records, row, rows, shipped_compliance


def batch(**said: Any) -> dict[str, Any]:
    given: dict[str, Any] = {
        "ingested": ingested(rows=4),
        "broken": 0,
        "unmapped": [],
        "defaults": {},
        "store": Store(pictures_base="https://img.example/"),
        "expect": Expect(),
        "compliance": shipped_compliance(),
        **said,
    }
    (line,) = records(batch_facts(**given))
    return line


def test_a_record_that_could_not_be_read_says_why() -> None:
    made = record_facts(rows(row(1), row(2, kind="broken", record_problem="torn")))
    assert records(made) == [
        {"row_id": "acme-0123456789ab-1", "record_problem": None, "folded_problem": None},
        {"row_id": "acme-0123456789ab-2", "record_problem": "torn", "folded_problem": None},
    ]


def test_a_folded_row_without_variations_is_found() -> None:
    made = record_facts(
        rows(
            row(1, parent_sku="P"),
            row(2, parent_sku="P", kind="folded"),
            row(3, parent_sku="Q", kind="folded"),
            row(4, parent_sku="Q", kind="broken", record_problem="torn"),
        )
    )
    assert list(made["folded_problem"].dropna()) == ["the product Q has no variation in the feed"]
    assert made["folded_problem"].notna().tolist() == [False, False, True, False]


def test_a_feed_without_anything_to_say() -> None:
    assert batch() == {
        "rows": 4,
        "rows_over_expected": None,
        "unreadable_pct": 0.0,
        "unmapped_columns": None,
        "reading_notes": None,
        "encoding_guess": None,
        "defaults_used": None,
        "epr_missing": None,
        "pictures_base_missing": None,
    }


def test_everything_to_say_of_a_feed() -> None:
    assert batch(
        ingested=ingested(
            rows=3,
            notes=["1 line above the header left out: Prices", "sheet 'Help' left out"],
            encoding_guess="the encoding was found to be koi8-r (confidence 0.90)",
        ),
        broken=1,
        unmapped=["Lager", "Ort"],
        defaults={"origin_country": 2, "default_category": 0, "default_shipping_price": 1},
        store=Store(origin_country="DE", default_shipping_price=1.5),
        expect=Expect.model_validate({"max": {"rows": 2}}),
    ) == {
        "rows": 3,
        "rows_over_expected": "3 rows, expected at most 2",
        "unreadable_pct": 33.33,
        "unmapped_columns": "Lager, Ort",
        "reading_notes": "products.csv: 1 line above the header left out: Prices; sheet 'Help' left out",
        "encoding_guess": "products.csv: the encoding was found to be koi8-r (confidence 0.90)",
        "defaults_used": "default_shipping_price 1.5 in 1 rows; origin_country DE in 2 rows",
        "epr_missing": None,
        "pictures_base_missing": "https://pictures.invalid/",
    }


def test_a_refusal_is_the_fact_of_its_kind() -> None:
    said = {"reason": "the file is empty", "source": "a.csv", "fix": "send it again"}
    why = "a.csv: the file is empty: send it again"
    assert records(refusal_facts(Refusal(**said, rule_id=UNREADABLE))) == [
        {"feed_problem": why, "feed_columns_missing": None}
    ]
    assert records(refusal_facts(Refusal(**said, rule_id=COLUMN_MISSING))) == [
        {"feed_problem": None, "feed_columns_missing": why}
    ]
