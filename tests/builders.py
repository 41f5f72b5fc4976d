"""Rows, pictures, rules, suppliers and feeds that are valid as they stand; a test names only what matters to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import pydantic

from expectations.facts import Fact
from expectations.lexicons import Lexicon
from expectations.rules import Rule
from expectations.suppliers import Supplier
from tasks.ingest.delimited import Batch
from tasks.ingest.shards import shard_frame
from tasks.pictures.attach import LISTED_COLUMNS
from tasks.rows import ROW_COLUMNS, typed

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


def shard(*lines: Sequence[str | None]) -> pd.DataFrame:
    """Records of cells as ingest writes them; a line of None is a record that could not be read."""
    batch = Batch()
    for number, cells in enumerate(lines):
        is_broken = all(cell is None for cell in cells)
        batch.cells.append(list(cells))
        batch.source_rows.append(number + 2)
        batch.problems.append("has 1 cells where the header has 2" if is_broken else None)
        batch.raw.append("torn" if is_broken else None)
    return shard_frame(batch, first_n=1, row_id_prefix=ROW_ID, source_file="products.csv", width=len(lines[0]))
