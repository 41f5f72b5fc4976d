"""What decides a result: the key over all inputs, and which changed parts ask for what to be done again."""

from __future__ import annotations

import ast
import dataclasses
import datetime as dt
from pathlib import Path

from expectations.authorisations import Authorisation, Authorisations
from expectations.configuration import Configuration, load_configuration
from expectations.waivers import PlacedWaiver, Waiver
from flows.versions import input_key, part_versions, parts_that_measure, parts_that_read
from tasks.feed_records import Intake
from tests.builders import supplier

DAY = dt.date(2026, 11, 23)
INTAKE = Intake(feeds=(), pictures_sha256="0" * 64)
SHIPPED = load_configuration()


def waived(place: str = "waivers.yml:3", **said: str) -> Configuration:
    waiver = Waiver(rule=None, product="P", who="J. Novak", why="Seen on the sample.", until=DAY, **said)
    return dataclasses.replace(SHIPPED, waivers=(PlacedWaiver(waiver, place),))


def key(declared: Configuration, day: dt.date = DAY) -> str:
    return input_key(INTAKE, supplier(), declared, day)


def test_a_waiver_that_concerns_the_supplier_makes_another_key_wherever_it_stands() -> None:
    plain = key(SHIPPED)
    assert key(waived()) != plain
    assert key(waived(supplier="acme")) not in (plain, key(waived()))
    assert key(waived(supplier="globex")) == plain
    assert key(waived(place="waivers.yml:9")) == key(waived())


def test_the_day_is_in_the_key() -> None:
    assert key(SHIPPED, DAY + dt.timedelta(days=1)) != key(SHIPPED)


def test_changed_parts_ask_for_another_measuring_unless_they_are_known_to_measure_nothing() -> None:
    before = part_versions(SHIPPED, DAY)
    assert {"program", "rules", "waivers", "lexicons", "facts", "store"} <= set(before)
    after = before | dict.fromkeys(("rules", "waivers", "policy", "lexicons", "program", "colors"), "other")
    assert parts_that_measure(before, after) == ("colors", "lexicons", "program")
    assert parts_that_measure(before, {**before, "a part of tomorrow": "1"}) == ("a part of tomorrow",)
    assert parts_that_read(before, after) == ("colors",)
    assert parts_that_measure(before, before) == parts_that_read(before, before) == ()


def test_a_permission_that_runs_out_asks_for_another_measuring() -> None:
    # A stored run is judged as of another day from its facts, and those of brands tell whether a permission holds.
    permitted = Authorisation(brand="Nike", suppliers=("acme",), document="nike.pdf", valid_until=DAY)
    declared = dataclasses.replace(SHIPPED, authorisations=Authorisations(authorisations=(permitted,)))
    before, day_before, after = (part_versions(declared, DAY + dt.timedelta(days)) for days in (0, -1, 1))
    assert parts_that_measure(before, day_before) == ()
    assert parts_that_measure(before, after) == ("authorisations",)


def test_no_other_facts_depend_on_the_day() -> None:
    for path in sorted(Path("tasks/measure").rglob("*.py")):
        read = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Attribute)]
        days = [ast.unparse(node) for node in read if node.attr == "as_of"]
        assert not days or path == Path("tasks/measure/task.py"), (
            f"{path} reads the day: what it measures must change a version of flows.versions.part_versions"
        )
