"""Processes by pid and start mark: spawn one that outlives its command, tell whether it lives, end just that.

Nothing here finds or ends a process by name. A pid whose start mark differs belongs to somebody else.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import psutil  # type: ignore[import-untyped, unused-ignore]
from pydantic import BaseModel, ConfigDict

KILL_WAIT_S = 10.0

# A parent has to reap its children, also those it leaves running for other commands.
_children: list[subprocess.Popen[bytes]] = []


class ProcessId(BaseModel):
    """A process that cannot be confused with a later one of the same pid."""

    model_config = ConfigDict(frozen=True)

    pid: int
    started: str


def identify(pid: int) -> ProcessId | None:
    """Return the identity of a living process; None for a pid that is not in use or only a zombie."""
    mark = _linux_start_mark(pid) if Path("/proc/self/stat").exists() else _psutil_start_mark(pid)
    return None if mark is None else ProcessId(pid=pid, started=mark)


def is_alive(process: ProcessId) -> bool:
    """Say whether exactly this process still lives."""
    return identify(process.pid) == process


def this_process() -> ProcessId:
    """Return the identity of the running program."""
    return identify(os.getpid()) or ProcessId(pid=os.getpid(), started="")


def spawn(command: Sequence[str], *, cwd: Path, env: Mapping[str, str], log: Path) -> ProcessId:
    """Start a command in a session of its own, output into `log`, files readable by the owner only.

    A process that is gone at once gets an empty start mark, so it is never alive.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        child = subprocess.Popen(
            command,
            cwd=cwd,
            env=dict(env),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            close_fds=True,
            umask=0o077,
        )
    _children.append(child)
    return identify(child.pid) or ProcessId(pid=child.pid, started="")


def end(process: ProcessId, *, grace_s: float) -> None:
    """End this process and its children: SIGTERM and up to `grace_s` seconds, then SIGKILL; 0 kills at once.

    A pid that is gone or has another start mark is left alone.
    """
    if not is_alive(process):
        _reap()
        return
    family = [process, *_children_of(process)]
    if grace_s > 0:
        _send(process, signal.SIGTERM)
        _wait_gone(family, grace_s)
    for member in family:
        _send(member, signal.SIGKILL)
    _wait_gone(family, KILL_WAIT_S)
    _reap()


def listens(process: ProcessId, port: int) -> bool:
    """Say whether it is this process that listens on the port."""
    try:
        connections = psutil.Process(process.pid).net_connections(kind="tcp")
    except psutil.Error:
        return False
    return any(c.status == psutil.CONN_LISTEN and c.laddr.port == port for c in connections)


def find_working_in(directory: Path, marker: str) -> list[int]:
    """Return pids that work in this directory with the marker in their command line; for a message only."""
    found = []
    for process in psutil.process_iter():
        try:
            if Path(process.cwd()) == directory and any(marker in part for part in process.cmdline()):
                found.append(process.pid)
        except (psutil.Error, OSError):
            continue
    return found


def _linux_start_mark(pid: int) -> str | None:
    # psutil's create_time is a clock time and moves when the clock is set; ticks since boot do not.
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(")")[2].split()
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
        # The first thread is a zombie a little before the others have let go of files and ports.
        is_over = fields[0] in "ZX" and len(list(Path(f"/proc/{pid}/task").iterdir())) <= 1
    except OSError:
        return None
    return None if is_over else f"{boot}/{fields[19]}"


def _psutil_start_mark(pid: int) -> str | None:
    try:
        process = psutil.Process(pid)
        return None if process.status() == psutil.STATUS_ZOMBIE else f"{process.create_time():.2f}"
    except psutil.Error:
        return None


def _children_of(process: ProcessId) -> list[ProcessId]:
    try:
        children = psutil.Process(process.pid).children(recursive=True)
    except psutil.Error:
        return []
    return [known for child in children if (known := identify(child.pid)) is not None]


def _send(process: ProcessId, number: signal.Signals) -> None:
    if is_alive(process):
        try:
            os.kill(process.pid, number)
        except ProcessLookupError:
            return


def _wait_gone(processes: Sequence[ProcessId], timeout_s: float) -> None:
    deadline = time.monotonic() + timeout_s
    while any(is_alive(process) for process in processes) and time.monotonic() < deadline:
        time.sleep(0.02)


def _reap() -> None:
    _children[:] = [child for child in _children if child.poll() is None]
