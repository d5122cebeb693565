"""The inline markup of one HTML segment. Stars and underlines are plain text in it."""

from __future__ import annotations

import html
import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from lfnkr_i18n.markup.constructs import EMPHASIS_TAGS, Construct, Kind
from lfnkr_i18n.markup.html import TokenKind, tokens
from lfnkr_i18n.markup.html_code import Piece, pieces
from lfnkr_i18n.markup.inline_tags import tag_of
from lfnkr_i18n.markup.inline_templates import templates
from lfnkr_i18n.markup.shortcodes import shortcodes
from lfnkr_i18n.model import Span
from lfnkr_i18n.patterns import lazy

_MARKED = lazy(r"[<{\[]|\$\$")
_PLAIN = lazy(r"[<&{\[]|\$\$")


def constructs(text: str) -> list[Construct]:
    """Return the inline markup of an HTML segment; see `markup.inline`.

    An element whose content is code is one construct, both tags included, and its detail is all of it.
    """
    if _MARKED.search(text) is None:
        return []
    code = codes(text)
    found = [Construct(Kind.TEMPLATE, text[start:end], Span(start, end)) for start, end in code]
    found += [one for one in _tags(text) if not _inside(one.span.start, code)]
    return sorted(found, key=lambda construct: (construct.span.start, -construct.span.end))


def codes(text: str) -> list[tuple[int, int]]:
    """Return where template code and shortcodes stand in an HTML segment, in order and apart."""
    found = templates(text)
    brackets = [(one.start, one.end) for one in shortcodes(text)]
    if not brackets or not found:
        return found or brackets
    return sorted([*found, *(span for span in brackets if not _inside(span[0], found))])


def _inside(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a character lies in one of `spans`, which are in order and apart."""
    index = bisect_right(spans, (place, sys.maxsize)) - 1
    return index >= 0 and place < spans[index][1]


def _tags(text: str) -> Iterator[Construct]:
    """Yield what is no plain text, in order."""
    for piece in pieces(text):
        construct = construct_of(text, piece)
        if construct is not None:
            yield construct


def construct_of(text: str, piece: Piece) -> Construct | None:
    """Return what a piece must keep; None for text, and for the end of emphasis, which its start stands for."""
    span = Span(piece.start, piece.end)
    token = piece.token
    if piece.code or token is None or token.kind is TokenKind.RAW:
        return Construct(Kind.CODE, " ".join(text[piece.start : piece.end].split()), span)
    if token.kind is TokenKind.TEXT:
        return None
    if token.name == "br":
        return Construct(Kind.HARD_BREAK, "", span)
    tag = tag_of(text[piece.start : piece.end])
    if tag.name in EMPHASIS_TAGS and tag.detail.lstrip("/") == tag.name:
        return None if tag.closes else Construct(EMPHASIS_TAGS[tag.name], "", span)
    return Construct(Kind.TAG, tag.detail, span)


def visible_text(text: str) -> str:
    """Return what a reader sees of an HTML segment; see `markup.inline`."""
    if _PLAIN.search(text) is None:
        return text
    for start, end in reversed(codes(text)):
        text = text[:start] + text[end:]
    return "".join(_shown(text, piece) for piece in pieces(text))


def _shown(text: str, piece: Piece) -> str:
    """Return what a reader sees of a piece."""
    token = piece.token
    if piece.code or token is None:
        written = text[piece.start : piece.end]
        inner = (written[one.start : one.end] for one in tokens(written) if one.kind is TokenKind.TEXT)
        return html.unescape("".join(inner))
    if token.kind is TokenKind.TEXT or token.kind is TokenKind.CDATA:
        return html.unescape(text[piece.start : piece.end])
    if token.name == "br":
        return "\n"
    alt = next((one for one in token.attributes if one.name == "alt"), None)
    return html.unescape(text[alt.value_start : alt.value_end]) if token.name == "img" and alt else ""
