from __future__ import annotations

from typing import Any

import pydantic
import pytest

from tasks.decided import Decision


def decision(**said: Any) -> Decision:
    """Ten rows: six approved, one of them folded."""
    made: dict[str, Any] = {
        "supplier": "acme",
        "rows_in": 10,
        "approved": 6,
        "held": 1,
        "rejected": 3,
        "folded": 1,
        "added": 2,
        "updated": 2,
        "unchanged": 1,
        "disabled": 0,
        "guardrail": None,
        "findings_by_rule": {},
        "shards": (),
        "findings": (),
        **said,
    }
    return Decision(**made)


@pytest.mark.parametrize("lost", [{"rows_in": 11}, {"rejected": 2}, {"held": 2}])
def test_a_lost_row_is_no_decision(lost: dict[str, int]) -> None:
    with pytest.raises(pydantic.ValidationError, match="rows are lost"):
        decision(**lost)


@pytest.mark.parametrize("lost", [{"added": 1}, {"updated": 3}, {"unchanged": 0}, {"folded": 0}])
def test_an_approved_row_without_its_line_is_no_decision(lost: dict[str, int]) -> None:
    with pytest.raises(pydantic.ValidationError, match="lines are lost"):
        decision(**lost)


@pytest.mark.parametrize(
    ("said", "publishes"),
    [
        ({}, True),
        ({"added": 0, "updated": 0, "unchanged": 5}, False),
        ({"added": 0, "updated": 0, "unchanged": 5, "disabled": 1}, True),
        ({"guardrail": "too few rows"}, False),
    ],
)
def test_there_is_something_to_publish_where_lines_change_and_nothing_holds(
    said: dict[str, Any], publishes: bool
) -> None:
    assert decision(**said).publishes is publishes
