"""Whose column is what: the supplier file's mapping, or the synonyms of `columns.yml` where it has none."""

from __future__ import annotations

from dataclasses import dataclass

from expectations.columns import ColumnNames, fold
from expectations.suppliers import Supplier
from tasks.errors import COLUMN_MISSING, FeedRefused
from tasks.normalise.magento import is_magento, magento_columns

# Fields that may be fed by several columns, joined in the order of the feed.
SEVERAL = ("extra_images", "tags")


@dataclass(frozen=True)
class ColumnMap:
    """Canonical field to column numbers; `unmapped` are the headers nobody decided about."""

    fields: dict[str, tuple[int, ...]]
    unmapped: tuple[str, ...]


def map_columns(header: tuple[str, ...], supplier: Supplier, names: ColumnNames, *, source: str) -> ColumnMap:
    """Map a header; raises FeedRefused where a mapped or a required column is missing."""
    if supplier.columns:
        fields = _as_stated(header, supplier, source)
    else:
        fields = _by_synonyms(header, names)
    missing = [name for name in names.required if name not in fields]
    if missing:
        raise FeedRefused(
            f"no column for {_listed(missing)} among {_listed(list(header))}",
            source=source,
            fix=f"name it under columns: in the supplier file, such as {missing[0]}: <header>",
            rule_id=COLUMN_MISSING,
        )
    used = {index for indexes in fields.values() for index in indexes}
    if is_magento(header):
        used |= set(magento_columns(header).values())
    ignored = {fold(name) for name in (*names.ignore, *supplier.ignore)}
    unmapped = [name for index, name in enumerate(header) if index not in used and fold(name) not in ignored]
    return ColumnMap(fields, tuple(name for name in unmapped if name))


def _as_stated(header: tuple[str, ...], supplier: Supplier, source: str) -> dict[str, tuple[int, ...]]:
    fields = {}
    for field, stated in supplier.columns.items():
        wanted = (stated,) if isinstance(stated, str) else stated
        indexes = []
        for name in wanted:
            found = _position(header, name)
            if found is None:
                raise FeedRefused(
                    f"the column {name!r} of {field} is not there",
                    source=source,
                    fix=f"the feed has {_listed(list(header))}: correct columns.{field} in the supplier file",
                    rule_id=COLUMN_MISSING,
                )
            indexes.append(found)
        fields[field] = tuple(indexes)
    return fields


def _position(header: tuple[str, ...], name: str) -> int | None:
    exact = [index for index, one in enumerate(header) if one == name]
    alike = [index for index, one in enumerate(header) if fold(one) == fold(name)]
    return next(iter(exact or alike), None)


def _by_synonyms(header: tuple[str, ...], names: ColumnNames) -> dict[str, tuple[int, ...]]:
    keys = [fold(name) for name in header]
    free = set(range(len(header)))
    fields: dict[str, tuple[int, ...]] = {}
    for field, synonyms in names.fields.items():
        wanted = [fold(field), *(fold(name) for name in synonyms)]
        if field in SEVERAL:
            # Numbered columns such as "Extra Image URL 3" belong together.
            indexes = [index for index in sorted(free) if {keys[index], keys[index].rstrip("0123456789")} & set(wanted)]
        else:
            indexes = next(([index] for name in wanted for index in sorted(free) if keys[index] == name), [])
        if indexes:
            fields[field] = tuple(indexes)
            free -= set(indexes)
    return fields


def _listed(names: list[str], most: int = 12) -> str:
    shown = ", ".join(repr(name) for name in names[:most])
    return shown if len(names) <= most else f"{shown} and {len(names) - most} more"
