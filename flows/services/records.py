"""`<home>/pids.json`: who uses the embedded services and which processes they are, guarded by a file lock.

The file is replaced as a whole, so it is old or new, never half. One that cannot be read all the same (a bad
disk, an editor) is set aside and taken as empty: no process is guessed from it, so none is ended for it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import BaseModel, Field, ValidationError

from flows.services.errors import ServiceError
from flows.services.processes import ProcessId

LOCK_WAIT_S = 60.0


class User(BaseModel):
    """One entered `services(...)` block: its process, and a token, since a process may enter twice."""

    process: ProcessId
    token: str


class Running(BaseModel):
    """One launched service. `launched` is in seconds since the epoch and only measures patience."""

    process: ProcessId
    ports: dict[str, int]
    options: dict[str, bool] = Field(default_factory=dict)
    launched: float = 0.0


class Ledger(BaseModel):
    """The content of `pids.json`; `last_ports` outlives the services, so that addresses stay the same."""

    users: list[User] = Field(default_factory=list)
    running: dict[str, Running] = Field(default_factory=dict)
    last_ports: dict[str, dict[str, int]] = Field(default_factory=dict)


def ledger_path(home: Path) -> Path:
    """Return where the records of this home lie."""
    return home / "pids.json"


def write_private(path: Path, text: str) -> None:
    """Replace a file as a whole, readable by its owner only."""
    draft = path.with_name(path.name + ".draft")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def read_ledger(home: Path) -> Ledger:
    """Return the records; an empty ledger when there are none or they cannot be read (then set aside)."""
    path = ledger_path(home)
    try:
        return Ledger.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return Ledger()
    except ValidationError:
        path.replace(path.with_name("pids.corrupt.json"))
        return Ledger()


def write_ledger(home: Path, ledger: Ledger) -> None:
    """Replace the records. Call only inside `locked`."""
    write_private(ledger_path(home), ledger.model_dump_json(indent=1))


@contextmanager
def locked(home: Path) -> Iterator[Ledger]:
    """Hold the lock of this home and give its records as they are now.

    Raises ServiceError when the home cannot be written or the lock is not given within LOCK_WAIT_S seconds.
    """
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        with FileLock(home / "pids.lock", timeout=LOCK_WAIT_S):
            yield read_ledger(home)
    except Timeout as error:
        raise ServiceError(
            "services", f"{home / 'pids.lock'} is held by another command; wait for it to end, then try again"
        ) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ServiceError(
            "services", f"{home} cannot be written ({reason}): make it a directory this user may write to"
        ) from error
