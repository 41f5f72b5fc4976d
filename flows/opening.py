"""Opens what a run needs: the embedded S3 or the configured one, and a Prefect server for commands."""

from __future__ import annotations

import importlib
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.services import Services, services
from flows.settings import Settings, export
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
    if not settings.embedded:
        yield Address(bucket or settings.bucket, settings.endpoint, settings.region)
        return
    with services(settings.state, s3=True, prefect=False) as running:
        yield _embedded(running, bucket or settings.bucket)


@contextmanager
def open_all(settings: Settings, *, bucket: str | None = None) -> Iterator[Address]:
    """Storage and Prefect for a command that runs flows; Prefect's address is exported before any flow is made.

    A server named in PREFECT_API_URL is used as it is.
    """
    own_prefect = not os.environ.get("PREFECT_API_URL")
    with services(settings.state, s3=settings.embedded, prefect=own_prefect) as running:
        # The judge takes seconds to import: do it while the services start.
        loading = threading.Thread(target=importlib.import_module, args=("expectations.suites",), daemon=True)
        loading.start()
        if own_prefect:
            export({"PREFECT_API_URL": running.prefect_api_url()})
        if settings.embedded:
            address = _embedded(running, bucket or settings.bucket)
        else:
            address = Address(bucket or settings.bucket, settings.endpoint, settings.region)
        loading.join()
        yield address


def _embedded(running: Services, bucket: str) -> Address:
    s3 = running.s3()
    export(
        {
            "AWS_ACCESS_KEY_ID": s3.access_key,
            "AWS_SECRET_ACCESS_KEY": s3.secret_key,
            # Worker processes read the settings anew; for them this S3 is a configured one.
            "SHELFREADY_S3_ENDPOINT": s3.endpoint_url,
        }
    )
    return Address(bucket, s3.endpoint_url, s3.region)
