"""Reading feeds beside the obvious library: `python -m tests.benchmarks.ingest [--records N] [--rounds N] [KIND …]`.

Every reading runs in a process of its own, ours and theirs in turn within each round, so that a busy machine slows
both; what counts is the ratio, the median over the rounds.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path

from tests.benchmarks.feeds import KINDS, write

FOLDER = Path(__file__).resolve().parents[2] / ".shelfready" / "bench"
THEIRS = {
    "csv": ("pyarrow", "pandas"),
    "plain": ("pyarrow", "pandas"),
    "tsv": ("pyarrow", "pandas"),
    "cp1251": ("pyarrow", "pandas"),
    "json": ("json",),
    "jsonl": ("pandas",),
    "xml": ("lxml",),
    "xlsx": ("openpyxl", "calamine"),
    "ods": ("calamine",),
    "parquet": ("pyarrow",),
}


def main() -> None:
    """Measure the named kinds of feeds, all of them by default, and print a table."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument("kinds", nargs="*", metavar="KIND", help=", ".join(KINDS))
    arguments.add_argument("--records", type=int, default=200_000)
    arguments.add_argument("--rounds", type=int, default=3)
    said = arguments.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    print(f"{said.records:,} records of 20 columns, median of {said.rounds} rounds; ratio = our speed / theirs")
    print(f"{'feed':8} {'reader':11} {'rows/s':>10} {'peak MB':>8} {'ratio':>6}")
    for kind in said.kinds or KINDS:
        path = FOLDER / f"{said.records}.{kind}"
        write(path, kind, said.records)
        _measure(kind, path, said.rounds)


def _measure(kind: str, path: Path, rounds: int) -> None:
    engines = ("shelfready", *THEIRS[kind])
    taken: dict[str, list[dict[str, float]]] = {engine: [] for engine in engines}
    for _ in range(rounds):
        for engine in engines:
            taken[engine].append(_read(engine, kind, path))
    ours = [one["seconds"] for one in taken["shelfready"]]
    for engine, measured in taken.items():
        theirs = [one["seconds"] for one in measured]
        speed = statistics.median(one["rows"] / one["seconds"] for one in measured)
        peak = statistics.median(one["peak_mb"] for one in measured)
        ratio = statistics.median(their / our for our, their in zip(ours, theirs, strict=True))
        print(f"{kind:8} {engine:11} {speed:10,.0f} {peak:8,.0f} {'' if engine == 'shelfready' else f'{ratio:6.2f}'}")


def _read(engine: str, kind: str, path: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.benchmarks.read_once", engine, kind, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


if __name__ == "__main__":
    main()
