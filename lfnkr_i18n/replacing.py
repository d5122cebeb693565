"""Files replaced whole, never while somebody else changed them meanwhile.

A file is replaced by writing a temporary file in the cache (`.lfnkr/tmp`), flushing it to the disk and letting the two
change places: a reader, a crash or `kill -9` sees the old or the new file, and a save in that very moment is seen and
put back. What a crash left over is swept by the next run. Of many files each is staged, all are flushed together, which
takes the time of one, and then each takes its place.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from lfnkr_i18n import reads
from lfnkr_i18n.errors import ChangedMeanwhile, FileError
from lfnkr_i18n.exchange import exchange, flush_disk, flushes_disks, rename_to_free, wait_for_writers
from lfnkr_i18n.files import digest, make_cache, make_folder, read_file, reason
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.temporary import mode_of, sweep, temporary_path


class Staged(NamedTuple):
    """What a file is to hold, written beside it but not in its place yet."""

    path: Path
    target: Path
    """The file itself, where `path` is a link to it."""
    temporary: Path
    data: bytes
    expected: bytes | None
    shown: str


def replace_file(path: Path, data: bytes, *, expected: bytes | None, tmp: Path, shown: str) -> bool:
    """Make `data` the content of `path`; return whether anything was written (False: it already was).

    `expected` is what the caller read before (None: no file). Where the file holds something else by now,
    somebody saved it meanwhile: ChangedMeanwhile, and theirs stays. Folders are made. A symbolic link's target
    is replaced, the link stays; permissions stay. Raises FileError when the disk is full or the folder is read-only.
    """
    try:
        if data == expected and path.exists():
            return False
    except OSError as error:
        raise FileError(reason(error), path=shown) from error
    put_in_place(stage_file(path, data, expected=expected, tmp=tmp, shown=shown))
    return True


def stage_file(
    path: Path, data: bytes, *, expected: bytes | None, tmp: Path, shown: str, together: bool = False
) -> Staged:
    """Write what a file is to hold beside it; then `put_in_place`. All is as for `replace_file`.

    With `together` it is not on the disk before `flush_together`.
    """
    make_cache(tmp, cache=tmp.parent)
    try:
        target = path.resolve() if path.is_symlink() else path
        make_folder(target.parent)
        temporary = _written(target, data, tmp, flush=not (together and flushes_disks()))
    except OSError as error:
        raise FileError(reason(error), path=shown) from error
    return Staged(path, target, temporary, data, expected, shown)


def flush_together(staged: Sequence[Staged]) -> None:
    """Flush files to the disk that were staged to be.

    Where that fails they are dropped, so that none takes its place: `put_in_place` says ChangedMeanwhile, and what is
    written again by itself says what is wrong.
    """
    if not staged or not flushes_disks():
        return
    try:
        for folder in {one.temporary.parent for one in staged}:
            flush_disk(folder)
    except OSError:
        for one in staged:
            drop(one)


def drop(staged: Staged) -> None:
    """Give up what is staged and did not take its place."""
    with contextlib.suppress(OSError):  # the folder is closed: nothing can leave it either
        staged.temporary.unlink(missing_ok=True)


def put_in_place(staged: Staged) -> None:
    """Let what is staged, and flushed, take its place. Raises ChangedMeanwhile, FileError."""
    try:
        try:
            _take_place(staged)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            sweep(staged.target.parent)  # the cache lies on another disk
            near = _written(staged.target, staged.data, staged.target.parent, flush=True)
            _take_place(staged._replace(temporary=near))
        if reads.noting():
            written = digest(staged.data)
            for place in (staged.path, staged.target):
                reads.note_written(place, written)
    except OSError as error:
        raise FileError(reason(error), path=staged.shown) from error


def _written(target: Path, data: bytes, folder: Path, *, flush: bool) -> Path:
    """Write a temporary file in `folder`, with the permissions of `target`, and return it."""
    temporary, mode = temporary_path(folder), mode_of(target)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(temporary, flags, 0o666 if mode is None else 0o600)
    try:
        with os.fdopen(descriptor, "wb", buffering=0) as stream:
            if stream.write(data) != len(data):  # a full disk takes what fits, without an error
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            if flush:
                os.fsync(descriptor)
        if mode is not None:
            temporary.chmod(mode)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _take_place(staged: Staged) -> None:
    temporary, target, expected = staged.temporary, staged.target, staged.expected
    try:
        unchanged = read_file(target, shown=staged.shown) == expected
        if not unchanged or not _placed(temporary, target, staged.data, expected):
            raise ChangedMeanwhile(_("somebody saved it meanwhile; run the command again"), path=staged.shown)
    finally:
        temporary.unlink(missing_ok=True)


def _placed(temporary: Path, target: Path, data: bytes, expected: bytes | None) -> bool:
    """Let `temporary` take the place of `target`; return whether that held nothing but `expected` until then.

    Between looking at a file and renaming over it somebody may save it, and plain renaming would drop that. So the two
    change places, what comes out is looked at, and a save that slipped in goes back.
    """
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
