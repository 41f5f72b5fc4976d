"""The embedded Prefect server: one uvicorn process under `<home>/prefect`, its SQLite database kept."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from flows.services import ports, probes
from flows.services.processes import ProcessId, listens, spawn
from flows.services.records import Running

# What would lead the server, or its answers, to somewhere else than 127.0.0.1.
DROPPED_ENVIRONMENT = ("PREFECT_", "UVICORN_", "FORWARDED_ALLOW_IPS", "WEB_CONCURRENCY")


class PrefectServer:
    """The Prefect server of one home. Background services and the user interface only where asked for."""

    name = "prefect"
    deadline_s = 90.0
    grace_s = 5.0
    marker = "prefect.server.api.server:create_app"

    def __init__(self, home: Path, *, services: bool = False, ui: bool = False) -> None:
        self.directory = home / "prefect"
        self.log = home / "logs" / "prefect.log"
        self.options = {"services": services, "ui": ui}

    def choose_ports(self, stored: Mapping[str, int]) -> dict[str, int]:
        """Return one free port."""
        return ports.choose_ports(self.name, ["api"], stored=stored)

    def launch(self, chosen: Mapping[str, int]) -> ProcessId:
        """Start the server; it is not ready yet."""
        self.directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        # uvicorn at once: 'prefect server start' is a second program in front of it and 2 s slower.
        command = [
            *(sys.executable, "-m", "uvicorn", "--factory", self.marker),
            *("--host", "127.0.0.1", "--port", str(chosen["api"])),
            *("--log-level", "warning", "--lifespan", "on", "--timeout-graceful-shutdown", "3"),
        ]
        # Its own directory as working directory: Prefect also takes settings from files found there.
        return spawn(command, cwd=self.directory, env=self._environment(chosen["api"]), log=self.log)

    def is_ready(self, running: Running) -> bool:
        """Say whether this very process answers on its port."""
        answer = probes.get(running.ports["api"], "/api/health")
        return answer is not None and answer.status == 200 and listens(running.process, running.ports["api"])

    def tidy(self, used: Mapping[str, int]) -> None:
        """Leave nothing behind: there are no sockets to remove."""

    def api_url(self, running: Running) -> str:
        """Return the address for PREFECT_API_URL."""
        return f"http://127.0.0.1:{running.ports['api']}/api"

    def _environment(self, port: int) -> dict[str, str]:
        environment = {k: v for k, v in os.environ.items() if not k.startswith(DROPPED_ENVIRONMENT)}
        environment |= {
            "PREFECT_HOME": str(self.directory),
            "PREFECT_SERVER_API_HOST": "127.0.0.1",
            "PREFECT_SERVER_API_PORT": str(port),
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
            "PREFECT_SERVER_UI_ENABLED": str(self.options["ui"]).lower(),
            "PREFECT_SERVER_UI_STATIC_DIRECTORY": str(self.directory / "ui"),
            "PREFECT_SERVER_LOGGING_LEVEL": "WARNING",
            "PREFECT__SERVER_FINAL": "1",
            "DO_NOT_TRACK": "1",
        }
        if not self.options["services"]:
            environment["PREFECT__SERVER_WEBSERVER_ONLY"] = "1"
        return environment
