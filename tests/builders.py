"""Rows, pictures, rules, suppliers and feeds that are valid as they stand; a test names only what matters to it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pydantic

from expectations.authorisations import Authorisations
from expectations.brands import Brand, BrandContexts, BrandList
from expectations.compliance import Compliance
from expectations.facts import Fact
from expectations.lexicons import Lexicon
from expectations.policy import FeedLimits
from expectations.rules import Rule
from expectations.suppliers import Format, Supplier
from expectations.truth import Truth
from tasks.feed_records import Ingested, IngestedSource
from tasks.ingest.records import BatchBuilder, Feed
from tasks.ingest.shards import shard_table
from tasks.job import configuration
from tasks.manifest import Source
from tasks.measure.brands.facts import BrandBook
from tasks.measure.terms.hits import lexicon_terms
from tasks.measure.terms.matcher import Matcher
from tasks.pictures.attach import LISTED_COLUMNS
from tasks.rows import ROW_COLUMNS, typed
from tasks.storage.workspace import as_pandas

ROW_ID = "acme-0123456789ab"

_RULE: pydantic.TypeAdapter[Rule] = pydantic.TypeAdapter(Rule)


def text(*values: str | None) -> pd.Series:
    """A column of text; None is a missing value."""
    return pd.Series(values, dtype="str")


def texts(column: pd.Series) -> list[Any]:
    """A column as a plain list, missing values as None."""
    return [None if pd.isna(value) else value for value in column]


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """A frame as plain records, missing values as None."""
    return [
        {name: None if pd.isna(value) else value for name, value in line.items()} for line in frame.to_dict("records")
    ]


def row(n: int = 1, **said: Any) -> dict[str, Any]:
    """One canonical row, a product of its own; ids, SKU and parent follow from `n`."""
    made = {
        "row_id": f"{ROW_ID}-{n}",
        "n": n,
        "source_file": "products.csv",
        "source_row": n + 1,
        "kind": "variation",
        "parent_sku": f"P{n}",
        "name": f"Steel Mug {n}",
        "description": "Holds 300 ml of tea.",
        "tags": "mug,steel",
        "category_id": 7,
        "main_image": f"mug-{n}.jpg",
        "sku": f"S{n}",
        "price_minor": 1299,
        "currency": "USD",
        "shipping_minor": 250,
        "quantity": 5,
        "origin_country": "DE",
        **said,
    }
    return {"product": made["parent_sku"] or made["row_id"], **made}


def rows(*made: dict[str, Any]) -> pd.DataFrame:
    """Rows as a frame with ROW_COLUMNS."""
    return typed(pd.DataFrame(list(made), columns=None if made else list(ROW_COLUMNS)), ROW_COLUMNS)


def pictures(rows: pd.DataFrame, **said: Any) -> pd.DataFrame:
    """What is known of the pictures of some rows: a good main picture each."""
    made = {
        "row_id": rows["row_id"],
        "main_sha256": [f"{n:064x}" for n in rows["n"]],
        "main_width_px": 1200,
        "main_height_px": 1000,
        "main_sharpness": 0.5,
        "main_contrast": 60.0,
        **said,
    }
    return typed(pd.DataFrame(made, index=rows.index), LISTED_COLUMNS)


def supplier(**said: Any) -> Supplier:
    """A supplier file; without `columns` they are mapped by their synonyms."""
    return Supplier.model_validate({"supplier": "acme", **said})


def rule(rule_id: str = "price.low", **said: Any) -> Rule:
    """A declared rule: a required value of at least 1, on the fact of the rule's name."""
    made: dict[str, Any] = {
        "id": rule_id,
        "kind": "between",
        "fact": rule_id.replace(".", "_"),
        "suite": "quality",
        "severity": "critical",
        "scope": "row",
        "owner": "supplier",
        "action": "new_text",
        "because": "Own rule for tests.",
        "confidence": "own",
        "message": "The value {value} is wrong.",
        "fix": "Send another value.",
        "pass": (1,),
        "fail": (0,),
        **said,
    }
    if made["kind"] == "between":
        made = {"min": None if "max" in said else 1, "required": True, **made}
    return _RULE.validate_python(made)


def fact(name: str = "price_low", **said: Any) -> Fact:
    """A registered fact: a number of a row."""
    return Fact.model_validate({"name": name, "frame": "row", "type": "number", "what": "A fact for tests", **said})


def facts(*made: Fact) -> dict[str, Fact]:
    """Facts by name."""
    return {one.name: one for one in made}


def lexicon(name: str, *terms: str, exceptions: Sequence[str] = ()) -> Lexicon:
    """A word list."""
    return Lexicon(lexicon=name, because="Own list for tests.", terms=terms, exceptions=tuple(exceptions))


def matcher(*lexicons: Lexicon) -> Matcher:
    """What finds the terms of some word lists."""
    return Matcher(term for one in lexicons for term in lexicon_terms(one))


def shipped_truth() -> Truth:
    """The words on sizes, fibres and limits that come with the program."""
    return configuration(None).truth


def shipped_compliance() -> Compliance:
    """The words of countries and carriers that come with the program."""
    return configuration(None).compliance


def brand_book(*brands: Brand, contexts: dict[str, Any] | None = None, permitted: Sequence[Any] = ()) -> BrandBook:
    """Brands ready to be asked; without `contexts` no word stands for a sector but *goods*."""
    made = {
        "because": "-",
        "accessory_phrases": "for, compatible with",
        "accessory_goods": "case, charger",
        "sectors": {"goods": "goods"},
        **(contexts or {}),
    }
    listed = BrandList(tuple(brands), BrandContexts.model_validate(made))
    return BrandBook(listed, Authorisations(authorisations=tuple(permitted)))


def shard(*lines: Sequence[str | None]) -> pd.DataFrame:
    """Records of cells as ingest writes them; a line of None is a record that could not be read."""
    builder = BatchBuilder(feed(Path("products.csv")), [f"column {index}" for index in range(len(lines[0]))])
    for number, cells in enumerate(lines):
        if all(cell is None for cell in cells):
            builder.add_broken(number + 2, "has 1 cells where the header has 2", "torn")
        else:
            builder.add(cells, number + 2)
    return as_pandas(shard_table(builder.take(), first_n=1, row_id_prefix=ROW_ID, source_file="products.csv"))


def feed(path: Path, *, batch_rows: int = 1000, stated: Format | None = None, **limits: float) -> Feed:
    """A feed to read, with the known column names of the project; its limits are the defaults but for those named."""
    given = FeedLimits.model_validate(limits)
    return Feed(path, path.name, stated or Format(), configuration(None).columns, given, batch_rows)


def ingested(*, rows: int = 1, notes: Sequence[str] = (), encoding_guess: str | None = None) -> Ingested:
    """One feed as read, without shards."""
    source = Source(
        key="inbox/acme/products.csv", etag="e", sha256="f" * 64, bytes=1, rows=rows, encoding="utf-8", format="csv"
    )
    one = IngestedSource(
        source=source,
        file="products.csv",
        header=("sku",),
        shards=(),
        notes=tuple(notes),
        encoding_guess=encoding_guess,
    )
    return Ingested(sources=(one,))
