"""Where links and pictures of an HTML body lead, and how another address is written in their place."""

from __future__ import annotations

import html
from collections.abc import Iterator

from lfnkr_i18n.formats.blocks import Reference
from lfnkr_i18n.formats.html.block_json import ADDRESSES, strings, written
from lfnkr_i18n.formats.html.delimiters import Delimiter, Stretch, block_pieces
from lfnkr_i18n.formats.html.source import SourceMap
from lfnkr_i18n.markup.html import Token
from lfnkr_i18n.markup.html_code import OpenCode, pieces
from lfnkr_i18n.model import ReadingRules

_KINDS = {"href": "link", "src": "image"}
JSON = "json"
"""How an address in a block comment is written (`Reference.written`)."""


def references_of(text: str, start: int, rules: ReadingRules, *, wordpress: bool) -> Iterator[Reference]:
    """Yield the targets of an HTML body in the order they stand."""
    whole = (Stretch(start, len(text), kept=False),)
    code = OpenCode()
    for piece in block_pieces(text, start, rules.kept_blocks) if wordpress else whole:
        if isinstance(piece, Delimiter):
            for string in strings(text, *piece.json) if not piece.closes else ():
                if string.path[-1] in ADDRESSES and string.value:
                    yield Reference("link", string.value, string.start + 1, string.end - 1, JSON)
        elif not piece.kept:
            yield from html_references(SourceMap([(piece.start, text[piece.start : piece.end])]), code)


def html_references(source: SourceMap, code: OpenCode | None = None) -> Iterator[Reference]:
    """Yield the targets in the tags of a stretch of HTML; within code only that of its own tag."""
    if "=" not in source.text:
        return
    for piece in pieces(source.text, code):
        if piece.token is not None and piece.token.attributes:
            yield from tag_references(source, piece.token)


def tag_references(source: SourceMap, token: Token) -> Iterator[Reference]:
    """Yield the targets of a tag."""
    for attribute in token.attributes:
        kind = _KINDS.get(attribute.name)
        first, last = attribute.value_start, attribute.value_end
        if kind is not None and first < last:
            kind = "image" if kind == "image" and token.name == "img" else "link"
            target = html.unescape(source.text[first:last])
            yield Reference(kind, target, source.start(first), source.end(last))


def written_target(target: str, place: Reference, text: str) -> str:
    """Return `target` as it is written in the place of another: in an attribute, or in a block comment."""
    if place.written == JSON:
        return written(target)[1:-1]
    own = html.escape(target)
    if text[place.start - 1 : place.start] in ("'", '"'):
        return own
    return f'"{own}"'
