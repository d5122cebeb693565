"""Reading of files that may be broken or made to do harm: a bounded number of small reads, never beyond an end."""

from __future__ import annotations

import os
import zlib
from io import BytesIO
from typing import BinaryIO, Literal

Order = Literal["big", "little"]
"""Which byte of a number comes first."""

MOST = 4 << 20
"""Bytes that one piece of metadata may have; XMP with its own pictures inside may reach a megabyte."""
_WORK = 200_000
"""Steps that a file is worth: reads, directory entries, 100 bytes of metadata. They take a second at most; a picture of
100 MB in pieces of 8 KB needs 26,000."""


class BrokenError(Exception):
    """A file ends too early, or holds more than any picture does."""


class Effort:
    """What is left of the work that a file is worth, for all who read in it."""

    def __init__(self) -> None:
        self._left = _WORK

    def spend(self, steps: int) -> None:
        """Count steps. Raises BrokenError where they are too many."""
        self._left -= steps
        if self._left < 0:
            raise BrokenError


class Reader:
    """A file, or a piece of one, read in small parts."""

    def __init__(self, stream: BinaryIO, effort: Effort) -> None:
        self._stream, self.effort = stream, effort
        self.end = stream.seek(0, os.SEEK_END)
        """Its size in bytes."""
        self.place = 0
        """Where the next part begins."""

    def of(self, data: bytes) -> Reader:
        """Return a reader of a piece, which counts as work on the same file."""
        return Reader(BytesIO(data), self.effort)

    def take(self, size: int) -> bytes:
        """Return the next bytes. Raises BrokenError where there are fewer, or they are too many."""
        if not 0 <= size <= min(MOST, self.end - self.place):
            raise BrokenError
        self.effort.spend(1)
        self._stream.seek(self.place)
        data = self._stream.read(size)
        if len(data) != size:  # somebody cut the file short meanwhile
            raise BrokenError
        self.place += size
        return data

    def at(self, place: int, size: int) -> bytes:
        """Return the bytes at a place, counted from 0."""
        self.place = place
        return self.take(size)

    def skip(self, size: int) -> None:
        """Go on behind the next bytes. Raises BrokenError where there are fewer."""
        if not 0 <= size <= self.end - self.place:
            raise BrokenError
        self.place += size

    def number(self, size: int, order: Order = "big") -> int:
        """Return the next bytes as a number that is not negative."""
        return int.from_bytes(self.take(size), order)

    def find(self, wanted: bytes) -> bool:
        """Go to where some bytes stand next; tell whether they do."""
        while self.place < self.end:
            data = self.take(min(1 << 20, self.end - self.place))
            found = data.find(wanted)
            if found >= 0:
                self.place -= len(data) - found
                return True
            if self.place < self.end:
                self.place -= len(wanted) - 1
        return False

    def unpacked(self, data: bytes) -> bytes:
        """Return what zlib packed. Raises BrokenError for what is not packed, cut short, or grows without measure."""
        unpacking = zlib.decompressobj()
        try:
            text = unpacking.decompress(data, MOST)
        except zlib.error:
            raise BrokenError from None
        self.effort.spend(len(text) // 100)
        if not unpacking.eof:
            raise BrokenError
        return text


def parts_of(data: bytes, size: int) -> list[bytes]:
    """Return the whole parts of a size that data consist of."""
    return [data[place : place + size] for place in range(0, len(data) - size + 1, size)]
