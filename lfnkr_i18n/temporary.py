"""Temporary files: how they are called, so that what a crash left is known; and the permissions of what they become.

What takes no other file's place needs no name, and nothing is left of it.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import time
from functools import cache
from pathlib import Path
from typing import IO, NamedTuple

from lfnkr_i18n.hashes import blake2b

STALE_AFTER = 3600.0
"""Seconds after which a temporary file is a crashed run's: no run of ours writes one file for an hour."""

_MARK = ".lfnkr-write-"


def mode_of(target: Path) -> int | None:
    """Return a file's permissions; None where there is none yet: a new one has what the umask leaves."""
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        return None


def sweep(folder: Path) -> None:
    """Delete the temporary files in `folder` of runs that are gone; errors are ignored.

    A run of this machine is gone when its process is. Another machine's, and every run where Windows cannot tell,
    counts as gone STALE_AFTER seconds after it wrote.
    """
    limit = time.time() - STALE_AFTER
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            with contextlib.suppress(OSError):
                if path.name.startswith(_MARK) and (_orphaned(path.name) or path.stat().st_mtime < limit):
                    path.unlink()


def temporary_path(folder: Path) -> Path:
    """Return a free name in a folder for a file that takes another's place soon; what is left of it `sweep` finds."""
    return folder / f"{_mark(os.getpid())}{os.urandom(8).hex()}"


def _mark(process: int) -> str:
    """Return how the names of a process's temporary files begin; hidden, so that no tool takes them for posts."""
    return f"{_MARK}{_machine()}-{process}-"


@cache
def _machine() -> str:
    name = os.uname().nodename if hasattr(os, "uname") else ""
    return blake2b(name.encode(), digest_size=16).hexdigest()[:8]


def _orphaned(name: str) -> bool:
    """Tell whether a temporary file's process ran on this machine and does not any more."""
    process = name.removeprefix(_MARK).split("-")[1:2]
    if os.name == "nt" or not process or not process[0].isdecimal() or not name.startswith(_mark(int(process[0]))):
        return False
    try:
        os.kill(int(process[0]), 0)  # asks only
    except ProcessLookupError:
        return True
    except OSError:  # somebody else's process
        return False
    return False


class Scratch:
    """Bytes on the disk that nobody else sees, and of which nothing is left, however the run ends."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stream: IO[bytes] | None = None
        self._end = 0

    def put(self, data: bytes, old: Slot | None = None) -> Slot:
        """Write bytes, in the place of `old` ones where there is room for them. Raises OSError."""
        if self._stream is None:
            from tempfile import TemporaryFile  # only long runs need it

            self._stream = TemporaryFile(buffering=0, dir=self._folder)  # noqa: SIM115 - open as long as we are
        if old is None or old.room < len(data):
            old = Slot(self._end, len(data) + (len(data) >> 2), 0)
            self._end += old.room
        self._stream.seek(old.start)
        if self._stream.write(data) != len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return old._replace(size=len(data))

    def read(self, slot: Slot) -> bytes:
        """Return bytes; fewer, or none, where they cannot be read any more."""
        try:
            if self._stream is not None:
                self._stream.seek(slot.start)
                return self._stream.read(slot.size)
        except OSError:
            pass
        return b""

    def close(self) -> None:
        """Let go of them."""
        if self._stream is not None:
            self._stream.close()

    def __del__(self) -> None:
        self.close()


class Slot(NamedTuple):
    """Where bytes are."""

    start: int
    room: int
    """For so many bytes there is room."""
    size: int
