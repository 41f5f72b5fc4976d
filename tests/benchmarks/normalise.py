"""Ingest and normalise together, on one core: `python -m tests.benchmarks.normalise [--records N]`.

Counts the processor's seconds of all threads, so that a busy machine matters little. Beside it stand the seconds of
each step, and the share of descriptions that the slow libraries change.
"""

from __future__ import annotations

import argparse
import datetime as dt
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from expectations.policy import FeedLimits
from expectations.suppliers import Format, Supplier
from tasks.ingest.reading import Reader, Reading
from tasks.job import configuration
from tasks.normalise import text
from tasks.normalise.arrange import arrange
from tasks.normalise.changes import Changes
from tasks.normalise.language import detect_language
from tasks.normalise.plan import plan_feed
from tasks.normalise.values import STEPS, Conventions
from tasks.storage.workspace import as_pandas
from tests.benchmarks.feeds import write
from tests.benchmarks.ingest import FOLDER

KNOWN = configuration(None)
# Steps that give some texts to a slow library, by what it does.
SLOW = {"HTML": text.plain_text, "encoding": text.repaired_encoding, "characters": text.visible_characters}


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument("--records", type=int, default=200_000)
    records = arguments.parse_args().records
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"{records}.csv"
    write(path, "csv", records)
    seconds: Counter[str] = Counter()
    header, shards = _timed(seconds, "ingest", lambda: _read(path))
    supplier = Supplier(supplier="acme")
    plan = _timed(
        seconds,
        "plan",
        lambda: plan_feed(
            header,
            shards[0],
            lambda names: (shard[list(names)] for shard in shards),
            supplier,
            KNOWN.columns,
            KNOWN.words,
            source="feed",
        ),
    )
    known = Conventions.of(KNOWN, supplier, plan, dt.date(2026, 11, 1))
    seen: Counter[str] = Counter()
    for shard in shards:
        rows = _timed(seconds, "arrange", partial(arrange, shard, header, plan.mapping))
        for name, convert in SLOW.items():
            after = convert(rows["description"])
            seen[name] += int((after.fillna("") != rows["description"].fillna("")).sum())
        changes = Changes()
        for step in STEPS:
            rows = _timed(seconds, step.__name__.strip("_"), partial(step, rows, known, changes))
        distinct = pd.Series(rows["description"].dropna().unique(), dtype="str")
        _timed(seconds, "languages", partial(detect_language, distinct))
    total = seconds.total()
    print(f"{records:,} records of 20 columns: {records / total:,.0f} rows a second of one core")
    for name, spent in seconds.most_common():
        print(f"  {name:12} {spent:6.2f} s  {100 * spent / total:4.0f} %")
    for name, count in seen.items():
        print(f"  {name}: {100 * count / records:.1f} % of the descriptions change")


def _timed(seconds: Counter[str], name: str, work: Callable[[], Any]) -> Any:
    start = time.process_time()
    made = work()
    seconds[name] += time.process_time() - start  # type: ignore[assignment]
    return made


def _read(path: Path) -> tuple[tuple[str, ...], list[pd.DataFrame]]:
    reader = Reader(Format(), KNOWN.columns, FeedLimits(), KNOWN.policy.shard_rows)
    into = Reading()
    with tempfile.TemporaryDirectory() as folder:
        tables = reader.read(path, Path(folder), source="feed", row_id_prefix="acme", into=into)
        return into.header, [as_pandas(table) for table in tables]


if __name__ == "__main__":
    main()
