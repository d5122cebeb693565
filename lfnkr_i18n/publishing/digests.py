"""Digests: whether a source post and its pictures are exactly what they were (catalogs digest themselves).

Dates and file times give false alarms (a checkout, a copy); the content does not.
"""

from __future__ import annotations

from collections.abc import Iterable

from lfnkr_i18n.files import digest


def source_digest(data: bytes, pictures: Iterable[tuple[str, str | None]]) -> str:
    """Return the digest of a source post with the pictures it refers to.

    `pictures` are (target as the post writes it, digest of the file that is shown, or None where it is missing).
    Their order and repetitions do not count: the post itself says where they stand.
    """
    import json

    shown = sorted({(target, content or "") for target, content in pictures})
    return digest(json.dumps([digest(data), shown], ensure_ascii=True).encode())
