"""Similar texts in a base file: signatures are compared with all texts of a fitting length, the best few exactly.

At 70 % likeness no exact filter is left (two texts of n characters may share no trigram), so the search may miss: the
tests and `benchmarks/memory.py` count how seldom. The score is rapidfuzz's `fuzz.ratio`, as everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from lfnkr_i18n.memory.base_file import Base
from lfnkr_i18n.memory.scan import Scan, Wanted
from lfnkr_i18n.memory.signatures import signatures
from lfnkr_i18n.memory.similar import possible_lengths

if TYPE_CHECKING:
    from numpy.typing import NDArray

_TOGETHER = 64
"""Texts searched in one pass over the base."""

_LEAST = 0.15
"""Half the Dice coefficient of two signatures below which a text is not compared at scores from 70 on."""

_INNER = (0.87, 1.15)
"""Lengths, as parts of the text's own, that are searched first: a good match there shrinks what is left."""

_NEAR = 6
"""Points: where one of the texts just compared comes so near the best, those after it are compared too.

So a good match that stands alone is found at once, and the best of thousands that are nearly alike is looked for. On
seeds that nobody tuned on, of 972 best matches among a million English sentences 4 were missed, the best of them of
76 %, and of 944 Japanese ones none.
"""

_MOST = 12
"""How many times as many texts as at first are compared at most."""

_PART = 16
"""Of the texts of a length, one in so many is compared at most: among fewer, the best stands further up."""

Lengths = tuple[int, float]


class _Search(msgspec.Struct):
    """The search for one text: what was found so far."""

    text: str
    signed: NDArray[np.uint64]
    limit: int
    min_score: float
    best: list[tuple[float, str]] = msgspec.field(default_factory=list)

    @property
    def least(self) -> float:
        """The score that another text must reach."""
        return self.best[self.limit - 1][0] if len(self.best) >= self.limit else self.min_score

    @property
    def top(self) -> float:
        """The score of the best, or the one that it must reach."""
        return self.best[0][0] if self.best else self.min_score

    @property
    def first(self) -> int:
        """How many texts of about its length are compared in any case: fewer long ones, since each takes longer."""
        return max(min(max(150_000 // max(len(self.text), 1), 96), 1_024), 4 * self.limit)

    def inner(self) -> Lengths:
        low, high = possible_lengths(len(self.text), self.min_score)
        return max(low, int(len(self.text) * _INNER[0])), min(high, int(len(self.text) * _INNER[1]) + 1)

    def below(self) -> Lengths:
        return possible_lengths(len(self.text), self.least)[0], self.inner()[0] - 1

    def above(self) -> Lengths:
        return int(self.inner()[1]) + 1, possible_lengths(len(self.text), self.least)[1]

    def compare(self, texts: Sequence[str]) -> bool:
        """Take the best of some more texts; return whether another of them comes near the best of all."""
        from rapidfuzz import fuzz, process

        found = process.extract(
            self.text,
            texts,
            scorer=fuzz.ratio,
            processor=None,
            limit=self.limit + 1,
            score_cutoff=max(min(self.least, self.top - _NEAR), 0),
        )
        ranked = [(score, text) for text, score, _ in found]
        better = [one for one in ranked if one[0] >= self.least]
        self.best = sorted(self.best + better, key=by_likeness)[: self.limit]
        return any(one[0] >= self.top - _NEAR for one in ranked if one not in self.best[:1])


_BANDS: tuple[tuple[Callable[[_Search], Lengths], int], ...] = (
    (_Search.inner, 1),
    (_Search.below, 8),
    (_Search.above, 8),
)
"""The lengths to search, one after the other, and by how much fewer texts of them are compared."""


class SignedTexts:
    """The texts of a base file, searched by likeness. Safe for several threads."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self._scan = Scan(base)

    def __len__(self) -> int:
        return len(self._base)

    def search(self, text: str, *, limit: int, min_score: float) -> list[tuple[float, str]]:
        """Return the `limit` texts most like `text` that score at least `min_score`, best first."""
        return self.search_all([text], limit=limit, least=[min_score])[0]

    def search_all(self, texts: Sequence[str], *, limit: int, least: Sequence[float]) -> list[list[tuple[float, str]]]:
        """Return for each text the `limit` texts most like it that score at least what `least` says of it, best first.

        Texts of one length share the work of going over the base.
        """
        several = [
            _Search(text, signed, limit, score)
            for text, signed, score in zip(texts, signatures(texts), least, strict=True)
        ]
        by_length = sorted(several, key=lambda search: len(search.text))
        for start in range(0, len(by_length), _TOGETHER):
            self._search(by_length[start : start + _TOGETHER])
        return [search.best for search in several]

    def _search(self, several: Sequence[_Search]) -> None:
        for lengths, part in _BANDS:
            wanted = [self._wanted(search, lengths(search), search.first // part) for search in several]
            for search, rows in zip(several, self._scan.most_alike(wanted), strict=True):
                self._compare(search, rows, search.first // part)

    def _wanted(self, search: _Search, lengths: Lengths, first: int) -> Wanted:
        """Return what rows of some lengths a text may be compared with."""
        start, end = self._base.rows(*lengths)
        kept = max(min(first * _MOST, (end - start) // _PART), 2 * first)
        return Wanted(search.signed, start, end, kept, floor=_LEAST if search.least >= 70 else 0.0)

    def _compare(self, search: _Search, rows: NDArray[np.intp], first: int) -> None:
        """Compare rows with a text, the likest first, twice as many each time, until none of them comes near."""
        start, end = 0, first
        while start < len(rows) and search.compare(self._base.texts(rows[start:end])):
            start, end = end, 2 * end


def by_likeness(found: tuple[float, str]) -> tuple[float, int, str]:
    """Sort the best first, equals in one order."""
    return -found[0], len(found[1]), found[1]
