"""Rules have their days: announced ones warn, those in force do what they say, those past are not judged."""

from __future__ import annotations

import datetime as dt

import pydantic
import pytest

from tests.builders import rule

BEFORE, FIRST, LAST, AFTER = (
    dt.date(2026, 2, 28),
    dt.date(2026, 3, 1),
    dt.date(2026, 3, 31),
    dt.date(2026, 4, 1),
)
DATED = {"effective_from": FIRST, "effective_until": LAST}


def test_a_rule_for_later_only_warns_and_says_from_when_it_rejects() -> None:
    standing = rule(**DATED).on(BEFORE)
    assert standing is not None
    assert (standing.severity, standing.consequence) == ("warning", "report")
    assert standing.message == "The value {value} is wrong. (only warns now: rejects from 2026-03-01)"


def test_in_force_it_is_itself_and_after_its_last_day_it_is_not_judged() -> None:
    declared = rule(**DATED)
    assert [declared.on(day) for day in (FIRST, LAST, AFTER)] == [declared, declared, None]


def test_nobody_is_warned_before_a_rule_was_announced() -> None:
    declared = rule(announced=BEFORE, effective_from=FIRST)
    assert declared.on(BEFORE - dt.timedelta(days=1)) is None
    assert declared.on(BEFORE) != declared
    assert declared.on(FIRST) == declared


def test_a_rule_announced_without_a_day_warns_until_it_has_one() -> None:
    standing = rule(on_fail="hold", announced=BEFORE).on(AFTER)
    assert standing is not None
    assert standing.consequence == "report"
    assert standing.message.endswith("(only warns now: holds from a day that is not announced yet)")
    assert rule(announced=BEFORE, effective_until=LAST).on(AFTER) is None


def test_a_rule_without_dates_is_always_in_force() -> None:
    assert rule().on(BEFORE) == rule()


@pytest.mark.parametrize("confidence", ["memory", "inferred"])
def test_weak_sources_may_hold_and_never_reject(confidence: str) -> None:
    with pytest.raises(pydantic.ValidationError, match="may not reject"):
        rule(confidence=confidence)
    assert rule(confidence=confidence, on_fail="hold").consequence == "hold"


def test_what_cannot_be_waived_says_why() -> None:
    assert rule().why_not_waivable is None
    assert rule(relist="never").why_not_waivable == "Wish never lets such a listing return"
    assert rule(relist="never", severity="warning").why_not_waivable is None
    assert rule(scope="batch").why_not_waivable is not None
    assert rule(waivable=False).why_not_waivable is not None
