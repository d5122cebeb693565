"""Locks between processes, and threads: held on a file that stays where it is.

flock(2) on the file that filelock would take, so that each keeps the other out. filelock itself stands in where the
system or the disk has no flock; elsewhere its import (60 ms) and its 0.2 ms a lock are more than a small catalog takes.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]  # asked for before it is used

_PAUSE = 0.02
"""Seconds between two looks whether a lock is free."""
_CANNOT = frozenset({errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOLCK})


def acquire(path: Path, *, wait: float) -> Callable[[], None]:
    """Take the lock of a file, which is made where there is none, and return what releases it.

    Raises TimeoutError after `wait` seconds, OSError where the file cannot be opened.
    """
    if fcntl is not None:
        limit = time.monotonic() + wait
        try:
            while True:
                descriptor = _locked(path, limit)
                if os.fstat(descriptor).st_nlink:
                    return partial(_release, descriptor)
                os.close(descriptor)  # somebody deleted it meanwhile: others lock another file by now
        except OSError as error:
            if error.errno not in _CANNOT:
                raise
    return _by_filelock(path, wait)


def _locked(path: Path, limit: float) -> int:
    """Return an open file that is locked."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o666)
    try:
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= limit:
                    raise TimeoutError from None
                time.sleep(_PAUSE)
            else:
                return descriptor
    except BaseException:
        os.close(descriptor)
        raise


def _release(descriptor: int) -> None:
    fcntl.flock(descriptor, fcntl.LOCK_UN)  # closing would not do where a child process has the file too
    os.close(descriptor)


def _by_filelock(path: Path, wait: float) -> Callable[[], None]:
    import filelock

    lock = filelock.FileLock(path, timeout=wait)
    try:
        lock.acquire()
    except filelock.Timeout as error:
        raise TimeoutError from error
    return lock.release
