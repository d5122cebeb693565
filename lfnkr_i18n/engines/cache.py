"""Answers of engines, kept: a rerun sends nothing twice, and a run that was cut short goes on where it was.

`.lfnkr/answers.sqlite` holds what came back, not what was asked: a key is the digest of everything that makes an answer
(engine, address, model, prompt, languages, voice, terms, segment, way of writing codes). What stands around a segment
is no part of it: the same sentence is the same draft elsewhere, as in the memory.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from lfnkr_i18n.errors import FileError
from lfnkr_i18n.files import digest
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Code, CodeKind, Part, Parts
from lfnkr_i18n.privacy.sealing import readings

ANSWERS = "answers.sqlite"
"""The file, below `.lfnkr`."""

_VERSION = 1
_MANY = 500
"""Keys of one query: SQLite takes 999 variables at least."""
_TABLE = "CREATE TABLE IF NOT EXISTS answer (key TEXT PRIMARY KEY, parts TEXT) WITHOUT ROWID"


def key_of(
    parts: Parts,
    *,
    engine: str,
    fingerprint: str,
    languages: tuple[str, str],
    voice: str | None,
    terms: Mapping[str, str],
    again: bool,
) -> str:
    """Return the key of a segment's answer."""
    made = [_VERSION, engine, fingerprint, *languages, voice, sorted(terms.items()), again, _plain(parts)]
    return digest(json.dumps(made, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def answers_hold(path: Path, holds: Callable[[str], bool]) -> bool:
    """Tell whether an answer in a file holds something, such as a listed name, whatever codes part it there."""
    with AnswerCache(path, read_only=True) as cache:
        return any(holds(text) for parts in cache.all() if parts is not None for text in readings(parts))


class AnswerCache:
    """The answers of a project, by key; None where an engine had nothing for a segment. Used by one thread."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        """Open the file, or begin it anew where it is none of ours. Raises FileError."""
        self._path = path
        if read_only:
            self._base = self._looked_into()
            return
        try:
            self._base = self._opened()
        except sqlite3.DatabaseError:
            with contextlib.suppress(OSError):
                path.unlink()
            try:
                self._base = self._opened()
            except sqlite3.Error:
                raise FileError(_("cannot be written; delete it and run the command again"), path=path.name) from None

    def _looked_into(self) -> sqlite3.Connection:
        """Return what is there, for reading; where nothing is, an empty base that goes away."""
        with contextlib.suppress(sqlite3.Error):
            return _prepared(
                sqlite3.connect(f"{self._path.absolute().as_uri()}?mode=ro", uri=True), "SELECT 1 FROM answer LIMIT 1"
            )
        return _prepared(sqlite3.connect(":memory:"), _TABLE)

    def _opened(self) -> sqlite3.Connection:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600))
        except OSError as error:
            raise FileError(error.strerror or str(error), path=self._path.name) from None
        base = sqlite3.connect(self._path, timeout=30, isolation_level=None)
        return _prepared(base, "PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL", _TABLE)

    def answers(self, keys: Iterable[str]) -> dict[str, Parts | None]:
        """Return the answers that are known."""
        found: dict[str, Parts | None] = {}
        ordered = list(dict.fromkeys(keys))
        for start in range(0, len(ordered), _MANY):
            some = ordered[start : start + _MANY]
            marks = ",".join("?" * len(some))
            rows = self._base.execute(f"SELECT key, parts FROM answer WHERE key IN ({marks})", some)  # noqa: S608
            found |= {key: None if parts is None else _parts(json.loads(parts)) for key, parts in rows}
        return found

    def all(self) -> Iterator[Parts | None]:
        """Yield every answer; where the file is damaged, what comes before that."""
        with contextlib.suppress(sqlite3.Error, ValueError, TypeError):
            for (parts,) in self._base.execute("SELECT parts FROM answer"):
                yield None if parts is None else _parts(json.loads(parts))

    def keep(self, answers: Mapping[str, Parts | None]) -> None:
        """Keep answers; what was known of a key before is replaced. Raises FileError."""
        rows = [
            (key, None if parts is None else json.dumps(_plain(parts), ensure_ascii=False))
            for key, parts in answers.items()
        ]
        try:
            with self._base:
                self._base.execute("BEGIN")
                self._base.executemany("INSERT OR REPLACE INTO answer VALUES (?, ?)", rows)
        except sqlite3.Error:
            raise FileError(
                _("cannot be written; free some space and run the command again"), path=self._path.name
            ) from None

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _prepared(base: sqlite3.Connection, *statements: str) -> sqlite3.Connection:
    """Return a base of which some statements are asked first; it is closed where one fails."""
    try:
        for statement in statements:
            base.execute(statement)
    except sqlite3.Error:
        base.close()
        raise
    return base


def _plain(parts: Parts) -> list[object]:
    """Return parts as JSON holds them; what codes are written as is no part of an answer."""
    return [part if isinstance(part, str) else [part.id, part.kind.value] for part in parts]


def _parts(plain: Sequence[object]) -> Parts:
    found: list[Part] = []
    for part in plain:
        if isinstance(part, list):
            number, kind = part
            found.append(Code(number, CodeKind(kind)))
        else:
            found.append(str(part))
    return tuple(found)
