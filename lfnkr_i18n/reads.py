"""What a piece of work reads: every file it looks at is noted while it runs, with what the file held.

`files` reports each look here, so nobody has to list what a step depends on, and nothing can be left out of the list.
While nobody asks (`noted`), nothing is kept.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

import msgspec


class Stamp(NamedTuple):
    """What the file system says of a file without opening it; times in nanoseconds.

    The change time cannot be set back as the modification time can (on Windows it is when the file was made), and a
    file that was replaced has another inode.
    """

    size: int
    modified: int
    changed: int
    inode: int

    @classmethod
    def of(cls, status: os.stat_result) -> Stamp:
        """Return the stamp in what `os.stat` returned."""
        return cls(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)

    @property
    def latest(self) -> int:
        """When the file changed last, as far as its times tell."""
        return max(self.modified, self.changed)


class Seen(NamedTuple):
    """What a look at a file found."""

    digest: str | None
    """Of its bytes; None: there was no such file."""
    stamp: Stamp | None = None
    """From before it was read; None where it is not known."""


class Reads(msgspec.Struct):
    """The files that a piece of work looked at."""

    seen: dict[str, Seen] = msgspec.field(default_factory=dict)
    """By absolute path; of a file that the work wrote, what it wrote."""
    steady: bool = True
    """Whether that is all the work depends on: no look failed, and no file changed between two looks."""


_current: ContextVar[Reads | None] = ContextVar("reads", default=None)


@contextmanager
def noted(more: Reads | None = None) -> Iterator[Reads]:
    """Note what is read until the end of the block, in this thread; add it to `more` where that is given."""
    reads = Reads() if more is None else more
    token = _current.set(reads)
    try:
        yield reads
    finally:
        _current.reset(token)


def noting() -> bool:
    """Tell whether looks are noted now, so that they are worth a digest."""
    return _current.get() is not None


def note(path: os.PathLike[str] | str, digest: str | None, status: os.stat_result | None = None) -> None:
    """Note that a file held bytes of this digest (None: it was not there); `status` is from before it was read."""
    reads = _current.get()
    if reads is not None:
        seen = Seen(digest, None if status is None else Stamp.of(status))
        if reads.seen.setdefault(os.fspath(path), seen).digest != digest:
            reads.steady = False


def is_noted(path: os.PathLike[str] | str, status: os.stat_result) -> bool:
    """Tell whether what a file holds was noted already, from a look at it as it is now."""
    reads = _current.get()
    seen = None if reads is None else reads.seen.get(os.fspath(path))
    return seen is not None and seen.stamp == Stamp.of(status)


def note_written(path: os.PathLike[str] | str, digest: str) -> None:
    """Note what the work itself made of a file."""
    reads = _current.get()
    if reads is not None:
        reads.seen[os.fspath(path)] = Seen(digest)


def note_failure() -> None:
    """Note that the work depends on more than what files hold: a look failed, or followed a link."""
    reads = _current.get()
    if reads is not None:
        reads.steady = False
