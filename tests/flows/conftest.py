"""One embedded S3 and one Prefect server for all flow tests."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.opening import QUIET
from flows.services import services
from tasks.storage.bucket import Address, open_bucket
from tests.flows.stores import Platform, Store


@pytest.fixture(scope="session")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    home = tmp_path_factory.mktemp("platform")
    before = dict(os.environ)
    os.environ.update(QUIET)
    os.environ.update({"PREFECT_HOME": str(home / "prefect"), "PREFECT_LOGGING_LEVEL": "CRITICAL"})
    os.environ["PREFECT_LOGGING_TO_API_ENABLED"] = "false"
    with services(home) as running:
        s3 = running.s3()
        environment = {
            "AWS_ACCESS_KEY_ID": s3.access_key,
            "AWS_SECRET_ACCESS_KEY": s3.secret_key,
            "PREFECT_API_URL": running.prefect_api_url(),
        }
        os.environ.update(environment)
        # Other tests may have imported Prefect before its server had an address.
        from prefect.settings import PREFECT_API_URL, temporary_settings

        with temporary_settings({PREFECT_API_URL: environment["PREFECT_API_URL"]}):
            yield Platform(home, s3.endpoint_url, environment)
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture
def store(platform: Platform, tmp_path: Path) -> Iterator[Store]:
    address = Address(f"test-{secrets.token_hex(6)}", platform.endpoint)
    config = tmp_path / "config"
    config.mkdir()
    bucket = open_bucket(address)
    bucket.create()
    yield Store(address, config)
    bucket.remove()
