"""The rule book against its catalogue: each entry has a rule or a reason, no weak source rejects, every code exists."""

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pydantic
import pytest

from expectations.configuration import SHIPPED, load_configuration
from expectations.rules import Rule
from expectations.yaml_files import read_yaml

CONFIGURATION = load_configuration()
RULES: pydantic.TypeAdapter[Rule] = pydantic.TypeAdapter(Rule)
README = (SHIPPED / "rules" / "README.md").read_text(encoding="utf-8")

ROWS_AND_FIELDS = (
    *range(1, 8), *range(10, 19), *range(20, 28), *range(30, 35), *range(40, 49), 50, 60, 61, *range(70, 73), 80, 81,
    90, 91, *range(92, 95), *range(100, 103), *range(110, 115), 120, 121, 130, 131,
)  # fmt: skip
POLICY = (
    *range(10, 13), 20, 21, 30, *range(40, 43), 50, 51, 60, 61, *range(70, 73), *range(80, 83), *range(90, 94),
    *range(100, 108), *range(110, 117), *range(120, 125),
)  # fmt: skip
ENTRIES = {f"F-{number:03d}" for number in ROWS_AND_FIELDS} | {f"P-{number:03d}" for number in POLICY}

# Entries without a rule yet: what compares texts with each other, batches with each other, or looks at destinations.
UNSERVED = {"P-115"}


def left_out() -> set[str]:
    """The entries that the tables of the README give a reason for; `F-100 to F-102` is a range."""
    found = set()
    for line in README.splitlines():
        if line.startswith("| ") and not line.startswith("| entry"):
            cell = line.split("|")[1]
            for kind, first, last in re.findall(r"([FIP])-(\d{3})(?: to [FIP]-(\d{3}))?", cell):
                found |= {f"{kind}-{number:03d}" for number in range(int(first), int(last or first) + 1)}
    return found


def declared(**changes: Any) -> dict[str, Any]:
    """A rule as it stands in a file, right unless told otherwise; None takes a key out."""
    rule = {
        "id": "goods.sample", "fact": "weapon_terms", "kind": "absent", "suite": "policy", "severity": "critical",
        "scope": "product", "owner": "supplier", "action": "take_down", "because": "Policy page 7 says so.",
        "confidence": "primary", "message": "Found: {value}", "fix": "Take the product out.", "pass": (None,),
        "fail": ("pistol",),
    }  # fmt: skip
    return {name: value for name, value in (rule | changes).items() if value is not None}


def test_each_entry_has_a_rule_or_a_reason() -> None:
    ruled = {rule.catalogue for rule in CONFIGURATION.rules}
    assert ENTRIES - ruled - left_out() <= UNSERVED


def test_no_reason_is_given_for_an_entry_that_does_not_exist() -> None:
    assert {entry for entry in left_out() if not entry.startswith("I-")} <= ENTRIES


@pytest.mark.parametrize("rule", CONFIGURATION.rules, ids=lambda rule: rule.id)
def test_a_rule_stands_on_its_source(rule: Rule) -> None:
    assert not (rule.consequence == "reject" and rule.confidence in ("memory", "inferred"))
    assert rule.wish_subreason is None or rule.wish_reason is not None
    if rule.wish_reason is not None:
        assert CONFIGURATION.reasons.knows(rule.wish_reason, rule.wish_subreason)


@pytest.mark.parametrize(
    "rule", [rule for rule in CONFIGURATION.rules if rule.wish_subreason], ids=lambda rule: rule.id
)
def test_a_rule_says_of_relisting_what_the_profile_says(rule: Rule) -> None:
    reasons = {reason.code: reason for reason in CONFIGURATION.reasons.reasons}
    said = reasons[str(rule.wish_reason)].subreasons[str(rule.wish_subreason)]
    assert said is None or rule.relist == said


@pytest.mark.parametrize(
    "rule", [rule for rule in CONFIGURATION.rules if rule.relist == "never"], ids=lambda rule: rule.id
)
def test_what_never_returns_needs_no_approval(rule: Rule) -> None:
    assert rule.approval is None


def test_a_sample_rule_is_taken() -> None:
    assert RULES.validate_python(declared()).consequence == "reject"


@pytest.mark.parametrize("key", ["fix", "because", "confidence", "message", "pass", "fail", "owner", "action"])
def test_a_rule_that_says_less_does_not_load(key: str) -> None:
    with pytest.raises(pydantic.ValidationError):
        RULES.validate_python(declared(**{key: None}))


def test_a_source_from_memory_may_hold_but_not_reject() -> None:
    assert RULES.validate_python(declared(confidence="memory", on_fail="hold")).consequence == "hold"
    with pytest.raises(pydantic.ValidationError, match="may not reject"):
        RULES.validate_python(declared(confidence="memory"))


def test_a_severity_for_approved_merchants_needs_an_approval() -> None:
    with pytest.raises(pydantic.ValidationError, match="approved_severity"):
        RULES.validate_python(declared(approved_severity="warning"))


def overlay(folder: Path, approved: str) -> Path:
    store = read_yaml(SHIPPED / "store.yml").value
    lines = [f"{key}: {value!r}" for key, value in store.items() if key in ("currency", "origin_country")]
    (folder / "store.yml").write_text("\n".join([*lines, f"approved: {approved}"]), encoding="utf-8")
    return folder


def test_an_approval_lifts_its_rules_and_softens_medicines(tmp_path: Path) -> None:
    day = dt.date(2026, 6, 1)
    before = {rule.id: rule for rule in CONFIGURATION.rules_on(day)}
    after = {rule.id: rule for rule in load_configuration(overlay(tmp_path, "[food, medicines]")).rules_on(day)}
    assert before.keys() - after.keys() == {"goods.consumables"}
    assert before["goods.medicines"].consequence == "reject"
    assert (after["goods.medicines"].severity, after["goods.medicines"].consequence) == ("warning", "report")
    assert after["alcohol.sold"].consequence == "reject"
