"""One set of services for all commands of a home: the first starts them, others join, the last one ends them.

A command that is killed leaves its services running in their own sessions; the next one adopts them, and ends
them when it leaves as the last living user. The lock is held to decide, start, end and record, never while a
command waits or works.
"""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from flows.services import processes
from flows.services.errors import ServiceError
from flows.services.processes import ProcessId
from flows.services.records import Ledger, Running, User, ledger_path, locked, write_ledger

POLL_S = 0.05
# An adopted service past its start must answer within this time, busy machine included.
LEAST_PATIENCE_S = 15.0


class Service(Protocol):
    """What sharing needs to know of a service."""

    @property
    def name(self) -> str: ...
    @property
    def deadline_s(self) -> float: ...
    @property
    def grace_s(self) -> float: ...
    @property
    def marker(self) -> str: ...

    directory: Path
    log: Path
    options: dict[str, bool]

    def choose_ports(self, stored: Mapping[str, int]) -> dict[str, int]: ...
    def launch(self, chosen: Mapping[str, int]) -> ProcessId: ...
    def is_ready(self, running: Running) -> bool: ...
    def tidy(self, used: Mapping[str, int]) -> None: ...


class Membership:
    """One user's share in the services of a home: join, wait for one, leave."""

    def __init__(self, home: Path, known: Sequence[Service]) -> None:
        self.notes: list[str] = []
        self._home = home
        self._known = {service.name: service for service in known}
        self._user = User(process=processes.this_process(), token=uuid.uuid4().hex)
        self._running: dict[str, Running] = {}
        self._launched: set[str] = set()
        self._ready: set[str] = set()

    def join(self, wanted: Sequence[str]) -> None:
        """Record this user, then adopt or start each wanted service without waiting for it."""
        with locked(self._home) as ledger:
            ledger.users = [*self._others(ledger), self._user]
            write_ledger(self._home, ledger)
            for name in wanted:
                self._adopt_or_launch(self._known[name], ledger)

    def wait(self, name: str) -> Running:
        """Return the service once it is ready. Raises ServiceError naming its log when it is not."""
        service = self._known[name]
        if name not in self._running:
            raise ServiceError(name, f"{name} was not asked for when the services were entered")
        if name not in self._ready:
            self._wait(service)
            self._ready.add(name)
        return self._running[name]

    def leave(self) -> None:
        """Remove this user and dead ones from the records; with no living user left, end the services."""
        if os.getpid() != self._user.process.pid:
            return  # a fork of the user is no user
        with locked(self._home) as ledger:
            ledger.users = self._others(ledger)
            if not ledger.users:
                # Also what we started and the records have lost, should somebody have removed them.
                ours = {name: self._running[name] for name in self._launched}
                for name, running in [*ledger.running.items(), *ours.items()]:
                    self._end(name, running, ledger)
            write_ledger(self._home, ledger)

    def _others(self, ledger: Ledger) -> list[User]:
        return [user for user in ledger.users if user.token != self._user.token and processes.is_alive(user.process)]

    def _adopt_or_launch(self, service: Service, ledger: Ledger) -> None:
        running = ledger.running.get(service.name)
        if running is not None and processes.is_alive(running.process):
            missing = [o for o, asked in service.options.items() if asked and not running.options.get(o)]
            others = len(self._others(ledger))
            if missing and others:
                self.notes.append(f"{service.name} goes on without {' and '.join(missing)}: {others} other user(s)")
            if others or not missing:
                self._running[service.name] = running
                self._launched.discard(service.name)
                return
        if running is not None:
            self._end(service.name, running, ledger)
        self._launch(service, ledger)

    def _launch(self, service: Service, ledger: Ledger) -> None:
        self._refuse_strangers(service)
        chosen = service.choose_ports(ledger.last_ports.get(service.name, {}))
        process: ProcessId | None = None
        is_recorded = False
        try:
            process = service.launch(chosen)
            running = Running(process=process, ports=chosen, options=service.options, launched=time.time())
            ledger.running[service.name] = running
            ledger.last_ports[service.name] = chosen
            write_ledger(self._home, ledger)
            is_recorded = True
        finally:
            if process is not None and not is_recorded:
                processes.end(process, grace_s=0)
        self._running[service.name] = running
        self._launched.add(service.name)

    def _refuse_strangers(self, service: Service) -> None:
        # Left by a lost or unreadable pids.json. Not in our records, so not ours to end.
        strangers = processes.find_working_in(service.directory.resolve(), service.marker)
        if strangers:
            pids = " ".join(str(pid) for pid in strangers)
            raise ServiceError(
                service.name,
                f"{service.name}: process {pids} works in {service.directory} but is not in "
                f"{ledger_path(self._home)}; end it with 'kill -9 {pids}' and try again",
                service.log,
            )

    def _end(self, name: str, running: Running, ledger: Ledger) -> None:
        service = self._known.get(name)
        processes.end(running.process, grace_s=service.grace_s if service else 5.0)
        if service:
            service.tidy(running.ports)
        ledger.running.pop(name, None)

    def _wait(self, service: Service) -> None:
        if self._becomes_ready(service):
            return
        if service.name in self._launched:
            raise self._failure(service)
        self._replace(service)
        if not self._becomes_ready(service):
            raise self._failure(service)

    def _becomes_ready(self, service: Service) -> bool:
        running = self._running[service.name]
        patience_s = service.deadline_s
        if service.name not in self._launched:
            age_s = max(0.0, time.time() - running.launched)
            patience_s = max(LEAST_PATIENCE_S, service.deadline_s - age_s)
        deadline = time.monotonic() + patience_s
        while time.monotonic() < deadline:
            if not processes.is_alive(running.process):
                return False
            if service.is_ready(running):
                return True
            time.sleep(POLL_S)
        return False

    def _replace(self, service: Service) -> None:
        """Put a fresh service where an adopted one died or hangs; one that others use is not ended."""
        with locked(self._home) as ledger:
            adopted = self._running[service.name]
            current = ledger.running.get(service.name)
            is_same = current is not None and current.process == adopted.process
            if is_same and processes.is_alive(adopted.process):
                if self._others(ledger):
                    raise self._failure(service)
                self._end(service.name, adopted, ledger)
            self._adopt_or_launch(service, ledger)

    def _failure(self, service: Service) -> ServiceError:
        running = self._running[service.name]
        if not processes.is_alive(running.process):
            state = "ended while starting"
        elif service.name in self._launched:
            state = f"did not become ready in {service.deadline_s:.0f} s"
        else:
            state = f"does not answer (pid {running.process.pid}) and other commands use it; end them first"
        return ServiceError(
            service.name, f"{service.name} {state}: {_last_line(service.log)}; see {service.log}", service.log
        )


def _last_line(log: Path) -> str:
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError:
        return "no log"
    return next((line.strip()[:300] for line in reversed(lines) if line.strip()), "the log is empty")
