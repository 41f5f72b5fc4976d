"""Free TCP ports on 127.0.0.1 for the embedded services: stored ones again where free, else new ones."""

from __future__ import annotations

import random
import socket
from collections.abc import Callable, Iterable, Mapping, Sequence

from flows.services.errors import ServiceError

# Port and port + 10000 (where weed puts gRPC) both stay below 32768, where Linux begins to hand out ports for
# outgoing connections: nobody takes ours by accident between the choice and the start.
LOWEST_PORT = 15_000
HIGHEST_PORT = 22_700


def is_free(port: int) -> bool:
    """Say whether a server could listen on this port of 127.0.0.1 now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as candidate:
        # As servers do: connections that are only timing out do not occupy the port.
        candidate.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            candidate.bind(("127.0.0.1", port))
            candidate.listen(1)
        except OSError:
            return False
    return True


def shuffled_range() -> Sequence[int]:
    """Return every candidate port once, from a random start, so that two checkouts seldom try the same."""
    start = random.randrange(LOWEST_PORT, HIGHEST_PORT)
    return [*range(start, HIGHEST_PORT), *range(LOWEST_PORT, start)]


def choose_ports(
    service: str,
    names: Sequence[str],
    *,
    stored: Mapping[str, int],
    is_usable: Callable[[int], bool] = is_free,
    candidates: Iterable[int] | None = None,
) -> dict[str, int]:
    """Return one usable port per name, the stored one where it is still usable.

    Raises ServiceError when the candidates run out.
    """
    chosen: dict[str, int] = {}
    fresh = iter(shuffled_range() if candidates is None else candidates)
    for name in names:
        port = stored.get(name)
        if port is None or port in chosen.values() or not is_usable(port):
            taken = {*chosen.values(), *stored.values()}
            port = next((p for p in fresh if p not in taken and is_usable(p)), None)
        if port is None:
            raise ServiceError(
                service,
                f"{service}: no free port on 127.0.0.1 between {LOWEST_PORT} and {HIGHEST_PORT}; "
                "end programs that listen there and try again",
            )
        chosen[name] = port
    return chosen
