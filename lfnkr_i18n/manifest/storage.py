"""Manifests as files: MessagePack behind a checksum, written whole; one that is damaged is as good as none."""

from __future__ import annotations

import contextlib
import gc
import os
from collections.abc import Iterable
from pathlib import Path, PurePath
from typing import Any

import msgspec

from lfnkr_i18n.files import digest
from lfnkr_i18n.hashes import blake2b
from lfnkr_i18n.temporary import temporary_path

_CHECKSUM = 16
"""Bytes before the content, of its digest."""


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


def store(path: Path, pieces: Iterable[bytes], *, tmp: Path) -> None:
    """Write a manifest, whole or not at all; `pieces` are the bytes of one value. Raises OSError.

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
