"""The memory's pairs in SQLite, by the file they come from: what is true; every other index can be thrown away."""

from __future__ import annotations

import contextlib
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from threading import RLock
from typing import Any

from lfnkr_i18n.memory.database import connect_to_nothing, connect_to_read, connect_to_write
from lfnkr_i18n.memory.digits import without_digits
from lfnkr_i18n.memory.keys import hashed, keys_of, normal
from lfnkr_i18n.memory.records import (
    Direction,
    DirectionStats,
    FileFacts,
    FileState,
    Found,
    IndexState,
    StoredPair,
)
from lfnkr_i18n.memory.statements import FOUND, IDS, groups

_BATCH = 5_000
"""Pairs written at a time: what is held in memory of a file of any size."""

_Text = tuple[int, str]
"""A text of a direction."""

_ADD_TEXT = "INSERT INTO text (direction, text, h, hd) VALUES (?, ?, ?, ?)"


class Store:
    """The database. Reads may come from several threads; writes are one transaction each."""

    def __init__(self, connection: sqlite3.Connection, path: Path | None = None) -> None:
        self._connection = connection
        self._lock = RLock()
        self.path = path
        """Where it lies; None: in memory only."""

    def close(self) -> None:
        """Close the database; what was written is on the disk."""
        self._connection.close()

    def __del__(self) -> None:
        """Close what a worker keeps from task to task: nobody knows which one is the last."""
        self._connection.close()

    def files(self) -> dict[str, FileState]:
        """Return what is known of every file, by name."""
        rows = self.rows("SELECT name, size, mtime_ns, digest FROM file")
        return {name: FileState(size, mtime_ns, digest) for name, size, mtime_ns, digest in rows}

    def rules(self) -> str:
        """Return how the files were read, as `keep_rules` was told."""
        return "".join(rules for (rules,) in self.rows("SELECT rules FROM rules"))

    def keep_rules(self, rules: str) -> None:
        """Note how the files are read."""
        self._connection.execute("DELETE FROM rules")
        self._connection.execute("INSERT INTO rules VALUES (?)", (rules,))

    def exact(self, texts: Iterable[str], direction: Direction) -> dict[str, list[Found]]:
        """Return for each text the pairs whose source it is (composed and decomposed characters are the same)."""
        return self._found("h", texts, direction, normal)

    def equal_but_digits(self, texts: Iterable[str], direction: Direction) -> dict[str, list[Found]]:
        """Return for each text the pairs whose source is the same but for its digits."""
        return self._found("hd", texts, direction, lambda text: without_digits(normal(text)))

    def beside(self, found: Found, step: int) -> str | None:
        """Return the source text of the pair `step` places after `found` in its file, where that one is reviewed."""
        if found.position is None:
            return None
        side = "target" if found.back else "source"
        rows = self.rows(
            f"SELECT text FROM text WHERE id = (SELECT {side} FROM pair WHERE file = ? AND position = ?)",  # noqa: S608
            (found.file, found.position + step),
        )
        return rows[0][0] if rows else None

    def index_state(self, direction: Direction) -> IndexState | None:
        """Return what there is to index in a direction; None where nothing is."""
        sql = "SELECT id, texts, base, covered FROM direction WHERE source = ? AND target = ?"
        return next((IndexState(*row) for row in self.rows(sql, direction)), None)

    def directions(self, *, more_than: int) -> list[Direction]:
        """Return the directions with more than so many texts."""
        return self.rows("SELECT source, target FROM direction WHERE texts > ? ORDER BY id", (more_than,))

    def texts(self, direction: int, *, above: int = 0) -> Iterator[list[tuple[int, str]]]:
        """Yield the ids and normal texts of a direction with ids over `above`, in order of id, block by block."""
        cursor = self._connection.execute(
            "SELECT id, text FROM text WHERE direction = ? AND id > ? ORDER BY id", (direction, above)
        )
        while block := cursor.fetchmany(20_000):
            yield [(id_, normal(text)) for id_, text in block]

    def added(self, direction: int, *, above: int) -> int:
        """Return how many texts of a direction have ids over `above`."""
        sql = "SELECT count(*) FROM text WHERE direction = ? AND id > ?"
        return int(self.rows(sql, (direction, above))[0][0])

    def set_base(self, direction: int, token: str, covered: int) -> None:
        """Make a base file the one of a direction: this commit is the switch."""
        with self.transaction():
            self._connection.execute(
                "UPDATE direction SET base = ?, covered = ? WHERE id = ?", (token, covered, direction)
            )

    def bases(self) -> set[str]:
        """Return the tokens of the base files in use."""
        return {token for (token,) in self.rows("SELECT base FROM direction WHERE base IS NOT NULL")}

    def direction_stats(self) -> list[DirectionStats]:
        """Return how much there is for each direction, by its languages; what its base file holds is 0 here."""
        sql = (
            "SELECT source, target, (SELECT count(*) FROM pair WHERE direction = direction.id), texts, 0 "
            "FROM direction WHERE texts ORDER BY source, target"
        )
        return [DirectionStats(*row) for row in self.rows(sql)]

    def sources(self) -> list[tuple[str, int, str]]:
        """Return the name of every file, how many pairs it has, and the program it comes from, by name."""
        sql = "SELECT name, (SELECT count(*) FROM pair WHERE file = file.id), tool FROM file ORDER BY name"
        return self.rows(sql)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Make the writes inside one: all of them, or none."""
        with self._lock, self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            yield

    def put(self, name: str, state: FileState, facts: FileFacts, pairs: Iterable[StoredPair]) -> None:
        """Make `pairs` all that is stored of the file `name`. A text that stays keeps its id, so no index sees it."""
        with self._all_or_nothing():
            old = self._file_id(name)
            self._connection.execute("UPDATE file SET name = '' WHERE id = ?", (old,))
            row = (name, state.size, state.mtime_ns, state.digest)
            about = (facts.origin, facts.content, facts.author, facts.date, facts.tool)
            file = self._connection.execute(
                "INSERT INTO file (name, size, mtime_ns, digest, origin, content, author, date, tool) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row + about,
            ).lastrowid
            several = iter(pairs)
            while batch := list(islice(several, _BATCH)):
                self._add(file, batch)
            if old is not None:
                self._drop(old)

    def touch(self, name: str, state: FileState) -> None:
        """Note a file's new time; its content is what it was."""
        self._connection.execute(
            "UPDATE file SET size = ?, mtime_ns = ? WHERE name = ?", (state.size, state.mtime_ns, name)
        )

    def drop(self, name: str) -> None:
        """Forget a file and its pairs."""
        file = self._file_id(name)
        if file is not None:
            self._drop(file)

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[Any]:
        """Return all rows of a query."""
        with self._lock:
            return self._connection.execute(sql, values).fetchall()

    @contextlib.contextmanager
    def _all_or_nothing(self) -> Iterator[None]:
        """Undo what was written inside where it fails half-way; the transaction around it goes on."""
        self._connection.execute("SAVEPOINT part")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK TO part")
            raise
        finally:
            self._connection.execute("RELEASE part")

    def _file_id(self, name: str) -> int | None:
        row = self._connection.execute("SELECT id FROM file WHERE name = ?", (name,)).fetchone()
        return None if row is None else int(row[0])

    def _add(self, file: int | None, pairs: Sequence[StoredPair]) -> None:
        directions = {
            languages: self._direction(languages)
            for languages in dict.fromkeys(way for pair in pairs for way in (pair.languages, pair.languages[::-1]))
        }
        sides = [
            ((directions[pair.languages], pair.source), (directions[pair.languages[::-1]], pair.target))
            for pair in pairs
        ]
        ids = self._text_ids(dict.fromkeys(text for several in sides for text in several))
        self._connection.executemany(
            "INSERT INTO pair (file, direction, source, target, position, context, author, date) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (file, source[0], ids[source], ids[target], pair.position, pair.context, pair.author, pair.date)
                for pair, (source, target) in zip(pairs, sides, strict=True)
            ),
        )

    def _text_ids(self, texts: Iterable[_Text]) -> dict[_Text, int]:
        """Return the ids of texts, each asked for once; those that are new are added."""
        run = self._connection.execute
        keys = {text: keys_of(text[1]) for text in texts}
        ids = {
            (direction, text): id_
            for some in groups(whole for whole, _bare in keys.values())
            for id_, direction, text in run(IDS[len(some)], some)
        }
        new = [text for text in keys if text not in ids]
        for text in new:
            ids[text] = run(_ADD_TEXT, text + keys[text]).lastrowid
        added = Counter(direction for direction, _text in new)
        for direction, count in added.items():
            run("UPDATE direction SET texts = texts + ? WHERE id = ?", (count, direction))
        return ids

    def _direction(self, languages: Direction) -> int:
        self._connection.execute("INSERT OR IGNORE INTO direction (source, target) VALUES (?, ?)", languages)
        sql = "SELECT id FROM direction WHERE source = ? AND target = ?"
        return int(self._connection.execute(sql, languages).fetchone()[0])

    def _drop(self, file: int) -> None:
        """Delete a file's pairs, and the texts that no other pair has."""
        run = self._connection.execute
        run("CREATE TEMP TABLE IF NOT EXISTS gone (id INTEGER PRIMARY KEY)")
        run("INSERT OR IGNORE INTO gone SELECT source FROM pair WHERE file = ?", (file,))
        run("INSERT OR IGNORE INTO gone SELECT target FROM pair WHERE file = ?", (file,))
        run("DELETE FROM pair WHERE file = ?", (file,))
        run("DELETE FROM file WHERE id = ?", (file,))
        run(
            "DELETE FROM text WHERE id IN gone AND NOT EXISTS (SELECT 1 FROM pair WHERE source = text.id) "
            "AND NOT EXISTS (SELECT 1 FROM pair WHERE target = text.id)"
        )
        run("DELETE FROM gone")

    def _found(
        self, key: str, texts: Iterable[str], direction: Direction, form: Callable[[str], str]
    ) -> dict[str, list[Found]]:
        forms = {text: form(text) for text in texts}
        found: dict[str, list[Found]] = {wanted: [] for wanted in forms.values()}
        for hashes in groups(hashed(wanted) for wanted in found):
            for row in self.rows(FOUND[key, len(hashes)], (*direction, *hashes) * 2):
                pair = Found(*row)
                found.get(form(pair.source), []).append(pair)
        return {text: found[wanted] for text, wanted in forms.items()}


def open_store(path: Path) -> Store:
    """Open the database at `path` to write; where none can be made there, one in memory only."""
    connection = connect_to_write(path)
    return memory_store() if connection is None else Store(connection, path)


def open_to_read(path: Path) -> Store | None:
    """Open the database at `path` read-only; None where there is none that can be used."""
    connection = connect_to_read(path)
    return None if connection is None else Store(connection, path)


def memory_store() -> Store:
    """Return an empty store that is gone when it is closed."""
    return Store(connect_to_nothing())
