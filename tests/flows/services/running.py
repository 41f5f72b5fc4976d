"""What the tests ask of a running service: its record, and an S3 client that shows every fault."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

from flows.services import S3Address
from flows.services.records import Running, read_ledger


@dataclass(frozen=True)
class SharedS3:
    """The one S3 of the tests that do not stop it."""

    home: Path
    address: S3Address
    client: Any


def s3_client(address: S3Address) -> Any:
    """A client that tries once."""
    return boto3.client(
        "s3",
        endpoint_url=address.endpoint_url,
        aws_access_key_id=address.access_key,
        aws_secret_access_key=address.secret_key,
        region_name=address.region,
        config=Config(retries={"total_max_attempts": 1}, connect_timeout=5, read_timeout=30),
    )


def recorded(home: Path, name: str = "s3") -> Running:
    """The record of a running service."""
    return read_ledger(home).running[name]
