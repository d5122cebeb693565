"""The gated client: one host, https or this machine, no redirects, and no listed name in the bytes that leave.

What a service says never goes into a message of ours: it may quote the text, or the key.
"""

from __future__ import annotations

import ipaddress
import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import unquote_plus, urlsplit

import msgspec

from lfnkr_i18n.errors import EngineBusy, EngineError, EngineStopped, NotSealed
from lfnkr_i18n.messages import gettext as _

if TYPE_CHECKING:
    import httpx

Forbidden = Callable[[str], frozenset[str]]
"""Gives the ids of the listed terms in a text (`privacy.sealing.Names.terms_in`)."""

Ended = Callable[[str], None]
"""Is told how a request ended: an HTTP status, or `timeout`, `failed`."""

Audit = Callable[["Sent"], Ended]
"""Is told of every request before it leaves; what it returns, when it has ended."""

CONNECT = 5.0
"""Seconds to reach a service."""

LARGEST = 8 * 1024 * 1024
"""Bytes of an answer: a batch of segments has some ten thousand."""


class Sent(msgspec.Struct, frozen=True):
    """A request that is about to leave."""

    host: str
    path: str
    body: bytes
    about: object = None
    """What the caller says that it holds."""


class Reply(msgspec.Struct, frozen=True):
    """What a service answered, whatever its status."""

    status: int
    body: bytes
    after: float | None = None
    """Seconds that it asks us to wait (Retry-After), 0 or more."""

    def json(self) -> object:
        """Return the body as JSON. Raises EngineBusy where it is none: half an answer, or a page of a proxy."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            raise EngineBusy(_("it answered something that is no JSON")) from None


def is_local(url: str) -> bool:
    """Tell whether a URL leads to this machine.

    >>> is_local("http://127.0.0.1:5000"), is_local("http://localhost/v1"), is_local("https://localhost.example.org")
    (True, True, False)
    """
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def refused_url(url: str) -> str | None:
    """Return, for people, why nothing is sent to a URL; None: it may be used.

    >>> refused_url("https://api.example.org/v2") is None
    True
    """
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return _("`{url}` is not a URL").format(url=url)
    if parts.scheme not in ("http", "https") or not host:
        return _("`{url}` is not a URL; it begins with https://").format(url=url)
    if parts.username or parts.password:
        return _("the URL holds a password; keys come from the environment")
    if parts.scheme == "http" and not is_local(url):
        return _("`{url}` is not encrypted; write https:// (http:// is for this machine only)").format(url=url)
    return None


class Client:
    """HTTP with the one service at `url`; safe to share between threads. Close it when done.

    `forbidden` finds listed names in what is about to leave. `patience` is how many seconds one answer may take as a
    whole.
    """

    def __init__(
        self,
        url: str,
        *,
        forbidden: Forbidden,
        audit: Audit | None = None,
        headers: Mapping[str, str] | None = None,
        patience: float = 30.0,
    ) -> None:
        problem = refused_url(url)
        if problem is not None:
            raise EngineError(problem)
        self.url = url.rstrip("/")
        self._host = urlsplit(url).netloc
        self._forbidden, self._patience = forbidden, patience
        self._audit = audit or _unheard
        self._headers = {"Accept-Encoding": "identity", "User-Agent": "lfnkr", **(headers or {})}
        self._http: httpx.Client | None = None
        self._lock = threading.Lock()

    def post(self, path: str, payload: object, *, about: object = None) -> Reply:
        """Send JSON to `url` + `path` and return the answer; `about` is for the audit.

        Raises NotSealed (nothing was sent), EngineBusy (no answer, or too slow), EngineStopped (another address).
        """
        return self.send("POST", path, payload, about=about)

    def get(self, path: str) -> Reply:
        """Ask for `url` + `path`. Raises as `post`."""
        return self.send("GET", path)

    def send(self, method: str, path: str, payload: object = None, *, about: object = None) -> Reply:
        """Send a request of any method, with JSON where there is a payload. Returns and raises as `post`."""
        body = b""
        if payload is not None:
            body = json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()
        return self._send(method, path, body, about)

    def close(self) -> None:
        """End the connections."""
        if self._http is not None:
            self._http.close()

    def _client(self) -> httpx.Client:
        with self._lock:
            if self._http is None:
                import httpx  # 0.1 s that only those who ask a service pay

                self._http = httpx.Client(
                    timeout=httpx.Timeout(self._patience, connect=CONNECT),
                    follow_redirects=False,
                    trust_env=not is_local(self.url),  # no proxy stands between us and this machine
                    event_hooks={"request": [self._check]},
                )
            return self._http

    def _check(self, request: httpx.Request) -> None:
        """Refuse a request whose final form leads elsewhere or holds a listed name."""
        if request.url.netloc.decode() != self._host:
            raise EngineError(_("a request would have gone to another host; nothing was sent"))
        texts = [unquote_plus(str(request.url)), *request.headers.values(), *_texts(request.content)]
        found = frozenset[str]().union(*map(self._forbidden, texts))
        if found:
            raise NotSealed(found, where=_("what would be sent to an engine"))

    def _send(self, method: str, path: str, body: bytes, about: object) -> Reply:
        import httpx

        headers = {**self._headers, **({"Content-Type": "application/json"} if body else {})}
        request = self._client().build_request(method, self.url + path, content=body, headers=headers)
        self._check(request)  # also before the audit log hears of it
        ended = self._audit(Sent(self._host, request.url.path, body, about))
        how = "failed"
        try:
            reply = self._received(request)
            how = str(reply.status)
        except httpx.TimeoutException:
            how = "timeout"
            raise EngineBusy(_("no answer within {n} seconds").format(n=round(self._patience))) from None
        except (httpx.HTTPError, httpx.StreamError):
            raise EngineBusy(_("the connection failed")) from None
        finally:
            ended(how)
        if 300 <= reply.status < 400:
            raise EngineStopped(_("it answered with a redirection, which is not followed; check the url in lfnkr.toml"))
        return reply

    def _received(self, request: httpx.Request) -> Reply:
        """Send a request and return what comes back in time and in bounds."""
        start = time.monotonic()
        response = self._client().send(request, stream=True)
        try:
            body = bytearray()
            for chunk in response.iter_raw():
                body += chunk
                if time.monotonic() - start > self._patience:
                    raise EngineBusy(_("no answer within {n} seconds").format(n=round(self._patience)))
                if len(body) > LARGEST:
                    raise EngineBusy(_("the answer is far too long"))
        finally:
            response.close()
        return Reply(response.status_code, bytes(body), _after(response.headers.get("retry-after")))


def _unheard(_sent: Sent) -> Ended:
    """Keep no record."""
    return _unheard_too


def _unheard_too(_how: str) -> None:
    """Keep no record."""


def _after(value: str | None) -> float | None:
    """Return the seconds of a Retry-After header, which holds seconds or a date (RFC 9110, 10.2.3)."""
    if value is None:
        return None
    try:
        return max(0.0, float(value)) if float(value) < 1e9 else None
    except ValueError:
        pass
    import email.utils  # few services answer with a date

    try:
        date = email.utils.parsedate_to_datetime(value)
    except ValueError:
        return None
    if date.tzinfo is None:
        date = date.replace(tzinfo=UTC)
    return max(0.0, (date - datetime.now(UTC)).total_seconds())


def _texts(body: bytes) -> Iterator[str]:
    """Yield what can be read in a body: the bytes as text, and the strings of its JSON."""
    if not body:
        return
    yield body.decode("utf-8", "replace")
    try:
        tree = json.loads(body)
    except (ValueError, RecursionError):
        return
    yield "\n".join(_strings(tree))


def _strings(tree: object) -> Iterator[str]:
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            yield node
            try:
                inner = json.loads(node)  # a chat message is JSON in JSON
            except (ValueError, RecursionError):
                continue
            if not isinstance(inner, (str, int, float)):
                waiting.append(inner)
        elif isinstance(node, dict):
            waiting += [*node.values(), *node.keys()]
        elif isinstance(node, list):
            waiting += node
