"""Manifests as files: bytes behind a checksum, written whole; one that is damaged is as good as none.

Small ones are one value and are read whole (`load`); of large ones parts are read when they are asked for (`Shelf`).
"""

from __future__ import annotations

import contextlib
import gc
import os
from collections.abc import Iterable
from io import FileIO
from pathlib import Path, PurePath
from typing import Any

import msgspec

from lfnkr_i18n.files import digest
from lfnkr_i18n.hashes import blake2b
from lfnkr_i18n.temporary import temporary_path

_CHECKSUM = 16
"""Bytes before the content, of its digest."""
_BLOCK = 1 << 16
"""Bytes that are verified at a time."""


def load(path: Path, kind: Any) -> Any | None:
    """Return what a manifest holds, None where it is missing, damaged or of another make."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    content = memoryview(data)[_CHECKSUM:]
    if _checksum(content) != data[:_CHECKSUM]:
        return None
    # Only containers are made, and all of them stay: collecting would look through them again and again.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return msgspec.msgpack.decode(content, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    finally:
        if collecting:
            gc.enable()


class Shelf:
    """A manifest that stays on the disk, open until nobody needs it: one that takes its place meanwhile is another."""

    def __init__(self, stream: FileIO, size: int) -> None:
        """`stream` is verified, `size` how many bytes there are behind its checksum."""
        self._stream, self.size = stream, size

    def read(self, start: int, size: int) -> bytes:
        """Return bytes behind the checksum; fewer, or none, where they cannot be read any more."""
        try:
            self._stream.seek(_CHECKSUM + start)
            return self._stream.read(size)
        except (OSError, ValueError):
            return b""

    def close(self) -> None:
        """Let go of the file, which some systems do not replace before."""
        self._stream.close()

    def __del__(self) -> None:
        self.close()


def open_shelf(path: Path) -> Shelf | None:
    """Return a manifest, verified to its end; None where it is missing or damaged."""
    try:
        stream = FileIO(path)
    except OSError:
        return None
    shelf = Shelf(stream, 0)
    block = memoryview(bytearray(_BLOCK))
    checksum = blake2b(digest_size=_CHECKSUM)
    try:
        expected = stream.read(_CHECKSUM)
        while size := stream.readinto(block):
            checksum.update(block[:size])
            shelf.size += size
    except OSError:
        return None
    return shelf if checksum.digest() == expected else None


def store(path: Path, pieces: Iterable[bytes], *, tmp: Path) -> None:
    """Write a manifest, whole or not at all; `pieces` are its bytes. Raises OSError.

    It is not flushed to the disk: after a power cut the checksum says what is left of it.
    """
    checksum = blake2b(digest_size=_CHECKSUM)
    temporary = temporary_path(tmp)
    try:
        for folder in (tmp, path.parent):
            folder.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as stream:
            stream.write(bytes(_CHECKSUM))
            for piece in pieces:
                checksum.update(piece)
                stream.write(piece)
            stream.seek(0)
            stream.write(checksum.digest())
        temporary.replace(path)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def encoded(content: object) -> bytes:
    """Return the bytes of a value, the same for the same value."""
    return msgspec.msgpack.encode(content, enc_hook=_path, order="deterministic")


def _path(value: object) -> str:
    if isinstance(value, PurePath):
        return os.fspath(value)
    raise NotImplementedError(type(value).__name__)


def _checksum(data: bytes | memoryview) -> bytes:
    return bytes.fromhex(digest(data))
