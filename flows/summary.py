"""The lines a command prints about a run: counts by supplier, what stopped, where the files are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tasks.manifest import Manifest, SupplierResult, WaiverUse

_COLUMNS = ("rows_in", "approved", "held", "rejected", "folded", "added", "updated", "disabled", "unchanged")


def summary_lines(manifest: Manifest, *, is_dry: bool = False) -> Iterator[str]:
    """A table of the suppliers' counts, then what was published."""
    width = max([len("supplier"), *map(len, manifest.suppliers)])
    yield "  ".join(["supplier".ljust(width), *(name.replace("_", " ").rjust(9) for name in _COLUMNS)])
    for name, result in manifest.suppliers.items():
        yield "  ".join([name.ljust(width), *(str(getattr(result, column)).rjust(9) for column in _COLUMNS)])
    yield ""
    if is_dry:
        yield "dry run: nothing was published; the numbers say what a run would do"
    elif manifest.batch_id is not None:
        yield f"published: batch {manifest.batch_id}"
    elif any(result.refused or result.guardrail for result in manifest.suppliers.values()):
        yield "nothing was published"
    else:
        yield "nothing new to publish: all approved rows are live already (unchanged)"


def stops(suppliers: Mapping[str, SupplierResult]) -> Iterator[str]:
    """One line for each supplier that was refused or held."""
    for name, result in suppliers.items():
        if result.refused:
            yield f"{name}: feed refused: {result.refused}"
        elif result.guardrail:
            yield f"{name}: held: {result.guardrail}"


def waiver_lines(waivers: Sequence[WaiverUse]) -> Iterator[str]:
    """One line for each waiver that is stale, and for each rule that one cannot cover."""
    for one in waivers:
        if one.stale:
            yield f"{one.place}: the waiver of {one.subject} is stale: {one.stale}"
        for rule_id, why in one.barred.items():
            yield f"{one.place}: {rule_id} cannot be waived: {why}"


def places(folder: Path) -> Iterator[str]:
    """Where to look first."""
    yield f"approved    {folder / 'approved'}"
    yield f"rejected    {folder / 'rejected' / 'findings.csv'}"
    yield f"report      {folder / 'report' / 'index.html'}"
    yield f"Data Docs   {folder / 'data_docs' / 'index.html'}"
