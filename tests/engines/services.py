"""Translation services on this machine: each speaks one protocol, plays faults when told, and keeps what it got.

Their translations are nonsense in the right script: numbers and codes stay, every word becomes one of the target
language, the same one each time.
"""

from __future__ import annotations

import html
import json
import re
import threading
import time
import zlib
from collections.abc import Callable, Mapping
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.engines.deepl_glossaries import Glossaries, Refused

_JAPANESE = "私 支援 家族 雪 手紙 大使 春 夏 秋 冬 海 山 川 空 花 鳥 風 月 森 石 会 人 道 村 町".split()  # noqa: SIM905 - words, not strings
_ENGLISH = "we help family snow letter embassy spring summer autumn winter sea hill river sky flower bird wind".split()  # noqa: SIM905
_KEPT = re.compile(r"<[^>]*>|\{\{?/?\d+/?\}\}?|<</?\d+/?>>|(?:ZQ|XJ)\d+[ABC]|&\w+;|[\d.,:%/-]*\d")
_LATIN = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff々]{1,4}")

Answer = tuple[int, bytes, dict[str, str]]
"""Status, body, further headers."""


def translated(text: str, target: str) -> str:
    """Return nonsense in the target's script that keeps numbers, codes and what surrounds them."""
    pieces, done = [], 0
    for kept in _KEPT.finditer(text):
        pieces += [_worded(text[done : kept.start()], target), kept[0]]
        done = kept.end()
    pieces.append(_worded(text[done:], target))
    found = "".join(pieces)
    if target.lower().startswith("ja"):
        found = re.sub(r"\.(?=\s|<|$)", "。", found)
    return found.strip()


def _worded(text: str, target: str) -> str:
    if target.lower().startswith("ja"):
        words = _LATIN.sub(lambda match: _JAPANESE[zlib.crc32(match[0].encode()) % len(_JAPANESE)], text)
        return re.sub(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])", "を", words)
    words = _CJK.sub(lambda match: f" {_ENGLISH[zlib.crc32(match[0].encode()) % len(_ENGLISH)]}", text)
    return words.replace("。", ".").replace("、", ",")


class Service(ThreadingHTTPServer):
    """A service; `faults` are played one a request, then it works as it should. Subclasses speak a protocol."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.faults: list[Callable[[BaseHTTPRequestHandler, Answer], None]] = []
        self.always: Callable[[BaseHTTPRequestHandler, Answer], None] | None = None
        self.translate: Callable[[str, str], str | None] = translated
        """What it makes of one text; a test may put another in its place."""
        self.turned = False
        """Whether it answers a batch in the wrong order."""
        self.latency = 0.0
        self.got: list[str] = []
        """Every request as one text: its decoded address and its body."""
        self.headers: list[Mapping[str, str]] = []
        self.lock = threading.Lock()
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def texts(self) -> list[str]:
        """The texts of all requests, in order."""
        return [text for one in self.got for text in self.texts_of(one)]

    def texts_of(self, request: str) -> list[str]:
        raise NotImplementedError

    def answer(self, path: str, body: bytes) -> Answer:
        raise NotImplementedError

    def answer_to(self, method: str, path: str, body: bytes) -> Answer:
        """Answer a request; a protocol that has more methods than two tells them apart here."""
        return self.answer(path, body)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: clients that hang up are what we test."""

    def close(self) -> None:
        self.shutdown()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: Service
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        service = self.server
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        with service.lock:
            service.got.append(f"{self.path}\n{body.decode()}")
            service.headers.append(dict(self.headers))
            fault = service.faults.pop(0) if service.faults else service.always
        if service.latency:
            time.sleep(service.latency)
        answer = service.answer_to(self.command, self.path, body)
        (fault or respond)(self, answer)

    do_GET = do_PUT = do_PATCH = do_DELETE = do_POST  # noqa: N815 - the standard library's names

    def log_message(self, *arguments: object) -> None:
        pass


def respond(handler: BaseHTTPRequestHandler, answer: Answer) -> None:
    """Answer as the protocol says."""
    status, body, headers = answer
    handler.send_response(status)
    for name, value in {"Content-Length": str(len(body)), **headers}.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


Fault = Callable[[BaseHTTPRequestHandler, Answer], None]


def status(code: int, body: bytes = b'{"message": "secret words"}', **headers: str) -> Fault:
    """Answer another status."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler, answer: respond(handler, (code, body, named))


def in_seconds(seconds: int) -> str:
    """Return a Retry-After date."""
    return formatdate(time.time() + seconds, usegmt=True)


def page(text: str) -> Fault:
    """Answer 200 with a page of HTML: a captcha, a proxy's error."""
    return status(200, f"<!DOCTYPE html><html><body>{text}</body></html>".encode(), Content_Type="text/html")


def hang(handler: BaseHTTPRequestHandler, answer: Answer) -> None:
    """Never answer."""
    time.sleep(30)


def drip(handler: BaseHTTPRequestHandler, answer: Answer) -> None:
    """Answer a byte at a time, without end."""
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    for _ in range(600):
        handler.wfile.write(b" ")
        time.sleep(0.05)


def reset(handler: BaseHTTPRequestHandler, answer: Answer) -> None:
    """Hang up without a word."""
    handler.close_connection = True
    handler.connection.close()


def cut(handler: BaseHTTPRequestHandler, answer: Answer) -> None:
    """Answer half, as if it were whole."""
    code, body, headers = answer
    respond(handler, (code, body[: len(body) // 2], headers))


Row = dict[str, object]


class DeepLService(Service):
    """DeepL's API: translations and usage (v2), glossaries (v3); anything else is 404, another key 403."""

    key = "test-key:fx"

    def __init__(self) -> None:
        super().__init__()
        self.glossaries = Glossaries()

    def texts_of(self, request: str) -> list[str]:
        path, body = request.split("\n", 1)
        return list(json.loads(body)["text"]) if path == "/v2/translate" else []

    def answer_to(self, method: str, path: str, body: bytes) -> Answer:
        if self.headers[-1].get("Authorization") != f"DeepL-Auth-Key {self.key}":
            return 403, b'{"message": "forbidden"}', {}
        asked = json.loads(body) if body else {}
        try:
            if path.startswith("/v3/"):
                code, tree = self.glossaries.answer(method, path, asked)
                return code, b"" if tree is None else json.dumps(tree).encode(), {}
            return self.answer(path, body)
        except Refused as error:
            return error.status, json.dumps({"message": str(error)}).encode(), {}

    def answer(self, path: str, body: bytes) -> Answer:
        if path == "/v2/usage":
            return 200, b'{"character_count": 1200, "character_limit": 500000}', {}
        if path != "/v2/translate":
            return 404, b"{}", {}
        asked = json.loads(body)
        if asked["target_lang"] == "EN":
            raise Refused(400, "Value for target_lang not supported.")
        texts = [self._translated(text, asked) for text in asked["text"]]
        rows: list[Row] = [
            {"detected_source_language": asked.get("source_lang", "EN"), "text": text, "billed_characters": len(text)}
            for text in texts
            if text is not None
        ]
        return 200, json.dumps({"translations": rows[::-1] if self.turned else rows}).encode(), {}

    def _translated(self, text: str, asked: dict[str, Any]) -> str | None:
        """Return a translation in which the terms of the glossary, if one is asked for, are what it says."""
        entries = self.glossaries.entries_for(asked) if "glossary_id" in asked else {}
        forms = sorted(entries, key=len, reverse=True)
        for number, form in enumerate(forms):
            text = text.replace(form, chr(0xE000 + number))  # private: no word, so nothing is made of it
        found = self.translate(text, asked["target_lang"])
        for number, form in enumerate(forms):
            found = found and found.replace(chr(0xE000 + number), entries[form])
        return found


class LibreTranslateService(Service):
    """LibreTranslate 1.9: POST /translate with one text or a list; `format=html` unescapes, as the real one does."""

    def __init__(self) -> None:
        super().__init__()
        self.key: str | None = None
        """The only key it takes; None: it asks for none, and looks at none."""
        self.most = 1_000_000
        """Texts of a request (BATCH_LIMIT)."""
        self.longest = 1_000_000
        """Characters of a text (CHAR_LIMIT)."""

    def texts_of(self, request: str) -> list[str]:
        q = json.loads(request.split("\n", 1)[1])["q"]
        return [q] if isinstance(q, str) else list(q)

    def answer(self, path: str, body: bytes) -> Answer:
        asked = json.loads(body)
        texts = [asked["q"]] if isinstance(asked.get("q"), str) else asked.get("q") or []
        refused = self._refused(path, asked, texts)
        if refused is not None:
            return refused[0], json.dumps({"error": refused[1]}).encode(), {}
        found = [self.translate(text, asked["target"]) for text in texts]
        kept = [html.unescape(text.replace("。", ".")) for text in found if text is not None]
        kept = kept[::-1] if self.turned else kept
        answer = kept[0] if isinstance(asked["q"], str) and kept else kept
        return 200, json.dumps({"translatedText": answer}).encode(), {}

    def _refused(self, path: str, asked: dict[str, Any], texts: list[str]) -> tuple[int, str] | None:
        """Return status and message of what it does not take, in the order in which it looks."""
        if path != "/translate":
            return 404, "Not found"
        if self.key is not None and asked.get("api_key") != self.key:
            given = asked.get("api_key")
            return (403, "Invalid API key") if given else (400, "Please contact the server operator to get an API key")
        for name in ("q", "source", "target"):
            if not asked.get(name):
                return 400, f"Invalid request: missing {name} parameter"
        if len(texts) > self.most:
            return 400, f"Invalid request: request ({len(texts)}) exceeds text limit ({self.most})"
        if any(len(text) > self.longest for text in texts):
            return 400, f"Invalid request: request (0) exceeds text limit ({self.longest})"
        for name in ("source", "target"):
            if asked[name] not in ("en", "ja"):
                return 400, f"{asked[name]} is not supported"
        return None if asked.get("format") == "html" else (400, f"{asked.get('format')} format is not supported")


class ChatService(Service):
    """OpenAI's chat completions; `formats` are the response formats that it takes."""

    def __init__(self) -> None:
        super().__init__()
        self.formats: tuple[str | None, ...] = ("json_schema", "json_object", None)
        self.content: Callable[[dict[str, str]], str] = json.dumps
        """What it writes into the message; a test may add chatter or swap answers."""

    def texts_of(self, request: str) -> list[str]:
        return list(self.asked(request)["translate"].values())

    @staticmethod
    def asked(request: str) -> dict[str, Any]:
        """Return the object of the last message."""
        found = json.loads(json.loads(request.split("\n", 1)[1])["messages"][-1]["content"])
        assert isinstance(found, dict)
        return found

    def answer(self, path: str, body: bytes) -> Answer:
        asked = json.loads(body)
        wanted = (asked.get("response_format") or {}).get("type")
        if not path.endswith("/chat/completions"):
            return 404, b"{}", {}
        if wanted not in self.formats:
            return 400, b'{"error": {"message": "response_format is not supported"}}', {}
        target = "ja" if " to Japanese" in asked["messages"][0]["content"] else "en"
        texts = json.loads(asked["messages"][-1]["content"])["translate"]
        found = {key: self.translate(text, target) for key, text in texts.items()}
        found = dict(reversed(found.items())) if self.turned else found
        content = self.content({key: text for key, text in found.items() if text is not None})
        choice = {"finish_reason": "stop", "message": {"role": "assistant", "content": content}}
        return 200, json.dumps({"choices": [choice]}).encode(), {}


class GoogleService(Service):
    """Google's page: GET /m?q=…&sl=…&tl=…, the translation in an element."""

    def texts_of(self, request: str) -> list[str]:
        return parse_qs(urlsplit(request.split("\n", 1)[0]).query)["q"]

    def answer(self, path: str, body: bytes) -> Answer:
        query = parse_qs(urlsplit(path).query)
        text = self.translate(query["q"][0], query["tl"][0])
        held = "" if text is None else f'<div class="result-container">{html.escape(text)}</div>'
        return 200, f"<html><body>{held}</body></html>".encode(), {"Content-Type": "text/html; charset=utf-8"}
