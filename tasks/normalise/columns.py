"""The mapping of one feed's header: what the supplier file states, else what the shop, headers and values tell.

Comes in a header with the profiles of its columns, goes out a ColumnMap that says of every column what became of it.
A required field that stays open is named in it, with the columns that may be meant; nothing is guessed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from expectations.columns import ColumnNames, fold
from expectations.suppliers import Supplier
from tasks.errors import COLUMN_MISSING, FeedRefused
from tasks.normalise.mapping.choice import Decision, Question, choose_columns
from tasks.normalise.mapping.headers import read_header
from tasks.normalise.mapping.profiles import Profile
from tasks.normalise.shops.shop import Shop

# A required field is there too where the other field can stand in for it.
STANDS_IN = {"quantity": "availability", "price": "cost"}


@dataclass(frozen=True)
class Joined:
    """Columns whose filled cells make one value."""

    columns: tuple[int, ...]
    between: str


@dataclass(frozen=True)
class Part:
    """One part of a column's cells, cut at a text; parts count from 1 or, negative, from the end."""

    column: int
    at: str
    part: int


@dataclass(frozen=True)
class ColumnMap:
    """Canonical field to column numbers; `unmapped` are the headers nobody decided about.

    `reasons` says why each field is fed by its columns, `questions` what is open; `missing` are required fields
    without a column. `units` and `currencies` are those that headers name, by field.
    """

    fields: Mapping[str, tuple[int, ...]]
    unmapped: tuple[str, ...] = ()
    joins: Mapping[str, Joined] = field(default_factory=dict)
    splits: Mapping[str, Part] = field(default_factory=dict)
    reasons: Mapping[str, Decision] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    missing: tuple[str, ...] = ()
    units: Mapping[str, str] = field(default_factory=dict)
    currencies: Mapping[str, str] = field(default_factory=dict)


def header_id(header: Sequence[str]) -> str:
    """Twelve hex digits for a header, whatever the order of its columns, case, spaces and punctuation."""
    names = "\n".join(sorted(fold(name) for name in header))
    return hashlib.sha256(names.encode()).hexdigest()[:12]


def map_columns(
    header: tuple[str, ...],
    supplier: Supplier,
    names: ColumnNames,
    *,
    source: str,
    profiles: Sequence[Profile] | None = None,
    shop: Shop | None = None,
) -> ColumnMap:
    """Map a header; raises FeedRefused where the supplier file names a column that is not there.

    Without `profiles` only the headers speak.
    """
    confirmed = next((one for one in supplier.confirmed if one.header == header_id(header)), None)
    stated = confirmed.columns if confirmed else supplier.columns
    position = _Positions(header, source)
    joins = {
        name: Joined(tuple(position.of(column, f"joins.{name}") for column in one.columns), one.between)
        for name, one in supplier.joins.items()
    }
    splits = {
        name: Part(position.of(one.column, f"splits.{name}"), one.at, one.part) for name, one in supplier.splits.items()
    }
    ignored = _ignored(header, (*supplier.ignore, *(confirmed.ignore if confirmed else ())))
    reasons: Mapping[str, Decision] = {}
    questions: tuple[Question, ...] = ()
    if stated:
        fields = {name: position.all_of(columns, name) for name, columns in stated.items()}
        ignored |= _ignored(header, names.ignore)
    else:
        taken = dict(shop.fields(header)) if shop else {}
        skipped = ignored | (shop.used(header) | shop.ignored(header) if shop else frozenset())
        choice = choose_columns(header, profiles, names, taken=taken, ignored=skipped)
        fields = {name: one.columns for name, one in choice.decisions.items()}
        reasons, questions, ignored = choice.decisions, choice.questions, ignored | choice.ignored
    if shop:
        ignored |= shop.used(header) | shop.ignored(header)
    fields = {name: columns for name, columns in fields.items() if name not in joins and name not in splits}
    used = {column for columns in fields.values() for column in columns}
    used |= {column for one in joins.values() for column in one.columns} | {one.column for one in splits.values()}
    known = {*fields, *joins, *splits, *supplier.constants, *(shop.makes(header) if shop else ())}
    read = {name: read_header(header[columns[0]]) for name, columns in fields.items() if columns}
    return ColumnMap(
        fields=fields,
        unmapped=tuple(
            name for column, name in enumerate(header) if name and column not in used and column not in ignored
        ),
        joins=joins,
        splits=splits,
        reasons=reasons,
        questions=tuple(one for one in questions if one.field not in known),
        missing=tuple(name for name in names.required if name not in known and STANDS_IN.get(name) not in known),
        units={name: one.unit for name, one in read.items() if one.unit},
        currencies={name: one.currency for name, one in read.items() if one.currency},
    )


def refuse_if_open(mapping: ColumnMap, header: Sequence[str], *, source: str) -> None:
    """Raise FeedRefused where a required field has no column, with the columns that may be meant."""
    if not mapping.missing:
        return
    asked = [one for one in mapping.questions if one.field in mapping.missing]
    proposed = "; ".join(
        f"{one.field} may be {' or '.join(repr(header[column]) for column, _, _ in one.candidates)}" for one in asked
    )
    raise FeedRefused(
        f"no column for {_listed(list(mapping.missing))} among {_listed(list(header))}"
        + (f" that is sure: {proposed}" if proposed else ""),
        source=source,
        fix=f"name it under columns: in the supplier file, such as {mapping.missing[0]}: <header>",
        rule_id=COLUMN_MISSING,
    )


class _Positions:
    """Finds stated columns in a header."""

    def __init__(self, header: tuple[str, ...], source: str) -> None:
        self._header = header
        self._source = source

    def of(self, name: str, key: str) -> int:
        """The number of the column called `name`; the same spelling counts before an alike one."""
        exact = [index for index, one in enumerate(self._header) if one == name]
        alike = [index for index, one in enumerate(self._header) if fold(one) == fold(name)]
        found = next(iter(exact or alike), None)
        if found is None:
            raise FeedRefused(
                f"the column {name!r} of {key} is not there",
                source=self._source,
                fix=f"the feed has {_listed(list(self._header))}: correct columns.{key} in the supplier file",
                rule_id=COLUMN_MISSING,
            )
        return found

    def all_of(self, columns: str | tuple[str, ...], key: str) -> tuple[int, ...]:
        """The numbers of one or several columns, in the order stated."""
        wanted = (columns,) if isinstance(columns, str) else columns
        return tuple(self.of(name, key) for name in wanted)


def _ignored(header: Sequence[str], names: Sequence[str]) -> frozenset[int]:
    folded = {fold(name) for name in names}
    return frozenset(index for index, name in enumerate(header) if fold(name) in folded)


def _listed(names: list[str], most: int = 12) -> str:
    shown = ", ".join(repr(name) for name in names[:most])
    return shown if len(names) <= most else f"{shown} and {len(names) - most} more"
