"""Which of many names were met, in two bytes a name."""

from __future__ import annotations

_PLACES = 16
"""Bits for each of the names that are expected: of those that were not met, one in sixteen seems to have been."""
_LEAST = 1 << 16
"""Bits for few names, which hardly ever are taken for others."""


class Marks:
    """A set of names that may take a name for another one: for what costs little when it is taken wrongly."""

    def __init__(self, expected: int) -> None:
        """Make room for as many names as are expected; of far more, most are taken for others."""
        self._bits = bytearray((_LEAST + _PLACES * expected) >> 3)
        self._length = 0

    def __len__(self) -> int:
        """Return how many names were met, those left out that were taken for others."""
        return self._length

    def __contains__(self, name: str) -> bool:
        place, bit = self._place(name)
        return bool(self._bits[place] & bit)

    def add(self, name: str) -> None:
        """Mark a name as met."""
        place, bit = self._place(name)
        if not self._bits[place] & bit:
            self._bits[place] |= bit
            self._length += 1

    def _place(self, name: str) -> tuple[int, int]:
        number = hash(name) % (len(self._bits) << 3)
        return number >> 3, 1 << (number & 7)
