"""The gated client against a server on this machine: what leaves, what never does, and what comes back."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from lfnkr_i18n.errors import EngineBusy, EngineStopped, NotSealed
from lfnkr_i18n.transport import Audit, Client, Ended, Sent, refused_url

Play = Callable[[BaseHTTPRequestHandler], None]


class Server(ThreadingHTTPServer):
    """Plays one script for every request and keeps what it got."""

    daemon_threads = True

    def __init__(self, play: Play) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.play = play
        self.got: list[tuple[str, dict[str, str], bytes]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: clients that hang up are what we test."""


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.got.append((self.path, dict(self.headers), body))
        self.server.play(self)

    do_GET = do_POST  # noqa: N815 - the standard library's name

    def log_message(self, *arguments: object) -> None:
        pass


def answer(status: int, body: bytes = b"{}", **headers: str) -> Play:
    def play(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return play


def drip(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b"x")
        time.sleep(0.05)


def hang(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(3)


def reset(handler: BaseHTTPRequestHandler) -> None:
    handler.connection.close()


def cut(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"a": ')
    handler.connection.close()


@pytest.fixture
def serve() -> Iterator[Callable[[Play], Server]]:
    """Return a function that starts a server with a script."""
    servers: list[Server] = []

    def start(play: Play) -> Server:
        server = Server(play)
        servers.append(server)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return server

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def hearing(heard: list[object]) -> Audit:
    """Return an audit that writes into a list."""

    def sending(sent: Sent) -> Ended:
        heard.append(sent)
        return heard.append

    return sending


def names(text: str) -> frozenset[str]:
    return frozenset({"p1"}) if "Ada Kolm" in text or "コルム" in text else frozenset()


def test_what_is_sent_and_what_comes_back(serve: Callable[[Play], Server]) -> None:
    server = serve(answer(200, '{"語": 1}'.encode()))
    heard: list[object] = []
    audit = hearing(heard)
    client = Client(server.url + "/v2/", forbidden=names, audit=audit, headers={"Authorization": "Key k"})
    reply = client.post("/translate", {"text": "語"}, about="a word")
    assert (reply.status, reply.json()) == (200, {"語": 1})
    ((path, headers, body),) = server.got
    assert (path, headers["Authorization"], json.loads(body)) == ("/v2/translate", "Key k", {"text": "語"})
    host = server.url.removeprefix("http://")
    assert heard == [Sent(host, "/v2/translate", body, "a word"), "200"]


@pytest.mark.parametrize(
    "send",
    [
        pytest.param(lambda client: client.post("/", {"a": ["Ada Kolm"]}), id="body"),
        pytest.param(lambda client: client.post("/", {"Ada Kolm": 1}), id="key of the body"),
        pytest.param(lambda client: client.post("/", {"a": json.dumps({"b": "コルム"})}), id="JSON in JSON"),
        pytest.param(lambda client: client.get("/?q=Ada%20Kolm"), id="query"),
        pytest.param(lambda client: client.get("/?q=Ada+Kolm"), id="query with plus"),
        pytest.param(lambda client: client.get("/Ada%20Kolm"), id="path"),
    ],
)
def test_a_listed_name_never_leaves(serve: Callable[[Play], Server], send: Callable[[Client], object]) -> None:
    server = serve(answer(200))
    heard: list[object] = []
    with pytest.raises(NotSealed, match="p1"):
        send(Client(server.url, forbidden=names, audit=hearing(heard)))
    assert (server.got, heard) == ([], [])


def test_a_listed_name_in_a_header_never_leaves(serve: Callable[[Play], Server]) -> None:
    server = serve(answer(200))
    with pytest.raises(NotSealed):
        Client(server.url, forbidden=names, headers={"X-Note": "Ada Kolm"}).get("/")
    assert server.got == []


@pytest.mark.parametrize(
    ("play", "problem"),
    [
        pytest.param(hang, "no answer within", id="hang"),
        pytest.param(drip, "no answer within", id="slow drip"),
        pytest.param(reset, "connection failed", id="reset"),
        pytest.param(cut, "connection failed", id="cut short"),
    ],
)
def test_no_usable_answer(serve: Callable[[Play], Server], play: Play, problem: str) -> None:
    start = time.monotonic()
    heard: list[object] = []
    with pytest.raises(EngineBusy, match=problem):
        Client(serve(play).url, forbidden=names, patience=0.4, audit=hearing(heard)).post("/", {})
    assert heard[1:] in (["timeout"], ["failed"])
    assert time.monotonic() - start < 10


def test_half_an_answer_is_none(serve: Callable[[Play], Server]) -> None:
    reply = Client(serve(answer(200, b'{"a": "secr')).url, forbidden=names).post("/", {})
    with pytest.raises(EngineBusy, match="no JSON") as caught:
        reply.json()
    assert "secr" not in str(caught.value)


def test_nobody_there() -> None:
    with pytest.raises(EngineBusy, match="connection failed"):
        Client("http://127.0.0.1:9", forbidden=names).post("/", {})


def test_redirects_are_not_followed(serve: Callable[[Play], Server]) -> None:
    other = serve(answer(200))
    server = serve(answer(307, Location=other.url + "/"))
    with pytest.raises(EngineStopped, match="redirection"):
        Client(server.url, forbidden=names).post("/", {"a": 1})
    assert other.got == []


@pytest.mark.parametrize(
    ("header", "low", "high"),
    [
        pytest.param("2", 2, 2, id="seconds"),
        pytest.param("0", 0, 0, id="at once"),
        pytest.param(formatdate(time.time() + 7200, usegmt=True), 3600, 7200, id="date"),
        pytest.param(formatdate(time.time() - 30, usegmt=True), 0, 0, id="past date"),
    ],
)
def test_retry_after(serve: Callable[[Play], Server], header: str, low: float, high: float) -> None:
    reply = Client(serve(answer(429, Retry_After=header)).url, forbidden=names).post("/", {})
    assert reply.after is not None
    assert low <= reply.after <= high


@pytest.mark.parametrize("header", ["soon", "", "inf", "nan"])
def test_a_retry_after_that_says_nothing(serve: Callable[[Play], Server], header: str) -> None:
    assert Client(serve(answer(503, Retry_After=header)).url, forbidden=names).post("/", {}).after is None


def test_a_proxy_of_the_environment_does_not_see_what_stays_here(
    serve: Callable[[Play], Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy, server = serve(answer(200)), serve(answer(200))
    monkeypatch.setenv("HTTP_PROXY", proxy.url)
    monkeypatch.setenv("ALL_PROXY", proxy.url)
    Client(server.url, forbidden=names).post("/", {})
    assert (len(server.got), proxy.got) == (1, [])


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("https://api.example.org/v2", None),
        ("http://127.0.0.1:11434/v1", None),
        ("http://[::1]:5000", None),
        ("http://localhost:5000", None),
        ("http://api.example.org", "not encrypted"),
        ("http://127.0.0.1.example.org", "not encrypted"),
        ("http://192.168.0.7:5000", "not encrypted"),
        ("ftp://example.org", "not a URL"),
        ("example.org", "not a URL"),
        ("https://", "not a URL"),
        ("http://[::1", "not a URL"),
        ("https://me:secret@example.org", "password"),
    ],
)
def test_where_a_request_may_go(url: str, problem: str | None) -> None:
    said = refused_url(url)
    assert said is None if problem is None else said is not None and problem in said
