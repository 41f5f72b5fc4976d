from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from tasks.measure.claims import claim_facts, with_others
from tests.builders import records


def claims(sent: list[tuple[str, str]], published: Sequence[tuple[str, str]] = ()) -> list[dict[str, Any]]:
    """`sent` and `published` are pairs of supplier and SKU; row ids count the sent ones."""
    frame = pd.DataFrame(
        [(supplier, f"r{n}", sku) for n, (supplier, sku) in enumerate(sent)], columns=["supplier", "row_id", "sku"]
    ).astype("str")
    live = pd.DataFrame(list(published), columns=["supplier", "sku"]).astype("str")
    return records(claim_facts(frame, live))


def claim(supplier: str, row_id: str, *, taken: str | None = None, contested: str | None = None) -> dict[str, Any]:
    return {"supplier": supplier, "row_id": row_id, "sku_taken": taken, "sku_contested": contested}


def test_a_sku_that_two_suppliers_send_and_nobody_sells_is_contested() -> None:
    assert claims([("acme", "A"), ("bolt", "A"), ("bolt", "B")]) == [
        claim("acme", "r0", contested="acme, bolt"),
        claim("bolt", "r1", contested="acme, bolt"),
    ]


def test_a_sku_that_is_live_is_taken_for_all_others_and_stays_its_owners() -> None:
    assert claims([("acme", "A"), ("bolt", "A"), ("coil", "A")], [("acme", "A")]) == [
        claim("bolt", "r1", taken="acme"),
        claim("coil", "r2", taken="acme"),
    ]


def test_a_sku_is_taken_also_where_its_owner_is_not_in_the_run() -> None:
    assert claims([("bolt", "A")], [("acme", "A")]) == [claim("bolt", "r0", taken="acme")]


def test_a_supplier_does_not_contest_itself() -> None:
    assert claims([("acme", "A"), ("acme", "A"), ("bolt", "B")], [("bolt", "B")]) == []


def test_no_claims_at_all() -> None:
    assert claims([]) == []


def frame(*lines: tuple[Any, ...], columns: str) -> pd.DataFrame:
    return pd.DataFrame(list(lines), columns=columns.split()).astype("str")


OF_PRODUCTS = "supplier product duplicate_of_live duplicate_across"
OF_ROWS = "supplier row_id price_raised shipping_raised"
LIVE = frame(columns="supplier sku")


def test_what_is_known_of_products_and_rows_stands_beside_the_skus() -> None:
    sent = frame(
        ("acme", "r0", "A", "P"), ("acme", "r1", "B", "P"), ("bolt", "r2", "A", "Q"), ("bolt", "r3", "C", "R"),
        ("bolt", "r4", "D", "S"), ("bolt", "r5", "E", "T"), columns="supplier row_id sku product",
    )  # fmt: skip
    across = frame(("acme", "P", None, "bolt R"), ("bolt", "R", "acme P", None), columns=OF_PRODUCTS)
    raised = frame(("bolt", "r5", "1.00 to 20.00", None), ("acme", "r1", None, "0.00 to 11.00"), columns=OF_ROWS)
    both = "acme, bolt"
    nothing = dict.fromkeys(("duplicate_of_live", "duplicate_across", "price_raised", "shipping_raised"))
    made = with_others(claim_facts(sent, LIVE), sent, of_products=across, of_rows=raised)
    assert records(made) == [
        claim("acme", "r0", contested=both) | nothing | {"duplicate_across": "bolt R"},
        claim("acme", "r1") | nothing | {"duplicate_across": "bolt R", "shipping_raised": "0.00 to 11.00"},
        claim("bolt", "r2", contested=both) | nothing,
        claim("bolt", "r3") | nothing | {"duplicate_of_live": "acme P"},
        claim("bolt", "r5") | nothing | {"price_raised": "1.00 to 20.00"},
    ]


def test_nothing_is_claimed_at_all() -> None:
    sent = frame(columns="supplier row_id sku product")
    made = with_others(
        claim_facts(sent, LIVE), sent, of_products=frame(columns=OF_PRODUCTS), of_rows=frame(columns=OF_ROWS)
    )
    facts = [*OF_PRODUCTS.split()[2:], *OF_ROWS.split()[2:]]
    assert list(made) == ["supplier", "row_id", "sku_taken", "sku_contested", *facts]
    assert made.empty
