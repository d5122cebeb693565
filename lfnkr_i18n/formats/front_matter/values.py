"""What the three syntaxes have in common: text values, entries, and the result of a scan."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from lfnkr_i18n.errors import LfnkrError
from lfnkr_i18n.model import Span

MAX_DEPTH = 64
"""Lists and maps inside each other; nobody writes ten, and recursion ends somewhere."""


_UNKNOWN = Span(0, 0)


class FrontMatterError(LfnkrError):
    """The front matter cannot be read or set; `line` counts from 1 at its first inner line, None where not known."""

    def __init__(self, problem: str, *, line: int | None = None) -> None:
        super().__init__(problem)
        self.problem, self.line = problem, line


class TextValue(msgspec.Struct, frozen=True, gc=False):
    """A value that people read."""

    key: str
    """The last key on the way to it, as written: what stands in lfnkr.toml `text_keys`."""
    path: str
    """The whole way to it, for people: `gallery[0].alt`."""
    text: str
    """The value as its syntax means it, never blank."""
    characters: Span
    """Where it stands with its quotes, in characters of the front matter's inner text."""
    style: str
    """How it is written: the quote (`"`, `'`, three of them in TOML), `|`, `>`, or nothing for a plain YAML scalar."""
    flow: bool = False
    """Whether it stands inside `[…]` or `{…}` of YAML."""
    span: Span = _UNKNOWN
    """The same in bytes of the post (known after the scan)."""
    line: int = 0
    """Line of the post where it starts, from 1 (known after the scan)."""


class Entry(msgspec.Struct, frozen=True, gc=False):
    """A value of the top level, of any type, as setting a key needs it."""

    key: str
    span: Span
    """Characters of the inner text."""
    style: str
    """As `TextValue.style`; `?` for a list or map, which cannot be replaced."""
    flow: bool = False
    """As `TextValue.flow`."""


class Scan(msgspec.Struct):
    """What one walk over the inner text found; spans are characters of it."""

    plain: dict[str, object] = msgspec.field(default_factory=dict)
    values: list[TextValue] = msgspec.field(default_factory=list)
    entries: list[Entry] = msgspec.field(default_factory=list)
    first_key: int | None = None
    """Where the first key of the top level starts; None where there is none."""
    flow: bool = False
    """Whether the top level is written in braces."""


def path_of(parts: Sequence[str | int]) -> str:
    """Return a way through maps and lists as people write it.

    >>> path_of(["gallery", 0, "alt"])
    'gallery[0].alt'
    """
    shown = ""
    for part in parts:
        shown += f"[{part}]" if isinstance(part, int) else f".{part}" if shown else part
    return shown


def readable(text: str) -> bool:
    r"""Tell whether a value is text that a translator can work on: not blank, and not half a character.

    >>> readable("家"), readable(" \n"), readable("\ud800")
    (True, False, False)
    """
    if not text or text.isspace():
        return False
    return text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text)
