"""How much of the violations the rules find: `python -m tests.accuracy.measure [--half HALF] [--misses]`.

The labelled texts are measured and judged as products are: the facts of products with the shipped word lists, the
rules in force today, Great Expectations. Printed are, by class, the texts, those found (recall), and how many of the
products that its rules name belong there (precision); then what is named on honest texts. Without `--half` it is the
half that was not used for tuning. `--misses` tells what went wrong, of the tuning half only.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from expectations.configuration import Configuration
from expectations.errors import ConfigError, ConfigErrors
from expectations.facts import Fact
from expectations.rules import Rule
from tasks.job import configuration
from tasks.judge.judging import judge_frame
from tasks.measure.products import product_facts
from tasks.measure.task import brand_book, matcher
from tests.accuracy.texts import CLASSES, CLEAN, Half, Labelled, read_labelled
from tests.builders import pictures, row, rows, text

HALVES: tuple[Half, ...] = ("tuning", "held_out")
RECALL_TARGETS: Mapping[str, float] = {"brands_disguised": 0.95, "contact_disguised": 0.95}
RECALL_TARGET = 0.9
# What countries and carriers ask of honest goods (a person in the EU for toys, no candles by air) is rightly told of
# clean texts.
DUTIES = frozenset({"P-121", "P-122", "P-124"})
FALSE_HITS_TARGET = 0.005


@dataclass(frozen=True)
class Hit:
    """A rule of the policy that named a text; `entry` is its place in the catalogue, where it has one."""

    text: str
    rule: str
    entry: str | None
    severity: str
    value: str


@dataclass(frozen=True)
class ClassScore:
    """Counts of one class: its texts, those found, and the texts that its rules named rightly and wrongly."""

    texts: int
    found: int
    right: int
    wrong: int

    @property
    def recall(self) -> float:
        """Share of the texts that were found."""
        return _share(self.found, self.texts)

    @property
    def precision(self) -> float:
        """Share of the texts named that belong to the class."""
        return _share(self.right, self.right + self.wrong)


def find_hits(texts: Sequence[Labelled], configured: Configuration) -> list[Hit]:
    """What the policy's rules of severity critical and warning say of the texts."""
    facts = _facts(texts, configured)
    in_force = [rule for rule in configured.rules_on(dt.date.today()) if _is_policy(rule, configured.facts)]
    # Listings are held against each other elsewhere; what a class asks for must be measured here.
    judged = [rule for rule in in_force if rule.fact in facts.columns]
    unserved = {name: entries for name, entries in CLASSES.items() if not entries & {rule.catalogue for rule in judged}}
    if unserved:
        raise SystemExit(f"no rule in force serves the catalogue entries of {', '.join(sorted(unserved))}")
    judgement = judge_frame(facts, "product", judged, configured.facts)
    if judgement.faults:
        raise SystemExit(f"rules that could not be judged: {judgement.faults}")
    by_id = {rule.id: rule for rule in judged}
    return [
        Hit(str(key), str(name), by_id[name].catalogue, by_id[name].severity, str(value))
        for key, name, value in judgement.findings[["position_key", "rule_id", "value"]].itertuples(index=False)
    ]


def class_scores(texts: Sequence[Labelled], hits: Iterable[Hit]) -> dict[str, ClassScore]:
    """The counts of each class. A text named by the rules of a class it also breaks is neither found nor wrong."""
    named: dict[str, set[str | None]] = {one.id: set() for one in texts}
    for hit in hits:
        named[hit.text].add(hit.entry)
    scores = {}
    for name, entries in CLASSES.items():
        own = [one for one in texts if one.label == name]
        found = sum(bool(named[one.id] & entries) for one in own)
        wrong = sum(bool(named[one.id] & entries) and not _belongs(one, entries) for one in texts)
        scores[name] = ClassScore(texts=len(own), found=found, right=found, wrong=wrong)
    return scores


def false_hits(texts: Sequence[Labelled], hits: Iterable[Hit]) -> list[Hit]:
    """What is named on clean texts and should not be: each refusal, and each warning that the label does not allow."""
    clean = {one.id: one for one in texts if one.label == CLEAN}
    return [
        hit
        for hit in hits
        if hit.text in clean and (hit.severity == "critical" or hit.entry not in clean[hit.text].entries)
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy.measure", description=__doc__.splitlines()[0])
    parser.add_argument("--half", choices=(*HALVES, "all"), help="held_out where nothing is said")
    parser.add_argument("--misses", action="store_true", help="what was missed or named wrongly, of the tuning half")
    options = parser.parse_args(arguments)
    half = options.half or ("tuning" if options.misses else "held_out")
    if options.misses and half != "tuning":
        parser.error("misses are shown of the tuning half only: whoever reads the others tunes to them")
    try:
        configured = configuration(None)
    except (ConfigError, ConfigErrors) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    texts = [one for one in read_labelled() if half in (one.half, "all")]
    hits = find_hits(texts, configured)
    lines = [f"half: {half}, {len(texts)} texts", *_class_lines(class_scores(texts, hits)), *_clean_lines(texts, hits)]
    if options.misses:
        lines += _miss_lines(texts, hits)
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def _is_policy(rule: Rule, facts: Mapping[str, Fact]) -> bool:
    fact = facts[rule.fact]
    is_policy = (rule.catalogue or "").startswith("P-") and rule.catalogue not in DUTIES
    serves = is_policy or fact.lexicon is not None
    return serves and fact.frame == "product" and rule.severity in ("critical", "warning")


def _facts(texts: Sequence[Labelled], configured: Configuration) -> pd.DataFrame:
    sold = rows(
        *(
            row(n, parent_sku=one.id, name=one.name, description=one.description, tags=one.tags or None)
            for n, one in enumerate(texts, 1)
        )
    )
    shared = pd.Series(text(*([None] * len(texts))).to_numpy(), index=[one.id for one in texts], dtype="str")
    brands = brand_book(None).of("acme", dt.date.today())
    return product_facts(
        sold,
        pictures(sold),
        shared,
        configured.facts.values(),
        matcher(None),
        brands,
        copied=shared,
        store=configured.store,
        truth=configured.truth,
        compliance=configured.compliance,
    )


def _belongs(one: Labelled, entries: frozenset[str]) -> bool:
    # On a clean text `also` excuses a warning, which `false_hits` weighs; here it counts as named wrongly.
    return one.label != CLEAN and bool(one.entries & entries)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else float("nan")


def _class_lines(scores: Mapping[str, ClassScore]) -> Iterator[str]:
    yield f"{'class':<20}{'texts':>7}{'found':>7}{'recall':>8}{'precision':>11}"
    for name, score in sorted(scores.items()):
        is_low = score.recall < RECALL_TARGETS.get(name, RECALL_TARGET)
        yield _score_line(name, score) + ("  below the target" if is_low else "")
    overall = ClassScore(
        texts=sum(score.texts for score in scores.values()),
        found=sum(score.found for score in scores.values()),
        right=sum(score.right for score in scores.values()),
        wrong=sum(score.wrong for score in scores.values()),
    )
    yield _score_line("overall", overall)


def _score_line(name: str, score: ClassScore) -> str:
    return f"{name:<20}{score.texts:>7}{score.found:>7}{score.recall:>8.3f}{score.precision:>11.3f}"


def _clean_lines(texts: Sequence[Labelled], hits: Sequence[Hit]) -> Iterator[str]:
    clean = sum(one.label == CLEAN for one in texts)
    wrong = false_hits(texts, hits)
    for title, counted in (
        ("critical", len({hit.text for hit in wrong if hit.severity == "critical"})),
        ("any", len({hit.text for hit in wrong})),
    ):
        share = _share(counted, clean)
        mark = "  above the target" if share > FALSE_HITS_TARGET else ""
        yield f"clean texts named wrongly, {title:<9}{counted:>4} of {clean}{share:>9.2%}{mark}"


def _miss_lines(texts: Sequence[Labelled], hits: Sequence[Hit]) -> Iterator[str]:
    """Texts stand with their escapes, so that disguises are seen."""
    by_id = {one.id: one for one in texts}
    entries = {one.id: {hit.entry for hit in hits if hit.text == one.id} for one in texts}
    yield "\nmissed:"
    for one in texts:
        if one.label != CLEAN and not entries[one.id] & CLASSES[one.label]:
            yield f"  {one.id} ({one.disguise or 'plain'}): {one.name!a} | {one.description!a} | {one.tags!a}"
    yield "\nnamed wrongly on clean texts:"
    for hit in false_hits(texts, hits):
        yield f"  {hit.text} {hit.severity} {hit.rule} on {hit.value!a}: {by_id[hit.text].name!a}"
    served = {entry for own in CLASSES.values() for entry in own}
    yield "\nnamed wrongly on texts of other classes:"
    for hit in hits:
        one = by_id[hit.text]
        if one.label != CLEAN and hit.entry in served and hit.entry not in one.entries:
            yield f"  {hit.text} {hit.rule} on {hit.value!a}: {one.name!a}"


if __name__ == "__main__":
    raise SystemExit(main())
