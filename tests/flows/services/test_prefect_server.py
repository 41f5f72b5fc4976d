"""The Prefect server becomes healthy whatever Prefect settings we have, and leaves nothing running."""

from __future__ import annotations

import http.client
import json
from pathlib import Path

import psutil
import pytest

from flows.services import services
from flows.services.processes import is_alive

from .running import recorded


def test_the_server_becomes_healthy_keeps_its_database_and_ends_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    monkeypatch.setenv("PREFECT_API_DATABASE_CONNECTION_URL", "sqlite+aiosqlite:////nowhere/at/all.db")
    with services(tmp_path, s3=False) as running:
        url = running.prefect_api_url()
        record = recorded(tmp_path, "prefect")
        assert url == f"http://127.0.0.1:{record.ports['api']}/api"
        server = psutil.Process(record.process.pid)
        family = [server, *server.children(recursive=True)]
        assert "PREFECT_API_URL" not in server.environ()
        connection = http.client.HTTPConnection("127.0.0.1", record.ports["api"], timeout=20)
        connection.request("POST", "/api/flows/", json.dumps({"name": "kept"}), {"Content-Type": "application/json"})
        assert connection.getresponse().status == 201
        connection.close()
    assert not is_alive(record.process)
    assert not any(member.is_running() for member in family)
    assert (tmp_path / "prefect" / "prefect.db").stat().st_size > 0
    assert (tmp_path / "logs" / "prefect.log").exists()
