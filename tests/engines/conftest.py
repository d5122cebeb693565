"""Services of each protocol, and engines that are set up to ask them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from lfnkr_i18n.engines import Engine, Setup, make
from tests.engines.services import ChatService, DeepLService, GoogleService, LibreTranslateService, Service

KINDS: dict[str, type[Service]] = {
    "deepl": DeepLService,
    "libretranslate": LibreTranslateService,
    "openai": ChatService,
    "google": GoogleService,
}

Start = Callable[[str], Service]


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Return a function that starts the service of an engine."""
    running: list[Service] = []

    def begin(name: str) -> Service:
        service = KINDS[name]()
        running.append(service)
        if name == "google":
            import deep_translator.constants

            address = f"{service.url}/m"
            monkeypatch.setitem(deep_translator.constants.BASE_URLS, "GOOGLE_TRANSLATE", address)
        return service

    yield begin
    while _ENGINES:
        _ENGINES.pop().close()
    for service in running:
        service.close()


_ENGINES: list[Engine] = []
"""What `engine_of` made, to be closed when the test ends."""


def engine_of(name: str, service: Service, **options: object) -> Engine:
    """Return an engine that asks a service, without pauses."""
    setup = {"url": service.url, "model": "m", "key": "test-key:fx", "patience": 30.0, "pause": 0.0, **options}
    engine = make(name, Setup(**setup))  # type: ignore[arg-type]  # a row's options
    _ENGINES.append(engine)
    return engine
