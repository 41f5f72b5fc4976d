"""`try`: feeds from disk through the very same flow, in a space of its own, everything copied to a folder."""

from __future__ import annotations

import dataclasses
import json
import re
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from expectations.columns import ColumnNames
from expectations.configuration import read_supplier
from expectations.errors import ConfigError
from expectations.suppliers import Supplier
from flows.commands.running import AS_OF, do_run, parse_day, show
from flows.loading import files_below, send
from flows.opening import open_all
from flows.outputs import check_folder, copy_outputs, copy_pictures
from flows.settings import read_settings
from flows.supplier_file import supplier_file
from tasks.errors import NoSuchObject
from tasks.job import configuration
from tasks.manifest import Manifest
from tasks.pointer import parts_folder
from tasks.storage.bucket import Address, Bucket, open_bucket


@click.command(name="try")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path))
@click.option("--out", required=True, metavar="DIR", type=click.Path(path_type=Path), help="where the outputs go")
@click.option("--supplier", "file", metavar="FILE", type=click.Path(path_type=Path), help="a supplier's YAML file")
@click.option("--images", metavar="DIR", type=click.Path(path_type=Path), help="folder with the pictures")
@AS_OF
def trial(paths: tuple[Path, ...], out: Path, file: Path | None, images: Path | None, as_of: str | None) -> int:
    """Try feeds from disk: all PATHs are one supplier's; nothing is kept but DIR."""
    for path in paths:
        if not path.is_file():
            raise ConfigError(f"{path}: there is no such file" if not path.exists() else f"{path} is not a file")
    if images is not None and not images.is_dir():
        raise ConfigError(f"{images}: there is no such folder: --images names the folder with the pictures")
    if file is not None and not file.is_file():
        raise ConfigError(f"{file}: there is no such file: --supplier names a supplier's YAML file")
    check_folder(out)
    day = parse_day(as_of)
    names = _feed_names(paths)
    settings = dataclasses.replace(read_settings(), embedded=True, endpoint=None)
    supplier = _supplier(file, paths[0], names, configuration(settings.config).columns)
    with open_all(settings, bucket=f"try-{secrets.token_hex(6)}") as address, _space(address) as bucket:
        inbox = f"inbox/{supplier.supplier}/"
        send(bucket, inbox, list(zip(names, paths, strict=True)))
        if images is not None:
            send(bucket, f"{inbox}images/", files_below(images))
        from flows.night import RunRequest

        manifest, prefix, code = do_run(RunRequest(address, (supplier,), settings.config, day))
        copy_outputs(bucket, prefix, out)
        copy_pictures(bucket, f"{parts_folder(manifest.run_id)}/images.json", out)
        (out / "supplier.yml").write_text(_used_mapping(bucket, supplier, manifest), encoding="utf-8")
    show(manifest, out, is_stored=False)
    return code


@contextmanager
def _space(address: Address) -> Iterator[Bucket]:
    bucket = open_bucket(address)
    bucket.create()
    try:
        yield bucket
    finally:
        bucket.remove()


def _feed_names(paths: Sequence[Path]) -> list[str]:
    """Names in the inbox; two files of the same name are told apart by a number in front."""
    names = [path.name for path in paths]
    return [name if names.count(name) == 1 else f"{number}-{name}" for number, name in enumerate(names, 1)]


def _supplier(file: Path | None, first: Path, names: Sequence[str], columns: ColumnNames) -> Supplier:
    if file is not None:
        supplier = read_supplier(file, columns)
    else:
        stem = re.sub(r"[^a-z0-9]+", "-", first.name.split(".")[0].lower()).strip("-")
        supplier = Supplier(supplier=stem or "feed")
    # A file name may hold the characters of a pattern; each is meant as it stands.
    literal = {f"feed-{number}": re.sub(r"([*?\[])", r"[\1]", name) for number, name in enumerate(names, 1)}
    return supplier.model_copy(update={"feeds": literal})


def _used_mapping(bucket: Bucket, supplier: Supplier, manifest: Manifest) -> str:
    """The supplier file that states the mapping used, ready to be corrected and given back."""
    refused = manifest.suppliers[supplier.supplier].refused
    return "# The mapping of this trial. Correct it and give it back with --supplier.\n" + supplier_file(
        supplier, _mappings(bucket, supplier), refused=refused
    )


def _mappings(bucket: Bucket, supplier: Supplier) -> list[dict[str, Any]]:
    prefix = f"work/{supplier.supplier}/"
    keys = [info.key for info in bucket.list(prefix) if info.key.endswith("/mapping.json")]
    try:
        return [mapping for key in keys for mapping in json.loads(bucket.get(key)).values()]
    except NoSuchObject:
        return []
