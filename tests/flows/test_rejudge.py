"""A stored run judged again, rules with days and waivers, on the real S3, Prefect and Great Expectations."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from expectations.errors import ConfigError
from tests.builders import records
from tests.flows.stores import DAY, product

if TYPE_CHECKING:
    from flows.night import RunOutcome
    from flows.rejudge import Rejudged
    from tests.flows.stores import Store

RULE = """
rules:
  - id: team.price
    fact: price
    kind: between
    min: 0
    max: 12
    required: false
    suite: quality
    severity: critical
    scope: row
    owner: us
    action: configure
    because: Our shop sells nothing dear.
    confidence: own
    message: "The price {value} is too high."
    fix: Ask for another price.
    pass: [12]
    fail: [13]
"""
SIGNED = "    who: J. Novak\n    why: Seen on the sample.\n    until: 2027-01-31\n"


def rejudged(store: Store, outcome: RunOutcome, config: Path, day: dt.date = DAY) -> Rejudged:
    from flows.rejudge import RejudgeRequest, rejudge_request
    from tasks.job import configuration
    from tasks.measure.task import matcher

    configuration.cache_clear()
    matcher.cache_clear()
    return rejudge_request(RejudgeRequest(store.address, outcome.manifest.run_id, str(config), day))


def told(done: Rejudged) -> set[tuple[str, str, str, str]]:
    columns = ["sku", "change", "new", "gone"]
    return {(one["sku"], one["change"], one["new"], one["gone"]) for one in records(done.differences[columns])}


def said(done: Rejudged) -> str:
    from flows.commands.rejudge import rejudged_lines

    return "\n".join(rejudged_lines(done))


def everything(store: Store) -> dict[str, str]:
    return {info.key: info.etag for info in store.bucket.list("")}


def test_a_run_judged_again_by_the_same_rules_differs_in_nothing_and_is_left_alone(store: Store) -> None:
    store.declare("acme", "offer: {price_from: price, markup_pct: 10}\nlookups: {color: {schwarz: black}}\n")
    store.send("acme", [product(1), product(2, Price="call us"), product(3, Name="Nike Running Shoes Model 3")])
    outcome = store.run()
    before = everything(store)

    done = rejudged(store, outcome, store.config)

    assert (told(done), done.counts.rules(), done.measured_for, done.not_applied) == (set(), [], (), ())
    assert done.before == done.after
    assert "nothing would be decided differently" in said(done)
    assert done.counts.before == outcome.manifest.suppliers["acme"].findings_by_rule
    assert everything(store) == before


def test_other_rules_and_words_are_told_by_rule_and_row(store: Store, tmp_path: Path) -> None:
    store.send(
        "acme",
        [
            product(1),
            product(2, Price="15.00"),
            product(3, Name="Oak Mystery Board"),
            product(4, Name="Gun Rack Model 4"),
        ],
    )
    outcome = store.run()
    others = tmp_path / "others"
    (others / "rules").mkdir(parents=True)
    (others / "lexicons").mkdir()
    (others / "rules" / "team.yml").write_text(RULE)

    by_rules = rejudged(store, outcome, others)

    assert by_rules.measured_for == ()
    expected = {
        ("HOME-002", "newly refused", "team.price (reject)", ""),
        ("HOME-003", "newly refused", "team.price (reject)", ""),
        ("HOME-004", "newly refused", "team.price (reject)", ""),
    }
    assert told(by_rules) == expected
    assert (by_rules.counts.before["team.price"], by_rules.counts.after["team.price"]) == (0, 3)
    printed = said(by_rules)
    lines = [" ".join(line.split()) for line in printed.splitlines()]
    assert "from its stored facts" in printed
    assert "acme 4 → 1 0 0 → 3" in lines
    assert "team.price 0 → 3 +3 not judged → reject" in lines
    assert "newly refused: 3 products" in lines
    assert "acme HOME-002 1 approved → 1 rejected + team.price (reject)" in lines

    (others / "rules" / "team.yml").unlink()
    (others / "lexicons" / "surprise.yml").write_text("lexicon: surprise\nbecause: ours\nterms: [mystery board]\n")
    by_words = rejudged(store, outcome, others)

    assert by_words.measured_for == ("lexicons",)
    assert told(by_words) == {("HOME-003", "newly refused", "surprise.sold (reject)", "")}
    assert [info.key for info in store.bucket.list("runs/rejudge-")] == []


def test_a_rule_announced_for_later_warns_and_rejects_from_its_day_on(store: Store) -> None:
    (store.config / "rules").mkdir()
    (store.config / "rules" / "team.yml").write_text(RULE + "    effective_from: 2026-12-01\n")
    store.send("acme", [product(1), product(2, Price="15.00")])

    outcome = store.run()

    assert outcome.manifest.suppliers["acme"].approved == 2
    (found,) = [line for line in store.read(outcome, "rejected/findings.csv") if line["rule_id"] == "team.price"]
    assert (found["severity"], found["verdict"]) == ("warning", "approved")
    assert found["message"].endswith("(only warns now: rejects from 2026-12-01)")
    later = rejudged(store, outcome, store.config, dt.date(2026, 12, 1))
    assert later.measured_for == ()
    assert told(later) == {("HOME-002", "newly refused", "team.price (reject)", "team.price (report)")}
    assert "acme  HOME-002  1 approved → 1 rejected  team.price: report → reject" in said(later)


def test_waivers_are_applied_listed_and_reported_where_they_are_stale(store: Store) -> None:
    store.declare("acme", "lookups: {color: {schwarz: black}}\n")
    store.send("acme", [product(1), product(2, Name="Nike Running Shoes Model 2"), product(3, Name="Assault Rifle 3")])
    waivers = ["product: HOME-002", "rule: contact.terms\n    product: HOME-001", "product: HOME-003"]
    first = store.run()
    assert first.manifest.suppliers["acme"].approved == 1
    (store.config / "waivers.yml").write_text("waivers:\n" + "".join(f"  - {one}\n{SIGNED}" for one in waivers))

    outcome = store.run()

    acme = outcome.manifest.suppliers["acme"]
    assert (acme.approved, acme.findings_by_rule["brand.listed"], acme.waived_by_rule) == (2, 1, {"brand.listed": 1})
    # Another decision has another key, so that nothing keyed by what decided before is taken for it.
    assert len({info.key.split("/")[2] for info in store.bucket.list("work/acme/")}) == 2
    lines = store.read(outcome, "rejected/findings.csv")
    (found,) = [line for line in lines if line["sku"] == "HOME-002" and line["rule_id"] == "brand.listed"]
    assert (found["severity"], found["verdict"]) == ("info", "approved")
    assert found["message"].endswith("(waived by J. Novak until 2027-01-31: Seen on the sample.)")
    granted, stale, barred = outcome.manifest.waivers
    assert (granted.place, granted.waived, granted.stale) == ("waivers.yml:2", 1, None)
    assert stale.stale == "there is nothing to waive: take it out"
    assert barred.barred == {"goods.weapons": "Wish never lets such a listing return"}
    assert outcome.manifest.unmatched.lookups == {"acme": ("lookups.color.schwarz",)}
    rules = outcome.manifest.unmatched.rules
    assert "contact.terms" in rules
    assert "brand.listed" not in rules
    page = store.bucket.get(f"{outcome.folder}/report/index.html").decode()
    for part in ("J. Novak", "waivers.yml:6", "Stale: there is nothing to waive", "1 waived", "lookups.color.schwarz"):
        assert part in page
    again = rejudged(store, first, store.config)
    assert told(again) == {("HOME-002", "no longer refused", "brand.listed (waived)", "brand.listed (reject)")}
    assert again.waivers == outcome.manifest.waivers


def test_facts_that_are_gone_are_measured_anew_and_rows_that_are_gone_are_told(store: Store) -> None:
    store.send("acme", [product(1), product(2, Name="Nike Running Shoes Model 2")])
    outcome = store.run()
    work = [info.key for info in store.bucket.list("work/acme/")]
    store.bucket.delete([key for key in work if "/04_measure/" in key])

    done = rejudged(store, outcome, store.config)

    assert (done.measured_for, told(done)) == (("stored facts of acme, which are gone",), set())
    store.bucket.delete([key for key in work if "/02_normalise/" in key])
    with pytest.raises(ConfigError, match=r"no longer stored whole, work/acme/.* is gone: do it again with") as caught:
        rejudged(store, outcome, store.config)
    assert caught.value.exit_code == 2
    assert list(store.bucket.list("runs/rejudge-")) == []


def test_another_reading_is_not_applied_but_named_and_leftovers_of_killed_calls_go_later(store: Store) -> None:
    from flows.rejudge import remove_left

    store.send("acme", [product(1)])
    outcome = store.run()
    store.declare("acme", "lookups: {color: {schwarz: black}}\n")
    left = "runs/rejudge-20260101T000000Z-abcdef/parts/acme/decided-0"
    store.bucket.put(left, b"half")

    done = rejudged(store, outcome, store.config)

    assert (done.not_applied, done.measured_for) == (("the file of supplier acme",), ())
    assert "not applied   rows stay as they were read; changed since: the file of supplier acme" in said(done)
    # It was written just now, so it may still be at work.
    assert [info.key for info in store.bucket.list("runs/rejudge-")] == [left]
    remove_left(store.bucket, older_than=time.time() + 60)
    assert list(store.bucket.list("runs/rejudge-")) == []
    assert store.bucket.exists(f"{outcome.folder}/manifest.json")


def test_a_run_that_cannot_be_judged_again_is_told_with_what_to_do(store: Store) -> None:
    from flows.rejudge import RejudgeRequest, rejudge_request

    def fault(run_id: str) -> str:
        with pytest.raises(ConfigError) as caught:
            rejudge_request(RejudgeRequest(store.address, run_id, str(store.config), DAY))
        assert caught.value.exit_code == 2
        return str(caught.value)

    assert "no run is stored in the bucket" in fault("nope")
    store.send("acme", [product(1)])
    outcome = store.run()
    run_id, kept = outcome.manifest.run_id, f"{outcome.folder}/parts/stored.json"
    assert fault("nope") == f"there is no run 'nope'; the newest is {run_id}"
    again = "do it again with `shelfready run`, then judge that one"
    store.bucket.put(kept, b'{"something": "else"}')
    assert fault(run_id) == f"run {run_id} was stored by another version of this program: {again}"
    store.bucket.delete([kept])
    assert fault(run_id) == f"run {run_id} did not keep what it was judged by: {again}"
