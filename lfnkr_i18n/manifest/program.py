"""The program itself as an input of its results: another version may find something else in the same files."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

import msgspec

from lfnkr_i18n.files import digest

_PACKAGE = Path(__file__).parents[1]


@cache
def program_digest() -> str:
    """Return a digest that is another one as soon as the program, a library or Python is.

    The program's own files count by size and time, so that a developer's edit counts too; libraries by name and
    version, as they stand beside msgspec. Nothing is opened or imported: this is part of every start.
    """
    libraries = sorted(name for name in os.listdir(Path(msgspec.__file__).parents[1]) if name.endswith(".dist-info"))  # noqa: PTH208
    return digest("\0".join([sys.version, *libraries, *_stamps(os.fspath(_PACKAGE))]).encode())


def _stamps(folder: str) -> list[str]:
    found = []
    with os.scandir(folder) as scan:
        for entry in sorted(scan, key=lambda entry: entry.name):
            if entry.is_dir():
                found += _stamps(entry.path) if entry.name != "__pycache__" else []
            else:
                status = entry.stat()
                found.append(f"{entry.name} {status.st_size} {status.st_mtime_ns}")
    return found
