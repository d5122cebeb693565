"""Look-up in the memory: what was translated before that is equal or similar to a text."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import nullcontext
from threading import RLock
from typing import TypeVar

from msgspec.structs import replace

from lfnkr_i18n.memory.digits import adapted, has_digits
from lfnkr_i18n.memory.index import FEW, Lock, SimilarIndex, open_index, rows_in_base
from lfnkr_i18n.memory.keys import normal
from lfnkr_i18n.memory.penalties import POINTS, differences
from lfnkr_i18n.memory.records import Context, Direction, DirectionStats, Found
from lfnkr_i18n.memory.store import Store
from lfnkr_i18n.model import Match

_CHOICE = 5
"""Most similar pairs among which penalties decide which one is drafted from."""

_LOOKED_AT = 20
"""Pairs of one translation whose neighbours are looked at."""

_ADAPTED = 20
"""Most similar pairs whose digits are tried to be put right: where these refuse, so do the thousands after them."""

_ANYWHERE = Context()
_BOTH = 2

_Chosen = tuple[float, Found]
"""How like a text a pair's source is, and the pair."""

Answer = TypeVar("Answer")

Reviewer = Callable[[str, str], str]
"""Who signed off a file's translations: its name and the digest of its content → a person; empty: nobody did."""


def _nobody(_file: str, _content: str) -> str:
    return ""


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
        reviewer: Reviewer = _nobody,
    ) -> None:
        self._store = store
        self._renew = renew
        self._lock = lock
        self._reviewer = reviewer
        self._indexes: dict[Direction, SimilarIndex] = {}
        self._opening = RLock()
        self.problems = problems
        """Files that could not be read and are left out, one line each."""

    def search(
        self,
        text: str,
        *,
        source_language: str,
        target_language: str,
        limit: int = 5,
        min_match: float = 70,
        context: Context = _ANYWHERE,
    ) -> list[Match]:
        """Return the `limit` pairs whose sources are most like `text`, best first, none below `min_match` percent.

        `min_match` and the choice look at rapidfuzz's `fuzz.ratio` of the texts; penalties lower `score` and reorder
        only what was chosen. A pair that stands in several posts comes once, from the one whose id comes last. Among
        equal texts those whose neighbours are `context`'s come first, then what most posts use.
        """
        if limit < 1 or not text.strip():
            return []
        direction, asked = (source_language, target_language), normal(text)
        return self._steady(lambda: self._search({asked: context}, direction, limit, min_match)[asked])

    def best(
        self, text: str, *, source_language: str, target_language: str, min_match: float, context: Context = _ANYWHERE
    ) -> Match | None:
        """Return the pair to draft `text` from, its target with the digits of `text` where they correspond.

        An equal text first, then one equal but for digits that can be put in the other's place, then the most
        similar one; None where none reaches `min_match` percent. `source` is the text as it was stored.
        """
        if not text.strip():
            return None
        found = self.best_of(
            [text],
            source_language=source_language,
            target_language=target_language,
            min_match=min_match,
            contexts={text: context},
        )
        return found.get(text)

    def best_of(
        self,
        texts: Iterable[str],
        *,
        source_language: str,
        target_language: str,
        min_match: float,
        contexts: Mapping[str, Context] | None = None,
    ) -> Mapping[str, Match]:
        """Return the pair to draft each text from, by text, as `best`; a text that nothing is like is left out.

        A text that comes several times is looked up once; texts of one length share the work, so ask for all at once.
        `contexts` says where texts stand, by text.
        """
        places = contexts or {}
        asked: dict[str, str] = {text: normal(text) for text in texts if text.strip()}
        wanted: dict[str, Context] = {}
        for text, form in asked.items():
            wanted.setdefault(form, places.get(text, _ANYWHERE))
        direction = (source_language, target_language)
        best = self._steady(lambda: self._best(wanted, direction, min_match))
        return {text: best[form] for text, form in asked.items() if form in best}

    def prepare(self) -> None:
        """Build the indexes that are due, so that processes which open the memory later find them built."""
        self._steady(lambda: [self._index(direction) for direction in self._store.directions(more_than=FEW)])

    def counts(self) -> dict[Direction, int]:
        """Return how many reviewed pairs there are, by source and target language."""
        found = self._steady(lambda: self._store.direction_stats())
        return {(row.source_language, row.target_language): row.pairs for row in found if row.pairs}

    def directions(self) -> list[DirectionStats]:
        """Return how much there is for each direction, by its languages."""
        return self._steady(self._directions)

    def sources(self) -> list[tuple[str, int, str]]:
        """Return the name of every file, how many pairs it has, and the program it comes from, by name."""
        return self._steady(lambda: self._store.sources())

    def close(self) -> None:
        """Close the database; the memory cannot be used any more."""
        self._store.close()

    def _directions(self) -> list[DirectionStats]:
        return [
            replace(found, indexed=rows_in_base(self._store, (found.source_language, found.target_language)))
            for found in self._store.direction_stats()
        ]

    def _search(
        self, asked: Mapping[str, Context], direction: Direction, limit: int, min_match: float
    ) -> dict[str, list[Match]]:
        """Return the matches of each text that stands in a context."""
        chosen: dict[str, list[_Chosen]] = {text: [] for text in asked}
        if min_match <= 100:
            for text, pairs in self._store.exact(asked, direction).items():
                chosen[text] = [(100.0, found) for found in self._distinct(pairs, asked[text])]
        if min_match < 100:
            left = {text: context for text, context in asked.items() if len(chosen[text]) < limit}
            for text, several in self._similar(left, direction, limit, min_match).items():
                chosen[text] += several
        return {
            text: sorted(
                (self._match(text, ratio, found, asked[text]) for ratio, found in several[:limit]),
                key=lambda match: -match.score,
            )
            for text, several in chosen.items()
        }

    def _similar(
        self, asked: Mapping[str, Context], direction: Direction, limit: int, min_match: float
    ) -> dict[str, list[_Chosen]]:
        """Return pairs of texts like each text, best first, of `limit` texts that are still in the database."""
        chosen: dict[str, list[_Chosen]] = {}
        wanted = limit + limit // 5  # some may be gone; the text itself, if among them, has pairs already
        while left := [text for text in asked if text not in chosen]:
            ranked = self._index(direction).search_all(left, limit=wanted, min_score=min_match)
            stored = self._store.exact({source for found in ranked for _, source in found}, direction)
            for text, found in zip(left, ranked, strict=True):
                alive = [(ratio, source, stored[source]) for ratio, source in found if stored[source]]
                others = [(ratio, several) for ratio, source, several in alive if source != text]
                pairs = [(ratio, pair) for ratio, several in others for pair in self._distinct(several, asked[text])]
                if len(found) < wanted or len(alive) >= limit or len(pairs) >= limit:
                    chosen[text] = pairs
            wanted *= 4
        return chosen

    def _match(self, text: str, ratio: float, found: Found, context: Context, *, target: str | None = None) -> Match:
        """Return a stored pair as a match: its score, and where it comes from."""
        source = normal(found.source)
        costs = differences(text, source, context=context.key, stored=found.context if context.key else None)
        if target is not None:  # its numbers were put right
            costs = tuple(name for name in costs if name != "numbers")
        return Match(
            max(ratio - sum(POINTS[name] for name in costs), 0.0),
            found.source,
            found.target if target is None else target,
            found.origin,
            ratio,
            costs,
            in_context=context != _ANYWHERE and source == text and self._beside(found, context) == _BOTH,
            date=found.date,
            translator=found.author,
            reviewer=self._reviewer(found.name, found.content),
            tool=found.tool,
        )

    def _beside(self, found: Found, context: Context) -> int:
        """Return how many of the segments beside a pair are those beside the text: 0 to _BOTH."""
        sides = ((-1, context.before), (1, context.after))
        return sum(text is not None and text == self._store.beside(found, step) for step, text in sides)

    def _best(self, asked: Mapping[str, Context], direction: Direction, min_match: float) -> dict[str, Match]:
        found = {text: several[0] for text, several in self._search(asked, direction, 1, 100).items() if several}
        left = {text: context for text, context in asked.items() if text not in found}
        found |= self._with_their_digits(left, direction, min_match)
        left = {text: context for text, context in left.items() if text not in found}
        similar = self._search(left, direction, _CHOICE, min_match)
        return found | {text: several[0] for text, several in similar.items() if several}

    def _with_their_digits(
        self, asked: Mapping[str, Context], direction: Direction, min_match: float
    ) -> dict[str, Match]:
        """Return the match of each text that is stored with other digits which can be put right."""
        stored = self._store.equal_but_digits(filter(has_digits, asked), direction)
        matches = {text: self._with_digits_of(text, pairs, min_match, asked[text]) for text, pairs in stored.items()}
        return {text: match for text, match in matches.items() if match is not None}

    def _with_digits_of(self, text: str, pairs: list[Found], min_match: float, context: Context) -> Match | None:
        """Return the most similar pair whose translation can have the digits of a text."""
        if not pairs:
            return None
        from rapidfuzz import fuzz

        ranked = [(fuzz.ratio(text, normal(found.source)), found) for found in self._distinct(pairs, context)]
        for ratio, found in sorted(ranked, key=lambda item: -item[0])[:_ADAPTED]:
            if ratio < min_match:
                return None
            target = adapted(text, normal(found.source), found.target)
            if target is not None:
                return self._match(text, ratio, found, context, target=target)
        return None

    def _distinct(self, pairs: Iterable[Found], context: Context) -> list[Found]:
        """Return each translation once: those in the same context first, then what most posts use, then the last.

        Of the pairs of one translation, the one in the same context stands for them, else that of the last post: what
        was imported comes after all posts.
        """
        pairs = list(pairs)
        if len(pairs) < 2:
            return pairs
        groups: dict[tuple[str, str], list[Found]] = defaultdict(list)
        for pair in sorted(pairs, key=lambda pair: (not pair.tool, pair.origin, pair.target), reverse=True):
            groups[normal(pair.source), pair.target].append(pair)
        chosen = [(0, group[0], len(group)) for group in groups.values()]
        if context.before is not None or context.after is not None:
            chosen = [self._in_place(group, context) for group in groups.values()]
        return [pair for _beside, pair, _uses in sorted(chosen, key=lambda item: (-item[0], -item[2]))]

    def _in_place(self, group: list[Found], context: Context) -> tuple[int, Found, int]:
        places = [self._beside(pair, context) for pair in group[:_LOOKED_AT]]
        return max(places), group[places.index(max(places))], len(group)

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
