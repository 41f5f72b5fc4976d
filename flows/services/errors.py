"""The one error of the embedded services: which service, where its log lies, and what to do, in one line."""

from __future__ import annotations

from pathlib import Path


class ServiceError(Exception):
    """An embedded service cannot be used. `service` names it, `log` is its log file if it got that far."""

    def __init__(self, service: str, message: str, log: Path | None = None) -> None:
        super().__init__(message)
        self.service = service
        self.log = log
