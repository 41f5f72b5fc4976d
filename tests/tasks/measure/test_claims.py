from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from tasks.measure.claims import claim_facts
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
