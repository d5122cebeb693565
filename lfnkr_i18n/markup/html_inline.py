"""The inline markup of one HTML segment. Stars and underlines are plain text in it."""

from __future__ import annotations

import html
import re
import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from lfnkr_i18n.markup.constructs import EMPHASIS_TAGS, Construct, Kind
from lfnkr_i18n.markup.html import Token, TokenKind, tokens
from lfnkr_i18n.markup.html_code import OpenCode, is_code
from lfnkr_i18n.markup.inline_tags import tag_of
from lfnkr_i18n.markup.inline_templates import templates
from lfnkr_i18n.model import Span

_MARKED = re.compile(r"[<{]|\$\$")
_PLAIN = re.compile(r"[<&{]|\$\$")


def constructs(text: str) -> list[Construct]:
    """Return the inline markup of an HTML segment; see `markup.inline`.

    An element whose content is code is one construct, both tags included, and its detail is all of it.
    """
    if _MARKED.search(text) is None:
        return []
    code = templates(text)
    found = [Construct(Kind.TEMPLATE, text[start:end], Span(start, end)) for start, end in code]
    found += [one for one in _tags(text) if not _inside(one.span.start, code)]
    return sorted(found, key=lambda construct: (construct.span.start, -construct.span.end))


def _inside(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a character lies in one of `spans`, which are in order and apart."""
    index = bisect_right(spans, (place, sys.maxsize)) - 1
    return index >= 0 and place < spans[index][1]


def _tags(text: str) -> Iterator[Construct]:
    """Yield what is no plain text, in order."""
    for start, end, token in _pieces(text):
        if token is None:
            detail = " ".join(text[start:end].split())
            yield Construct(Kind.CODE, detail, Span(start, end))
        elif token.kind is not TokenKind.TEXT:
            construct = _construct(text, token)
            if construct is not None:
                yield construct


def _pieces(text: str) -> Iterator[tuple[int, int, Token | None]]:
    """Yield the tokens of a text with their places; None for a whole element of code."""
    code, begin = OpenCode(), 0
    for token in tokens(text):
        if code:
            code.step(token)
            if not code:
                yield begin, token.end, None
        elif is_code(text, token):
            code, begin = OpenCode(token.name, 1), token.start
        else:
            yield token.start, token.end, token
    if code:
        yield begin, len(text), None


def _construct(text: str, token: Token) -> Construct | None:
    """Return what a token that is no text must keep; None for the end of emphasis, which its start stands for."""
    span = Span(token.start, token.end)
    if token.name == "br":
        return Construct(Kind.HARD_BREAK, "", span)
    tag = tag_of(text[token.start : token.end])
    if tag.name in EMPHASIS_TAGS and tag.detail.lstrip("/") == tag.name:
        return None if tag.closes else Construct(EMPHASIS_TAGS[tag.name], "", span)
    return Construct(Kind.TAG, tag.detail, span)


def visible_text(text: str) -> str:
    """Return what a reader sees of an HTML segment; see `markup.inline`."""
    if _PLAIN.search(text) is None:
        return text
    for start, end in reversed(templates(text)):
        text = text[:start] + text[end:]
    return "".join(_shown(text, start, end, token) for start, end, token in _pieces(text))


def _shown(text: str, start: int, end: int, token: Token | None) -> str:
    """Return what a reader sees of a token, or of an element of code."""
    if token is None:
        inner = (one for one in tokens(text[start:end]) if one.kind is TokenKind.TEXT)
        return html.unescape("".join(text[start + one.start : start + one.end] for one in inner))
    if token.kind is TokenKind.TEXT or token.kind is TokenKind.CDATA:
        return html.unescape(text[start:end])
    if token.name == "br":
        return "\n"
    alt = next((one for one in token.attributes if one.name == "alt"), None)
    return html.unescape(text[alt.value_start : alt.value_end]) if token.name == "img" and alt else ""
