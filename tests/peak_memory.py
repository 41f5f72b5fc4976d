"""The most memory a process and those it started have held."""

from __future__ import annotations

import resource
from pathlib import Path


def peak_mb() -> int:
    """The larger of this process's own peak and that of any ended child, in MB of resident memory; Linux only.

    Its own is read from the kernel's record of its address space: `ru_maxrss` of a new process also counts what its
    parent held at the moment it was started, such as a test run of hundreds of MB.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    own_kb = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:"))
    return max(own_kb, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) // 1024
