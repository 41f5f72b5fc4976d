"""Ingest and normalise together, on one core: `python -m tests.benchmarks.normalise [--records N]`.

Counts the processor's seconds of all threads, so that a busy machine matters little. Beside it stand the seconds of
each step, and how many texts the prefilters let through to what is slow.
"""

from __future__ import annotations

import argparse
import datetime as dt
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

import pandas as pd
from py3langid.langid import LanguageIdentifier

from expectations.suppliers import Supplier
from flows.sample import read_cells
from tasks.job import configuration
from tasks.normalise import measures, money, text
from tasks.normalise.arrange import arrange
from tasks.normalise.changes import Changes
from tasks.normalise.feed import assemble_rows, plan_shards
from tasks.normalise.products import product_keys
from tasks.normalise.values import STEPS, Conventions
from tests.benchmarks.catalog import write_catalog
from tests.benchmarks.ingest import FOLDER

KNOWN = configuration(None)
_WARM_UP_RECORDS = 1_000
# What is slow, and where its work begins: each gets only what a prefilter lets through.
SLOW: dict[str, tuple[Any, str]] = {
    "inscriptis (HTML)": (text, "get_text"),
    "ftfy (encoding)": (text, "fix_encoding"),
    "py3langid (language)": (LanguageIdentifier, "classify"),
    "measures beyond a number and a unit": (measures._Reading, "amount"),
    "prices beyond a plain number": (money, "_amount"),
}


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument("--records", type=int, default=200_000)
    records = arguments.parse_args().records
    calls: Counter[str] = Counter()
    for name, (module, function) in SLOW.items():
        setattr(module, function, _counted(calls, name, getattr(module, function)))
    # Models and tables are read once a process, whatever the number of rows.
    started = _spent_on(_WARM_UP_RECORDS).total()
    calls.clear()
    seconds = _spent_on(records)
    total = seconds.total()
    print(f"{records:,} records of 20 columns: {records / total:,.0f} rows a second of one core")
    print(f"before it once a process, with {_WARM_UP_RECORDS:,} records: {started:.2f} s")
    for name, spent in seconds.most_common():
        print(f"  {name:12} {spent:6.2f} s  {100 * spent / total:4.0f} %")
    print("Texts that reach what is slow, each distinct one once, as a share of the rows:")
    for name in SLOW:
        print(f"  {name:36} {calls[name]:8,}  {100 * calls[name] / records:6.2f} %")


def _spent_on(records: int) -> Counter[str]:
    """The processor's seconds of each step for a feed of so many records."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"catalog-{records}.csv"
    write_catalog(path, records)
    seconds: Counter[str] = Counter()
    supplier = Supplier(supplier="acme")
    header, shards = _timed(seconds, "ingest", lambda: read_cells(path, supplier, KNOWN))
    plan, context = _timed(seconds, "plan", lambda: plan_shards(header, lambda: shards, supplier, KNOWN, source="feed"))
    assert not plan.mapping.missing, plan.mapping.missing
    known = Conventions(KNOWN, supplier, plan, dt.date(2026, 11, 1))
    parts = []
    for shard in shards:
        rows = _timed(seconds, "arrange", partial(arrange, shard, header, plan.mapping, context=context))
        changes = Changes()
        for step in STEPS:
            rows = _timed(seconds, step.__name__.strip("_"), partial(step, rows, known, changes))
        parts.append(rows)
    rows = pd.concat(parts, ignore_index=True)
    products = _timed(seconds, "products", lambda: product_keys(rows))
    shown = rows.assign(product=products, unread=pd.Series(pd.NA, index=rows.index, dtype="str"))
    _timed(seconds, "assemble", lambda: assemble_rows(shown, supplier, KNOWN))
    return seconds


def _counted(calls: Counter[str], name: str, work: Callable[..., Any]) -> Callable[..., Any]:
    def counted(*given: Any, **named: Any) -> Any:
        calls[name] += 1
        return work(*given, **named)

    return counted


def _timed(seconds: Counter[str], name: str, work: Callable[[], Any]) -> Any:
    start = time.process_time()
    made = work()
    seconds[name] += time.process_time() - start  # type: ignore[assignment]
    return made


if __name__ == "__main__":
    main()
