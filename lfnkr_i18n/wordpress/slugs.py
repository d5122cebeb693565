"""Slugs: as WordPress stores them, as people read them, and as names of files."""

from __future__ import annotations

import html
import re
import unicodedata
from datetime import datetime
from urllib.parse import quote, unquote_to_bytes

from lfnkr_i18n.filenames import FORBIDDEN, safe_name
from lfnkr_i18n.patterns import lazy

_LONGEST = 160
"""Bytes of a file's name without suffix; a catalog's name, its lock and a longer suffix must fit into 255."""
_UNSAFE = lazy(rf"[{FORBIDDEN}\s.]+")
_TAG = lazy(r"<[^<>]*>")
_IDEOGRAPHIC_SPACE = "\u3000"
"""Stands in many a Japanese title, and WordPress (seen: 6.1) keeps it in the slug."""
_CUT_SHORT = lazy(r"%[0-9a-fA-F]?$")
"""What is left of a code where a slug was cut at WordPress's 200 bytes."""


def readable(slug: str) -> str:
    """Return a slug as people read it; itself where it would not be stored as it is again.

    >>> readable("%e6%b4%bb%e5%8b%95%e5%a0%b1%e5%91%8a-2025"), readable("100%25"), readable("%e6%b4")
    ('活動報告-2025', '100%25', '%e6%b4')
    >>> readable("%e5%a4%8f%e3%80%80%e5%a0%b1")
    '夏\u3000報'
    """
    try:
        text = unquote_to_bytes(slug).decode()
    except UnicodeDecodeError:
        return slug
    return text if stored(text) == slug and text.replace(_IDEOGRAPHIC_SPACE, "").isprintable() else slug


def stored(slug: str) -> str:
    """Return a readable slug as WordPress stores it: what is not ASCII percent-encoded, in lower case.

    >>> stored("活動-2025"), stored("%e6%b4")
    ('%e6%b4%bb%e5%8b%95-2025', '%e6%b4')
    """
    return "".join(character if character.isascii() else quote(character).lower() for character in slug)


def slugged(text: str) -> str:
    """Return a slug made from a title, as far as letters and digits go; empty where there are none.

    >>> slugged("Winter <em>drive</em> 2026: what you made possible!"), slugged("冬の報告")
    ('winter-drive-2026-what-you-made-possible', '冬の報告')
    """
    words = re.findall(r"[^\W_]+", _TAG.sub(" ", html.unescape(text)).replace("'", "").replace("’", "").lower())
    return "-".join(words)


def file_stem(slug: str, date: datetime | None, *, otherwise: str) -> str:
    """Return the name of a post's file without suffix: its day and its slug, safe on every system.

    A slug that is stored as nobody reads it (codes in capitals, half a character at its end, characters that nobody
    sees) is read all the same, since nothing is made from a file's name. `otherwise` stands for one of which nothing is
    left.

    >>> file_stem("laptop-kizo", datetime(2026, 3, 10, 9), otherwise="post-13")
    '2026-03-10-laptop-kizo'
    >>> file_stem("old", datetime(1, 1, 1), otherwise="post-3")
    '0001-01-01-old'
    >>> file_stem("a/b: c?", None, otherwise="post-1"), file_stem("con", None, otherwise="post-2")
    ('a-b-c', 'post-2')
    >>> file_stem("%E5%A4%8F%e3%80%80%e5%a0%b1%e5%91", None, otherwise="post-4")
    '夏-報'
    """
    text = unquote_to_bytes(_CUT_SHORT.sub("", slug)).decode(errors="ignore")
    seen = "".join(character for character in text if character.isprintable() or character.isspace())
    name = _cut(_UNSAFE.sub("-", unicodedata.normalize("NFC", seen)).strip("-"))
    day = f"{date.date()}-" if date else ""
    stem = day + (name or otherwise)
    return stem if safe_name(stem) else day + otherwise


def _cut(name: str) -> str:
    """Return as much of a name as fits, without half a character."""
    return name.encode()[:_LONGEST].decode(errors="ignore").rstrip("-")
