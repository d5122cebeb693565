"""What texts are found by: the form in which they are compared, hashed."""

from __future__ import annotations

import unicodedata

from lfnkr_i18n.hashes import blake2b
from lfnkr_i18n.memory.digits import without_digits


def keys_of(text: str) -> tuple[int, int | None]:
    """Return the hash of a text's normal form, and that of the form without digits (None: it has none)."""
    whole = normal(text)
    bare = without_digits(whole)
    return hashed(whole), None if bare == whole and "0" not in whole else hashed(bare)


def normal(text: str) -> str:
    """Return the form in which texts are compared: a character and its accents composed (NFC)."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def hashed(text: str) -> int:
    """Return 64 bits of BLAKE2b as the signed integer that SQLite stores."""
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
