"""The memory's database: reviewed pairs by catalog, in SQLite, rebuilt from the PO files whenever it is missing.

It is a cache. A database that is corrupt, of another program or of another version is replaced by an empty one;
the folder that cannot be written gets one that lives in memory only.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import RLock
from typing import Any

from lfnkr_i18n.memory.digits import without_digits

_APPLICATION = 0x6C666E6B  # "lfnk"
_VERSION = 1

_SCHEMA = """
CREATE TABLE catalog (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    origin TEXT NOT NULL,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    digest TEXT NOT NULL
);
CREATE TABLE pair (
    id INTEGER PRIMARY KEY,
    catalog INTEGER NOT NULL REFERENCES catalog (id) ON DELETE CASCADE,
    source_language TEXT NOT NULL,
    target_language TEXT NOT NULL,
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    source_h INTEGER NOT NULL,
    source_hd INTEGER NOT NULL,
    target_h INTEGER NOT NULL,
    target_hd INTEGER NOT NULL
);
CREATE INDEX pair_catalog ON pair (catalog);
CREATE INDEX pair_source_h ON pair (source_h);
CREATE INDEX pair_source_hd ON pair (source_hd);
CREATE INDEX pair_target_h ON pair (target_h);
CREATE INDEX pair_target_hd ON pair (target_hd);
-- A reviewed pair serves both ways; SQLite pushes the conditions of a query down to both halves and their indexes.
CREATE VIEW seg AS
    SELECT id, catalog, source_language AS source_language, target_language AS target_language,
           source AS src, target AS tgt, source_h AS h, source_hd AS hd FROM pair
    UNION ALL
    SELECT id, catalog, target_language, source_language, target, source, target_h, target_hd FROM pair;
"""


@dataclass(frozen=True, slots=True)
class CatalogState:
    """What was known of a PO file when its pairs were read."""

    size: int
    mtime_ns: int
    """-1: written so recently that a second save could have the same time; its content is compared next time."""
    digest: str


@dataclass(frozen=True, slots=True)
class StoredPair:
    """A reviewed pair of one catalog."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Found:
    """A stored pair, turned the way it was asked for."""

    source: str
    target: str
    origin: str


class Store:
    """The database. Reads may come from several threads; writes are one transaction each."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._lock = RLock()

    def close(self) -> None:
        """Close the database; what was written is on the disk."""
        self._connection.close()

    def catalogs(self) -> dict[str, CatalogState]:
        """Return what is known of every catalog, by name."""
        rows = self._rows("SELECT name, size, mtime_ns, digest FROM catalog ORDER BY name")
        return {name: CatalogState(size, mtime_ns, digest) for name, size, mtime_ns, digest in rows}

    def exact(self, text: str, source_language: str, target_language: str) -> list[Found]:
        """Return the pairs whose source is `text` (composed and decomposed characters are the same)."""
        wanted = normal(text)
        found = self._found("h", _hash(wanted), source_language, target_language)
        return [pair for pair in found if normal(pair.source) == wanted]

    def equal_but_digits(self, text: str, source_language: str, target_language: str) -> list[Found]:
        """Return the pairs whose source is `text` but for its digits."""
        wanted = without_digits(normal(text))
        found = self._found("hd", _hash(wanted), source_language, target_language)
        return [pair for pair in found if without_digits(normal(pair.source)) == wanted]

    def sources(self, source_language: str, target_language: str) -> Iterator[str]:
        """Yield the source texts of a direction; a text comes as often as it is stored."""
        sql = "SELECT src FROM seg WHERE source_language = ? AND target_language = ?"
        return (text for (text,) in self._rows(sql, (source_language, target_language)))

    def counts(self) -> dict[tuple[str, str], int]:
        """Return how many pairs are stored, by source and target language."""
        sql = "SELECT source_language, target_language, count(*) FROM pair GROUP BY 1, 2 ORDER BY 1, 2"
        return {(source, target): count for source, target, count in self._rows(sql)}

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Make the writes inside one: all of them, or none."""
        with self._lock, self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            yield

    def put(
        self, name: str, state: CatalogState, origin: str, languages: tuple[str, str], pairs: Iterable[StoredPair]
    ) -> None:
        """Make `pairs` all that is stored of the catalog `name`; `languages` are of the source and the target."""
        self.drop(name)
        row = (name, origin, state.size, state.mtime_ns, state.digest)
        cursor = self._connection.execute(
            "INSERT INTO catalog (name, origin, size, mtime_ns, digest) VALUES (?, ?, ?, ?, ?)", row
        )
        self._connection.executemany(
            "INSERT INTO pair (catalog, source_language, target_language, source, target, "
            "source_h, source_hd, target_h, target_hd) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            ((cursor.lastrowid, *languages, pair.source, pair.target, *_keys(pair)) for pair in pairs),
        )

    def touch(self, name: str, state: CatalogState) -> None:
        """Note a catalog's new time; its content is what it was."""
        self._connection.execute(
            "UPDATE catalog SET size = ?, mtime_ns = ? WHERE name = ?", (state.size, state.mtime_ns, name)
        )

    def drop(self, name: str) -> None:
        """Forget a catalog and its pairs."""
        self._connection.execute("DELETE FROM catalog WHERE name = ?", (name,))

    def _found(self, key: str, value: int, source_language: str, target_language: str) -> list[Found]:
        sql = (
            f"SELECT src, tgt, origin FROM seg JOIN catalog ON catalog.id = seg.catalog "  # noqa: S608 - h or hd, ours
            f"WHERE {key} = ? AND source_language = ? AND target_language = ? ORDER BY origin, tgt"
        )
        return [Found(*row) for row in self._rows(sql, (value, source_language, target_language))]

    def _rows(self, sql: str, values: tuple[object, ...] = ()) -> list[Any]:
        with self._lock:
            return self._connection.execute(sql, values).fetchall()


def open_store(path: Path) -> Store:
    """Open the database at `path` to write; make it where there is none or what is there cannot be used."""
    for attempt in range(2):
        connection: sqlite3.Connection | None = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = _connect(f"{path.absolute().as_uri()}?mode=rwc")
            if _is_empty(connection):
                _create(connection)
            if _is_ours(connection):
                return Store(connection)
        except (sqlite3.Error, OSError):
            if attempt:
                break
        if connection is not None:
            connection.close()
        discard(path)
    return memory_store()


def open_to_read(path: Path) -> Store | None:
    """Open the database at `path` read-only; None where there is none that can be used."""
    try:
        if not path.is_file():
            return None
        connection = _connect(f"{path.absolute().as_uri()}?mode=ro")
    except (OSError, sqlite3.Error):  # OSError: the folder must not even be looked into
        return None
    with contextlib.suppress(sqlite3.Error):
        if _is_ours(connection):
            return Store(connection)
    connection.close()
    return None


def memory_store() -> Store:
    """Return an empty database that is gone when it is closed."""
    connection = _connect("file::memory:")
    _create(connection)
    return Store(connection)


def _connect(uri: str) -> sqlite3.Connection:
    # isolation_level None: transactions are begun where we say. A store guards its connection with a lock of its own.
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=30.0)
    # NORMAL: what a power cut takes is read again from the PO files.
    connection.executescript("PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL;")
    return connection


def _is_empty(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,))


def _is_ours(connection: sqlite3.Connection) -> bool:
    application = connection.execute("PRAGMA application_id").fetchone()
    version = connection.execute("PRAGMA user_version").fetchone()
    return bool(application == (_APPLICATION,) and version == (_VERSION,))


def _create(connection: sqlite3.Connection) -> None:
    identity = f"PRAGMA application_id = {_APPLICATION}; PRAGMA user_version = {_VERSION};"
    connection.executescript(f"PRAGMA journal_mode = WAL; BEGIN; {identity} {_SCHEMA} COMMIT;")


def discard(path: Path) -> None:
    """Delete a database that cannot be used; it is built again from the PO files."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        with contextlib.suppress(OSError):
            path.with_name(path.name + suffix).unlink()


def _keys(pair: StoredPair) -> tuple[int, int, int, int]:
    source, target = normal(pair.source), normal(pair.target)
    return (_hash(source), _hash(without_digits(source)), _hash(target), _hash(without_digits(target)))


def normal(text: str) -> str:
    """Return the form in which texts are compared: a character and its accents composed (NFC)."""
    return unicodedata.normalize("NFC", text)


def _hash(text: str) -> int:
    """Return 64 bits of BLAKE2b as the signed integer that SQLite stores."""
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
