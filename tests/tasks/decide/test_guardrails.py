from __future__ import annotations

from typing import Any

import pytest

from expectations.policy import Guardrails
from expectations.suppliers import Expect
from tasks.decide.guardrails import filled_counts, guardrail
from tests.builders import row, rows


def reason(**said: Any) -> str | None:
    """The guardrail of a hundred rows of which half are approved."""
    given: dict[str, Any] = {
        "rows_in": 100,
        "approved": 50,
        "faults": {},
        "batch_holds": [],
        "filled_pct": {},
        "expect": Expect(),
        "guardrails": Guardrails(),
        **said,
    }
    return guardrail(**given)


def expect(rows: int = 0, **filled: float) -> Expect:
    return Expect.model_validate({"min": {"rows": rows, "filled_pct": filled}})


def test_a_good_supplier_is_not_held() -> None:
    assert reason() is None


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (
            {"faults": {"b.two": "raised", "a.one": "was not answered"}},
            "rule a.one could not be judged (was not answered) and 1 more: report this fault; "
            "nothing of the supplier is published",
        ),
        ({"expect": expect(101)}, "100 rows where the supplier file expects at least 101"),
        (
            {"expect": expect(gtin=95.5), "filled_pct": {"gtin": 95.4}},
            "gtin is filled in 95.4 % of the rows where the supplier file expects 95.5 %",
        ),
        (
            {"expect": expect(gtin=1.0)},
            "gtin is filled in 0.0 % of the rows where the supplier file expects 1 %",
        ),
        ({"batch_holds": ["too much is unreadable", "other"]}, "too much is unreadable"),
        ({"approved": 0}, "no row of the feed can be used"),
        ({"rows_in": 0, "approved": 0}, "no row of the feed can be used"),
        (
            {"guardrails": Guardrails(min_approved_pct=50.5)},
            "only 50.0 % of the rows are approved, policy.yml asks for 50.5 %",
        ),
    ],
)
def test_every_guardrail_says_why(said: dict[str, Any], why: str) -> None:
    assert reason(**said) == why


@pytest.mark.parametrize(
    "said",
    [
        {"expect": expect(100)},
        {"expect": expect(gtin=95.0), "filled_pct": {"gtin": 95.0}},
        {"guardrails": Guardrails(min_approved_pct=50)},
    ],
)
def test_a_floor_that_is_just_reached_holds_nothing(said: dict[str, Any]) -> None:
    assert reason(**said) is None


def test_the_gravest_reason_comes_first() -> None:
    said: dict[str, Any] = {
        "faults": {"a.one": "raised"},
        "expect": expect(101, gtin=5.0),
        "batch_holds": ["held"],
        "approved": 0,
    }
    order = []
    for name, without in (
        ("faults", {}),
        ("expect", expect(gtin=5.0)),
        ("expect", Expect()),
        ("batch_holds", []),
        ("approved", 50),
    ):
        order.append(str(reason(**said)).split()[0])
        said[name] = without
    assert (order, reason(**said)) == (["rule", "100", "gtin", "held", "no"], None)


def test_filled_fields_are_counted_in_sellable_rows_under_the_suppliers_names() -> None:
    frame = rows(row(1, gtin="1"), row(2, price_minor=None), row(3, kind="folded", gtin="1"))
    assert filled_counts(frame, {"gtin": 1, "price": 1, "msrp": 1, "nonsense": 1}) == {
        "gtin": 1,
        "price": 1,
        "msrp": 0,
        "nonsense": 0,
    }
