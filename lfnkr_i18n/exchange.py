"""What Python has no words for: files that change places, names taken only while free, many files flushed at once.

Plain renaming drops whatever stands at the new name in that moment. Linux and macOS can do better; elsewhere, and on
disks that cannot, the functions say so and the caller renames as usual.
"""

from __future__ import annotations

import errno
import os
import re
import sys
import time
from functools import cache
from pathlib import Path
from typing import Any

_AT_FDCWD = -100
# renameat2(2): https://man7.org/linux/man-pages/man2/rename.2.html; renamex_np(2) of macOS numbers them otherwise.
_NOREPLACE, _EXCHANGE = (1, 2) if sys.platform == "linux" else (4, 2)
# EPERM: what the sandboxes of some containers answer to calls they do not know; plain renaming says it again if meant.
_CANNOT = frozenset({errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EPERM})

_ATTEMPTS = 500


def exchange(one: Path, other: Path) -> bool:
    """Let two files change places in one moment; return whether this system and disk can. Raises OSError."""
    return _renamed(one, other, _EXCHANGE)


def rename_to_free(old: Path, new: Path) -> bool:
    """Rename a file to a name that is free; return whether this system and disk can be trusted to look.

    Raises FileExistsError where the name is taken, else OSError.
    """
    return _renamed(old, new, _NOREPLACE)


def wait_for_writers(path: Path) -> None:
    """Wait, a second at most, while a program has a file open for writing: an editor that saves in place.

    A read lease is granted only on a file that nobody writes: https://man7.org/linux/man-pages/man2/fcntl.2.html. Where
    there are no leases nothing is waited for.
    """
    if sys.platform != "linux":
        return
    import fcntl

    with path.open("rb") as stream:
        for _attempt in range(_ATTEMPTS):
            try:
                fcntl.fcntl(stream, fcntl.F_SETLEASE, fcntl.F_RDLCK)
            except BlockingIOError:
                time.sleep(1 / _ATTEMPTS)
            except OSError:  # this disk has none, or the file is somebody else's
                return
            else:
                return


def flush_disk(folder: Path) -> None:
    """Flush all files of the disk that a folder lies on. Raises OSError where one of them could not be written.

    Only where `flushes_disks` says so.
    """
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if _library().syncfs(descriptor) != 0:
            code = _error_code()
            raise OSError(code, os.strerror(code), os.fspath(folder))
    finally:
        os.close(descriptor)


@cache
def flushes_disks() -> bool:
    """Tell whether a whole disk can be flushed at once: syncfs(2) tells of errors since Linux 5.8."""
    if sys.platform != "linux" or not hasattr(_library(), "syncfs"):
        return False
    release = re.match(r"(\d+)\.(\d+)", os.uname().release)
    return release is not None and (int(release[1]), int(release[2])) >= (5, 8)


def _renamed(old: Path, new: Path, how: int) -> bool:
    call = _call()
    if call is None:
        return False
    if call(os.fsencode(old), os.fsencode(new), how) == 0:
        return True
    code = _error_code()
    if code in _CANNOT:
        return False
    raise OSError(code, os.strerror(code), os.fspath(old), None, os.fspath(new))


@cache
def _call() -> Any:
    """Return the system's function (old, new, how) → 0 or -1 with errno; None where there is none."""
    if sys.platform == "win32":
        return None
    library = _library()
    if sys.platform == "darwin":
        return getattr(library, "renamex_np", None)
    rename = getattr(library, "renameat2", None)  # not in every C library
    if rename is None:
        return None
    return lambda old, new, how: rename(_AT_FDCWD, old, _AT_FDCWD, new, how)


@cache
def _library() -> Any:
    import ctypes  # commands that write nothing never pay for it

    return ctypes.CDLL(None, use_errno=True)


def _error_code() -> int:
    import ctypes

    return ctypes.get_errno()
