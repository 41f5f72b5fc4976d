"""No port or socket of this machine serves, lists or deletes an object without the key: each one is tried."""

from __future__ import annotations

import http.client
import re
import socket
import ssl
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import DataReceived, StreamEnded, StreamReset
from h2.exceptions import ProtocolError

from flows.services.probes import speaks_plain_http2

from .running import SharedS3, recorded

BUCKET, KEY, SECRET = "private-bucket", "folder/secret.txt", b"only for holders of the key " * 50


@pytest.fixture(scope="module", autouse=True)
def _object(shared_s3: SharedS3) -> None:
    shared_s3.client.create_bucket(Bucket=BUCKET)
    shared_s3.client.put_object(Bucket=BUCKET, Key=KEY, Body=SECRET)


def listening_ports(home: Path) -> list[int]:
    connections = psutil.Process(recorded(home).process.pid).net_connections(kind="tcp")
    return sorted({c.laddr.port for c in connections if c.status == psutil.CONN_LISTEN})


def stranger() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def insider(home: Path) -> ssl.SSLContext:
    context = stranger()
    context.load_cert_chain(home / "s3/tls/weed.crt", home / "s3/tls/weed.key")
    return context


def ask(
    port: int, method: str, path: str, context: ssl.SSLContext | None = None, body: bytes | None = None
) -> tuple[int, bytes]:
    if context is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=3)
    else:
        connection = http.client.HTTPSConnection("127.0.0.1", port, timeout=3, context=context)
    try:
        connection.request(method, path, body=body)
        answer = connection.getresponse()
        return answer.status, answer.read()
    except (OSError, http.client.HTTPException):
        return 0, b""
    finally:
        connection.close()


def grpc_call(port: int, path: str, message: bytes, context: ssl.SSLContext | None) -> bytes:
    """The raw answer to a unary or server-streaming call; empty when the port does not serve it."""
    received = bytearray()
    session = H2Connection(H2Configuration(client_side=True))
    session.initiate_connection()
    session.send_headers(
        1,
        [
            *((":method", "POST"), (":scheme", "http"), (":authority", "127.0.0.1")),
            *((":path", path), ("content-type", "application/grpc"), ("te", "trailers")),
        ],
    )
    session.send_data(1, b"\0" + len(message).to_bytes(4, "big") + message, end_stream=True)
    try:
        with connected(port, context) as wire:
            wire.sendall(session.data_to_send())
            while chunk := wire.recv(65536):
                events = session.receive_data(chunk)
                received += b"".join(event.data for event in events if isinstance(event, DataReceived))
                if any(isinstance(event, StreamEnded | StreamReset) for event in events):
                    break
                wire.sendall(session.data_to_send())
    except (OSError, ProtocolError):
        pass  # refused, or an answer that is not HTTP/2
    return bytes(received)


@contextmanager
def connected(port: int, context: ssl.SSLContext | None) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", port), timeout=3) as plain:
        if context is None:
            yield plain
        else:
            with context.wrap_socket(plain, server_hostname="127.0.0.1") as encrypted:
                yield encrypted


def text_fields(*values: str) -> bytes:
    """A protobuf message whose fields 1, 2, … are these strings."""
    parts = [bytes([number << 3 | 2, len(v)]) + v.encode() for number, v in enumerate(values, start=1)]
    return b"".join(parts)


LISTING = ("/filer_pb.SeaweedFiler/ListEntries", text_fields(f"/buckets/{BUCKET}/folder"))
LOOKUP = (
    "/filer_pb.SeaweedFiler/LookupDirectoryEntry",
    text_fields(f"/buckets/{BUCKET}/folder", "secret.txt"),
)
DELETION = (
    "/filer_pb.SeaweedFiler/DeleteEntry",
    text_fields(f"/buckets/{BUCKET}/folder", "secret.txt") + b"\x20\x01\x28\x01\x30\x01",
)


def file_id(home: Path) -> str:
    entry = grpc_call(recorded(home).ports["filer"] + 10_000, *LOOKUP, insider(home))
    found = re.search(rb"\d+,[0-9a-f]{9,}", entry)
    assert found, entry
    return found.group().decode()


def test_the_probes_work_for_a_holder_of_the_certificate(shared_s3: SharedS3) -> None:
    ports = recorded(shared_s3.home).ports
    context = insider(shared_s3.home)
    assert b"secret.txt" in grpc_call(ports["filer"] + 10_000, *LISTING, context)
    assert ask(ports["volume"], "GET", f"/{file_id(shared_s3.home)}", context) == (200, SECRET)


def test_weed_listens_on_the_recorded_ports_of_this_machine_only(shared_s3: SharedS3) -> None:
    record = recorded(shared_s3.home)
    expected = sorted([*record.ports.values(), *(port + 10_000 for port in record.ports.values())])
    assert listening_ports(shared_s3.home) == expected
    connections = psutil.Process(record.process.pid).net_connections(kind="tcp")
    assert {c.laddr.ip for c in connections if c.status == psutil.CONN_LISTEN} == {"127.0.0.1"}


@pytest.mark.parametrize("kind", ["plain", "encrypted"])
def test_no_port_answers_http_without_the_key(shared_s3: SharedS3, kind: str) -> None:
    context = stranger() if kind == "encrypted" else None
    fid = file_id(shared_s3.home)
    pages = [
        "/",
        "/status",
        "/dir/status",
        "/dir/lookup?volumeId=1",
        "/dir/assign",
        "/ui/index.html",
        "/metrics",
    ]
    objects = [f"/{BUCKET}/{KEY}", f"/buckets/{BUCKET}/{KEY}", f"/{fid}", f"/{fid.replace(',', '/')}"]
    listings = [f"/{BUCKET}", f"/{BUCKET}/", f"/{BUCKET}?list-type=2", f"/buckets/{BUCKET}/", "/buckets/"]
    for port in listening_ports(shared_s3.home):
        for path in [*pages, *objects, *listings]:
            status, body = ask(port, "GET", path, context)
            # A refusal repeats the key that was asked for.
            assert SECRET not in body and (path in objects or b"secret.txt" not in body), (port, path)
            # S3 says 200 to /status without content: a sign of life, no data.
            assert status != 200 or (path == "/status" and body == b""), (port, path, status)
        for method in ("PUT", "POST", "DELETE"):
            for path in [*objects, f"/{BUCKET}", f"/buckets/{BUCKET}?recursive=true"]:
                status, _ = ask(port, method, path, context, body=b"overwritten")
                assert status == 0 or status >= 400, (port, method, path, status)
        status, body = ask(port, "POST", "/?Action=ListUsers&Version=2010-05-08", context)
        assert status == 0 or status >= 400, (port, status, body)
    stored = shared_s3.client.get_object(Bucket=BUCKET, Key=KEY)["Body"].read()
    assert stored == SECRET


@pytest.mark.parametrize("kind", ["plain", "encrypted"])
def test_no_port_answers_grpc_without_the_certificate(shared_s3: SharedS3, kind: str) -> None:
    context = stranger() if kind == "encrypted" else None
    for port in listening_ports(shared_s3.home):
        for call in (LISTING, LOOKUP, DELETION):
            assert grpc_call(port, *call, context) == b"", (port, call)
    stored = shared_s3.client.get_object(Bucket=BUCKET, Key=KEY)["Body"].read()
    assert stored == SECRET


def test_unix_sockets_and_secrets_are_for_the_owner_only(shared_s3: SharedS3) -> None:
    weed = psutil.Process(recorded(shared_s3.home).process.pid)
    folder = shared_s3.home / "s3"
    sockets = {folder / c.laddr for c in weed.net_connections(kind="unix") if c.laddr}
    assert len(sockets) == 6
    secrets = [folder / "s3.json", folder / "security.toml", *(folder / "tls").iterdir()]
    assert {p.name for p in secrets} == {"s3.json", "security.toml", "ca.crt", "weed.crt", "weed.key"}
    for path in [*sockets, *secrets]:
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


def test_open_grpc_is_recognised_by_its_settings_frame(shared_s3: SharedS3) -> None:
    settings = bytes([0, 0, 0, 4, 0, 0, 0, 0, 0])
    with socket.create_server(("127.0.0.1", 0)) as server, ThreadPoolExecutor(1) as pool:
        verdict = pool.submit(speaks_plain_http2, server.getsockname()[1])
        visitor, _ = server.accept()
        with visitor:
            visitor.sendall(settings)
            assert verdict.result()
    assert not any(speaks_plain_http2(port) for port in listening_ports(shared_s3.home))
