"""The services a command needs beside it: embedded S3 and a Prefect server, shared by commands of one home.

Entering starts what is missing and returns at once; asking for an address waits until that service is ready.
No environment variable is set here, and none read but to build a child's: the caller hands addresses on.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.services.errors import ServiceError
from flows.services.prefect_server import PrefectServer
from flows.services.seaweed import S3Address, Seaweed
from flows.services.sharing import Membership

__all__ = ["S3Address", "ServiceError", "Services", "services"]


class Services:
    """The services of one `with services(...)` block."""

    def __init__(self, membership: Membership, s3: Seaweed, prefect: PrefectServer) -> None:
        self._membership = membership
        self._s3 = s3
        self._prefect = prefect

    def s3(self) -> S3Address:
        """Wait until the S3 takes signed requests and return its address; at most 60 s, then ServiceError."""
        return self._s3.address(self._membership.wait(self._s3.name))

    def prefect_api_url(self) -> str:
        """Wait until the Prefect server is healthy and return its API URL; after 90 s ServiceError."""
        return self._prefect.api_url(self._membership.wait(self._prefect.name))

    @property
    def notes(self) -> tuple[str, ...]:
        """What was asked for but not given, since others use a service as it is; one sentence each."""
        return tuple(self._membership.notes)


@contextmanager
def services(
    home: Path,
    *,
    s3: bool = True,
    prefect: bool = True,
    prefect_ui: bool = False,
    prefect_services: bool = False,
) -> Iterator[Services]:
    """Start or join the services of `home` and leave them at the end; the last command to leave ends them.

    `prefect_ui` and `prefect_services` (scheduler, triggers) are for a server that stays up; short commands
    need neither. Raises ServiceError when the home cannot be written, weed is missing, or no port is free.
    """
    home = home.absolute()
    weed = Seaweed(home)
    server = PrefectServer(home, services=prefect_services, ui=prefect_ui)
    membership = Membership(home, [weed, server])
    wanted = [service.name for service, asked in ((weed, s3), (server, prefect)) if asked]
    has_failed_to_join = True
    try:
        membership.join(wanted)
        has_failed_to_join = False
        yield Services(membership, weed, server)
    finally:
        _leave(membership, is_quiet=has_failed_to_join)


def _leave(membership: Membership, *, is_quiet: bool) -> None:
    try:
        membership.leave()
    except ServiceError:
        # The reason why joining failed (a home that cannot be written) says more than the same once again.
        if not is_quiet:
            raise
