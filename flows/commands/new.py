"""`new supplier`: a supplier file proposed from a sample of the feed, and a golden folder that keeps it true."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path

import click

from expectations.configuration import SHIPPED, load_configuration
from expectations.errors import ConfigError
from expectations.suppliers import Supplier
from flows.sample import read_sample
from flows.settings import read_settings
from flows.supplier_file import supplier_file

GOLDEN = "golden"


@click.group()
def new() -> None:
    """Scaffold what is declared, proposed from what is seen."""


@new.command()
@click.argument("name")
@click.argument("sample", metavar="SAMPLE", type=click.Path(path_type=Path))
def supplier(name: str, sample: Path) -> int:
    """Propose suppliers/NAME.yml from a SAMPLE of the feed, with a reason for each line, and its golden folder."""
    if not re.fullmatch(r"[a-z0-9-]+", name):
        raise ConfigError(f"{name!r} is no supplier id: use small letters, digits and hyphens")
    if not sample.is_file():
        raise ConfigError(f"{sample}: there is no such file: SAMPLE is a feed of the supplier")
    settings = read_settings()
    config = Path(settings.config) if settings.config else SHIPPED
    target = config / "suppliers" / f"{name}.yml"
    if target.exists():
        raise ConfigError(f"{target} exists already: change it, or move it away first")
    declared = load_configuration(Path(settings.config) if settings.config else None)
    made = read_sample(sample, Supplier(supplier=name), declared, dt.datetime.now(dt.UTC).date())
    target.parent.mkdir(parents=True, exist_ok=True)
    head = f"# Proposed from {sample.name}. Behind each column stand how sure that is and why; answer the questions.\n"
    target.write_text(head + supplier_file(Supplier(supplier=name), [made.described]), encoding="utf-8")
    folder = config / GOLDEN / name
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(sample, folder / f"feed{''.join(sample.suffixes)}")
    made.lines.to_csv(folder / "lines.csv", index=False)
    made.told.to_csv(folder / "changes.csv", index=False)
    click.echo(f"supplier file  {target}")
    click.echo(f"golden folder  {folder}: {len(made.rows)} lines, {len(made.changes)} changes")
    for note in made.plan.notes:
        click.echo(f"found          {note}")
    asked = [one.field for one in made.plan.mapping.questions] + list(made.plan.mapping.missing)
    if asked:
        click.echo(f"open           {', '.join(dict.fromkeys(asked))}: see questions in the supplier file")
    return 0
