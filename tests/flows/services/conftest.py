"""A running embedded S3 for the tests that only look at it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from flows.services import services

from .running import SharedS3, s3_client


@pytest.fixture(scope="session")
def shared_s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SharedS3]:
    home = tmp_path_factory.mktemp("shared")
    with services(home, prefect=False) as running:
        address = running.s3()
        yield SharedS3(home, address, s3_client(address))
