"""What every test can rely on: no network, English messages, the same examples every time."""

from __future__ import annotations

import signal
import socket
import sys
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, settings

from lfnkr_i18n.messages import use_language
from tests.wordpress import server
from tests.wordpress.server import WordPress

settings.register_profile(
    "lfnkr",
    deadline=None,  # the machines that run us are shared
    derandomize=True,
    max_examples=100,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("lfnkr")

LOOPBACK = {"127.0.0.1", "::1", "localhost", ""}


class NetworkClosedError(RuntimeError):
    """A test tried to reach another machine."""


def _check(host: object) -> None:
    name = host.decode() if isinstance(host, bytes) else host
    if name is not None and name not in LOOPBACK:
        raise NetworkClosedError(f"a test tried to reach {name!r}")


def _checked(look_up: Callable[[str], object]) -> Callable[[str], object]:
    def local_look_up(host: str) -> object:
        _check(host)
        return look_up(host)

    return local_look_up


class LocalSocket(socket.socket):
    """A socket that speaks to this machine only."""

    def connect(self, address: object) -> None:
        self._local(address)
        super().connect(address)  # type: ignore[arg-type]  # what the caller gave

    def connect_ex(self, address: object) -> int:
        self._local(address)
        return super().connect_ex(address)  # type: ignore[arg-type]  # what the caller gave

    def sendto(self, *arguments: object) -> int:  # two call forms, the address is last
        self._local(arguments[-1])
        return super().sendto(*arguments)  # type: ignore[call-overload, no-any-return]  # what the caller gave

    def _local(self, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and isinstance(address, tuple):
            _check(address[0])


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--kills", type=int, help="how often tests/robustness kills each command")


@pytest.fixture(scope="session")
def kills(request: pytest.FixtureRequest) -> int | None:
    """Return how often each command is to be killed; None: as often as a run of the suite does."""
    found: int | None = request.config.getoption("--kills")
    return found


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give the long proofs half an hour each: they count runs, and the machines that run us are shared."""
    for item in items:
        if item.get_closest_marker("slow") and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(1800))


@pytest.fixture(autouse=True, scope="session")
def closed_network() -> Iterator[None]:
    """Close name look-up and sockets, except to this machine."""
    look_up = socket.getaddrinfo

    def local_look_up(host: object, *rest: object, **options: object) -> object:
        _check(host)
        return look_up(host, *rest, **options)  # type: ignore[arg-type]  # what the caller gave

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "socket", LocalSocket)
        patch.setattr(socket, "getaddrinfo", local_look_up)
        for name in ("gethostbyname", "gethostbyname_ex", "gethostbyaddr"):
            patch.setattr(socket, name, _checked(getattr(socket, name)))
        yield


@pytest.fixture(autouse=True, scope="session")
def heard_signals() -> None:
    """Let the programs that tests start hear Ctrl-C and a closed terminal, also where the suite itself does not."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if sys.platform != "win32":
        signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Speak English, whatever the developer's own language is."""
    use_language("en")
    yield
    use_language("en")


@pytest.fixture(scope="session")
def wordpress(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[WordPress]:
    """Return a running WordPress that all workers share; it holds what tests put there (see `tests/wordpress`)."""
    if not server.installed():
        pytest.skip(server.MISSING)
    base = tmp_path_factory.getbasetemp()
    with server.shared_site((base if worker_id == "master" else base.parent) / "wordpress", worker_id) as site:
        yield site
