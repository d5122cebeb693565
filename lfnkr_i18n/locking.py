"""Locks between processes, and threads: each has a name, and is a byte of one file, or a file that stays where it is.

On Linux a lock is a byte of a file that all share, since to make a file for each catalog takes as long as to write the
catalog. It belongs to whoever opened the file (an open file description lock): so threads keep each other out, and
whoever closes the file frees nothing but their own. Elsewhere each lock has a file of its own, for flock(2). filelock
stands in where the system or the disk has neither: its import (60 ms) and its 0.2 ms a lock are more than a small
catalog takes.
"""

from __future__ import annotations

import errno
import os
import struct
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from lfnkr_i18n.hashes import blake2b

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]  # asked for before it is used

_PAUSE = 0.02
"""Seconds between two looks whether a lock is free."""
_CANNOT = frozenset({errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOLCK, errno.EINVAL})
_SHARED = "all.lock"
"""The file whose bytes are locks."""

_Change = Callable[[int], None]
"""Locks an open file, or frees it, without waiting; BlockingIOError where somebody else holds it."""


def acquire(folder: Path, name: str, *, wait: float) -> Callable[[], None]:
    """Take a lock of a folder by its name, and return what releases it.

    Raises TimeoutError after `wait` seconds, OSError where its file cannot be opened.
    """
    limit = time.monotonic() + wait
    key = blake2b(name.encode(), digest_size=16).digest()
    own = folder / f"{key.hex()}.lock"
    for path, hold, free in _ways(folder / _SHARED, own, key):
        try:
            return partial(_release, _held(path, hold, limit), free)
        except OSError as error:
            if error.errno not in _CANNOT:
                raise
    return _by_filelock(own, wait)


def _ways(shared: Path, own: Path, key: bytes) -> Iterator[tuple[Path, _Change, _Change]]:
    """Yield the ways in which this system may lock, the best one first: a file, what locks it, what frees it."""
    if fcntl is not None and sys.platform == "linux":
        byte = int.from_bytes(key[:8], "big") >> 2  # of 2**62: a file has twice as many
        yield shared, partial(_byte, fcntl.F_WRLCK, byte), partial(_byte, fcntl.F_UNLCK, byte)
    if fcntl is not None:
        yield own, partial(_whole, fcntl.LOCK_EX | fcntl.LOCK_NB), partial(_whole, fcntl.LOCK_UN)


def _byte(how: int, byte: int, descriptor: int) -> None:
    """Lock a byte, or free it: https://man7.org/linux/man-pages/man2/F_OFD_SETLK.2const.html."""
    fcntl.fcntl(descriptor, fcntl.F_OFD_SETLK, struct.pack("hhqqi0q", how, os.SEEK_SET, byte, 1, 0))


def _whole(how: int, descriptor: int) -> None:
    fcntl.flock(descriptor, how)


def _held(path: Path, hold: _Change, limit: float) -> int:
    """Return an open file that is locked, which is made where there is none."""
    while True:
        descriptor = _locked(path, hold, limit)
        if os.fstat(descriptor).st_nlink:
            return descriptor
        os.close(descriptor)  # somebody deleted it meanwhile: others lock another file by now


def _locked(path: Path, hold: _Change, limit: float) -> int:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o666)
    try:
        while True:
            try:
                hold(descriptor)
            except BlockingIOError:
                if time.monotonic() >= limit:
                    raise TimeoutError from None
                time.sleep(_PAUSE)
            else:
                return descriptor
    except BaseException:
        os.close(descriptor)
        raise


def _release(descriptor: int, free: _Change) -> None:
    free(descriptor)  # closing would not do where a child process has the file too
    os.close(descriptor)


def _by_filelock(path: Path, wait: float) -> Callable[[], None]:
    import filelock

    lock = filelock.FileLock(path, timeout=wait)
    try:
        lock.acquire()
    except filelock.Timeout as error:
        raise TimeoutError from error
    return lock.release
