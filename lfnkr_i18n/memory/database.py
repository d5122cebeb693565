"""The memory's database file: opened, made, replaced where it cannot be used, deleted.

It is a cache. A database that is corrupt, of another program or of another version is replaced by an empty one;
a folder that cannot be written gets one that lives in memory only.
"""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

_APPLICATION = 0x6C666E6B  # "lfnk"
_VERSION = 4

_SCHEMA = """
CREATE TABLE rules (rules TEXT NOT NULL);  -- how the files were read; other rules read them again
CREATE TABLE direction (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    texts INTEGER NOT NULL DEFAULT 0,  -- how many texts of it there are: the store counts those it adds
    base TEXT,                         -- token of its base file (base_file.py); NULL: none
    covered INTEGER NOT NULL DEFAULT 0,  -- the base holds the texts up to this id
    UNIQUE (source, target)
);
CREATE TABLE file (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    digest TEXT NOT NULL,
    origin TEXT NOT NULL,
    content TEXT NOT NULL,
    author TEXT NOT NULL,
    date TEXT NOT NULL,
    tool TEXT NOT NULL
);
-- A text of `source` that has a translation into `target`. AUTOINCREMENT: an id is never given twice, so that what
-- is above a base file's last id is exactly what was added since.
CREATE TABLE text (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    direction INTEGER NOT NULL REFERENCES direction (id),
    text TEXT NOT NULL,
    h INTEGER NOT NULL,
    hd INTEGER  -- without its digits; NULL: it has none
);
CREATE INDEX text_direction ON text (direction);
CREATE INDEX text_h ON text (h);
CREATE INDEX text_hd ON text (hd) WHERE hd IS NOT NULL;
CREATE TRIGGER text_gone AFTER DELETE ON text
    BEGIN UPDATE direction SET texts = texts - 1 WHERE id = old.direction; END;
-- A pair serves both ways: its source is a text of one direction, its target one of the opposite direction.
CREATE TABLE pair (
    id INTEGER PRIMARY KEY,
    file INTEGER NOT NULL REFERENCES file (id),
    direction INTEGER NOT NULL REFERENCES direction (id),
    source INTEGER NOT NULL REFERENCES text (id),
    target INTEGER NOT NULL REFERENCES text (id),
    position INTEGER,
    context TEXT,
    author TEXT NOT NULL,
    date TEXT NOT NULL
);
CREATE INDEX pair_file ON pair (file, position);
CREATE INDEX pair_source ON pair (source);
CREATE INDEX pair_target ON pair (target);
"""


def connect_to_write(path: Path) -> sqlite3.Connection | None:
    """Return a connection to the database at `path`, made where there is none or what is there cannot be used.

    None where none can be made there.
    """
    for _attempt in range(2):
        connection: sqlite3.Connection | None = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = _connect(f"{path.absolute().as_uri()}?mode=rwc")
            connection.execute("PRAGMA cache_size = -65536")  # KiB; the default of 2 MB makes a first filling 4x slower
            if _is_empty(connection):
                _create(connection)
            if _is_ours(connection):
                return connection
        except (sqlite3.Error, OSError):
            pass
        if connection is not None:
            connection.close()
        discard(path)
    return None


def connect_to_read(path: Path) -> sqlite3.Connection | None:
    """Return a read-only connection; None where there is no database that can be used."""
    try:
        if not path.is_file():
            return None
        connection = _connect(f"{path.absolute().as_uri()}?mode=ro")
    except (OSError, sqlite3.Error):  # OSError: the folder must not even be looked into
        return None
    with contextlib.suppress(sqlite3.Error):
        if _is_ours(connection):
            return connection
    connection.close()
    return None


def connect_to_nothing() -> sqlite3.Connection:
    """Return a connection to an empty database that is gone when it is closed."""
    connection = _connect("file::memory:")
    _create(connection)
    return connection


def discard(path: Path) -> None:
    """Delete a database; it is built again from the files."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        with contextlib.suppress(OSError):
            path.with_name(path.name + suffix).unlink()


def _connect(uri: str) -> sqlite3.Connection:
    # isolation_level None: transactions are begun where we say. A store guards its connection with a lock of its own.
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=30.0)
    try:
        # NORMAL: what a power cut takes is read again from the files. secure_delete: what was dropped is overwritten.
        connection.executescript("PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;")
    except sqlite3.Error:
        connection.close()
        raise
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
