"""Similar texts in a base file: signatures are compared with all texts of a fitting length, the best few exactly.

At 70 % likeness no exact filter is left (two texts of n characters may share no trigram), so the search may miss: the
tests and `benchmarks/memory.py` count how seldom. The score is rapidfuzz's `fuzz.ratio`, as everywhere.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import numpy as np

from lfnkr_i18n.memory.base_file import Base
from lfnkr_i18n.memory.signatures import WORDS, signatures
from lfnkr_i18n.memory.similar import possible_lengths

if TYPE_CHECKING:
    from numpy.typing import NDArray

_CHUNK = 32_768
"""Rows compared at a time: what fits into the processor's second cache."""

_SAMPLE = 4_096
_LEAST = 0.15
"""Half the Dice coefficient of two signatures below which a text is not compared at scores from 70 on."""

_INNER = (0.87, 1.15)
"""Lengths, as parts of the text's own, that are searched first: a good match there shrinks what is left."""


class _Scratch(threading.local):
    """A thread's working memory: a search of a million rows needs 4 MB, and asking the system for them takes 1 ms."""

    def __init__(self) -> None:
        self.word = np.empty(_CHUNK, np.uint64)
        self.bits = np.empty(_CHUNK, np.uint8)
        self.shared = np.empty(_CHUNK, np.uint16)
        self.likeness = np.empty(0, np.float32)

    def likeness_of(self, rows: int) -> NDArray[np.float32]:
        if len(self.likeness) < rows:
            self.likeness = np.empty(rows, np.float32)
        return self.likeness[:rows]


_scratch = _Scratch()


class SignedTexts:
    """The texts of a base file, searched by likeness. Safe for several threads."""

    def __init__(self, base: Base) -> None:
        self._base = base

    def __len__(self) -> int:
        return len(self._base)

    def search(self, text: str, *, limit: int, min_score: float) -> list[tuple[float, str]]:
        """Return the `limit` texts most like `text` that score at least `min_score`, best first."""
        size = len(text)
        low, high = possible_lengths(size, min_score)
        inner = max(low, int(size * _INNER[0])), min(high, int(size * _INNER[1]) + 1)
        signed = signatures([text])[0]
        kept = _kept(size, limit, min_score)
        best = self._band(text, signed, inner, kept, limit, min_score)
        for outer in ("below", "above"):
            least = best[limit - 1][0] if len(best) >= limit else min_score
            low, high = possible_lengths(size, least)
            band = (low, inner[0] - 1) if outer == "below" else (int(inner[1]) + 1, high)
            best = sorted(best + self._band(text, signed, band, kept // 2, limit, least), key=by_likeness)[:limit]
        return best

    def _band(
        self, text: str, signed: NDArray[np.uint64], lengths: tuple[int, float], kept: int, limit: int, least: float
    ) -> list[tuple[float, str]]:
        """Search the texts of some lengths."""
        from rapidfuzz import fuzz, process

        first, last = self._base.rows(*lengths)
        if first >= last:
            return []
        rows = self._candidates(signed, first, last, kept, floor=_LEAST if least >= 70 else 0.0)
        texts = self._base.texts(rows)
        found = process.extract(text, texts, scorer=fuzz.ratio, processor=None, limit=limit, score_cutoff=least)
        return sorted(((score, candidate) for candidate, score, _ in found), key=by_likeness)

    def _candidates(
        self, signed: NDArray[np.uint64], first: int, last: int, kept: int, *, floor: float
    ) -> NDArray[np.intp]:
        """Return the `kept` rows whose signatures are most like `signed`, all where there are no more."""
        if last - first <= kept:
            return np.arange(first, last)
        likeness = self._likeness(signed, first, last)
        step = max(1, len(likeness) // _SAMPLE)
        sample = likeness[::step]
        place = max(0, len(sample) - 1 - 2 * (kept // step + 1))
        enough = max(float(np.partition(sample, place)[place]), floor)
        rows = np.flatnonzero(likeness >= enough)
        if len(rows) < kept and enough > floor:  # the sample was not like the rest
            rows = np.flatnonzero(likeness >= floor)
        if len(rows) > kept:
            rows = rows[np.argpartition(likeness[rows], len(rows) - kept)[-kept:]]
        return rows[np.argsort(-likeness[rows], kind="stable")] + first

    def _likeness(self, signed: NDArray[np.uint64], first: int, last: int) -> NDArray[np.float32]:
        """Return half the Dice coefficient of `signed` and each row: bits in both by the sum of the bits of each."""
        base, scratch = self._base, _scratch
        likeness = scratch.likeness_of(last - first)
        own = max(1, int(np.bitwise_count(signed).sum()))
        for start in range(first, last, _CHUNK):
            end = min(start + _CHUNK, last)
            word, bits, shared = (space[: end - start] for space in (scratch.word, scratch.bits, scratch.shared))
            shared.fill(0)
            for column in range(WORDS):
                np.bitwise_and(base.words[column][start:end], signed[column], out=word)
                np.bitwise_count(word, out=bits)
                np.add(shared, bits, out=shared)
            np.divide(shared, base.bits[start:end] + np.uint16(own), out=likeness[start - first : end - first])
        return likeness


def by_likeness(found: tuple[float, str]) -> tuple[float, int, str]:
    """Sort the best first, equals in one order."""
    return -found[0], len(found[1]), found[1]


def _kept(size: int, limit: int, min_score: float) -> int:
    """Return how many texts are compared exactly: more short ones, since they cost less and are more alike."""
    kept = min(max(60_000 // max(size, 1), 96), 768)
    return max(kept if min_score >= 70 else kept * 4, 4 * limit)
