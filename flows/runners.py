"""Where the tasks of a run are worked on: threads of this process, or one pool of processes for the whole run."""

from __future__ import annotations

import os
from typing import Any, ClassVar, Self

from prefect.task_runners import ProcessPoolTaskRunner, TaskRunner, ThreadPoolTaskRunner

from flows.settings import Runner


def cores() -> int:
    """The processors this process may use."""
    return max(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, 1)


def task_runner(kind: Runner) -> TaskRunner[Any]:
    """A task runner as wide as the machine."""
    if kind == "processes":
        return OneProcessPool(max_workers=cores())
    return ThreadPoolTaskRunner(max_workers=max(cores(), 2))


class OneProcessPool(ProcessPoolTaskRunner):
    """A process pool that subflows share: started by the first flow that enters it, ended by the last that leaves.

    Starting a pool takes seconds, since every process imports the stages anew. A flow holds its runner only as a
    pattern, which travels to the workers with the flow; the running pool is kept apart from it.
    """

    _running: ClassVar[OneProcessPool | None] = None
    _depth: int = 0

    def duplicate(self) -> Self:
        """The running pool, or a new one where none runs."""
        running = OneProcessPool._running
        return running if running is not None else super().duplicate()  # type: ignore[return-value]

    def __enter__(self) -> Self:
        """Start the pool unless a flow around has."""
        self._depth += 1
        if self._depth == 1:
            super().__enter__()
            OneProcessPool._running = self
        return self

    def __exit__(self, exc_type: Any, exc_value: Any, traceback: Any) -> None:
        """End the pool when the outermost flow leaves."""
        self._depth -= 1
        if self._depth == 0:
            OneProcessPool._running = None
            super().__exit__(exc_type, exc_value, traceback)
