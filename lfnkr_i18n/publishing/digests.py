"""Digests: whether a source post and its pictures are exactly what they were (catalogs digest themselves).

Dates and file times give false alarms (a checkout, a copy); the content does not.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from lfnkr_i18n.errors import FileError
from lfnkr_i18n.files import digest, reason


def source_digest(data: bytes, pictures: Iterable[tuple[str, str | None]]) -> str:
    """Return the digest of a source post with the pictures it refers to.

    `pictures` are (target as the post writes it, digest of the file that is shown, or None where it is missing).
    Their order and repetitions do not count: the post itself says where they stand.
    """
    shown = sorted({(target, content or "") for target, content in pictures})
    return digest(json.dumps([digest(data), shown], ensure_ascii=True).encode())


def file_digest(path: Path, *, shown: str) -> str:
    """Return the digest of a file's bytes, read in pieces; equal to `files.digest` of them."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
    except OSError as error:
        raise FileError(reason(error), path=shown) from error
