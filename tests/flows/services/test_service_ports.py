"""Ports: stored ones again where free, else the next free one, and a clear end of the search."""

from __future__ import annotations

import socket

import pytest

from flows.services import ServiceError
from flows.services.ports import HIGHEST_PORT, LOWEST_PORT, choose_ports, is_free, shuffled_range


def test_a_port_in_use_is_not_free() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert not is_free(port)
    assert is_free(port)


def test_stored_ports_are_used_again_where_usable() -> None:
    stored = {"master": 15_000, "s3": 15_001}
    assert choose_ports("s3", ["master", "s3"], stored=stored, is_usable=lambda port: True) == stored


def test_a_stored_port_in_use_is_replaced_by_one_that_no_other_has() -> None:
    chosen = choose_ports(
        "s3",
        ["master", "s3"],
        stored={"master": 15_000, "s3": 15_001},
        is_usable=lambda port: port != 15_000,
        candidates=[15_000, 15_001, 15_002],
    )
    assert chosen == {"master": 15_002, "s3": 15_001}


def test_no_free_port_is_an_error_that_says_what_to_do() -> None:
    with pytest.raises(ServiceError, match=r"no free port on 127\.0\.0\.1 between 15000 and 22700"):
        choose_ports("s3", ["master"], stored={}, is_usable=lambda port: False)


def test_every_candidate_and_its_companion_is_valid_once() -> None:
    candidates = shuffled_range()
    assert sorted(candidates) == list(range(LOWEST_PORT, HIGHEST_PORT))
    assert max(candidates) + 10_000 < 32_768
