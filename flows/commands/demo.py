"""`demo`: the main job on the bundled sample suppliers, always on the embedded S3."""

from __future__ import annotations

import dataclasses

import click

from flows.commands.running import AS_OF, do_run, keep_last, parse_day, show
from flows.opening import open_all
from flows.settings import CHECKOUT, read_settings

SAMPLES = CHECKOUT / "deployments" / "demo"


@click.command()
@AS_OF
def demo(as_of: str | None) -> int:
    """Load the sample suppliers' feeds into the embedded S3 and do a nightly run over them."""
    from flows.choice import chosen
    from flows.loading import files_below, send
    from tasks.job import configuration
    from tasks.storage.bucket import open_bucket

    settings = dataclasses.replace(read_settings(), embedded=True, endpoint=None, config=str(SAMPLES))
    day = parse_day(as_of)
    wanted = chosen(configuration(settings.config), ())
    with open_all(settings) as address:
        bucket = open_bucket(address)
        bucket.create()
        sent = send(bucket, "inbox/", files_below(SAMPLES / "inbox"))
        click.echo(f"{sent} files of the sample suppliers sent to the embedded S3\n" if sent else "feeds unchanged\n")
        from flows.night import RunRequest

        manifest, prefix, code = do_run(RunRequest(address, wanted, settings.config, day))
        folder = keep_last(bucket, prefix, settings)
    show(manifest, folder)
    return code
