"""`rejudge`: a stored run judged again with today's or other rules; what would be decided differently."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from expectations.errors import ConfigError
from flows.commands.running import AS_OF, parse_day, short
from flows.opening import open_all
from flows.progress import reporting
from flows.settings import read_settings
from flows.summary import waiver_lines
from tasks.decide.difference import ProductChange, product_changes
from tasks.render.csv_files import csv_bytes
from tasks.render.people_files import people_table

if TYPE_CHECKING:
    from flows.rejudge import Rejudged

_VERDICTS = ("approved", "held", "rejected")
# More than fits a screen stands in the file.
_SHOWN_PRODUCTS = 20


@click.command()
@click.argument("run_id", metavar="RUN")
@click.option(
    "--config",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="the rules to judge by: a folder as SHELFREADY_CONFIG names one",
)
@AS_OF
def rejudge(run_id: str, config: Path | None, as_of: str | None) -> int:
    """Judge the stored run RUN again from its facts: what would be decided differently."""
    from tasks.job import configuration

    settings = read_settings()
    day = parse_day(as_of)
    if config is not None:
        if not config.is_dir():
            raise ConfigError(f"{config}: there is no such folder: --config names a folder of configuration files")
        settings = dataclasses.replace(settings, config=str(config.resolve()))
    configuration(settings.config)
    with open_all(settings) as address:
        from flows.rejudge import RejudgeRequest, rejudge_request

        with reporting():
            done = rejudge_request(RejudgeRequest(address, run_id, settings.config, day))
    for line in rejudged_lines(done):
        click.echo(line)
    target = settings.state / "rejudge" / f"{run_id}.csv"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(csv_bytes(people_table(done.differences)))
    click.echo(f"{_counted(len(done.differences), 'row')} in {short(target)}")
    sys.stdout.flush()
    for line in waiver_lines(done.waivers):
        click.echo(line, err=True)
    return 0


def rejudged_lines(done: Rejudged) -> Iterator[str]:
    """What a person reads: what was compared, counts by supplier, then what differs by rule and by product."""
    yield from _compared(done)
    yield ""
    yield from _suppliers(done)
    yield ""
    if done.differences.empty and not done.counts.rules():
        yield "nothing would be decided differently"
    else:
        yield from _rules(done)
        yield ""
        yield from _products(done)
    yield ""


def _compared(done: Rejudged) -> Iterator[str]:
    yield f"run {done.manifest.run_id}"
    yield f"  was judged    as of {done.manifest.as_of} by rules {done.manifest.rules_version}"
    facts = "from its stored facts"
    if done.measured_for:
        facts = f"facts measured anew (other than in the run: {', '.join(done.measured_for)})"
    yield f"  judged again  as of {done.as_of} by rules {done.rules_version}, {facts}"
    if done.not_applied:
        yield f"  not applied   rows stay as they were read; changed since: {', '.join(done.not_applied)}"


def _suppliers(done: Rejudged) -> Iterator[str]:
    cells = {
        name: [_both(getattr(done.before[name], verdict), getattr(after, verdict)) for verdict in _VERDICTS]
        for name, after in done.after.items()
    }
    yield from _table(["supplier", *_VERDICTS], [[name, *own] for name, own in cells.items()])
    for name, after in done.after.items():
        before = done.before[name].guardrail
        if after.guardrail != before:
            yield f"{name}: as a whole {_held(before)} → {_held(after.guardrail)}"
    for name in done.refused:
        yield f"{name}: its feed was refused, there are no rows to judge"


def _held(guardrail: str | None) -> str:
    return f"held ({guardrail})" if guardrail else "not held"


def _rules(done: Rejudged) -> Iterator[str]:
    was, is_now = done.consequences
    lines = []
    for rule_id in done.counts.rules():
        count = _both(done.counts.before[rule_id], done.counts.after[rule_id])
        new, gone = (_signed(sign, kept[rule_id]) for sign, kept in (("+", done.counts.new), ("-", done.counts.gone)))
        lines.append(
            [rule_id, count, new, gone, _both(was.get(rule_id, "not judged"), is_now.get(rule_id, "not judged"))]
        )
    yield from _table(["rule", "findings", "new", "gone", "leads to"], lines)


def _products(done: Rejudged) -> Iterator[str]:
    for change, (count, shown) in product_changes(done.differences, _SHOWN_PRODUCTS).items():
        if not count:
            continue
        yield f"{change}: {_counted(count, 'product')}"
        yield from (f"  {_product(one)}" for one in shown)
        if count > len(shown):
            yield f"  … and {count - len(shown)} more"


def _product(one: ProductChange) -> str:
    why = ", ".join(_reasons(one)) or "by no rule of its own"
    return f"{one.supplier}  {one.product}  {_both(one.before, one.after)}  {why}"


def _reasons(one: ProductChange) -> Iterator[str]:
    """What came and what went; a rule that stayed and leads to something else is told once."""
    new, gone = (dict(text.removesuffix(")").split(" (", 1) for text in said) for said in (one.new, one.gone))
    turned = {rule_id for rule_id in new.keys() & gone.keys() if new[rule_id] != gone[rule_id]}
    yield from (f"{rule_id}: {gone[rule_id]} → {new[rule_id]}" for rule_id in sorted(turned))
    yield from (f"+ {rule_id} ({leads_to})" for rule_id, leads_to in new.items() if rule_id not in turned)
    yield from (f"- {rule_id} ({leads_to})" for rule_id, leads_to in gone.items() if rule_id not in turned)


def _table(head: list[str], lines: list[list[str]]) -> Iterator[str]:
    """Columns as wide as they need to be; the first is text, and so is a fifth."""
    widths = [max(map(len, column)) for column in zip(head, *lines, strict=True)]
    for line in (head, *lines):
        cells = [
            cell.ljust(width) if place in (0, 4) else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()


def _both(before: object, after: object) -> str:
    return f"{before}" if before == after else f"{before} → {after}"


def _signed(sign: str, count: int) -> str:
    return f"{sign}{count}" if count else ""


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
