"""A segment cut into text and markup, each with where it stands: what Markdown and HTML give `parts`."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from html import unescape
from typing import Any, NamedTuple

from lfnkr_i18n.markup.html import CODE_TAGS, VOID_TAGS, TokenKind, tokens
from lfnkr_i18n.markup.html_inline import codes
from lfnkr_i18n.markup.inline_events import Event
from lfnkr_i18n.markup.inline_tags import tag_of
from lfnkr_i18n.markup.inline_templates import templates
from lfnkr_i18n.markup.markdown import inline_events


class Role(Enum):
    """What a piece is."""

    TEXT = auto()
    OPEN = auto()
    CLOSE = auto()
    ALONE = auto()


class Piece(NamedTuple):
    """A stretch of a segment; what lies between two pieces (a backslash) belongs to neither."""

    role: Role
    start: int
    end: int
    shown: str = ""
    """Of TEXT: as readers see it."""
    name: str = ""
    """Of OPEN and CLOSE: ends belong together where their names are the same."""
    frozen: bool = False
    """Of OPEN: whether what it holds is not translated (`<code>`, `translate="no"`, ruby)."""
    loose: bool = False
    """Of ALONE: whether it stands beside a sentence and is no part of it (a footnote's mark, a line break)."""


_FROZEN_TAGS = CODE_TAGS | {"ruby", "svg", "math"}
_DELIMITERS = {"Strong": 2, "Emphasis": 1}


def markdown_pieces(text: str) -> list[Piece]:
    """Return the pieces of a Markdown segment in order."""
    return _with_code(_event_pieces(text, inline_events(text)), templates(text))


def _with_code(pieces: Iterable[Piece], code: Sequence[tuple[int, int]]) -> list[Piece]:
    """Return pieces with each range of `code` as a piece of its own, in order; nothing in it is text or markup."""
    if code:
        pieces = [part for piece in pieces for part in _outside(piece, code)]
        pieces += [Piece(Role.ALONE, start, end) for start, end in code]
        pieces.sort(key=lambda piece: piece.start)
    return [piece for piece in pieces if piece.end > piece.start]


def _outside(piece: Piece, code: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    """Yield what of a piece stands outside of code, whose ranges are in order and apart."""
    at = piece.start
    for start, end in code[max(0, bisect_right(code, (at, at)) - 1) :]:
        if start >= piece.end:
            break
        if piece.role is not Role.TEXT or len(piece.shown) != piece.end - piece.start:
            if start <= at < end:
                return
            break
        if at < start:
            yield _cut(piece, at, start)
        at = max(at, end)
    if piece.role is not Role.TEXT or at == piece.start:
        yield piece
    elif at < piece.end:
        yield _cut(piece, at, piece.end)


def _cut(piece: Piece, start: int, end: int) -> Piece:
    return piece._replace(start=start, end=end, shown=piece.shown[start - piece.start : end - piece.start])


def _event_pieces(text: str, events: Iterable[Event]) -> Iterator[Piece]:
    """Yield the pieces that the parser's events stand for."""
    ends: list[tuple[str, int]] = []
    """Open containers: name, and where what they hold ended so far."""
    for kind, start, end, value in events:
        if kind[0] == "+":
            opening = _opening(kind[1:], text, start, value)
            ends.append((kind[1:], opening.end))
            yield opening
        elif kind[0] == "-":
            name, inner = ends.pop()
            automatic = name == "Link" and text[start] == "<"
            yield Piece(Role.CLOSE, end - 1 if automatic else inner, end, name=name)
        else:
            yield from _leaves(kind, text, start, end, value)
        if ends and kind[0] != "+":
            ends[-1] = (ends[-1][0], max(ends[-1][1], end))


def _opening(name: str, text: str, start: int, value: Any) -> Piece:
    automatic = name == "Link" and value["link_type"] in {"Autolink", "Email"}
    if name == "Strikethrough":
        size = 2 if text.startswith("~~", start) else 1
    else:
        size = 2 if name == "Image" else _DELIMITERS.get(name, 1)
    return Piece(Role.OPEN, start, start + size, name=name, frozen=automatic)


def _leaves(kind: str, text: str, start: int, end: int, value: Any) -> Iterator[Piece]:
    if kind == "Text":
        yield from _lines(text, start, end, value)
    elif kind == "Code":
        yield Piece(Role.ALONE, start, end)
    elif kind == "FootnoteReference":
        yield Piece(Role.ALONE, start, end, loose=True)
    elif kind == "InlineHtml":
        yield _tag_piece(value, start, end)


def _lines(text: str, start: int, end: int, shown: str) -> Iterator[Piece]:
    """Yield a text, and the hard breaks in it: a form feed stands for the newline of one."""
    if "\n" not in text[start:end]:
        yield Piece(Role.TEXT, start, end, shown)
        return
    at = start
    while at < end:
        newline = text.find("\n", at, end)
        stop = end if newline < 0 else newline
        content = text[at:stop]
        kept = content.rstrip(" \\\r") if newline >= 0 else content
        if kept:
            yield Piece(Role.TEXT, at, at + len(kept), kept)
        if newline >= 0:
            yield Piece(Role.ALONE, at + len(kept), newline + 1, loose=True)
        at = stop + 1


def _tag_piece(written: str, start: int, end: int) -> Piece:
    tag = tag_of(written)
    if not tag.name or tag.name in VOID_TAGS or written.endswith("/>"):
        return Piece(Role.ALONE, start, end, loose=True)
    if tag.closes:
        return Piece(Role.CLOSE, start, end, name=f"<{tag.name}>")
    return Piece(Role.OPEN, start, end, name=f"<{tag.name}>", frozen=_is_frozen(tag.name, tag.detail))


def _is_frozen(name: str, detail: str) -> bool:
    return name in _FROZEN_TAGS or 'translate="no"' in detail


def html_pieces(text: str) -> list[Piece]:
    """Return the pieces of an HTML segment in order."""
    found = []
    for token in tokens(text):
        if token.kind is TokenKind.TEXT:
            found.append(Piece(Role.TEXT, token.start, token.end, unescape(text[token.start : token.end])))
        elif token.kind in (TokenKind.START, TokenKind.END):
            found.append(_tag_piece(text[token.start : token.end], token.start, token.end))
        else:
            loose = token.kind is not TokenKind.RAW
            found.append(Piece(Role.ALONE, token.start, token.end, loose=loose))
    return _with_code(found, codes(text))
