"""Go over the signatures of a base file, for several texts in one pass, and give the rows that are most like each.

Blocks of rows are small enough for the processor's second cache, so that only the first of several texts waits for
the memory. What is likest is told from a sample of the rows; only rows above that are looked at closer.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from lfnkr_i18n.memory.base_file import Base
from lfnkr_i18n.memory.signatures import BITS, WORDS

if TYPE_CHECKING:
    from numpy.typing import NDArray

_BLOCK = 32_768
"""Rows compared at a time: what is computed of them stays in the caches, and the calls are few enough."""

_STEP = 64
"""Every so many rows one belongs to the sample."""


@dataclass(slots=True)
class Wanted:
    """What is looked for: the `kept` rows from `first` to before `last` that are most like a signature.

    Likeness is half the Dice coefficient of two signatures: bits in both by the sum of the bits of each. Rows under
    `floor` are left out where there are more than `kept`.
    """

    signed: NDArray[np.uint64]
    first: int
    last: int
    kept: int
    floor: float
    bits: int = field(init=False)
    """How many bits the signature has; at least 1."""
    enough: float = 0.0
    """The likeness that a row needs: that of about the `kept` likest, as the sample has it."""
    rows: list[NDArray[np.intp]] = field(default_factory=list)
    likeness: list[NDArray[np.float32]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.bits = max(1, int(np.bitwise_count(self.signed).sum()))

    @property
    def found(self) -> int:
        """How many rows were found."""
        return sum(map(len, self.rows))

    def likest(self) -> NDArray[np.intp]:
        """Return the `kept` likest rows of those found, the likest first."""
        if not self.rows:
            return np.empty(0, np.intp)
        rows, likeness = np.concatenate(self.rows), np.concatenate(self.likeness)
        unlike = ((0.5 - likeness) * 131_070).astype(np.uint16)  # 16 bits are sorted ten times as fast as 32
        return rows[np.argsort(unlike, kind="stable")[: self.kept]]


class _Scratch(threading.local):
    """A thread's working memory: asking the system for it anew takes as long as the work."""

    def __init__(self) -> None:
        self.words = np.empty((WORDS, _BLOCK), np.uint64)
        self.counts = np.empty((WORDS, _BLOCK), np.uint8)
        self.shared = np.empty(_BLOCK, np.float32)
        self.needed = np.empty(_BLOCK, np.float32)
        self.alike = np.empty(_BLOCK, np.bool_)
        self.small, self.large = np.empty(_BLOCK, np.uint8), np.empty(_BLOCK, np.uint16)


_scratch = _Scratch()


class Scan:
    """Goes over a base file. Safe for several threads."""

    def __init__(self, base: Base) -> None:
        self._base = base

    def most_alike(self, several: Sequence[Wanted]) -> list[NDArray[np.intp]]:
        """Return the rows wanted, each text's likest first; all of them where there are no more."""
        for wanted in several:
            if wanted.last - wanted.first > wanted.kept:
                wanted.enough = max(self._enough(wanted), wanted.floor)
        self._go_over(several)
        few = [wanted for wanted in several if wanted.enough > wanted.floor and wanted.found < wanted.kept]
        for wanted in few:  # the sample was not like the rest
            wanted.enough, wanted.rows, wanted.likeness = wanted.floor, [], []
        self._go_over(few)
        return [wanted.likest() for wanted in several]

    @cached_property
    def _sample(self) -> tuple[NDArray[np.uint64], NDArray[np.float32]]:
        """Signatures of every so many rows, and their bits."""
        return self._base.words[:, ::_STEP].copy(), self._base.bits[::_STEP].astype(np.float32)

    def _enough(self, wanted: Wanted) -> float:
        """Return a likeness that somewhat more than `kept` rows have."""
        words, bits = self._sample
        first, last = -(-wanted.first // _STEP), -(-wanted.last // _STEP)
        expected = wanted.kept // _STEP + 1
        place = last - first - 1 - expected - 3 * math.isqrt(expected) - 1  # three standard deviations more
        if place <= 0:
            return 0.0
        shared = np.bitwise_count(words[:, first:last] & wanted.signed[:, None]).sum(axis=0, dtype=np.float32)
        return float(np.partition(shared / (bits[first:last] + wanted.bits), place)[place])

    def _go_over(self, several: Sequence[Wanted]) -> None:
        """Look at every row that is wanted, block by block."""
        if not several:
            return
        first, last = min(wanted.first for wanted in several), max(wanted.last for wanted in several)
        for start in range(first, last, _BLOCK):
            end = min(start + _BLOCK, last)
            here = [wanted for wanted in several if wanted.first < end and wanted.last > start]
            if not here:
                continue
            bits = self._base.bits[start:end].astype(np.float32)
            for wanted in here:
                low, high = max(start, wanted.first), min(end, wanted.last)
                self._look(wanted, low, high, bits[low - start : high - start])

    def _look(self, wanted: Wanted, first: int, last: int, bits: NDArray[np.float32]) -> None:
        """Keep the rows from `first` to before `last`, which have so many bits, that are like enough."""
        size, own = last - first, np.float32(wanted.bits)
        scratch = _scratch
        words, counts = scratch.words[:, :size], scratch.counts[:, :size]
        np.bitwise_and(self._base.words[:, first:last], wanted.signed[:, None], out=words)
        np.bitwise_count(words, out=counts)
        sums = (scratch.small if wanted.bits < BITS else scratch.large)[:size]  # a byte holds 255
        np.add.reduce(counts, axis=0, dtype=sums.dtype, out=sums)
        shared, needed, enough = scratch.shared[:size], scratch.needed[:size], np.float32(wanted.enough)
        np.copyto(shared, sums)
        np.multiply(bits, enough, out=needed)
        np.add(needed, enough * own, out=needed)
        (rows,) = np.greater_equal(shared, needed, out=scratch.alike[:size]).nonzero()
        if len(rows):
            wanted.rows.append(rows + first)
            wanted.likeness.append(shared[rows] / (bits[rows] + own))
