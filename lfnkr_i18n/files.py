"""Files on disk: read whole, replaced whole, never while somebody else changed them meanwhile.

A file is replaced by writing a temporary file in the cache (`.lfnkr/tmp`), flushing it to the disk and letting the two
change places: a reader, a crash or `kill -9` sees the old or the new file, and a save in that very moment is seen and
put back. What a crash left over is swept by the next run.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import stat
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from lfnkr_i18n import reads
from lfnkr_i18n.errors import ChangedMeanwhile, FileError
from lfnkr_i18n.messages import gettext as _

STALE_AFTER = 3600.0
"""Seconds after which a temporary file is a crashed run's: no run of ours writes one file for an hour."""

LOCK_WAIT = 30.0
"""Seconds to wait for another run of ours that holds a lock."""


_UMASK = threading.Lock()
"""Held while the umask is asked for: the system only tells it to whom sets another one."""


def digest(data: bytes) -> str:
    """Return the BLAKE2b digest of `data`, 32 hexadecimal digits (128 bits: these are not secrets)."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def read_file(path: Path, *, shown: str) -> bytes | None:
    """Return a regular file's bytes, or None where there is no such file; FileError as `open_file`."""
    stream = open_file(path, shown=shown)
    if stream is None:
        return None
    try:
        with stream:
            status = os.fstat(stream.fileno())
            data = stream.read()
    except OSError as error:
        reads.note_failure()
        raise FileError(reason(error), path=shown) from error
    if reads.noting():
        reads.note(path, digest(data), status)
    return data


def open_file(path: Path, *, shown: str) -> BinaryIO | None:
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
            found = hashlib.file_digest(stream, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
    except OSError as error:
        reads.note_failure()
        raise FileError(reason(error), path=shown) from error
    reads.note(path, found, status)
    return found


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


def replace_file(path: Path, data: bytes, *, expected: bytes | None, tmp: Path, shown: str) -> bool:
    """Make `data` the content of `path`; return whether anything was written (False: it already was).

    `expected` is what the caller read before (None: no file). Where the file holds something else by now,
    somebody saved it meanwhile: ChangedMeanwhile, and theirs stays. Folders are made. A symbolic link's target
    is replaced, the link stays; permissions stay. Raises FileError when the disk is full or the folder is read-only.
    """
    make_cache(tmp, cache=tmp.parent)
    try:
        if data == expected and path.exists():
            return False
        target = path.resolve() if path.is_symlink() else path
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            _replace(target, data, expected, tmp, shown)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            sweep(target.parent)  # the cache lies on another disk
            _replace(target, data, expected, target.parent, shown)
        if reads.noting():
            for written in (path, target):
                reads.note_written(written, digest(data))
    except OSError as error:
        raise FileError(reason(error), path=shown) from error
    return True


def make_cache(folder: Path, *, cache: Path) -> None:
    """Make a folder of the cache; where the cache cannot be one, say so of the cache, not of what was to be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(reason(error), path=cache.name) from error


def _replace(target: Path, data: bytes, expected: bytes | None, folder: Path, shown: str) -> None:
    """Write a temporary file in `folder`, on the disk of `target`, and let it take its place."""
    import tempfile  # commands that write nothing never pay for it

    descriptor, name = tempfile.mkstemp(dir=folder, prefix=_mark(os.getpid()))
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(mode_for(target))
        if read_file(target, shown=shown) != expected or not _placed(temporary, target, data, expected):
            raise ChangedMeanwhile(_("somebody saved it meanwhile; run the command again"), path=shown)
    finally:
        temporary.unlink(missing_ok=True)


def _placed(temporary: Path, target: Path, data: bytes, expected: bytes | None) -> bool:
    """Let `temporary` take the place of `target`; return whether that held nothing but `expected` until then.

    Between looking at a file and renaming over it somebody may save it, and plain renaming would drop that. So the two
    change places, what comes out is looked at, and a save that slipped in goes back.
    """
    from lfnkr_i18n.exchange import exchange, rename_to_free, wait_for_writers

    try:
        if expected is None:
            if not rename_to_free(temporary, target):
                temporary.replace(target)
            return True
        if not exchange(temporary, target):
            temporary.replace(target)
            return True
    except (FileExistsError, FileNotFoundError):  # it appeared or vanished
        return False
    wait_for_writers(temporary)
    known, there, whole = expected, data, True
    while (came_out := temporary.read_bytes()) != known:
        whole = False
        try:
            exchange(temporary, target)
        except FileNotFoundError:
            temporary.replace(target)
            break
        known, there = there, came_out
    return whole


def mode_for(target: Path) -> int:
    """Return the old file's permissions, or for a new one what the umask leaves."""
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        with _UMASK:
            mask = os.umask(0)
            os.umask(mask)
        return 0o666 & ~mask


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
    """Hold the project's lock `name` (a file in `.lfnkr/locks`) against other runs of ours.

    Waits up to LOCK_WAIT seconds, then FileError.
    """
    import filelock  # a slow import that commands which write nothing never pay for

    folder = cache / "locks"
    path = folder / f"{digest(name.encode())}.lock"
    make_cache(folder, cache=cache)
    try:
        lock = filelock.FileLock(path, timeout=LOCK_WAIT)
        lock.acquire()
    except filelock.Timeout as error:
        raise FileError(_("another run of lfnkr is working on it; wait for it to end"), path=name) from error
    except OSError as error:  # of the lock file, not of what it keeps
        raise FileError(reason(error), path=cache.name) from error
    try:
        yield
    finally:
        lock.release()


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


_MARK = ".lfnkr-write-"


def _mark(process: int) -> str:
    """Return how the names of a process's temporary files begin; hidden, so that no tool takes them for posts."""
    machine = os.uname().nodename if hasattr(os, "uname") else ""
    return f"{_MARK}{digest(machine.encode())[:8]}-{process}-"


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
