"""`run`: the nightly run over all suppliers, or an on-demand rerun of those named."""

from __future__ import annotations

import click

from flows.commands.running import AS_OF, do_run, keep_last, parse_day, show
from flows.opening import open_all
from flows.settings import read_settings


@click.command()
@click.argument("suppliers", nargs=-1, metavar="[SUPPLIER]...")
@click.option("--dry-run", is_flag=True, help="walk the same code, print what would happen, publish nothing")
@AS_OF
def run(suppliers: tuple[str, ...], dry_run: bool, as_of: str | None) -> int:
    """Prepare all configured suppliers, or those named."""
    from flows.choice import chosen
    from tasks.job import configuration
    from tasks.storage.bucket import open_bucket

    settings = read_settings()
    day = parse_day(as_of)
    wanted = chosen(configuration(settings.config), suppliers)
    with open_all(settings) as address:
        from flows.night import RunRequest

        manifest, prefix, code = do_run(RunRequest(address, wanted, settings.config, day, is_dry=dry_run))
        folder = keep_last(open_bucket(address), prefix, settings)
    show(manifest, folder, is_dry=dry_run)
    return code
