"""Opens what a run needs: the embedded S3 or the configured one, and a Prefect server for commands."""

from __future__ import annotations

import importlib
import os
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from flows.services import ServiceError, Services, services
from flows.settings import Settings, export, exported
from tasks.storage.bucket import Address

# Neither Prefect nor Great Expectations reports home; Prefect keeps its files with ours.
QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "GX_ANALYTICS_ENABLED": "False",
}


def be_quiet(state: Path, *, debug: bool) -> None:
    """Set the libraries' own switches for a command; must come before they are imported."""
    export(QUIET)
    export({"PREFECT_HOME": str(state / "prefect"), "PREFECT_LOGGING_TO_API_ENABLED": "false"})
    if not debug:
        # Our own one-line errors say what failed; Prefect would print the traceback beside them.
        export({"PREFECT_LOGGING_LEVEL": "CRITICAL", "PREFECT_LOGGING_ROOT_LEVEL": "CRITICAL"})


@contextmanager
def open_storage(settings: Settings, *, bucket: str | None = None) -> Iterator[Address]:
    """The address of the storage, ready for use; an embedded S3 lasts as long as the block."""
    name = bucket or settings.bucket
    if not settings.embedded:
        yield Address(name, settings.endpoint, settings.region)
        return
    with services(settings.state, s3=True, prefect=False) as running, _embedded(running, name) as address:
        yield address


@contextmanager
def open_all(settings: Settings, *, bucket: str | None = None, judges: bool = True) -> Iterator[Address]:
    """Storage and Prefect for a command that runs flows; Prefect's address is exported before any flow is made.

    A server named in PREFECT_API_URL is used as it is; ServiceError where it does not answer.
    """
    given = os.environ.get("PREFECT_API_URL")
    if given:
        _check_prefect(given)
    name = bucket or settings.bucket
    with ExitStack() as stack:
        running = stack.enter_context(services(settings.state, s3=settings.embedded, prefect=not given))
        # The judge takes seconds to import: do it while the services start.
        loading = threading.Thread(target=importlib.import_module, args=("expectations.suites",), daemon=True)
        if judges:
            loading.start()
        if not given:
            stack.enter_context(exported({"PREFECT_API_URL": running.prefect_api_url()}))
        if settings.embedded:
            address = stack.enter_context(_embedded(running, name))
        else:
            address = Address(name, settings.endpoint, settings.region)
        if judges:
            loading.join()
        yield address


@contextmanager
def _embedded(running: Services, bucket: str) -> Iterator[Address]:
    s3 = running.s3()
    values = {
        "AWS_ACCESS_KEY_ID": s3.access_key,
        "AWS_SECRET_ACCESS_KEY": s3.secret_key,
        # What else is set for another S3 would only mislead.
        "AWS_SESSION_TOKEN": None,
        "AWS_PROFILE": None,
        # Worker processes read the settings anew; for them this S3 is a configured one.
        "SHELFREADY_S3_ENDPOINT": s3.endpoint_url,
    }
    with exported(values):
        yield Address(bucket, s3.endpoint_url, s3.region)


def _check_prefect(api: str) -> None:
    try:
        with urllib.request.urlopen(f"{api.rstrip('/')}/health", timeout=10) as answer:
            is_well = answer.status == 200
    except (OSError, ValueError):
        is_well = False
    if not is_well:
        message = (
            f"the Prefect API at {api} does not answer: start it, or unset PREFECT_API_URL to use the embedded one"
        )
        raise ServiceError("prefect", message)
