"""The records of a ledger, held as its bytes: those of a post are values while somebody looks at them.

A ledger grows for years, and a run asks for the records of one post after the other.
"""

from __future__ import annotations

import contextlib
import errno
import os
from array import array
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Generic

import msgspec

from lfnkr_i18n.errors import FileError
from lfnkr_i18n.publishing.ledger import Record, encode, line_at, ordered
from lfnkr_i18n.temporary import Scratch, Slot

Key = tuple[str, str]
"""A post and a language."""

HELD = 1 << 16
"""Bytes of lines that a run adds which are held in memory; more lie on the disk, too."""
_BITS = 32
"""Bits of a line's place: a ledger of four gigabytes fits into no memory."""


class Places:
    """Where the lines are that are about something, in eight bytes each; among them may be some about something else.

    Python's own hashes tell one thing from another.
    """

    def __init__(self) -> None:
        self._found = array("Q")
        self._asked = False  # from the first question on they are in order

    def add(self, about: object, place: int) -> None:
        """Take in a line."""
        found = _hash(about) << _BITS | place
        if self._asked:
            insort(self._found, found)
        else:
            self._found.append(found)

    def of(self, about: object) -> Iterator[int]:
        """Yield the places of lines, the first one first."""
        if not self._asked:
            self._found, self._asked = array("Q", sorted(self._found)), True
        number = _hash(about)
        for position in range(bisect_left(self._found, number << _BITS), len(self._found)):
            found = self._found[position]
            if found >> _BITS != number:
                return
            yield found & ((1 << _BITS) - 1)

    def all(self) -> Iterator[int]:
        """Yield every place, in no order."""
        return (found & ((1 << _BITS) - 1) for found in self._found)


def _hash(about: object) -> int:
    return hash(about) & 0xFFFFFFFF


class _Added:
    """Lines that a run adds to a ledger, one behind the other."""

    def __init__(self, folder: Path | None) -> None:
        """Many of them lie in a file without a name in `folder`: what the ledger's own file holds others may change."""
        self._folder, self._scratch = folder, Scratch(folder or Path())
        self._begin, self._last = 0, bytearray()
        self._begins, self._pieces = array("Q"), list[bytes | Slot]()
        self._read: tuple[int, bytes] = -1, b""  # lines are asked for in the order in which they came

    def __len__(self) -> int:
        return self._begin + len(self._last)

    def add(self, line: bytes) -> None:
        """Take in a line."""
        if self._folder is not None and len(self._last) > HELD:
            self._lay_down(bytes(self._last))
        self._last += line + b"\n"

    def _lay_down(self, data: bytes) -> None:
        piece: bytes | Slot = data
        with contextlib.suppress(OSError):  # no place to write: memory holds it
            piece = self._scratch.put(data)
        self._begins.append(self._begin)
        self._pieces.append(piece)
        self._begin, self._last = self._begin + len(data), bytearray()

    def line(self, place: int) -> bytes:
        """Return the line that begins at a place. Raises FileError where the disk does not give it back."""
        if place >= self._begin:
            return line_at(self._last, place - self._begin)
        number = bisect_right(self._begins, place) - 1
        if self._read[0] != number:
            self._read = number, self._piece(self._pieces[number])
        return line_at(self._read[1], place - self._begins[number])

    def _piece(self, piece: bytes | Slot) -> bytes:
        if isinstance(piece, bytes):
            return piece
        data = self._scratch.read(piece)
        if len(data) < piece.size:
            raise FileError(os.strerror(errno.EIO), path=(self._folder or Path()).name)
        return data


class _Head(msgspec.Struct):
    post: str
    language: str


class Records(Generic[Record]):
    """The records of one ledger; grows as we add to it."""

    def __init__(
        self,
        kind: type[Record],
        data: bytes = b"",
        placed: Iterable[tuple[int, Record]] = (),
        *,
        scratch: Path | None = None,
    ) -> None:
        """Take over a ledger's bytes, with the records in it and where their lines begin (`ledger.placed`).

        `scratch` is a folder where much of what is added may lie; without one memory holds it.
        """
        self._decode, self._data, self._added = msgspec.json.Decoder(kind).decode, data, _Added(scratch)
        self._places = Places()
        self._last: tuple[str, list[Record]] | None = None
        for place, record in placed:
            self._index(place, record)

    def _index(self, place: int, record: Record) -> None:
        self._places.add(record.post, place)
        self._last = None

    def add(self, record: Record) -> None:
        """Take in a record."""
        place = len(self._data) + len(self._added)
        self._added.add(encode(record).encode())
        self._index(place, record)

    def records_of(self, post: str, language: str) -> list[Record]:
        """Return the records of a post in a language, each once, the oldest first."""
        own = [record for record in self._of_post(post) if record.language == language]
        return own if len(own) < 2 else ordered(own)

    def languages_of(self, post: str) -> set[str]:
        """Return the languages in which anything is recorded of a post."""
        return {record.language for record in self._of_post(post)}

    def _of_post(self, post: str) -> list[Record]:
        """Return the records of a post: steps go from post to post, and ask several times of each."""
        if self._last is None or self._last[0] != post:
            found = (self._decode(self._line(place)) for place in self._places.of(post))
            self._last = post, [record for record in found if record.post == post]
        return self._last[1]

    @property
    def keys(self) -> list[Key]:
        """Every (post, language) that anything is recorded of, in order."""
        return sorted(set(self.each_key()))

    def each_key(self) -> Iterator[Key]:
        """Yield the (post, language) of every record; one may come again."""
        decode = msgspec.json.Decoder(_Head).decode
        for place in self._places.all():
            head = decode(self._line(place))
            yield head.post, head.language

    def _line(self, place: int) -> bytes:
        start = place - len(self._data)
        return line_at(self._data, place) if start < 0 else self._added.line(start)
