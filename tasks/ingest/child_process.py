"""Opens a file in a process of its own and translates how that ended.

A process that dies of what it read is a refused feed; one that could not do its work for other reasons is a fault.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tasks.errors import FeedRefused
from tasks.ingest.child_bounds import REFUSED
from tasks.ingest.records import Feed

_ROOT = Path(__file__).resolve().parents[2]
_OUT_OF_MEMORY = ("memory allocation", "MemoryError", "bad_alloc", "Cannot allocate memory")


@dataclass(frozen=True)
class Child:
    """A module to run with one argument, and the words for how it may end.

    `damaged` are reason and fix where it dies of the file, `content` names what it writes, `smaller` says how to send
    what was too much. `environment` is added to that of the run.
    """

    module: str
    seconds: int
    damaged: tuple[str, str]
    content: str
    smaller: str
    environment: Mapping[str, str] = field(default_factory=dict)

    def run(self, feed: Feed, argument: object) -> None:
        """Run it to its end with the argument as JSON; raises FeedRefused."""
        command = [sys.executable, "-m", self.module, json.dumps(argument)]
        environment = {**os.environ, **self.environment}
        try:
            ended = subprocess.run(
                command, cwd=_ROOT, env=environment, capture_output=True, timeout=self.seconds, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise self._too_slow(feed) from error
        if ended.returncode == REFUSED:
            raise feed.refuse(**json.loads(ended.stdout))
        if ended.returncode:
            raise self._translated(feed, ended)

    def _translated(self, feed: Feed, ended: subprocess.CompletedProcess[bytes]) -> Exception:
        said = ended.stderr.decode("utf-8", "replace")
        if ended.returncode == -signal.SIGXCPU:
            return self._too_slow(feed)
        if any(one in said for one in _OUT_OF_MEMORY) or ended.returncode == -signal.SIGKILL:
            most = feed.limits.workbook_memory_mb
            return feed.refuse(
                f"needs more than {most:,} MB of memory to be opened",
                fix=f"{self.smaller}, or raise feed_limits.workbook_memory_mb in policy.yml",
            )
        if "File too large" in said:
            return feed.refuse(f"{self.content} more than {feed.limits.unpacked_bytes:,} bytes", fix=self.smaller)
        if ended.returncode < 0 or "PanicException" in said:
            reason, fix = self.damaged
            return feed.refuse(reason, fix=fix)
        fault = subprocess.CalledProcessError(ended.returncode, self.module)
        fault.add_note(said[-2000:])
        return fault

    def _too_slow(self, feed: Feed) -> FeedRefused:
        return feed.refuse(f"takes longer than {self.seconds} seconds to be opened", fix=self.smaller)
