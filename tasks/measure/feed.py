"""Facts of every record and of the supplier's feed as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pandas as pd

from expectations.compliance import Compliance
from expectations.store import NOWHERE, Store
from expectations.suppliers import Expect
from tasks.errors import COLUMN_MISSING
from tasks.feed_records import Ingested, IngestedSource, Refusal
from tasks.measure.compliance import epr_missing


def record_facts(rows: pd.DataFrame) -> pd.DataFrame:
    """One row of facts for each record, the unreadable and the folded ones included."""
    facts = pd.DataFrame({"row_id": rows["row_id"], "record_problem": rows["record_problem"]})
    sold = set(rows.loc[rows["kind"] == "variation", "product"])
    is_alone = (rows["kind"] == "folded") & ~rows["product"].isin(sold)
    why = "the product " + rows["product"] + " has no variation in the feed"
    facts["folded_problem"] = why.where(is_alone).astype("str")
    return facts


def batch_facts(
    *,
    ingested: Ingested,
    broken: int,
    unmapped: Iterable[str],
    defaults: dict[str, int],
    store: Store,
    expect: Expect,
    compliance: Compliance,
) -> pd.DataFrame:
    """One row of facts of the whole feed; `defaults` counts the rows that took each default of the store."""
    most, rows = expect.max.rows, ingested.rows
    stood_in = [
        f"{setting} {getattr(store, setting)} in {count} rows" for setting, count in sorted(defaults.items()) if count
    ]
    facts = {
        "rows": pd.array([rows], dtype="Int64"),
        "rows_over_expected": _text(f"{rows} rows, expected at most {most}" if most and rows > most else None),
        "unreadable_pct": pd.array([round(100 * broken / rows, 2) if rows else 0.0], dtype="Float64"),
        "unmapped_columns": _text(", ".join(unmapped) or None),
        "reading_notes": _text(_said(ingested, lambda source: "; ".join(source.notes))),
        "encoding_guess": _text(_said(ingested, lambda source: source.encoding_guess)),
        "defaults_used": _text("; ".join(stood_in) or None),
        "epr_missing": _text(epr_missing(store, compliance)),
        "pictures_base_missing": _text(None if store.pictures_base else NOWHERE),
    }
    return pd.DataFrame(facts)


def _said(ingested: Ingested, of: Callable[[IngestedSource], str | None]) -> str | None:
    """What is to be said of the feeds, each with its file."""
    return " | ".join(f"{source.file}: {text}" for source in ingested.sources if (text := of(source))) or None


def _text(value: str | None) -> pd.Series:
    return pd.Series([value], dtype="str")


def refusal_facts(refusal: Refusal) -> pd.DataFrame:
    """One row of facts of a feed that cannot be used: why, under the fact of its kind."""
    why = f"{refusal.source}: {refusal.reason}: {refusal.fix}"
    is_columns = refusal.rule_id == COLUMN_MISSING
    facts = {
        "feed_problem": _text(None if is_columns else why),
        "feed_columns_missing": _text(why if is_columns else None),
    }
    return pd.DataFrame(facts)
