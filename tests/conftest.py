"""A real S3 for all tests that store something, and how hypothesis searches."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import boto3
import pytest
from hypothesis import settings

from flows.services import S3Address, services
from tasks.storage.bucket import Address, Bucket, open_bucket

# Prefect makes its home when it is first imported; tests leave the one of the person alone.
os.environ["PREFECT_HOME"] = str(Path(__file__).resolve().parents[1] / ".shelfready" / "prefect-of-tests")

settings.register_profile("dev", deadline=None, max_examples=40)
settings.register_profile("ci", deadline=None, max_examples=40, derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "dev")

_AWS = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE", "AWS_DEFAULT_REGION")


@contextmanager
def aws_environment(*, session: boto3.session.Session | None = None, **variables: str) -> Iterator[None]:
    """These AWS variables and no others. boto3 keeps the first keys it finds, so it starts anew, or with `session`."""
    before = {name: os.environ.pop(name, None) for name in (*_AWS, *variables)}
    kept = boto3.DEFAULT_SESSION
    os.environ.update(variables)
    boto3.DEFAULT_SESSION = session
    try:
        yield
    finally:
        boto3.DEFAULT_SESSION = kept
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


@pytest.fixture(scope="session")
def s3_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3Address]:
    """One embedded S3 for the session."""
    with services(tmp_path_factory.mktemp("s3"), s3=True, prefect=False) as running:
        yield running.s3()


@pytest.fixture(scope="session")
def s3_session(s3_address: S3Address) -> boto3.session.Session:
    """What boto3 would make of that S3's keys in the environment, made once: it reads large files."""
    return boto3.session.Session(s3_address.access_key, s3_address.secret_key)


@pytest.fixture
def s3_credentials(s3_address: S3Address, s3_session: boto3.session.Session) -> Iterator[S3Address]:
    """The keys of that S3 where every AWS client looks for them, put back afterwards."""
    with aws_environment(
        AWS_ACCESS_KEY_ID=s3_address.access_key, AWS_SECRET_ACCESS_KEY=s3_address.secret_key, session=s3_session
    ):
        yield s3_address


@pytest.fixture
def bucket(s3_credentials: S3Address) -> Iterator[Bucket]:
    """An empty bucket of the test's own."""
    made = open_bucket(Address(f"test-{uuid.uuid4().hex[:16]}", s3_credentials.endpoint_url, s3_credentials.region))
    made.create()
    yield made
    made.remove()
