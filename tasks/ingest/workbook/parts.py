"""Where in a workbook's zip each sheet is written, so that it can be looked through before it is opened."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree
from xml.parsers import expat

from tasks.ingest.archives.zip_members import DAMAGES, open_member
from tasks.ingest.workbook.guard import DAMAGED, WorkbookRefused
from tasks.ingest.workbook.ods_scan import scan_ods
from tasks.ingest.workbook.xlsx_scan import Scan, scan_xlsx_sheet

_WORKBOOK = "/officeDocument"
_MOST_PART_BYTES = 16 << 20


def look_through(path: Path, kind: str, most_cells: int) -> Callable[[int, str], Scan]:
    """A function that looks through the sheet of a number and name; WorkbookRefused for one larger than allowed.

    Of the binary kinds nothing is known before they are opened.
    """
    if kind == "ods":
        sheets = _ods(path, most_cells)
        return lambda index, name: sheets.get(name, Scan())
    if kind == "xlsx":
        return lambda index, name: _xlsx(path, name, most_cells)
    return lambda index, name: Scan()


def too_large(sheet: str, most_cells: int) -> WorkbookRefused:
    """The refusal of a sheet whose rectangle is too large; to be raised."""
    return WorkbookRefused(
        f"the sheet {sheet!r} reaches over more than {most_cells:,} cells",
        "delete what stands far outside the table, or send it as CSV",
    )


def _ods(path: Path, most_cells: int) -> dict[str, Scan]:
    try:
        with zipfile.ZipFile(path) as archive, open_member(archive, archive.getinfo("content.xml")) as stream:
            return scan_ods(stream, most_cells, lambda sheet: too_large(sheet, most_cells))
    except (LookupError, expat.ExpatError, *DAMAGES) as error:
        raise WorkbookRefused(*DAMAGED) from error


def _xlsx(path: Path, sheet: str, most_cells: int) -> Scan:
    try:
        with zipfile.ZipFile(path) as archive:
            part = _sheet_parts(archive).get(sheet)
            if part is None:
                return Scan()
            with open_member(archive, archive.getinfo(part)) as stream:
                scan = scan_xlsx_sheet(stream)
    except (LookupError, ElementTree.ParseError, *DAMAGES) as error:
        raise WorkbookRefused(*DAMAGED) from error
    if scan.cells > most_cells:
        raise too_large(sheet, most_cells)
    return scan


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The member of each sheet's cells by the sheet's name."""
    starts = (target for kind, _, target in _relations(archive, "") if kind.endswith(_WORKBOOK))
    workbook = next(starts, "xl/workbook.xml")
    targets = {identity: target for _, identity, target in _relations(archive, workbook)}
    parts = {}
    for element in _part(archive, workbook).iter():
        if _local(element.tag) == "sheet":
            said = {_local(name): value for name, value in element.attrib.items()}
            identities = [value for name, value in element.attrib.items() if name.endswith("}id")]
            for identity in identities:
                if identity in targets:
                    parts[said.get("name", "")] = _member(archive, targets[identity])
    return parts


def _relations(archive: zipfile.ZipFile, part: str) -> list[tuple[str, str, str]]:
    """Kind, id and target of what a part refers to; the archive's own relations for an empty name."""
    folder, name = posixpath.split(part)
    return [
        (
            element.get("Type", ""),
            element.get("Id", ""),
            posixpath.normpath(posixpath.join(f"/{folder}", element.get("Target", ""))).lstrip("/"),
        )
        for element in _part(archive, posixpath.join(folder, "_rels", f"{name}.rels")).iter()
        if _local(element.tag) == "Relationship"
    ]


def _part(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    # Bounded before; whole size and entities too: expat ends an expansion that grows out of proportion.
    with archive.open(_member(archive, name)) as stream:
        return ElementTree.fromstring(stream.read(_MOST_PART_BYTES))


def _member(archive: zipfile.ZipFile, name: str) -> str:
    if name in archive.NameToInfo:
        return name
    return next((one for one in archive.namelist() if one.casefold() == name.casefold()), name)


def _local(name: str) -> str:
    return name.rsplit("}", 1)[-1]
