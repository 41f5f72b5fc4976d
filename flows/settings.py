"""What the environment says; nothing else reads it.

Every setting stands in `deployments/env.example`. Credentials are AWS's own variables.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from expectations.errors import ConfigError

Runner = Literal["threads", "processes"]

CHECKOUT = Path(__file__).resolve().parents[1]
PREFIX = "SHELFREADY_"
# Each setting with what it means; `env.example` is tested against this.
SETTINGS: dict[str, str] = {
    "SHELFREADY_S3_ENDPOINT": "address of an S3 server other than AWS's",
    "SHELFREADY_BUCKET": "the bucket that holds everything",
    "SHELFREADY_CONFIG": "folder with your own files, laid over those under expectations/",
    "SHELFREADY_RUNNER": "threads or processes: how the tasks of a run are spread over the cores",
    "SHELFREADY_STATE": "folder for the embedded services and the newest outputs",
}


@dataclass(frozen=True)
class Settings:
    """`endpoint` None with `embedded` False means AWS's own S3."""

    embedded: bool
    endpoint: str | None
    region: str
    bucket: str
    config: str | None
    runner: Runner
    state: Path


_AWS_VARIABLES = (
    "AWS_ACCESS_KEY_ID",
    "AWS_PROFILE",
    "AWS_ROLE_ARN",
    "AWS_ENDPOINT_URL",
    "AWS_ENDPOINT_URL_S3",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_SHARED_CREDENTIALS_FILE",
    "AWS_CONFIG_FILE",
)
_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of this process; raises ConfigError for a value or a name that is not known."""
    env = os.environ if environment is None else environment
    given = {name: value for name, value in env.items() if name.startswith(PREFIX) and value}
    unknown = sorted(set(given) - set(SETTINGS))
    if unknown:
        raise ConfigError(f"unknown setting {unknown[0]}: there are {', '.join(SETTINGS)}")
    runner = given.get("SHELFREADY_RUNNER", "threads")
    if runner not in get_args(Runner):
        raise ConfigError(f"SHELFREADY_RUNNER is {runner!r}: it can be {' or '.join(get_args(Runner))}")
    endpoint = given.get("SHELFREADY_S3_ENDPOINT")
    if endpoint is not None and not endpoint.startswith(("http://", "https://")):
        raise ConfigError(f"SHELFREADY_S3_ENDPOINT is {endpoint!r}: write it with http:// or https://")
    bucket = given.get("SHELFREADY_BUCKET", "shelfready")
    if not _BUCKET.fullmatch(bucket):
        raise ConfigError(f"SHELFREADY_BUCKET is {bucket!r}: 3 to 63 small letters, digits, dots and dashes")
    config = given.get("SHELFREADY_CONFIG")
    return Settings(
        embedded=endpoint is None and not _has_aws(env),
        endpoint=endpoint,
        region=env.get("AWS_REGION") or env.get("AWS_DEFAULT_REGION") or "us-east-1",
        bucket=bucket,
        config=str(Path(config).resolve()) if config else None,
        runner=runner,  # type: ignore[arg-type]  # checked above
        state=Path(given.get("SHELFREADY_STATE", CHECKOUT / ".shelfready")),
    )


def configured_runner() -> Runner:
    """The runner for flows that are made when their module is imported; a wrong setting is told when they run."""
    given = os.environ.get("SHELFREADY_RUNNER")
    return "processes" if given == "processes" else "threads"


def _has_aws(env: Mapping[str, str]) -> bool:
    """Whether anything of AWS is configured: variables, a profile, or the files a person makes with `aws configure`."""
    if any(env.get(name) for name in _AWS_VARIABLES):
        return True
    home = Path(env.get("HOME", "~")).expanduser()
    return any((home / ".aws" / name).is_file() for name in ("credentials", "config"))


@contextmanager
def exported(values: Mapping[str, str | None]) -> Iterator[None]:
    """Set variables for this process and the workers it starts, None takes one away; undone at the end."""
    before = {name: os.environ.get(name) for name in values}
    _set(values)
    try:
        yield
    finally:
        _set(before)


def export(values: Mapping[str, str]) -> None:
    """Set variables for this process and the workers it starts, for good."""
    _set(values)


def _set(values: Mapping[str, str | None]) -> None:
    for name, value in values.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
