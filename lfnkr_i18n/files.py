"""Files on disk: read whole, grown by a line, kept from our other runs by a lock; why the system refuses."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path

from lfnkr_i18n import reads
from lfnkr_i18n.errors import FileError
from lfnkr_i18n.hashes import blake2b
from lfnkr_i18n.locking import acquire
from lfnkr_i18n.messages import gettext as _

LOCK_WAIT = 30.0
"""Seconds to wait for another run of ours that holds a lock."""

LARGEST = 25_000_000
"""Bytes of the largest file by people that is read whole: a post of so many sentences takes 25 s and 1.3 GB."""

_SMALL = 1 << 18
"""Bytes up to which a file is read whole where its digest is asked for: the buffer for pieces takes longer to make."""


def digest(data: bytes | memoryview) -> str:
    """Return the BLAKE2b digest of `data`, 32 hexadecimal digits (128 bits: these are not secrets)."""
    return blake2b(data, digest_size=16).hexdigest()


def read_file(path: Path, *, shown: str, largest: int | None = None) -> bytes | None:
    """Return a regular file's bytes, or None where there is no such file; FileError as `open_file`.

    Of a file with more than `largest` bytes nothing is read: FileError.
    """
    stream = open_file(path, shown=shown)
    if stream is None:
        return None
    try:
        with stream:
            status = os.fstat(stream.fileno())
            if largest is not None:
                refuse_large(status.st_size, largest, shown=shown)
            data = stream.read()
    except OSError as error:
        reads.note_failure()
        raise FileError(reason(error), path=shown) from error
    if reads.noting():
        reads.note(path, digest(data), status)
    return data


def refuse_large(size: int, largest: int, *, shown: str) -> None:
    """Raise FileError where a file has more bytes than are read of one."""
    if size > largest:
        reads.note_failure()
        problem = _("it has {size} MB, and files of more than {largest} MB are not read; split it or move it away")
        size_in_mb = -(-size // 1_000_000)
        raise FileError(problem.format(size=size_in_mb, largest=largest // 1_000_000), path=shown)


def open_file(path: Path, *, shown: str) -> BufferedReader | None:
    """Open a regular file to read; None where there is no such file.

    `shown` is the path as messages say it. FIFOs, devices and folders are a FileError and never opened:
    opening a FIFO would wait for ever.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            reads.note_failure()
            raise FileError(_("not a regular file; move it away"), path=shown)
        return path.open("rb")
    except FileNotFoundError:
        reads.note(path, None)
        return None
    except OSError as error:
        reads.note_failure()
        raise FileError(reason(error), path=shown) from error


def file_digest(path: Path, *, shown: str) -> str:
    """Return the digest of a file's bytes, read in pieces; equal to `digest` of them."""
    try:
        with path.open("rb") as stream:
            status = os.fstat(stream.fileno())
            found = digest(stream.read()) if status.st_size <= _SMALL else stream_digest(stream)
    except OSError as error:
        reads.note_failure()
        raise FileError(reason(error), path=shown) from error
    reads.note(path, found, status)
    return found


def stream_digest(stream: BufferedReader) -> str:
    """Return the digest of what is left of an open file."""
    from hashlib import file_digest as digest_of

    return digest_of(stream, lambda: blake2b(digest_size=16)).hexdigest()


def is_file(path: Path) -> bool:
    """Tell whether there is a regular file, or a link to one. Raises OSError where the system does not say."""
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        reads.note(path, None)
        return False
    if not stat.S_ISREG(status.st_mode):
        reads.note_failure()
        return False
    return True


def make_cache(folder: Path, *, cache: Path) -> None:
    """Make a folder of the cache; where the cache cannot be one, say so of the cache, not of what was to be written."""
    try:
        make_folder(folder)
    except OSError as error:
        raise FileError(reason(error), path=cache.name) from error


def make_folder(folder: Path) -> None:
    """Make a folder, with those above it, where it is not there. Raises OSError."""
    if not os.path.isdir(folder):  # noqa: PTH112 - asked for every file that is written, and most often it is there
        folder.mkdir(parents=True, exist_ok=True)


def append_line(path: Path, line: str, *, shown: str) -> None:
    """Append one line (without its end) to a ledger as one write, flushed to the disk.

    A last line that a crash cut short keeps its place and is ended first, so that ours stands alone. On a full disk
    the ledger is as it was. The caller holds the ledger's lock.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o666)
        with os.fdopen(descriptor, "rb+", buffering=0) as stream:
            size = stream.seek(0, os.SEEK_END)
            stream.seek(max(0, size - 1))
            lead = b"\n" if stream.read(1) not in (b"", b"\n") else b""
            record = lead + line.encode() + b"\n"
            try:
                if stream.write(record) != len(record):  # a full disk takes what fits, without an error
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                os.fsync(stream.fileno())
            except OSError:
                stream.truncate(size)
                raise
    except OSError as error:
        raise FileError(reason(error), path=shown) from error


@contextlib.contextmanager
def locked(name: str, *, cache: Path) -> Iterator[None]:
    """Hold the project's lock `name` (kept in `.lfnkr/locks`) against other runs of ours.

    Waits up to LOCK_WAIT seconds, then FileError.
    """
    folder = cache / "locks"
    make_cache(folder, cache=cache)
    try:
        release = acquire(folder, name, wait=LOCK_WAIT)
    except TimeoutError as error:
        raise FileError(_("another run of lfnkr is working on it; wait for it to end"), path=name) from error
    except OSError as error:  # of the lock file, not of what it keeps
        raise FileError(reason(error), path=cache.name) from error
    try:
        yield
    finally:
        release()


def reason(error: OSError) -> str:
    """Say for people why the system refused, and what to do where that is plain."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return _("the disk is full; free some space and run the command again")
    if error.errno == errno.EROFS:
        return _("the disk can only be read; use a copy of the project on another one")
    if error.errno in (errno.EACCES, errno.EPERM):
        return _("no permission; change the file's or folder's permissions")
    if error.errno in (errno.ENOTDIR, errno.EEXIST):
        return _("a file stands where a folder should be; move it away")
    if error.errno == errno.EISDIR:
        return _("a folder stands where a file should be; move it away")
    if error.errno == errno.ELOOP:
        return _("symbolic links that lead in a circle; mend or delete them")
    if error.errno == errno.ENOENT:
        return _("no such file")
    if error.errno == errno.ENAMETOOLONG:
        return _("the name is too long for this disk; choose a shorter one")
    return error.strerror or str(error)
