"""What is said in more than one way, found among millions of sayings in eight bytes each.

A saying is two numbers of 64 bits: what is said, and how. Those of which enough bits are the same count as the same, so
of what is found a few things may be said in one way after all; whoever asks looks at the ways themselves.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable

_PARTS = 256
"""Parts that are looked at one after the other: as Python's numbers, all at once would take ten times as much."""
_WHAT = (1 << 44) - 1
"""The bits that tell what is said: 8 choose its part, 36 are kept."""
_HOW = (1 << 28) - 1
"""The bits that tell how: of two ways one is not seen in one of 270 million cases."""


class Sayings:
    """What was said, and how."""

    def __init__(self) -> None:
        self._parts = [array("Q") for _part in range(_PARTS)]

    def add(self, sayings: Iterable[tuple[int, int]]) -> None:
        """Take in what is said, and how."""
        parts = self._parts
        for what, how in sayings:
            parts[what & 255].append((what & _WHAT) >> 8 << 28 | how & _HOW)

    def contested(self) -> frozenset[int]:
        """Return the `shortened` numbers of what is said in more than one way."""
        found: set[int] = set()
        for number, part in enumerate(self._parts):
            ways = set(part)
            if len({way >> 28 for way in ways}) < len(ways):
                once: set[int] = set()
                for way in ways:
                    what = way >> 28
                    if what in once:
                        found.add(what << 8 | number)
                    once.add(what)
        return frozenset(found)


def shortened(what: int) -> int:
    """Return what is left of a number in `Sayings`."""
    return what & _WHAT
