"""The blocks of a stretch of HTML: text between block tags with its inline tags, and attributes that people read."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lfnkr_i18n.formats.blocks import Atom, Block, Role, shows_letters, with_breaks_joined
from lfnkr_i18n.formats.html.writers import AttributeWriter, HtmlTextWriter
from lfnkr_i18n.markup.html import (
    INLINE_TAGS,
    TEXT_ATTRIBUTES,
    VOID_TAGS,
    Token,
    TokenKind,
    tokens,
)
from lfnkr_i18n.markup.html_code import OpenCode, is_code
from lfnkr_i18n.model import Markup
from lfnkr_i18n.segmentation import OPAQUE

_PIECE = re.compile(
    r"(?P<break>(?:(?<![ \t])[ \t]+)?(?:\r\n|\n|\r)\s*)"
    r"|(?P<entity>&(?:[A-Za-z][A-Za-z0-9]{1,40}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});)"
)
_WRITER = HtmlTextWriter()
_KINDS = {
    "p": "paragraph",
    "li": "list item",
    "td": "table cell",
    "th": "table heading",
    "figcaption": "caption",
    "caption": "caption",
    "blockquote": "quote",
    "dt": "definition",
    "dd": "definition",
    "summary": "summary",
    **{f"h{level}": f"heading {level}" for level in range(1, 7)},
}
_ATTRIBUTE_KINDS = {"alt": "image alt", "title": "title", "placeholder": "placeholder", "aria-label": "label"}


class SourceMap:
    """Characters of the post for characters of HTML that was put together from lines without their prefixes."""

    def __init__(self, lines: Sequence[tuple[int, str]]) -> None:
        self.text = "".join(line for _, line in lines)
        self._starts: list[int] = []
        self._places: list[int] = []
        length = 0
        for place, line in lines:
            if not self._places or place != self._places[-1] + length - self._starts[-1]:
                self._starts.append(length)
                self._places.append(place)
            length += len(line)

    def start(self, offset: int) -> int:
        """Return the character of the post for the begin of a stretch."""
        index = bisect_right(self._starts, offset) - 1
        return self._places[index] + offset - self._starts[index]

    def end(self, offset: int) -> int:
        """Return the character of the post for the end of a stretch, which is on the line of its last character."""
        return self.start(offset - 1) + 1


@dataclass(slots=True)
class _Walk:
    """What is open while the tokens go by."""

    source: SourceMap
    code: OpenCode
    atoms: list[Atom] = field(default_factory=list)
    tags: list[tuple[str, int]] = field(default_factory=list)
    """Inline start tags of the run without their end tag, with their atom."""
    images: list[Token] = field(default_factory=list)
    kind: str = "text"
    inline_code: int = -1
    """Where the code element inside the run began; -1 outside."""


def html_blocks(source: SourceMap, code: OpenCode, skeleton: Sequence[tuple[int, int]] = ()) -> Iterator[Block]:
    """Yield the blocks of HTML in order.

    `code` is what an earlier stretch left open, and is left as this one leaves it. Inline tags in `skeleton`
    (characters of the HTML) are no part of a text: alone on the first line they make Markdown see HTML at all.
    """
    walk = _Walk(source, code)
    for token in tokens(source.text):
        if walk.code and walk.inline_code >= 0 and walk.code.unclosed(token):
            walk.code.name, walk.inline_code = "", -1  # it was never closed
        if walk.code:
            walk.code.step(token)
            if not walk.code and walk.inline_code >= 0:
                _add(walk, Role.UNIT, walk.inline_code, token.end, OPAQUE)
                walk.inline_code = -1
            continue
        if token.kind is TokenKind.TEXT:
            _take_text(walk, token)
        elif token.kind is TokenKind.COMMENT:
            if walk.atoms:
                _add(walk, Role.MARK, token.start, token.end, "")
        elif token.name in INLINE_TAGS and not any(start <= token.start < end for start, end in skeleton):
            _take_inline(walk, token)
        else:
            yield from _flush(walk)
            yield from _take_block(walk, token)
    if walk.inline_code >= 0:
        walk.code.name = ""
    yield from _flush(walk)


def _add(walk: _Walk, role: Role, start: int, end: int, shown: str, text: str | None = None) -> None:
    own = walk.source.text[start:end] if text is None else text
    walk.atoms.append(Atom(role, walk.source.start(start), walk.source.end(end), own, shown))


def _take_text(walk: _Walk, token: Token) -> None:
    """Take text with its entities and line ends."""
    text, done = walk.source.text, token.start
    for match in _PIECE.finditer(text, token.start, token.end):
        if done < match.start():
            _add(walk, Role.TEXT, done, match.start(), text[done : match.start()])
        if match["entity"]:
            shown = html.unescape(match[0])
            if shown != match[0]:
                _add(walk, Role.UNIT, *match.span(), shown)
            else:
                _add(walk, Role.TEXT, *match.span(), shown)
        elif walk.atoms:
            _add(walk, Role.SOFT, *match.span(), " ", " ")
        done = match.end()
    if done < token.end:
        _add(walk, Role.TEXT, done, token.end, text[done : token.end])


def _take_inline(walk: _Walk, token: Token) -> None:
    """Take a tag that stands within a sentence."""
    start, end, name = token.start, token.end, token.name
    if name == "br":
        _add(walk, Role.HARD, start, end, "\n")
    elif name == "img":
        walk.images.append(token)
        _add(walk, Role.UNIT, start, end, OPAQUE)
    elif token.kind is TokenKind.START and name not in VOID_TAGS and is_code(walk.source.text, token):
        walk.code.name, walk.code.depth, walk.inline_code = name, 1, start
    elif token.kind is TokenKind.END and any(opened == name for opened, _ in walk.tags[-32:]):
        while walk.tags[-1][0] != name:
            walk.tags.pop()
        index = walk.tags.pop()[1]
        walk.atoms[index] = walk.atoms[index]._replace(role=Role.OPEN)
        _add(walk, Role.CLOSE, start, end, "")
    else:
        _add(walk, Role.MARK, start, end, "")
        if token.kind is TokenKind.START and name not in VOID_TAGS:
            walk.tags.append((name, len(walk.atoms) - 1))


def _take_block(walk: _Walk, token: Token) -> Iterator[Block]:
    """Take a tag that ends a text: its attributes that people read, the code it opens, the kind of what follows."""
    if token.kind is not TokenKind.START:
        walk.kind = "text"
        return
    walk.kind = _KINDS.get(token.name, "text" if token.name not in INLINE_TAGS else walk.kind)
    yield from attribute_blocks(walk.source, token)
    if token.name not in VOID_TAGS and not token.self_closing and is_code(walk.source.text, token):
        walk.code.name, walk.code.depth = token.name, 1


def attribute_blocks(source: SourceMap, token: Token, *, cell: bool = False) -> Iterator[Block]:
    """Yield the attributes of a tag that people read."""
    for attribute in token.attributes:
        start, end = attribute.value_start, attribute.value_end
        value = source.text[start:end]
        if attribute.name not in TEXT_ATTRIBUTES or start == end or value.startswith("{"):
            continue
        kind = _ATTRIBUTE_KINDS.get(attribute.name, attribute.name)
        atom = Atom(Role.TEXT, source.start(start), source.end(end), value, value)
        if atom.end - atom.start != len(value) or "&" in value:
            atom = atom._replace(role=Role.UNIT, shown=html.unescape(value))
        yield Block(kind, [atom], AttributeWriter(attribute.quote, cell=cell), markup=Markup.HTML)


def _flush(walk: _Walk) -> Iterator[Block]:
    """Yield the text gathered so far, or what people read of the pictures where there is no text."""
    atoms, images = walk.atoms, walk.images
    walk.atoms, walk.images, walk.tags = [], [], []
    if shows_letters(atoms):
        yield Block(walk.kind, with_breaks_joined(_trimmed(atoms)), _WRITER, markup=Markup.HTML)
    else:
        for image in images:
            yield from attribute_blocks(walk.source, image)


def _trimmed(atoms: list[Atom]) -> list[Atom]:
    """Return atoms without blanks, comments and lone tags at their ends: those are skeleton."""
    first, last = 0, len(atoms)
    while atoms[first].role in _LOOSE and not atoms[first].shown.strip():
        first += 1
    while atoms[last - 1].role in _LOOSE and not atoms[last - 1].shown.strip():
        last -= 1
    return atoms[first:last]


_LOOSE = frozenset({Role.TEXT, Role.SOFT, Role.HARD, Role.MARK})
