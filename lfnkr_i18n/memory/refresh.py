"""Keep the database in step with the files, reading only those that changed since."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

import msgspec

from lfnkr_i18n.errors import LfnkrError
from lfnkr_i18n.files import open_file
from lfnkr_i18n.hashes import blake2b
from lfnkr_i18n.memory.database import discard
from lfnkr_i18n.memory.records import FileFacts, FileState, StoredPair
from lfnkr_i18n.memory.store import Store, memory_store, open_store, open_to_read

_SETTLED_NS = 2_000_000_000
"""FAT keeps times of 2 s: a file this young may be saved again without its time telling."""

_BLOCK = 1 << 20


class OnDisk(msgspec.Struct, frozen=True):
    """A catalog or an imported memory as a look at its folder shows it."""

    name: str
    """What it is known by, and its path in messages: from the project's folder, with `/`."""
    path: Path
    size: int
    mtime_ns: int


class FilePairs(msgspec.Struct, frozen=True):
    """What a file gives to the memory."""

    facts: FileFacts
    pairs: Iterable[StoredPair]
    """Read as they are asked for: a LfnkrError on the way means that the file gives nothing."""


Reader = Callable[[OnDisk, BinaryIO], FilePairs]
"""Reads a file's pairs; raises LfnkrError for one that cannot be read."""


def current_store(path: Path, files: Sequence[OnDisk], *, rules: str = "") -> Store | None:
    """Return the database at `path`, read-only, where it is in step with the files; none of these is opened.

    `rules` says how files are read (the project's languages): a database that was made by others is not in step.
    """
    store = open_to_read(path)
    if store is None:
        return None
    with contextlib.suppress(sqlite3.DatabaseError):
        if store.rules() == rules and _is_current(store, files):
            return store
    store.close()
    return None


def refreshed_store(
    path: Path | None, files: Sequence[OnDisk], read: Reader, *, rules: str = ""
) -> tuple[Store, list[str]]:
    """Return the database at `path` in step with the files, and what is wrong with these, by line.

    A database that proves corrupt is built anew; where none can be written, or `path` is None, it is built in memory.
    The caller holds the lock of the memory.
    """
    for place in (path, path):
        if place is None:
            break
        store = open_store(place)
        try:
            return store, refresh(store, files, read, rules=rules)
        except sqlite3.Error:
            store.close()
            discard(place)
    store = memory_store()
    return store, refresh(store, files, read, rules=rules)


def _is_current(store: Store, files: Sequence[OnDisk]) -> bool:
    known = store.files()
    return known.keys() == {file.name for file in files} and all(_unchanged(file, known) for file in files)


def refresh(store: Store, files: Sequence[OnDisk], read: Reader, *, rules: str = "") -> list[str]:
    """Bring the database in step with the files, in one transaction; return what is wrong with them, by line.

    A file whose size and time are known is not opened; one whose content is known is not parsed. One that cannot be
    read gives nothing, and is tried again next time.
    """
    problems: list[str] = []
    with store.transaction():
        known = store.files()
        if store.rules() != rules:
            for name in known:
                store.drop(name)
            known = {}
            store.keep_rules(rules)
        for name in known.keys() - {file.name for file in files}:
            store.drop(name)
        for file in files:
            if _unchanged(file, known):
                continue
            try:
                _take(store, file, known.get(file.name), read)
            except LfnkrError as error:
                store.drop(file.name)
                problems.append(str(error))
    return problems


def _unchanged(file: OnDisk, known: Mapping[str, FileState]) -> bool:
    state = known.get(file.name)
    return state is not None and (state.size, state.mtime_ns) == (file.size, file.mtime_ns)


def _take(store: Store, file: OnDisk, before: FileState | None, read: Reader) -> None:
    stream = open_file(file.path, shown=file.name)
    if stream is None:
        store.drop(file.name)
        return
    with stream:
        settled = file.mtime_ns < time.time_ns() - _SETTLED_NS
        state = FileState(file.size, file.mtime_ns if settled else -1, _digest(stream))
        if before is not None and before.digest == state.digest:
            store.touch(file.name, state)
            return
        stream.seek(0)
        found = read(file, stream)
        store.put(file.name, state, found.facts, found.pairs)


def _digest(stream: BinaryIO) -> str:
    """Return the digest of a whole file, of any size."""
    found = blake2b(digest_size=16)
    while block := stream.read(_BLOCK):
        found.update(block)
    return found.hexdigest()
