"""Calls the command as a person would: a process of its own, a clean environment."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from flows.settings import CHECKOUT
from tests.flows.stores import Platform

EXECUTABLE = Path(sys.executable).with_name("shelfready")
_OURS = ("SHELFREADY_", "AWS_", "PREFECT_")


def environment(platform: Platform | None, **variables: str) -> dict[str, str]:
    """The variables of a call; with `platform` it works on those running services."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
    if platform is not None:
        clean["SHELFREADY_STATE"] = str(platform.home)
    return clean | variables


def shelfready(
    *arguments: str | Path, platform: Platform | None = None, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Call the command and wait for its end."""
    return subprocess.run(
        [str(EXECUTABLE), *map(str, arguments)],
        capture_output=True,
        text=True,
        env=environment(platform, **variables),
        check=False,
        timeout=300,
        cwd=CHECKOUT,
    )
