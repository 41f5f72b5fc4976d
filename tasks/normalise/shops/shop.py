"""What the program knows of a shop system's export: how its header looks, which column is what, what its lines mean.

A shop reads no files and guesses nothing: what its export does not say stays missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from tasks.feed_records import cell_column
from tasks.normalise.shops.headers import shop_headers

Header = tuple[str, ...]
Context = pd.DataFrame | None

# Canonical text fields that shops give beside those every feed can have.
MORE_FIELDS = (
    "availability",
    "cost",
    "length",
    "width",
    "height",
    "dimensions",
    "pieces",
    "material",
    "hs_code",
    "mpn",
    "gender",
    "product_url",
)
_LINKS = ("sku", "parent_sku")
_NO_TEXT = ("row_id", "n", "source_file", "source_row", "record_problem", "raw_text", "plain_numbers", "kind")


@dataclass(frozen=True)
class Shop:
    """A shop system whose export is known.

    `recognise` decides by the header alone. `fields` are the columns of each canonical field, best first: a field of
    one value takes the first that is filled in on a line, pictures and tags take all. `used` are further columns that
    `arrange` reads, `ignored` those that say nothing of use; `makes` are the fields that it makes of
    them. `context` makes a small frame of the whole feed from its
    shards in order, which need hold only the cells of the columns `needs`; it is None where nothing is needed.

    `arrange` gets rows with the canonical text fields, their cells, the header and the context, and gives the rows
    with kind, children, parent and options as the shop means them: none less, in the same order.
    """

    name: str
    recognise: Callable[[Header], bool]
    fields: Callable[[Header], dict[str, tuple[int, ...]]]
    used: Callable[[Header], frozenset[int]]
    ignored: Callable[[Header], frozenset[int]]
    makes: Callable[[Header], frozenset[str]]
    needs: Callable[[Header], tuple[int, ...]]
    context: Callable[[Header, Iterable[pd.DataFrame]], Context]
    arrange: Callable[[pd.DataFrame, pd.DataFrame, Header, Context], pd.DataFrame]


def _needs_nothing(_header: Header) -> tuple[int, ...]:
    return ()


def _no_context(_header: Header, _shards: Iterable[pd.DataFrame]) -> Context:
    return None


def make_shop(
    name: str,
    arrange: Callable[[pd.DataFrame, pd.DataFrame, Header, Context], pd.DataFrame],
    *,
    needs: Callable[[Header], tuple[int, ...]] = _needs_nothing,
    context: Callable[[Header, Iterable[pd.DataFrame]], Context] = _no_context,
    makes: Mapping[str, str] | None = None,
) -> Shop:
    """A shop whose columns stand in `<name>.yml`, read when they are first asked for.

    `makes` names the fields that are made of a further column, with the part that column plays.
    """

    def made(header: Header) -> frozenset[str]:
        headers = shop_headers(name)
        return frozenset(field for field, role in (makes or {}).items() if headers.column(header, role) is not None)

    return Shop(
        name=name,
        recognise=lambda header: shop_headers(name).recognise(header),
        fields=lambda header: shop_headers(name).mapped(header),
        used=lambda header: shop_headers(name).used_columns(header),
        ignored=lambda header: shop_headers(name).ignored_columns(header),
        makes=made,
        needs=needs,
        context=context,
        arrange=arrange,
    )


def started(rows: pd.DataFrame) -> pd.DataFrame:
    """A copy of rows on which every line that could be read is a variation and none names children."""
    kind = pd.Series("variation", index=rows.index, dtype="str").mask(rows["record_problem"].notna(), "broken")
    return rows.assign(kind=kind, children=nothing(rows.index))


def nothing(index: pd.Index) -> pd.Series:
    """A text column without any value."""
    return pd.Series(pd.NA, index=index, dtype="str")


def cell(shard: pd.DataFrame, column: int | None) -> pd.Series:
    """The cells of a column, blank ones as missing; all missing where the shard or the feed has no such column."""
    if column is None or cell_column(column) not in shard.columns:
        return nothing(shard.index)
    cells = shard[cell_column(column)].astype("str")
    return cells.mask(cells.str.strip() == "")


def silenced(rows: pd.DataFrame, lines: pd.Series) -> pd.DataFrame:
    """Rows of which `lines` (booleans) say nothing but their SKU and parent: they have no say in their product."""
    if not lines.any():
        return rows
    fields = [name for name in rows.columns if name not in (*_LINKS, *_NO_TEXT)]
    says = rows.loc[lines, fields].notna().any()
    return rows.assign(**{name: rows[name].mask(lines) for name in says.index[says]})


def looked_up(keys: pd.Series, table: pd.Series) -> pd.Series:
    """The text of each key in a table by key; missing keys and unknown ones have none."""
    return keys.map(table).astype("str")


def per_text(column: pd.Series, table: dict[str, str | None]) -> pd.Series:
    """A column with the texts of a table replaced, the others as they are."""
    return column.map(table).astype("str").fillna(column) if column.notna().any() else column


def first_line(column: pd.Series) -> pd.Series:
    """The first line of each text."""
    return column.str.extract(r"^\s*([^\n]*)", expand=False)
