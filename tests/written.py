"""Whether a file was written: reading it does not count, although the file system may note that, too."""

from __future__ import annotations

from pathlib import Path


def version(path: Path) -> tuple[int, int, int]:
    """Return what differs once a file is written, replaced or given other permissions: inode, mtime and ctime in ns."""
    found = path.stat()
    return found.st_ino, found.st_mtime_ns, found.st_ctime_ns
