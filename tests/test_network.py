"""The tests' own promise: they reach no other machine."""

from __future__ import annotations

import socket

import pytest


def test_names_of_other_machines_are_not_looked_up() -> None:
    with pytest.raises(RuntimeError, match=r"example\.org"):
        socket.create_connection(("example.org", 80), timeout=1)


def test_other_machines_are_not_connected_to() -> None:
    with socket.socket() as connection, pytest.raises(RuntimeError, match=r"192\.0\.2\.1"):
        connection.connect(("192.0.2.1", 80))


def test_datagrams_do_not_leave() -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as connection, pytest.raises(RuntimeError, match=r"192\.0\.2\.1"):
        connection.sendto(b"name?", ("192.0.2.1", 53))


def test_this_machine_may_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        with socket.create_connection(server.getsockname()) as connection:
            connection.sendall(b"here")
        peer, _address = server.accept()
        with peer:
            assert peer.recv(4) == b"here"
