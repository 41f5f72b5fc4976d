"""`rules` and `check`: what is declared, explained and validated."""

from __future__ import annotations

import datetime as dt
import textwrap
from pathlib import Path

import click

from expectations.configuration import Configuration, load_configuration
from expectations.errors import ConfigError, ConfigErrors
from expectations.rules import Between, OneOf, Relist, Rule, Scalar
from expectations.yaml_files import closest
from flows.settings import read_settings

_RELIST: dict[Relist | None, str] = {
    "fix": "mended, the same listing may be activated again",
    "new": "only as a new listing",
    "authorise": "only with a permission that Wish was shown",
    "never": "such a listing never returns",
    None: "Wish does not say",
}


@click.command()
@click.argument("rule_id", required=False, metavar="[ID]")
def rules(rule_id: str | None) -> int:
    """List the rules, or explain one with its source, fix and examples."""
    declared = _load()
    if rule_id is None:
        width = max(len(rule.id) for rule in declared.rules)
        for rule in declared.rules:
            click.echo(f"{rule.suite:<12} {rule.id:<{width}}  {rule.severity:<9} {rule.consequence:<7} {rule.fact}")
        return 0
    found = next((rule for rule in declared.rules if rule.id == rule_id), None)
    if found is None:
        hint = closest(rule_id, [rule.id for rule in declared.rules], "`shelfready rules` lists them")
        raise ConfigError(f"there is no rule {rule_id!r}; {hint}")
    for label, text in _explain(found, declared):
        click.echo(textwrap.fill(text, 100, initial_indent=f"{label:<13}", subsequent_indent=" " * 13))
    return 0


@click.command()
def check() -> int:
    """Validate every YAML file and the environment."""
    settings = read_settings()
    try:
        declared = load_configuration(Path(settings.config) if settings.config else None)
    except ConfigErrors as faults:
        for fault in faults.errors[:-1]:
            click.echo(str(fault), err=True)
        raise faults.errors[-1] from None
    where = f" with {settings.config} laid over" if settings.config else ""
    click.echo(
        f"in order{where}: {len(declared.rules)} rules on {len(declared.facts)} facts, "
        f"{len(declared.lexicons)} lexicons, {len(declared.suppliers)} suppliers, profile {declared.template.profile}"
    )
    click.echo(f"rules version {declared.rules_version}")
    today = dt.datetime.now(dt.UTC).date()
    for one in (placed for placed in declared.waivers if placed.waiver.until < today):
        click.echo(
            f"{one.place}: the waiver of {one.waiver.subject} ended on {one.waiver.until}: take it out or renew it"
        )
    return 0


def _load() -> Configuration:
    config = read_settings().config
    return load_configuration(Path(config) if config else None)


def _explain(rule: Rule, declared: Configuration) -> list[tuple[str, str]]:
    fact = declared.facts[rule.fact]
    reason = "/".join(part for part in (rule.wish_reason, rule.wish_subreason) if part)
    lines = [
        ("rule", f"{rule.id}" + (f" (catalogue {rule.catalogue})" if rule.catalogue else "")),
        ("suite", f"{rule.suite}, judged per {rule.scope}"),
        ("severity", f"{rule.severity}; a finding leads to: {rule.consequence}"),
        ("measures", f"{fact.name}: {fact.what}"),
        ("asks", _asks(rule)),
        ("Wish", reason or "no reason code of its own"),
        ("relist", _RELIST[rule.relist]),
        ("waiver", f"none: {rule.why_not_waivable}" if rule.why_not_waivable else "may be given by a reviewer"),
        ("because", f"{rule.because} (source: {rule.confidence})"),
        ("fix", rule.fix),
        ("who", f"{rule.owner}, by {rule.action}"),
        ("passes", _examples(rule.passing)),
        ("fails", _examples(rule.failing)),
    ]
    lines.append(("in force", _dates(rule, dt.datetime.now(dt.UTC).date())))
    if fact.lexicon:
        terms = declared.lexicons[fact.lexicon].terms
        exceptions = len(declared.lexicons[fact.lexicon].exceptions)
        size = f"{len(terms)} in lexicons/{fact.lexicon}.yml, with {exceptions} exceptions"
        lines.append(("terms", f"{size}; such as {', '.join(terms[:12])}"))
    return lines


def _examples(values: tuple[Scalar, ...]) -> str:
    return ", ".join("nothing" if value is None else str(value) for value in values)


def _dates(rule: Rule, day: dt.date) -> str:
    """When the rule counts, and what that means today."""
    if rule.effective_from is None and rule.announced is None:
        span = "always" if rule.effective_until is None else f"until {rule.effective_until}"
    else:
        start = f"from {rule.effective_from}" if rule.effective_from else "from a day that is not announced yet"
        end = f" until {rule.effective_until}" if rule.effective_until else ""
        since = f", announced {rule.announced}" if rule.announced else ""
        span = start + end + since
    if rule.is_effective(day):
        return span
    return f"{span}; today it {'only warns' if rule.on(day) else 'is not judged'}"


def _asks(rule: Rule) -> str:
    if isinstance(rule, Between):
        low, high = rule.min, rule.max
        span = (
            f"from {low} to {high}"
            if None not in (low, high)
            else f"at least {low}"
            if high is None
            else f"at most {high}"
        )
        return span + ("" if rule.required else "; a missing value is another rule's business")
    if isinstance(rule, OneOf):
        return "one of " + ", ".join(map(str, rule.values))
    return "nothing is found" if rule.kind == "absent" else "a value is there"
