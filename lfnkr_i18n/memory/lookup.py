"""Look-up in the memory: what was translated before that is equal or similar to a text."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import nullcontext
from threading import RLock
from typing import TypeVar

from lfnkr_i18n.memory.digits import adapted, numbers_in
from lfnkr_i18n.memory.index import FEW, Lock, SimilarIndex, open_index
from lfnkr_i18n.memory.records import Direction, Found
from lfnkr_i18n.memory.store import Store, normal
from lfnkr_i18n.model import Match

_OTHER_NUMBERS = 3.0
"""Points taken off where numbers differ and cannot be put in the other's place: a reviewer overlooks them."""

_CHOICE = 5
"""Most similar pairs among which penalties decide which one is drafted from."""

Answer = TypeVar("Answer")


class Memory:
    """The reviewed pairs of a project, as they were when it was opened.

    Safe for several threads; each process opens its own.
    """

    def __init__(
        self,
        store: Store,
        *,
        problems: tuple[str, ...] = (),
        renew: Callable[[], Store] | None = None,
        lock: Lock = nullcontext,
    ) -> None:
        self._store = store
        self._renew = renew
        self._lock = lock
        self._indexes: dict[Direction, SimilarIndex] = {}
        self._opening = RLock()
        self.problems = problems
        """Files that could not be read and are left out, one line each."""

    def search(
        self, text: str, *, source_language: str, target_language: str, limit: int = 5, min_match: float = 70
    ) -> list[Match]:
        """Return the `limit` pairs whose sources are most like `text`, best first, none below `min_match` percent.

        `min_match` and the choice look at rapidfuzz's `fuzz.ratio` of the texts; penalties lower `score` and reorder
        only what was chosen. A pair that stands in several posts comes once, from the one whose id comes last.
        """
        if limit < 1 or not text.strip():
            return []
        direction = (source_language, target_language)
        return self._steady(lambda: self._search(normal(text), direction, limit, min_match))

    def best(self, text: str, *, source_language: str, target_language: str, min_match: float) -> Match | None:
        """Return the pair to draft `text` from, its target with the digits of `text` where they correspond.

        An equal text first, then one equal but for digits that can be put in the other's place, then the most
        similar one; None where none reaches `min_match` percent. `source` is the text as it was stored.
        """
        if not text.strip():
            return None
        direction = (source_language, target_language)
        return self._steady(lambda: self._best(normal(text), direction, min_match))

    def best_of(
        self, texts: Iterable[str], *, source_language: str, target_language: str, min_match: float
    ) -> Mapping[str, Match]:
        """Return the pair to draft each text from, by text, as `best`; a text that nothing is like is left out.

        A text that comes several times is looked up once.
        """
        found = {}
        for text in dict.fromkeys(texts):
            match = self.best(
                text, source_language=source_language, target_language=target_language, min_match=min_match
            )
            if match is not None:
                found[text] = match
        return found

    def prepare(self) -> None:
        """Build the indexes that are due, so that processes which open the memory later find them built."""
        self._steady(lambda: [self._index(direction) for direction in self._store.directions(more_than=FEW)])

    def counts(self) -> dict[Direction, int]:
        """Return how many reviewed pairs there are, by source and target language."""
        return self._steady(lambda: self._store.counts())

    def close(self) -> None:
        """Close the database; the memory cannot be used any more."""
        self._store.close()

    def _search(self, text: str, direction: Direction, limit: int, min_match: float) -> list[Match]:
        exact = _distinct(self._store.exact(text, direction)) if min_match <= 100 else []
        chosen = [(100.0, found) for found in exact]
        if len(chosen) < limit and min_match < 100:
            chosen += self._similar(text, direction, limit, min_match)
        matches = [
            Match(ratio - _penalty(text, normal(found.source)), found.source, found.target, found.origin)
            for ratio, found in chosen[:limit]
        ]
        return sorted(matches, key=lambda match: -match.score)

    def _similar(self, text: str, direction: Direction, limit: int, min_match: float) -> list[tuple[float, Found]]:
        """Return pairs of texts like `text`, best first, of `limit` texts that are still in the database."""
        wanted = limit + 1  # the text itself may be among them
        while True:
            ranked = self._index(direction).search(text, limit=wanted, min_score=min_match)
            others = [(ratio, source) for ratio, source in ranked if source != text]
            alive = [(ratio, _distinct(self._store.exact(source, direction))) for ratio, source in others]
            chosen = [(ratio, found) for ratio, pairs in alive for found in pairs]
            if len(ranked) < wanted or sum(bool(pairs) for _, pairs in alive) >= limit:
                return chosen
            wanted *= 4

    def _best(self, text: str, direction: Direction, min_match: float) -> Match | None:
        exact = self._search(text, direction, 1, 100)
        if exact:
            return exact[0]
        same_but_digits = self._with_digits_of(text, direction, min_match)
        if same_but_digits is not None:
            return same_but_digits
        return next(iter(self._search(text, direction, _CHOICE, min_match)), None)

    def _with_digits_of(self, text: str, direction: Direction, min_match: float) -> Match | None:
        pairs = _distinct(self._store.equal_but_digits(text, direction))
        if not pairs:
            return None
        from rapidfuzz import fuzz

        best: Match | None = None
        for found in pairs:
            target = adapted(text, normal(found.source), found.target)
            ratio = fuzz.ratio(text, normal(found.source))
            if target is not None and ratio >= min_match and (best is None or ratio > best.score):
                best = Match(ratio, found.source, target, found.origin)
        return best

    def _index(self, direction: Direction) -> SimilarIndex:
        with self._opening:
            if direction not in self._indexes:
                self._indexes[direction] = open_index(self._store, direction, self._lock)
            return self._indexes[direction]

    def _steady(self, ask: Callable[[], Answer]) -> Answer:
        """Ask; where the database proves corrupt, have it built again and ask once more."""
        try:
            return ask()
        except sqlite3.DatabaseError:
            if self._renew is None:
                raise
            self._store.close()
            self._store, self._renew = self._renew(), None
            self._indexes.clear()
            return ask()


def _distinct(pairs: Iterable[Found]) -> list[Found]:
    """Return each translation once: those that most posts use first, then by the last post's id."""
    found = sorted(pairs, key=lambda pair: (pair.origin, pair.target), reverse=True)
    uses = Counter((normal(pair.source), pair.target) for pair in found)
    once: dict[tuple[str, str], Found] = {}
    for pair in found:
        once.setdefault((normal(pair.source), pair.target), pair)
    return [once[key] for key, _uses in sorted(uses.items(), key=lambda item: -item[1])]


def _penalty(text: str, source: str) -> float:
    return 0.0 if numbers_in(text) == numbers_in(source) else _OTHER_NUMBERS
