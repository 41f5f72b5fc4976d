"""`rules` and `check`: what is declared, explained and validated."""

from __future__ import annotations

import textwrap
from pathlib import Path

import click

from expectations.configuration import Configuration, load_configuration
from expectations.errors import ConfigError, ConfigErrors
from expectations.rules import Between, OneOf, Rule
from flows.settings import read_settings


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
        raise ConfigError(f"there is no rule {rule_id!r}: `shelfready rules` lists them")
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
        ("because", f"{rule.because} (source: {rule.confidence})"),
        ("fix", rule.fix),
        ("who", f"{rule.owner}, by {rule.action}"),
        ("passes", ", ".join(map(str, rule.passing))),
        ("fails", ", ".join(map(str, rule.failing))),
    ]
    if rule.effective_from or rule.effective_until:
        lines.append(("in force", f"{rule.effective_from or '…'} to {rule.effective_until or '…'}"))
    if fact.lexicon:
        terms = declared.lexicons[fact.lexicon].terms
        lines.append(("terms", f"{len(terms)} in lexicons/{fact.lexicon}.yml, such as {', '.join(terms[:12])}"))
    return lines


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
