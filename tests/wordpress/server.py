"""A real WordPress on this machine that lives as long as the tests, and WordPress's own view of a post.

WordPress, PHP and the database come from Debian packages (`tools/setup.sh test` installs them where it may). The site
has its own database on a socket, its own copy of WordPress, and answers on 127.0.0.1 only.
"""

from __future__ import annotations

import base64
import contextlib
import getpass
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypedDict

import filelock

PACKAGED = Path("/usr/share/wordpress")
SITE = Path(__file__).parent / "site"
PLUGIN = Path(__file__).parents[2] / "tools" / "wordpress" / "lfnkr-link.php"
"""Our own plugin, which administrators may put into their site; it is in this one."""
MISSING = (
    "needs WordPress, PHP and MariaDB: sudo apt-get install wordpress wordpress-theme-twentytwentythree "
    "php-cli php-xml php-mbstring php-mysql mariadb-server"
)
"""Why the tests are skipped where the packages are not there, and how to get them."""
IMPORTER = os.environ.get("LFNKR_WORDPRESS_IMPORTER")
"""Folder of the plugin "WordPress Importer", which no package has; without it the tests make its calls themselves."""
LONGEST = 3600
"""Seconds a site lives at most, also where a killed test run never stops it."""


def installed() -> bool:
    """Tell whether this machine can start a WordPress."""
    return parser_installed() and all(map(shutil.which, ("mariadbd", "mariadb-install-db", "mariadb")))


def parser_installed() -> bool:
    """Tell whether this machine has WordPress's block parser and a PHP to run it."""
    return (PACKAGED / "wp-load.php").is_file() and shutil.which("php") is not None


def parse_blocks(content: str) -> list[dict[str, Any]]:
    """Return the blocks of a post as WordPress's own parser sees them: blockName, attrs, innerBlocks, innerHTML, …

    Needs PHP and the package's files only, no running site.
    """
    blocks: list[dict[str, Any]] = json.loads(_php("blocks.php", PACKAGED, stdin=content.encode()))
    return blocks


class Shown(TypedDict):
    """What WordPress makes of a post."""

    blocks: list[dict[str, Any]]
    """As of `parse_blocks`."""
    html: str
    """What readers get: paragraphs made, shortcodes run."""
    shortcodes: list[tuple[str, dict[str, str]]]
    """Those that ran, with their attributes."""
    more: list[str]
    """What is said behind each `more`."""
    pages: int
    """How many `nextpage` part the post."""


@contextlib.contextmanager
def showing() -> Iterator[Callable[[str, bool], Shown]]:
    """Give a function that says, in a millisecond, what WordPress makes of a text; True: of the classic editor.

    Needs PHP and the package's files only.
    """
    command = ["php", str(SITE / "shown.php"), str(PACKAGED)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8") as php:

        def shown(text: str, classic: bool) -> Shown:
            assert php.stdin is not None
            assert php.stdout is not None
            php.stdin.write(json.dumps([text, classic]) + "\n")
            php.stdin.flush()
            answer: Shown = json.loads(php.stdout.readline())
            return answer

        yield shown


def _php(script: str, *words: object, stdin: bytes = b"") -> bytes:
    command = ["php", str(SITE / script), *map(str, words)]
    done = subprocess.run(command, input=stdin, capture_output=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{script}: {(done.stderr or done.stdout).decode(errors='replace')}")
    return done.stdout


@dataclass(frozen=True, slots=True)
class WordPress:
    """A running site with an administrator and an editor."""

    url: str
    folder: str
    """What belongs to the site; WordPress itself is in `www` below it."""
    password: str
    """Of both people, on the login page."""
    application_password: str
    """The editor's, for the REST API."""
    groups: tuple[int, ...]
    """Process groups of PHP's server and the database."""

    @property
    def root(self) -> Path:
        """The folder of WordPress itself."""
        return Path(self.folder) / "www"

    def run(self, script: Path, *words: object, stdin: bytes = b"") -> bytes:
        """Return what a PHP script prints that is given the site's folder and address first."""
        return _php(os.fspath(script), self.root, self.url, *words, stdin=stdin)

    def export(self) -> bytes:
        """Return the export file that Tools > Export offers."""
        return self.run(SITE / "export.php")

    def bring_in(self, file: Path) -> str:
        """Bring an export file in and return what was said: with WordPress's importer, where it is, else its calls."""
        if IMPORTER is None:
            return self.run(SITE / "insert.php", file).decode()
        return self.run(SITE / "import.php", file, IMPORTER).decode()

    def admin_page(self, path: str, *, menus: str = "") -> str:
        """Return an address that opens a page of `wp-admin` for whoever comes; `menus` is a locale such as `ja`."""
        joint = "&" if "?" in path else "?"
        return f"{self.url}/wp-admin/{path}{joint}log_in={self.password}&menus={menus}"

    def page(self, link: str) -> str:
        """Return a page as readers get it."""
        with urllib.request.urlopen(link, timeout=60) as answer:  # noqa: S310 - our own address
            return answer.read().decode()  # type: ignore[no-any-return]  # urllib says nothing of its answers

    def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """Return the REST API's answer to the editor; `path` begins behind `wp/v2/`."""
        token = base64.b64encode(f"editor:{self.application_password}".encode()).decode()
        request = urllib.request.Request(  # noqa: S310 - our own address
            f"{self.url}/wp-json/wp/v2/{path}",
            None if body is None else json.dumps(body).encode(),
            {"Authorization": f"Basic {token}", "Content-Type": "application/json"},
            method=method,
        )
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
            return json.load(answer)


@contextlib.contextmanager
def shared_site(folder: Path, worker: str) -> Iterator[WordPress]:
    """Give all workers of a test run one site: the first starts it, the last stops it."""
    folder.mkdir(parents=True, exist_ok=True)
    card, guests = folder / "site.json", folder / "guests"
    lock = filelock.FileLock(folder / "lock")
    with lock:
        guests.mkdir(exist_ok=True)
        if not card.exists():
            card.write_text(json.dumps(asdict(_started(folder))), "utf-8")
        (guests / worker).touch()
        site = WordPress(**json.loads(card.read_text("utf-8")))
    try:
        yield site
    finally:
        with lock:
            (guests / worker).unlink()
            if not any(guests.iterdir()):
                _stop(site)
                card.unlink()
                shutil.rmtree(folder / "www")
                shutil.rmtree(folder / "db")


def _started(folder: Path) -> WordPress:
    password, port = secrets.token_hex(12), _free_port()
    url = f"http://127.0.0.1:{port}"
    shutil.copytree(PACKAGED, folder / "www", ignore=shutil.ignore_patterns(".htaccess", "wp-config.php"))
    plugins = folder / "www" / "wp-content" / "mu-plugins"
    plugins.mkdir(exist_ok=True)
    (folder / "www" / "wp-content" / "uploads").mkdir(exist_ok=True)
    shutil.copy(PLUGIN, plugins)
    shutil.copy(SITE / "log-in.php", plugins)
    database = _start_database(folder, password)
    config = (SITE / "config.php").read_text("utf-8")
    for name, value in {"URL": url, "PASSWORD": password, "SOCKET": os.fspath(_socket(folder))}.items():
        config = config.replace(f"%{name}%", value)
    (folder / "www" / "wp-config.php").write_text(config, "utf-8")
    application_password = _php("install.php", folder / "www", url, password).decode()
    server = _background(
        folder / "php.log",
        *("php", "-d", "display_errors=0", "-d", "upload_max_filesize=64M", "-d", "post_max_size=64M"),
        *("-S", f"127.0.0.1:{port}", "-t", os.fspath(folder / "www"), os.fspath(SITE / "router.php")),
        PHP_CLI_SERVER_WORKERS="4",  # WordPress calls itself
    )
    _wait_for(lambda: _answers(port), what="PHP's web server", log=folder / "php.log")
    return WordPress(url, os.fspath(folder), password, application_password, (server, database))


def _start_database(folder: Path, password: str) -> int:
    user, data, socket_path = getpass.getuser(), folder / "db", _socket(folder)
    install = ("mariadb-install-db", "--no-defaults", "--auth-root-authentication-method=normal", "--skip-test-db")
    subprocess.run([*install, f"--user={user}", f"--datadir={data}"], check=True, capture_output=True)
    process = _background(
        folder / "db.log",
        *("mariadbd", "--no-defaults", f"--user={user}", f"--datadir={data}", f"--socket={socket_path}"),
        *(f"--pid-file={data}/pid", "--skip-networking", "--innodb-buffer-pool-size=32M"),
        *("--innodb-flush-log-at-trx-commit=0", "--character-set-server=utf8mb4"),
    )
    client = ["mariadb", "--no-defaults", "-uroot", f"--socket={socket_path}", "-e"]
    _wait_for(
        lambda: subprocess.run([*client, "select 1"], capture_output=True, check=False).returncode == 0,
        what="MariaDB",
        log=folder / "db.log",
    )
    statements = (
        "create database wordpress character set utf8mb4; "
        f"create user wordpress@localhost identified by '{password}'; "
        "grant all on wordpress.* to wordpress@localhost"
    )
    subprocess.run([*client, statements], check=True)
    return process


def _socket(folder: Path) -> Path:
    """Return where the database listens: a path of at most 107 bytes, which a test's folder may exceed."""
    return Path(f"/tmp/lfnkr-{os.stat(folder).st_ino}-{os.getuid()}.sock")  # noqa: PTH116


def _background(log: Path, *command: str, **environment: str) -> int:
    """Start a server as a process group of its own; return the group's number. It ends after LONGEST, come what may."""
    started = subprocess.run(
        ["sh", "-c", '"$@" <&- >"$LOG" 2>&1 & echo $!', "sh", "timeout", str(LONGEST), *command],
        env={**os.environ, **environment, "LOG": os.fspath(log)},
        check=True,
        capture_output=True,
    )
    return int(started.stdout)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _answers(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


def _wait_for(ready: Callable[[], bool], *, what: str, log: Path) -> None:
    limit = time.monotonic() + 60
    while not ready():
        if time.monotonic() > limit:
            raise RuntimeError(f"{what} did not start: {log.read_text(errors='replace')[-500:]}")
        time.sleep(0.1)


def _stop(site: WordPress) -> None:
    for group in site.groups:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(group, signal.SIGTERM)
    _wait_for(lambda: not any(map(_alive, site.groups)), what="the end of the site", log=Path(site.folder) / "db.log")


def _alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
