"""Where the front matter stands: between `---` or `+++` lines, or a JSON object, on a post's first bytes."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from lfnkr_i18n.formats.front_matter.json_text import object_end
from lfnkr_i18n.model import Span
from lfnkr_i18n.patterns import lazy

BOM = b"\xef\xbb\xbf"

_OPENING = lazy(rb"(---|\+\+\+)[ \t]*(?:\r\n|\n|\r)")
# The line end before the closing line is part of the pattern: a set at its start is what `re` searches fastest.
_CLOSING = {
    b"---": lazy(rb"[\r\n](?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)"),
    b"+++": lazy(rb"[\r\n]\+\+\+[ \t]*(?:\r\n|\n|\r|\Z)"),
}
_BLANK_LINE_END = lazy(rb"[ \t]*(?:\r\n|\n|\r|\Z)")


class Syntax(StrEnum):
    """What the front matter is written in."""

    YAML = "YAML"
    TOML = "TOML"
    JSON = "JSON"


class Block(msgspec.Struct, frozen=True):
    """Where the front matter of a post stands; offsets are bytes of the post."""

    syntax: Syntax
    inner: Span
    """What is parsed: the lines between the delimiters, or the JSON object with its braces."""
    end: int
    """Where the body starts: behind the line end of the closing line."""


def find(data: bytes) -> Block | None:
    r"""Return where the front matter of a post stands; None where it has none.

    A byte-order mark may come before it. A block that is never closed is body text.

    >>> find(b"---\ntitle: A\n---\nText\n")
    Block(syntax=<Syntax.YAML: 'YAML'>, inner=Span(start=4, end=13), end=17)
    >>> find(b"---\nText") is None
    True
    """
    start = len(BOM) if data.startswith(BOM) else 0
    if data.startswith(b"{", start):
        return _json_block(data, start)
    opening = _OPENING.match(data, start)
    if opening is None:
        return None
    # From one byte before the content: in an empty block the opening line's end is also the one before the closing.
    closing = _CLOSING[opening[1]].search(data, opening.end() - 1)
    if closing is None:
        return None
    syntax = Syntax.YAML if opening[1] == b"---" else Syntax.TOML
    return Block(syntax, Span(opening.end(), max(opening.end(), closing.start() + 1)), closing.end())


def _json_block(data: bytes, start: int) -> Block | None:
    """Return the object on the first bytes; text may start with a brace too (`{: .note}`, `{% raw %}`)."""
    end = object_end(data, start)
    if end is None:
        return None
    rest = _BLANK_LINE_END.match(data, end)
    return Block(Syntax.JSON, Span(start, end), rest.end()) if rest else None
