"""The index of one direction: a base file that many processes map, and what was added since.

Few texts are compared one by one, without a file. The rest is disposable: a base file that is missing, broken, or
not the one the database names is built again; the commit that names a new one is the switch, so that a crash leaves
the old state.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from lfnkr_i18n.errors import FileError
from lfnkr_i18n.memory.records import Direction, IndexState
from lfnkr_i18n.memory.similar import SimilarTexts
from lfnkr_i18n.memory.store import Store, open_store
from lfnkr_i18n.temporary import temporary_path

if TYPE_CHECKING:
    from lfnkr_i18n.memory.base_file import Base

FEW = 20_000
"""Texts up to which each is compared: 2 ms a look-up, and nothing to build."""

_DEAD = 0.1
"""Part of the base that may be gone from the database before it is built anew."""

Lock = Callable[[], AbstractContextManager[None]]
"""Holds the memory's lock against other processes; raises FileError where it cannot be had."""


class _Searched(Protocol):
    def search_all(
        self, texts: Sequence[str], *, limit: int, least: Sequence[float]
    ) -> list[list[tuple[float, str]]]: ...


class SimilarIndex:
    """The texts of one direction, searched by likeness; some may be gone from the database."""

    def __init__(self, *parts: _Searched) -> None:
        self._parts = parts

    def search_all(self, texts: Sequence[str], *, limit: int, min_score: float) -> list[list[tuple[float, str]]]:
        """Return for each text the `limit` ones most like it that score at least `min_score`, best first, each once."""
        best: list[dict[str, float]] = [{} for _text in texts]
        for part in self._parts:
            least = [_least(found.values(), limit, min_score) for found in best]
            for known, found in zip(best, part.search_all(texts, limit=limit, least=least), strict=True):
                known.update((text, score) for score, text in found)
        return [[(score, text) for text, score in sorted(found.items(), key=_by_likeness)[:limit]] for found in best]


def _least(scores: Collection[float], limit: int, min_score: float) -> float:
    """Return the score that another text must reach."""
    return min_score if len(scores) < limit else sorted(scores, reverse=True)[limit - 1]


def _by_likeness(found: tuple[str, float]) -> tuple[float, int, str]:
    return -found[1], len(found[0]), found[0]


def open_index(store: Store, direction: Direction, lock: Lock) -> SimilarIndex:
    """Return the index of a direction as the database is now; build its base file where one is due."""
    state = store.index_state(direction)
    if state is None:
        return SimilarIndex()
    if state.base is None and state.texts <= FEW:
        return SimilarIndex(_compared(store, state.direction, above=0))
    base = _current_base(store, state)
    if base is None and store.path is not None:
        with contextlib.suppress(FileError, OSError, sqlite3.Error), lock():
            state, base = _built(store.path, direction)
    if base is None:  # no place for a file, no lock: slower, and right
        return SimilarIndex(_compared(store, state.direction, above=0))
    from lfnkr_i18n.memory.signed import SignedTexts

    return SimilarIndex(SignedTexts(base), _compared(store, state.direction, above=state.covered))


def rows_in_base(store: Store, direction: Direction) -> int:
    """Return how many texts the base file of a direction holds; 0 where it has none that can be used."""
    state = store.index_state(direction)
    base = None if state is None else _current_base(store, state)
    return 0 if base is None else len(base)


def _compared(store: Store, direction: int, *, above: int) -> SimilarTexts:
    return SimilarTexts(text for block in store.texts(direction, above=above) for _id, text in block)


def _current_base(store: Store, state: IndexState) -> Base | None:
    """Return the base file that the database names, where it can be read and enough of it still holds."""
    if state.base is None or store.path is None:
        return None
    from lfnkr_i18n.memory.base_file import base_name, open_base

    base = open_base(store.path.with_name(base_name(state.base)), bytes.fromhex(state.base))
    if base is None:
        return None
    added = store.added(state.direction, above=state.covered)
    dead = len(base) - (state.texts - added)
    return base if added <= FEW and dead <= max(FEW, len(base) * _DEAD) else None


def _built(path: Path, direction: Direction) -> tuple[IndexState, Base | None]:
    """Build a base file, unless another process just did; the caller holds the lock of the memory."""
    from lfnkr_i18n.memory.base_file import base_name, delete_others, open_base

    with contextlib.closing(open_store(path)) as store:
        state = store.index_state(direction)
        if state is None:
            raise sqlite3.DatabaseError("the database was emptied meanwhile")
        base = _current_base(store, state)
        if base is not None:
            return state, base
        token = os.urandom(16)
        covered = _write(store, state.direction, path.with_name(base_name(token.hex())), token)
        store.set_base(state.direction, token.hex(), covered)
        delete_others(path.parent, store.bases())
    built = IndexState(state.direction, state.texts, token.hex(), covered)
    return built, open_base(path.with_name(base_name(token.hex())), token)


def _write(store: Store, direction: int, path: Path, token: bytes) -> int:
    """Write the base file of a direction, whole or not at all; return the last id in it."""
    from lfnkr_i18n.memory.base_file import write_base

    covered = 0

    def blocks() -> Iterator[list[str]]:
        nonlocal covered
        for block in store.texts(direction):
            covered = block[-1][0]
            yield [text for _id, text in block]

    tmp = path.with_name("tmp")
    tmp.mkdir(exist_ok=True)
    temporary = temporary_path(tmp)
    try:
        with temporary.open("x+b") as stream:
            write_base(stream, token, blocks())
        temporary.rename(path)  # a name nobody has: Windows does not replace a mapped file
    finally:
        temporary.unlink(missing_ok=True)
    return covered
