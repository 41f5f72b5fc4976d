"""What a person sees while a run works: bars on a terminal, plain log lines elsewhere."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

log = logging.getLogger("shelfready")


class Reporter(Protocol):
    """Told what a run is doing; `done` and `total` count rows or pictures of one supplier."""

    def stage(self, supplier: str, stage: str) -> None:
        """A supplier's work has come to a stage."""

    def count(self, supplier: str, what: str, done: int, total: int) -> None:
        """So many of the supplier's rows or pictures are done."""


class LogReporter:
    """One line a stage, and one for each step of counting at most every few seconds."""

    def __init__(self, every_s: float = 5.0) -> None:
        self._every_s = every_s
        self._last = time.monotonic()

    def stage(self, supplier: str, stage: str) -> None:
        """Log the stage."""
        log.info("%s: %s", supplier, stage)

    def count(self, supplier: str, what: str, done: int, total: int) -> None:
        """Log the count when it is complete or some time has passed."""
        now = time.monotonic()
        if done >= total or now - self._last >= self._every_s:
            self._last = now
            log.info("%s: %d of %d %s", supplier, done, total, what)


class BarReporter:
    """One line a supplier with its stage, and a bar while rows or pictures are counted."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[tuple[str, str], TaskID] = {}

    def stage(self, supplier: str, stage: str) -> None:
        """Show the stage beside the supplier's name."""
        self._update(supplier, "rows", f"{supplier}: {stage}")

    def count(self, supplier: str, what: str, done: int, total: int) -> None:
        """Move the bar of rows or pictures."""
        self._update(supplier, what, f"{supplier}: {what}", done, total)

    def _update(self, supplier: str, what: str, text: str, done: int = 0, total: int | None = None) -> None:
        key = (supplier, what)
        if key not in self._tasks:
            self._tasks[key] = self._progress.add_task(text, total=total)
        if total is None:
            self._progress.update(self._tasks[key], description=text)
        else:
            self._progress.update(self._tasks[key], description=text, completed=done, total=total)


_current: ContextVar[Reporter | None] = ContextVar("reporter", default=None)


def reporter() -> Reporter:
    """The reporter of this run; log lines where nobody chose one."""
    return _current.get() or LogReporter()


@contextmanager
def reporting() -> Iterator[None]:
    """Choose the reporter for a command: bars where standard error is a terminal."""
    if not sys.stderr.isatty():
        token = _current.set(LogReporter())
        try:
            yield
        finally:
            _current.reset(token)
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        token = _current.set(BarReporter(progress))
        try:
            yield
        finally:
            _current.reset(token)
