"""What the commands that run flows share: do the run, keep a copy of its outputs, print the summary."""

from __future__ import annotations

import datetime as dt
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from expectations.errors import ConfigError
from flows.outputs import copy_outputs
from flows.progress import reporting
from flows.settings import Settings
from flows.summary import places, stops, summary_lines, waiver_lines
from tasks.manifest import Manifest
from tasks.storage.bucket import Bucket

if TYPE_CHECKING:
    from flows.night import RunRequest

AS_OF = click.option("--as-of", metavar="DATE", help="the day judged (UTC), such as 2026-12-01; today unless given")


def parse_day(text: str | None) -> dt.date:
    """A date such as 2026-12-01; today (UTC) for none."""
    if text is None:
        return dt.datetime.now(dt.UTC).date()
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise ConfigError(f"--as-of {text!r} is not a date: write it as YYYY-MM-DD") from None


def do_run(request: RunRequest) -> tuple[Manifest, str, int]:
    """Do a run in a flow; returns its manifest, the key prefix of its record and the exit code."""
    # Prefect reads its settings when it is imported, so it is imported after its address is known.
    from flows.nightly import run_request

    with reporting():
        outcome = run_request(request)
    return outcome.manifest, outcome.folder, outcome.exit_code


def keep_last(bucket: Bucket, prefix: str, settings: Settings) -> Path:
    """Copy a run's outputs to `last/` under the state folder; returns the folder."""
    folder = settings.state / "last"
    shutil.rmtree(folder, ignore_errors=True)
    copy_outputs(bucket, prefix, folder)
    return folder


def show(manifest: Manifest, folder: Path, *, is_dry: bool = False, is_stored: bool = True) -> None:
    """Print counts and places to standard output, what stopped to standard error.

    A run that is not `is_stored` left its outputs only in the folder, and its id means nothing.
    """
    for line in summary_lines(manifest, is_dry=is_dry):
        click.echo(line)
    click.echo("")
    for line in places(short(folder)):
        click.echo(line)
    if is_stored:
        click.echo(f"run         {manifest.run_id}")
    for line in (*stops(manifest.suppliers), *waiver_lines(manifest.waivers)):
        click.echo(line, err=True)
    sys.stdout.flush()


def short(folder: Path) -> Path:
    """A path as people call it from where they are."""
    here = Path.cwd()
    return folder.relative_to(here) if folder.is_relative_to(here) else folder
