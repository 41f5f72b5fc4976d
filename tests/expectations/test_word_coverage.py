"""The word lists as a whole: ordinary names with dangerous-looking words pass, restricted goods do not."""

from pathlib import Path

import pytest

from expectations.configuration import load_configuration
from tests.builders import matcher

HERE = Path(__file__).parent
CONFIGURATION = load_configuration()
MATCHER = matcher(*CONFIGURATION.lexicons.values())
SEVERITY = {CONFIGURATION.facts[rule.fact].lexicon: rule.severity for rule in CONFIGURATION.rules}
# This list is looked for in colours and sizes only.
OPTION_WORDS = "option_gaming"

ORDINARY = (HERE / "ordinary_names.txt").read_text(encoding="utf-8").splitlines()
RESTRICTED = (HERE / "restricted_names.txt").read_text(encoding="utf-8").splitlines()


def hits(name: str, *, only_critical: bool) -> list[str]:
    return [
        f"{hit.lexicon}: {hit.describe(name)}"
        for hit in MATCHER.find(name)
        if hit.lexicon != OPTION_WORDS and (SEVERITY[hit.lexicon] == "critical" or not only_critical)
    ]


@pytest.mark.parametrize("name", ORDINARY)
def test_an_ordinary_name_is_not_refused(name: str) -> None:
    assert hits(name, only_critical=True) == []


@pytest.mark.parametrize("name", RESTRICTED)
def test_a_restricted_name_is_found(name: str) -> None:
    assert hits(name, only_critical=False) != []


def test_the_names_are_many_and_different() -> None:
    assert len(set(ORDINARY)) == len(ORDINARY) >= 400
    assert len(set(RESTRICTED)) == len(RESTRICTED) >= 200
