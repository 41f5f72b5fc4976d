"""What every child process does that opens a file in place of the run: its bounds, and how it refuses what it read.

Nothing heavy is imported: all of it would count as memory of the child.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable

# The exit code of a child that refused; reason and fix are on its output.
REFUSED = 3


class ContentRefused(Exception):
    """A file that cannot be used, with the reason and what to do; its source is known to the parent."""

    def __init__(self, reason: str, fix: str) -> None:
        super().__init__(reason, fix)
        self.reason = reason
        self.fix = fix


def bound(*, memory_mb: int, file_bytes: int, seconds: int) -> None:
    """Let the system bound this process: its memory, each file it writes, its time."""
    memory = memory_mb << 20
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes, file_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def exit_code(work: Callable[[], None]) -> int:
    """Do the work; 0, or REFUSED with reason and fix as JSON on the output."""
    try:
        work()
    except ContentRefused as refused:
        sys.stdout.write(json.dumps({"reason": refused.reason, "fix": refused.fix}))
        return REFUSED
    return 0
