"""Small questions to a local port: what it answers to a GET, and whether it speaks HTTP/2 to anybody."""

from __future__ import annotations

import http.client
import socket
import ssl
from typing import NamedTuple

HTTP2_PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes([0, 0, 0, 4, 0, 0, 0, 0, 0])
SETTINGS_FRAME = 4


class Answer(NamedTuple):
    """The status and body of an HTTP answer."""

    status: int
    body: bytes


def get(port: int, path: str, context: ssl.SSLContext | None = None, timeout_s: float = 2.0) -> Answer | None:
    """Return the answer of 127.0.0.1 to a plain GET, over TLS with a context; None when there is none."""
    connection: http.client.HTTPConnection
    if context is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout_s)
    else:
        connection = http.client.HTTPSConnection("127.0.0.1", port, timeout=timeout_s, context=context)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return Answer(answer.status, answer.read())
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def speaks_plain_http2(port: int, timeout_s: float = 2.0) -> bool:
    """Say whether a port answers an unencrypted HTTP/2 preface with a SETTINGS frame, as open gRPC does."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=timeout_s) as connection:
            connection.sendall(HTTP2_PREFACE)
            header = connection.recv(9)
    except OSError:
        return False
    return len(header) >= 4 and header[3] == SETTINGS_FRAME and not header.startswith(b"HTTP")
