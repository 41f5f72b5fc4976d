"""The demo as a newcomer meets it: once, again, killed in the middle, and as Prefect deployments."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from flows.settings import CHECKOUT
from tests.flows.commands import EXECUTABLE, environment, shelfready
from tests.flows.stores import Platform

EXPECTED = CHECKOUT / "deployments" / "demo" / "expected.csv"
COMPARED = ("approved", "rejected", "changes.csv")
# What the sample suppliers hold and no rule finds yet.
NOT_FOUND = {"counterfeit.disguised", "hidden_text"}


@pytest.fixture(scope="module")
def undisturbed(platform: Platform, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The current batch after one undisturbed demo, exported."""
    done = shelfready("demo", platform=platform)
    assert done.returncode == 0, done.stderr
    out = tmp_path_factory.mktemp("undisturbed") / "batch"
    exported = shelfready("export", "--out", out, platform=platform)
    assert exported.returncode == 0, exported.stderr
    return out


def test_every_sample_row_gets_the_verdict_it_was_made_for(undisturbed: Path) -> None:
    verdicts = {
        (line["supplier"], line["source_row"]): line["verdict"]
        for line in csv.DictReader((undisturbed / "rejected" / "findings.csv").open(encoding="utf-8"))
    }
    wrong = []
    for line in csv.DictReader(EXPECTED.open(encoding="utf-8")):
        wanted = "approved" if line["expected_verdict"] == "warn" else line["expected_verdict"]
        got = verdicts.get((line["supplier"], line["source_row"]), "approved")
        if got != wanted and line["topic"] not in NOT_FOUND:
            wrong.append((line["supplier"], line["source_row"], line["topic"], wanted, got))
    assert wrong == []


def test_the_demo_keeps_every_row(undisturbed: Path) -> None:
    suppliers = json.loads((undisturbed / "manifest.json").read_text())["suppliers"]

    assert set(suppliers) == {"aurora-home", "bazaar-mix", "night-deals", "trail-wear"}
    for result in suppliers.values():
        assert result["rows_in"] == result["approved"] + result["held"] + result["rejected"] > 0
        assert result["approved"] - result["folded"] == result["added"] + result["updated"] + result["unchanged"]


def test_a_second_demo_publishes_nothing_new_and_says_so(platform: Platform, undisturbed: Path) -> None:
    done = shelfready("demo", platform=platform)

    assert done.returncode == 0, done.stderr
    assert "nothing new to publish" in done.stdout
    manifest = json.loads((platform.home / "last" / "manifest.json").read_text())
    assert manifest["batch_id"] is None
    assert all(result["unchanged"] > 0 for result in manifest["suppliers"].values())
    verified = shelfready("verify", platform=platform)
    assert verified.returncode == 0, verified.stderr
    first = json.loads((undisturbed / "manifest.json").read_text())["batch_id"]
    assert first in verified.stdout


@pytest.mark.parametrize("moment", ["night-deals: judge"])
def test_a_demo_killed_in_the_middle_is_finished_by_the_next(
    platform: Platform, undisturbed: Path, tmp_path: Path, moment: str
) -> None:
    bucket = "killed-" + "".join(character for character in moment if character.isalpha())
    _kill_at(moment, environment(platform, SHELFREADY_BUCKET=bucket))

    done = shelfready("demo", platform=platform, SHELFREADY_BUCKET=bucket)
    exported = shelfready("export", "--out", tmp_path / "batch", platform=platform, SHELFREADY_BUCKET=bucket)

    assert (done.returncode, exported.returncode) == (0, 0), done.stderr + exported.stderr
    assert _files(tmp_path / "batch") == _files(undisturbed)


def test_both_deployments_run_to_completed_on_a_process_worker(platform: Platform, undisturbed: Path) -> None:
    assert undisturbed.exists()  # the feeds lie in the default bucket
    variables = environment(
        platform,
        PREFECT_API_URL=platform.environment["PREFECT_API_URL"],
        PREFECT_HOME=str(platform.home / "prefect"),
        SHELFREADY_CONFIG="deployments/demo",
    )
    _api(platform, "work_pools/", {"name": "shelfready", "type": "process"})
    _prefect(variables, "--no-prompt", "deploy", "--all", "--prefect-file", "deployments/prefect.yaml")
    with _worker(variables):
        for name, parameters in (("nightly/nightly", {}), ("on-demand/on-demand", {"supplier": "trail-wear"})):
            deployment = _api(platform, f"deployments/name/{name}")
            _api(platform, f"deployments/{deployment['id']}/create_flow_run", {"parameters": parameters})
        _wait_until_completed(platform, "nightly")
        _wait_until_completed(platform, "on-demand")


def _wait_until_completed(platform: Platform, flow: str) -> None:
    """Wait until the one run of the flow has ended; fails where it did not end as Completed."""
    deadline = time.monotonic() + 200
    states: list[str] = []
    while time.monotonic() < deadline:
        runs = _api(platform, "flow_runs/filter", {"flows": {"name": {"any_": [flow]}}})
        states = [run["state_type"] for run in runs]
        if states and not {"SCHEDULED", "PENDING", "RUNNING"} & set(states):
            break
        time.sleep(0.5)
    assert states == ["COMPLETED"]


def _api(platform: Platform, path: str, body: dict[str, Any] | None = None) -> Any:
    """Ask the Prefect API: a POST with a body, else a GET."""
    address = f"{platform.environment['PREFECT_API_URL']}/{path}"
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(address, data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def _kill_at(line: str, variables: dict[str, str]) -> None:
    """Start the demo, and SIGKILL its whole process group when it says that line."""
    process = subprocess.Popen(
        [str(EXECUTABLE), "demo"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env=variables,
        cwd=CHECKOUT,
        start_new_session=True,
    )
    assert process.stderr is not None
    said = []
    for text in process.stderr:
        said.append(text)
        if line in text:
            os.killpg(process.pid, signal.SIGKILL)
            break
    else:
        raise AssertionError(f"the demo never said {line!r}: {said}")
    process.wait()
    process.stderr.close()


def _files(folder: Path) -> dict[str, bytes]:
    found = [path for name in COMPARED for path in ([folder / name, *(folder / name).rglob("*")])]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found if path.is_file()}


def _prefect(variables: dict[str, str], *arguments: str) -> None:
    """Call Prefect's own command; fails with what it printed."""
    command = [sys.executable, "-m", "prefect", *arguments]
    done = subprocess.run(
        command, capture_output=True, text=True, env=variables, cwd=CHECKOUT, check=False, timeout=180
    )
    assert done.returncode == 0, done.stdout + done.stderr


@contextmanager
def _worker(variables: dict[str, str]) -> Iterator[None]:
    command = [sys.executable, "-m", "prefect", "worker", "start", "--pool", "shelfready", "--type", "process"]
    worker = subprocess.Popen(
        command,
        env=variables | {"PREFECT_WORKER_QUERY_SECONDS": "1"},
        cwd=CHECKOUT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield
    finally:
        worker.terminate()
        deadline = time.monotonic() + 20
        while worker.poll() is None and time.monotonic() < deadline:
            time.sleep(0.1)
        if worker.poll() is None:
            os.killpg(worker.pid, signal.SIGKILL)
            worker.wait()
