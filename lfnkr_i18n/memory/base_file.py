"""The base file: signatures and texts of one direction, sorted by length, mapped into memory by whoever searches.

It is written once under a name of its own and never changed; the database says which one counts. Little endian:

    header   4096 bytes: struct _HEADER, zeros
    texts    UTF-8, one after the other, in no order
    words    4 columns of n uint64: the signatures, a column a word
    bits     n uint16: how many bits of each are set
    offset   n uint64: where its text begins, from the texts' begin
    size     n uint32: its text's bytes
    start    longest + 2 uint64: the first row of each length (characters); rows are sorted by length

Each section begins at a multiple of 64.
"""

from __future__ import annotations

import contextlib
import mmap
import os
import struct
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import msgspec
import numpy as np

from lfnkr_i18n.hashes import blake2b
from lfnkr_i18n.memory.signatures import VERSION as SIGNATURES
from lfnkr_i18n.memory.signatures import WORDS, counted, signatures

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FORMAT = 1
_MAGIC = b"lfnkrTM\0"
_HEADER = struct.Struct("<8sII16sQQQQ16s")
"""Magic, format, version of signatures, token, rows, longest text, bytes of texts, bytes of the file, digest."""
_HEADER_SIZE = 4096


class Base(msgspec.Struct, frozen=True):
    """A base file, mapped."""

    words: NDArray[np.uint64]
    """The signatures: WORDS rows of a column for each text."""
    bits: NDArray[np.uint16]
    start: NDArray[np.uint64]
    _offset: NDArray[np.uint64]
    _size: NDArray[np.uint32]
    _map: mmap.mmap
    _bytes: NDArray[np.uint8]
    """The same as `_map`."""

    def __len__(self) -> int:
        return len(self.bits)

    def rows(self, low: int, high: float) -> tuple[int, int]:
        """Return the range of rows with texts of `low` to `high` characters."""
        last = len(self.start) - 1
        first = int(self.start[min(max(low, 0), last)])
        return first, max(first, int(self.start[int(min(high + 1, last))]))

    def texts(self, rows: NDArray[np.intp]) -> list[str]:
        """Return the texts of some rows."""
        begins = self._offset[rows].astype(np.intp) + _HEADER_SIZE
        ends = begins + self._size[rows]
        for places in (begins, ends - 1):
            self._bytes.take(places, mode="clip")  # waits for all of them together, the loop below for each by itself
        held = self._map
        return [
            held[begin:end].decode("utf-8", "replace")
            for begin, end in zip(begins.tolist(), ends.tolist(), strict=True)
        ]


def write_base(stream: BinaryIO, token: bytes, blocks: Iterable[Sequence[str]]) -> None:
    """Write a base file of the texts in `blocks`; `token` is 16 bytes that the database will know it by.

    A million texts take 42 MB and a block besides what is on the disk.
    """
    stream.write(bytes(_HEADER_SIZE))
    lengths, sizes, signed = [np.zeros(0, "<u4")], [np.zeros(0, "<u4")], [np.zeros((0, WORDS), "<u8")]
    for block in blocks:
        encoded = [text.encode("utf-8", "replace") for text in block]
        stream.writelines(encoded)
        lengths.append(np.fromiter(map(len, block), dtype="<u4", count=len(block)))
        sizes.append(np.fromiter(map(len, encoded), dtype="<u4", count=len(block)))
        signed.append(signatures(block))
    texts = stream.tell() - _HEADER_SIZE
    length, size, words = np.concatenate(lengths), np.concatenate(sizes), np.concatenate(signed)
    del lengths, sizes, signed
    order = np.argsort(length, kind="stable")
    offset = np.cumsum(size, dtype="<u8") - size
    longest = int(length.max(initial=0))
    start = np.searchsorted(length[order], np.arange(longest + 2), side="left").astype("<u8")
    columns = [words[:, word][order] for word in range(WORDS)]
    for section in (*columns, counted(words)[order].astype("<u2"), offset[order], size[order], start):
        _align(stream)
        stream.write(section.tobytes())
    _align(stream)
    _finish(stream, token, (len(length), longest, texts, stream.tell()))


def _align(stream: BinaryIO) -> None:
    stream.write(bytes(-stream.tell() % 64))


def _finish(stream: BinaryIO, token: bytes, numbers: tuple[int, int, int, int]) -> None:
    header = _HEADER.pack(_MAGIC, _FORMAT, SIGNATURES, token, *numbers, bytes(16))[:-16]
    stream.seek(0)
    stream.write(header + _digest(header))
    stream.flush()
    os.fsync(stream.fileno())


def _digest(header: bytes) -> bytes:
    return blake2b(header, digest_size=16).digest()


def open_base(path: Path, token: bytes) -> Base | None:
    """Return a base file, mapped; None where it is missing, cut short, of another version or another token."""
    try:
        with path.open("rb") as stream:
            held = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError):  # ValueError: an empty file
        return None
    base = _mapped(held, token)
    if base is None:
        held.close()
    return base


def _mapped(held: mmap.mmap, token: bytes) -> Base | None:
    if len(held) < _HEADER_SIZE:
        return None
    magic, form, version, own, rows, longest, texts, length, digest = _HEADER.unpack_from(held)
    expected = (_MAGIC, _FORMAT, SIGNATURES, token, len(held), _digest(held[: _HEADER.size - 16]))
    if (magic, form, version, own, length, digest) != expected:
        return None
    place = _aligned(_HEADER_SIZE + texts)
    column = _aligned(rows * 8)
    words = np.ndarray((WORDS, rows), "<u8", held, offset=place, strides=(column, 8))
    place += WORDS * column
    sections: list[NDArray[Any]] = []
    for dtype, count in (("<u2", rows), ("<u8", rows), ("<u4", rows), ("<u8", longest + 2)):
        section = np.frombuffer(held, dtype=dtype, count=count, offset=place)
        sections.append(section)
        place = _aligned(place + section.nbytes)
    bits, offset, size, start = sections
    return Base(words, bits, start, offset, size, held, np.frombuffer(held, np.uint8))


def _aligned(place: int) -> int:
    return place + -place % 64


def delete_others(folder: Path, keep: Iterable[str]) -> None:
    """Delete the base files that no longer count; one that a process still has open may stay (Windows) till later."""
    kept = {base_name(token) for token in keep}
    for path in folder.glob("memory-*.idx"):
        if path.name not in kept:
            with contextlib.suppress(OSError):
                path.unlink()


def base_name(token: str) -> str:
    """Return the name of the base file with a token."""
    return f"memory-{token}.idx"
