"""Which of many names were met: noted in eight bytes each time, and told from two bytes a name."""

from __future__ import annotations

from array import array

_PLACES = 16
"""Bits for each of the names that were met: of those that were not, one in sixteen seems to have been."""
_LEAST = 1 << 16
"""Bits for few names, which hardly ever are taken for others."""


class Marks:
    """Names that a run meets, some of them again and again. To note one must cost nothing: most runs never ask."""

    def __init__(self) -> None:
        self._hashes = array("q")
        self.add = self._hashes.append
        """Notes a name, by its hash."""

    def met(self) -> Met:
        """Return the names that were met until now."""
        return Met(self._hashes)


class Met:
    """A set of names that may take a name for another one: for what costs little when it is taken wrongly."""

    def __init__(self, hashes: array[int]) -> None:
        self._bits = bytearray((_LEAST + _PLACES * len(hashes)) >> 3)
        self._length = 0
        for number in hashes:
            place, bit = self._place(number)
            if not self._bits[place] & bit:
                self._bits[place] |= bit
                self._length += 1

    def __len__(self) -> int:
        """Return how many names were met, those left out that were taken for others."""
        return self._length

    def __contains__(self, name: str) -> bool:
        place, bit = self._place(hash(name))
        return bool(self._bits[place] & bit)

    def _place(self, number: int) -> tuple[int, int]:
        number %= len(self._bits) << 3
        return number >> 3, 1 << (number & 7)
