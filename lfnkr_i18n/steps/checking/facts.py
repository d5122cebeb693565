"""Facts: what a post tells that is compared with other posts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from struct import Struct
from typing import NamedTuple

from lfnkr_i18n.config import catalog_name
from lfnkr_i18n.files import digest
from lfnkr_i18n.model import Key


class Said(NamedTuple):
    """How a post says something, in a language, that other posts may say too; texts stand here as digests."""

    what: int | str
    """What it says: a long text (the digest of its entry), a name, a slug's key."""
    how: int | str
    """How it says it: the digest of what is read of a translation, the form of a name, the slug."""
    line: int = 0
    """Of its entry in the catalog; 0: it stands in the post."""
    entry: int | None = None
    """Its entry (`entry_digest`); None: it is about the whole post."""


class Facts(NamedTuple):
    """What a post tells in a language."""

    post: str
    path: str
    """The post's file."""
    language: str
    texts: bytes = b""
    """Its reviewed translations of long texts, `packed`."""
    names: tuple[Said, ...] = ()
    """The form that it uses most for each name; gathered where the house asks for one form."""
    slug: Said | None = None
    """Its slug in the language, translated or the source's own."""
    original: bool = False
    """Whether the post is written in this language."""

    @property
    def said(self) -> Iterator[Said]:
        """How it translates long texts."""
        return (Said(what, how, line, what) for what, how, line in _PACKED.iter_unpack(self.texts))

    @property
    def numbers(self) -> Iterator[tuple[int, int]]:
        """The same as nothing but what it says, and how."""
        return ((what, how) for what, how, _line in _PACKED.iter_unpack(self.texts))

    def place(self, line: int) -> str:
        """Return where something is said, for people."""
        return f"{catalog_name(self.post, self.language)}:{line}" if line else self.path


_PACKED = Struct("<QQI")


def packed(texts: Iterable[Said]) -> bytes:
    """Return how a post translates texts, as bytes: most posts say nothing that another one says otherwise."""
    return b"".join(_PACKED.pack(one.what, one.how, one.line) for one in texts)


def entry_digest(key: Key) -> int:
    """Return what tells an entry from others: 64 bits, of which a million have two alike in one of 40 million cases."""
    context, text = key
    return text_digest(f"{context}\0{text}")


def text_digest(text: str) -> int:
    """Return 64 bits that tell a text from others."""
    return int(digest(text.encode("utf-8", "surrogatepass"))[:16], 16)
