"""Pairs that must go: found by what they hold, deleted, and no byte of them left in the files of the cache."""

from __future__ import annotations

import contextlib
import sqlite3
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

from lfnkr_i18n.memory.database import connect_to_read, connect_to_write, discard
from lfnkr_i18n.temporary import sweep

_PATIENCE = 2_000
"""Milliseconds to wait for processes that read."""

Holds = Callable[[str], bool]
"""Tells whether a text holds what must go."""


def pairs_holding(path: Path, holds: Holds) -> Mapping[str, int]:
    """Return how many pairs of the database at `path` hold it, by the name of their file; nothing is changed."""
    connection = connect_to_read(path)
    if connection is None:
        return {}
    with contextlib.closing(connection):
        texts = _texts(connection, holds)
        found: Counter[str] = Counter()
        sql = "SELECT name, source, target FROM pair JOIN file ON file.id = pair.file"
        for name, source, target in connection.execute(sql):
            found[name] += source in texts or target in texts
    return {name: count for name, count in sorted(found.items()) if count}


def forget(path: Path, holds: Holds) -> int:
    """Delete the pairs that hold it and return how many; the caller holds the lock of the memory.

    Deleted rows are overwritten, the database is written anew, its log is emptied and the base files are deleted (they
    are built again when asked for). Files that such pairs came from are read again next time: what still stands in
    them comes back, so clean them first. Where another process keeps the log in use, the database itself is deleted.
    """
    connection = connect_to_write(path)
    if connection is None:
        return 0
    from lfnkr_i18n.memory.base_file import delete_others  # numpy, and who only asks what would go deletes nothing

    with contextlib.closing(connection):
        count = _delete(connection, _texts(connection, holds))
        clean = _swept(connection)
    if not clean:
        discard(path)
    delete_others(path.parent, keep=())
    sweep(path.with_name("tmp"))
    return count


def _texts(connection: sqlite3.Connection, holds: Holds) -> set[int]:
    return {id_ for id_, text in connection.execute("SELECT id, text FROM text") if holds(text)}


def _delete(connection: sqlite3.Connection, texts: set[int]) -> int:
    """Delete the pairs of some texts, and the texts that no other pair has."""
    with connection:
        run = connection.execute
        run("BEGIN IMMEDIATE")
        run("CREATE TEMP TABLE held (id INTEGER PRIMARY KEY)")
        connection.executemany("INSERT INTO held VALUES (?)", ((id_,) for id_ in texts))
        run("CREATE TEMP TABLE doomed AS SELECT * FROM pair WHERE source IN held OR target IN held")
        run("UPDATE file SET mtime_ns = -1, digest = '' WHERE id IN (SELECT file FROM doomed)")
        count = run("DELETE FROM pair WHERE id IN (SELECT id FROM doomed)").rowcount
        run(
            "DELETE FROM text WHERE id IN (SELECT source FROM doomed UNION SELECT target FROM doomed) AND NOT EXISTS "
            "(SELECT 1 FROM pair WHERE source = text.id) AND NOT EXISTS (SELECT 1 FROM pair WHERE target = text.id)"
        )
        run("UPDATE direction SET base = NULL, covered = 0")
        run("DROP TABLE held")
        run("DROP TABLE doomed")
    return count


def _swept(connection: sqlite3.Connection) -> bool:
    """Write the database anew and empty its log; False where another process is in the way."""
    connection.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
    try:
        connection.execute("VACUUM")
        (busy, _log, _done) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.Error:
        return False
    return not busy
