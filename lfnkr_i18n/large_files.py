"""Files too large to hold in memory, and folders with too many to look at one by one."""

from __future__ import annotations

import errno
import filecmp
import os
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO, TypeVar

from lfnkr_i18n import reads
from lfnkr_i18n.errors import FileError
from lfnkr_i18n.files import make_cache, open_file, reason, stream_digest
from lfnkr_i18n.temporary import mode_of, sweep, temporary_path

Look = TypeVar("Look")
Write = Callable[[BinaryIO], object]
"""Writes a file's content."""


def files_in(folder: Path, suffix: str, *, under: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield the files below a folder whose names end in `suffix`: name from the folder with `/`, entry of the scan.

    In the order of their paths, folder by folder; folders that cannot be read are passed over.
    """
    try:
        with os.scandir(os.path.join(folder, under)) as entries:  # noqa: PTH118 - 10 times pathlib's speed
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in found:
        name = f"{under}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from files_in(folder, suffix, under=f"{name}/")
        elif entry.name.endswith(suffix):
            yield name, entry


def looked_into(path: Path, look: Callable[[BinaryIO], Look], *, shown: str) -> Look | None:
    """Return what `look` makes of an open file, of which it may read little; None where there is no such file.

    Where looks are noted the file is read to its end for it, but once. Raises FileError as `open_file` does.
    """
    stream = open_file(path, shown=shown)
    if stream is None:
        return None
    try:
        with stream:
            status = os.fstat(stream.fileno())
            found = look(stream)
            if reads.noting() and not reads.is_noted(path, status):
                stream.seek(0)
                reads.note(path, stream_digest(stream), status)
    except OSError as error:
        reads.note_failure()
        raise FileError(reason(error), path=shown) from error
    return found


def write_file(path: Path, write: Write, *, tmp: Path, shown: str) -> bool:
    """Make what `write` writes the content of `path`, whole or not at all; return whether it was another before.

    `write` is called once. `tmp` is the cache's folder for it. Raises FileError when the disk is full or the folder is
    read-only.
    """
    make_cache(tmp, cache=tmp.parent)
    try:
        target = path.resolve() if path.is_symlink() else path
        target.parent.mkdir(parents=True, exist_ok=True)
        return _written(target, write, tmp)
    except OSError as error:
        raise FileError(reason(error), path=shown) from error


def _place(temporary: Path, target: Path) -> None:
    try:
        temporary.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        # The cache lies on another disk. What was written is copied: it may come from a stream that gives it but once.
        sweep(target.parent)
        with temporary.open("rb") as stream:
            _written(target, partial(shutil.copyfileobj, stream), target.parent)


def _written(target: Path, write: Write, folder: Path) -> bool:
    temporary = temporary_path(folder)
    try:
        with temporary.open("xb") as stream:
            write(stream)
            stream.flush()
            os.fsync(stream.fileno())
        mode = mode_of(target)
        if mode is not None:
            temporary.chmod(mode)
        if target.is_file() and filecmp.cmp(temporary, target, shallow=False):
            return False
        _place(temporary, target)
        return True
    finally:
        temporary.unlink(missing_ok=True)
