"""What only a process of its own can show: encrypted connections through a proxy, and an end that nothing holds up."""

from __future__ import annotations

import os
import select
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from tests.engines.services import GoogleService, hang

TRANSLATE = """
from lfnkr_i18n.engines import Setup, make
from lfnkr_i18n.errors import EngineError
from lfnkr_i18n.privacy.sealing import NO_NAMES, Question, seal
try:
    engine = make("google", Setup(pause=0.0, patience={patience}))
    print(engine.translate(seal(Question("en", "ja", {{"1": ("Snow fell in 2024.",)}}), NO_NAMES), again=False)["1"][0])
except EngineError as error:
    print(type(error).__name__)
"""


class Proxy:
    """An HTTP proxy: what asks it for translate.google.com speaks TLS with a service on this machine."""

    def __init__(self, service: GoogleService, authority: trustme.CA) -> None:
        self._service = service
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("translate.google.com").configure_cert(self._context)
        self._server = socket.create_server(("127.0.0.1", 0))
        self.asked: list[bytes] = []
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.getsockname()[1]}"

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._server.accept()
            except OSError:
                return
            threading.Thread(target=self._tunnel, args=(client,), daemon=True).start()

    def _tunnel(self, client: socket.socket) -> None:
        self.asked.append(client.recv(65536).split(b"\r\n")[0])
        client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        try:
            inside = self._context.wrap_socket(client, server_side=True)
        except OSError:
            client.close()
            return
        with inside, socket.create_connection(("127.0.0.1", self._service.server_port)) as outside:
            while True:
                ready, _, _ = select.select([inside, outside], [], [], 10)
                for one in ready:
                    data = one.recv(65536)
                    if not data:
                        return
                    (outside if one is inside else inside).sendall(data)
                if not ready:
                    return

    def close(self) -> None:
        self._server.close()


@pytest.fixture
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def google() -> Iterator[GoogleService]:
    service = GoogleService()
    yield service
    service.close()


@pytest.fixture
def proxy(google: GoogleService, authority: trustme.CA) -> Iterator[Proxy]:
    proxy = Proxy(google, authority)
    yield proxy
    proxy.close()


def translate(proxy: Proxy, trusted: Path | None, *, patience: float = 20.0) -> str:
    environment = {**os.environ, "HTTPS_PROXY": proxy.url, "NO_PROXY": ""}
    if trusted is not None:
        environment["REQUESTS_CA_BUNDLE"] = str(trusted)
    command = [sys.executable, "-c", TRANSLATE.format(patience=patience)]
    ended = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=True, timeout=60)
    return ended.stdout.strip()


def test_google_through_a_proxy(proxy: Proxy, google: GoogleService, authority: trustme.CA, tmp_path: Path) -> None:
    trusted = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(trusted))
    assert translate(proxy, trusted) == google.translate("Snow fell in 2024.", "ja")
    assert proxy.asked[0].startswith(b"CONNECT translate.google.com:443 ")


def test_a_certificate_that_nobody_trusts_is_refused(proxy: Proxy, google: GoogleService) -> None:
    assert (translate(proxy, None), google.got) == ("EngineBusy", [])


def test_a_service_that_hangs_does_not_keep_the_process(
    proxy: Proxy, google: GoogleService, authority: trustme.CA, tmp_path: Path
) -> None:
    trusted = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(trusted))
    google.always = hang
    start = time.monotonic()
    assert translate(proxy, trusted, patience=1.0) == "EngineBusy"
    assert time.monotonic() - start < 15  # it hangs for thirty
