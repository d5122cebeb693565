"""What the memory stores of files and pairs, and what it says of them."""

from __future__ import annotations

import msgspec

Direction = tuple[str, str]
"""Source and target language."""


class FileState(msgspec.Struct, frozen=True):
    """What was known of a file when its pairs were read."""

    size: int
    mtime_ns: int
    """-1: written so recently that a second save could have the same time; its content is compared next time."""
    digest: str


class FileFacts(msgspec.Struct, frozen=True):
    """What a file says of all its pairs."""

    origin: str
    """For people: the post's id; of an imported memory, its path."""
    content: str = ""
    """Digest of the translations, as sign-offs are bound to it."""
    author: str = ""
    date: str = ""
    """Of the last change, `2024-05-17` or longer, as the file says it."""
    tool: str = ""


class StoredPair(msgspec.Struct, frozen=True):
    """A reviewed pair of one file."""

    source: str
    target: str
    languages: Direction
    context: str | None = None
    """The msgctxt: the front-matter key."""
    position: int | None = None
    """Its place among the file's segments; None: what stands beside it says nothing."""
    author: str = ""
    """Who wrote or reviewed it, where that is known of the pair itself."""
    date: str = ""


class Found(msgspec.Struct, frozen=True):
    """A stored pair, turned the way it was asked for."""

    source: str
    target: str
    origin: str
    context: str | None
    position: int | None
    file: int
    name: str
    """The file's name, as it is known by."""
    author: str
    date: str
    tool: str
    content: str
    back: int
    """1: it is stored the other way round."""


class IndexState(msgspec.Struct, frozen=True):
    """What the database says of the index of one direction."""

    direction: int
    texts: int
    """How many texts there are now."""
    base: str | None
    """The token of its base file."""
    covered: int
    """The id up to which the base file holds the texts."""


class Context(msgspec.Struct, frozen=True):
    """Where a text that is looked up stands."""

    before: str | None = None
    """The segment before it; None: it is the first, or nobody said."""
    after: str | None = None
    key: str | None = None
    """The msgctxt: the front-matter key whose value it is."""


class DirectionStats(msgspec.Struct, frozen=True):
    """How much the memory holds for one direction."""

    source_language: str
    target_language: str
    pairs: int
    """Reviewed pairs that were translated this way."""
    texts: int
    """Different texts that can be looked up this way: the sources of these pairs, and the targets of the others."""
    indexed: int
    """Of those, texts in the base file, dead ones included; the others are compared one by one."""
