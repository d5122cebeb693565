"""HTML as a browser's tokenizer sees it, without losing a character: tokens are slices of the text.

Follows the HTML Standard, 13.2.5 (tokenization), also where that surprises: `<a<b>` is one tag, `--!>` ends a
comment, `<![CDATA[` is a comment outside of svg and math. Never raises, and takes linear time on any text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

import msgspec

from lfnkr_i18n.markup.html_tags import (
    BLOCK_TAGS,
    BREAKOUT_TAGS,
    CODE_TAGS,
    INLINE_TAGS,
    RAW_TAGS,
    TEXT_ATTRIBUTES,
    VOID_TAGS,
)
from lfnkr_i18n.patterns import lazy

__all__ = [
    "BLOCK_TAGS",
    "CODE_TAGS",
    "INLINE_TAGS",
    "RAW_TAGS",
    "TEXT_ATTRIBUTES",
    "VOID_TAGS",
    "Attribute",
    "Token",
    "TokenKind",
    "tokens",
]


class TokenKind(StrEnum):
    """What a slice of HTML is."""

    TEXT = "text"
    """Characters to show, entities as written."""
    START = "start"
    END = "end"
    COMMENT = "comment"
    """Also what browsers take for one: `</ x>`, `<!x>`, `</>`."""
    CDATA = "cdata"
    """A CDATA section in svg or math."""
    DECLARATION = "declaration"
    """A document type."""
    PROCESSING = "processing"
    """`<?…>`."""
    RAW = "raw"
    """The content of an element without markup inside (`script`, `title`, …); `name` says which."""
    UNFINISHED = "unfinished"
    """A tag in which the text ends; browsers show nothing of it."""


_TEXT, _START, _END = TokenKind.TEXT, TokenKind.START, TokenKind.END
"""By themselves for what looks at every token: Python 3.11 takes 0.1 µs to find one in `TokenKind`."""


class Attribute(NamedTuple):
    """An attribute of a start tag; all offsets are characters of the scanned text."""

    name: str
    """In lower case."""
    start: int
    end: int
    """After the value and its quote."""
    value_start: int
    """Without the quote; `value_start == value_end` when there is no value."""
    value_end: int
    quote: str
    """`"`, `'`, or empty: a new value may need quotes."""


class Token(msgspec.Struct, frozen=True, gc=False):
    """A slice of the scanned text, `text[start:end]`; a Struct, as `Segment` is, since a post has hundreds."""

    kind: TokenKind
    start: int
    end: int
    name: str = ""
    """Tag name in lower case, for START, END and RAW; else empty."""
    attributes: tuple[Attribute, ...] = ()
    """Of START, in order; of two with one name only the first, which is the one that counts."""
    self_closing: bool = False
    """Whether a start tag ends in `/>`; outside of svg and math that means nothing."""


_SPACE = "\t\n\f\r "
_MARKUP = lazy(r"<(?=[A-Za-z!?]|/.)", re.DOTALL)
_PLAIN = lazy(r"([^<]*+)(?:<(/?)([A-Za-z][A-Za-z0-9]*)>)?")
"""Text and a tag without attributes: most tags are."""
_TAG_NAME = lazy(rf"</?([A-Za-z][^{_SPACE}/>]*)")
_GAP = lazy(rf"[{_SPACE}/]*")
_ATTRIBUTE_NAME = lazy(rf"[^{_SPACE}/>][^{_SPACE}/>=]*")  # may begin with =
_EQUALS = lazy(rf"[{_SPACE}]*=[{_SPACE}]*")
_BARE_VALUE = lazy(rf"[^{_SPACE}>]*")
_COMMENT_END = lazy("--!?>")
_DOCTYPE = lazy("<!doctype", re.IGNORECASE | re.ASCII)
_SCRIPT_MARK = lazy(rf"<!--|-->|</?script(?=[{_SPACE}/>])", re.IGNORECASE | re.ASCII)
_RAW_END = {
    name: lazy(rf"</{name}(?=[{_SPACE}/>])", re.IGNORECASE | re.ASCII) for name in RAW_TAGS - {"plaintext", "script"}
}
_MOMENTOUS = RAW_TAGS | {"svg", "math"}
"""Elements in which the tokenizer reads on in another way."""
_UPPER_TO_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of `text` in order; their slices joined are the text again.

    >>> [(token.kind.value, token.name) for token in tokens("Hi <b class=x>you</b>")]
    [('text', ''), ('start', 'b'), ('text', ''), ('end', 'b')]
    """
    at, size = 0, len(text)
    foreign = _Foreign()
    nested = foreign.nested
    while at < size:
        begin, found = at, _PLAIN.match(text, at)
        token: Token | None = None
        if found and found[3]:
            start, at, name = found.end(1), found.end(), found[3].lower()
            token = Token(_END if found[2] else _START, start, at, name)
        else:
            markup = _MARKUP.search(text, at)
            start = at = markup.start() if markup else size
        if start > begin:
            yield Token(_TEXT, begin, start)
        if start == size:
            return
        if token is None:
            token = _markup(text, start, in_foreign=foreign.now)
            at = token.end
        yield token
        if token.kind is _START:
            if token.name not in _MOMENTOUS and not nested:
                continue
            raw = token.name in RAW_TAGS and not foreign.stays(token.name)
            foreign.open(token)
            if raw and (end := _raw_end(text, at, token.name)) > at:
                yield Token(TokenKind.RAW, at, end, token.name)
                at = end
        elif nested and token.kind is _END:
            foreign.close(token.name)


def _markup(text: str, start: int, *, in_foreign: bool) -> Token:
    """Return the token that begins with the `<` at `start`."""
    mark = text[start + 1]
    if mark.isalpha() or (mark == "/" and text[start + 2].isascii() and text[start + 2].isalpha()):
        return _tag(text, start, TokenKind.END if mark == "/" else TokenKind.START)
    if text.startswith("<!--", start):
        return Token(TokenKind.COMMENT, start, _comment_end(text, start))
    if in_foreign and text.startswith("<![CDATA[", start):
        return Token(TokenKind.CDATA, start, _after(text, "]]>", start + 9))
    if mark == "?":
        kind = TokenKind.PROCESSING
    else:
        kind = TokenKind.DECLARATION if _DOCTYPE.match(text, start) else TokenKind.COMMENT
    return Token(kind, start, _after(text, ">", start))


def _after(text: str, mark: str, start: int) -> int:
    """Return where the first `mark` from `start` on ends, or the text."""
    found = text.find(mark, start)
    return len(text) if found < 0 else found + len(mark)


def _comment_end(text: str, start: int) -> int:
    for whole in ("<!-->", "<!--->"):
        if text.startswith(whole, start):
            return start + len(whole)
    end = _COMMENT_END.search(text, start + 4)
    return end.end() if end else len(text)


def _tag(text: str, start: int, kind: TokenKind) -> Token:
    name = _TAG_NAME.match(text, start)
    assert name is not None  # noqa: S101 - _markup saw its first letter
    attributes: dict[str, Attribute] = {}
    at = name.end()
    while True:
        before, at = at, _GAP.match(text, at).end()  # type: ignore[union-attr]  # matches the empty text too
        if text.startswith(">", at):
            kept = tuple(attributes.values()) if kind is TokenKind.START else ()
            closing = kind is TokenKind.START and at > before and text[at - 1] == "/"
            return Token(kind, start, at + 1, _lower(name[1]), kept, self_closing=closing)
        attribute = _attribute(text, at)
        if attribute is None:
            return Token(TokenKind.UNFINISHED, start, len(text))
        attributes.setdefault(attribute.name, attribute)
        at = attribute.end


def _attribute(text: str, start: int) -> Attribute | None:
    """Return the attribute that begins at `start`, or None where the text ends before it does."""
    named = _ATTRIBUTE_NAME.match(text, start)
    if named is None:
        return None
    name, end = _lower(named[0]), named.end()
    equals = _EQUALS.match(text, end)
    if equals is None:
        return Attribute(name, start, end, end, end, "")
    begin = equals.end()
    quote = text[begin : begin + 1]
    if quote not in ('"', "'"):
        end = _BARE_VALUE.match(text, begin).end()  # type: ignore[union-attr]  # matches the empty text too
        return Attribute(name, start, end, begin, end, "")
    closing = text.find(quote, begin + 1)
    return None if closing < 0 else Attribute(name, start, closing + 1, begin + 1, closing, quote)


def _lower(name: str) -> str:
    """Lower-case ASCII only: `İ` stays, as in browsers."""
    return name.lower() if name.isascii() else name.translate(_UPPER_TO_LOWER)


def _raw_end(text: str, start: int, name: str) -> int:
    """Return where the content of a raw-text element ends: at its end tag, or at the text's end."""
    if name == "plaintext":
        return len(text)
    if name == "script":
        return _script_end(text, start)
    end = _RAW_END[name].search(text, start)
    return end.start() if end else len(text)


def _script_end(text: str, start: int) -> int:
    """Return where a script ends: not in `<!-- <script></script> -->` (script data double escaped state)."""
    escaped = doubly = False
    while match := _SCRIPT_MARK.search(text, start):
        mark, start = match[0], match.end()
        if mark == "<!--":
            start -= 0 if escaped else 2  # <!--> opens and closes
            escaped = True
        elif mark == "-->":
            escaped = doubly = False
        elif mark[1] != "/":
            doubly = escaped
        elif doubly:
            doubly = False
        else:
            return match.start()
    return len(text)


class _Foreign:
    """Whether we are in svg or math, where names and sections mean other things (HTML Standard, 13.2.6.5)."""

    _ROOTS = frozenset({"svg", "math"})
    _HTML_INSIDE = frozenset({"foreignobject", "desc", "title", "mi", "mo", "mn", "ms", "mtext"})

    def __init__(self) -> None:
        self.nested: list[str] = []
        """Open svg and math elements, and in them the elements that hold HTML again; empty outside of them."""
        self._count: dict[str, int] = {}

    @property
    def now(self) -> bool:
        return bool(self.nested) and self.nested[-1] in self._ROOTS

    def stays(self, name: str) -> bool:
        """Tell whether a start tag is read as foreign (`svg`'s `title`, `script` and `style` hold markup)."""
        return self.now and name not in BREAKOUT_TAGS

    def open(self, token: Token) -> None:
        """Take note of a start tag."""
        if self.now and token.name in BREAKOUT_TAGS:
            while self.now:
                self._pop()
        elif not token.self_closing and (token.name in self._ROOTS or (self.now and token.name in self._HTML_INSIDE)):
            self.nested.append(token.name)
            self._count[token.name] = self._count.get(token.name, 0) + 1

    def close(self, name: str) -> None:
        """Take note of an end tag."""
        if self.now and name in ("br", "p"):
            while self.now:
                self._pop()
        while self._count.get(name):
            if self._pop() == name:
                return

    def _pop(self) -> str:
        name = self.nested.pop()
        self._count[name] -= 1
        return name
