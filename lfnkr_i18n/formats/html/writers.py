"""How a translation becomes HTML: text between tags, values of attributes, text without markup."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from lfnkr_i18n.formats.blocks import REACH, Place
from lfnkr_i18n.formats.html.entities import ampersands, escaped
from lfnkr_i18n.formats.html.text import Breaks
from lfnkr_i18n.languages import joint
from lfnkr_i18n.markup.html import Token, TokenKind, tokens
from lfnkr_i18n.markup.html_code import pieces
from lfnkr_i18n.markup.inline_tags import EMPHASIS_NAMES, tag_of, without_address
from lfnkr_i18n.markup.inline_templates import templates, without_foreign_templates
from lfnkr_i18n.markup.shortcodes import shortcodes

_LINE_END = re.compile(r"(?:(?<![ \t])[ \t]+)?(?:\r\n|\n|\r)\s*")
_EACH_LINE_END = re.compile(r"\r\n|\n|\r")
_BARE = re.compile(r"[\w.:-]+\Z", re.ASCII)


def on_one_line(text: str) -> str:
    """Return a text without line ends: a blank, or nothing between CJK characters, for each."""
    done, parts = 0, []
    for match in _LINE_END.finditer(text):
        start, end = match.span()
        parts += [text[done:start], joint(text[max(0, start - REACH) : start], text[end : end + REACH])]
        done = end
    return "".join([*parts, text[done:]])


def in_lines(text: str, breaks: Breaks, newline: str) -> str:
    """Return a text with its line ends as they may stand where lines are broken so."""
    if "\n" not in text and "\r" not in text:
        return text
    if breaks is Breaks.SPACE:
        return on_one_line(text)
    own = _EACH_LINE_END.match(newline)
    pattern = _LINE_END if breaks is Breaks.LINE else _EACH_LINE_END  # an empty line would end the paragraph
    return pattern.sub(own[0] if own else "\n", text)


@lru_cache(maxsize=1024)
def _tags(source: str) -> Counter[str]:
    """Count the tags and comments of a text by what must stay of them, their addresses aside."""
    return Counter(
        without_address(tag_of(source[token.start : token.end]))
        for token in tokens(source)
        if token.kind is not TokenKind.TEXT
    )


class HtmlTextWriter(msgspec.Struct, frozen=True):
    """Writes between tags; a tag that the source has not becomes visible text."""

    breaks: Breaks = Breaks.SPACE
    shortcodes: bool = False
    """Whether brackets may be shortcodes, which only the source's own are then."""

    def write(self, text: str, place: Place) -> str:
        """Return `text` as HTML."""
        text = without_foreign_templates(text, place.source)
        if self.shortcodes and "[" in text:
            text = _without_foreign_shortcodes(text, place.source)
        if not any(sign in text for sign in "<>&"):
            return in_lines(text, self.breaks, place.newline)
        code = templates(text)
        left = Counter(_tags(place.source))
        parts: list[str] = []
        for piece in pieces(text):
            raw = text[piece.start : piece.end]
            own = raw in place.source if piece.code else any(start <= piece.start < end for start, end in code)
            if own:
                parts.append(in_lines(raw, Breaks.KEPT, place.newline))
            else:
                parts += self._tokens(raw, left, place.newline)
        return "".join(parts)

    def _tokens(self, text: str, left: Counter[str], newline: str) -> Iterator[str]:
        """Yield text and tags as they are written; `left` are the tags that the source still has."""
        for token in tokens(text):
            raw = text[token.start : token.end]
            if token.kind is TokenKind.TEXT:
                yield escaped(in_lines(raw, self.breaks, newline))
            else:
                yield _written(in_lines(raw, Breaks.KEPT, newline), token, left)


def _written(raw: str, token: Token, left: Counter[str]) -> str:
    """Return a tag of a translation as it is where the source has it, else as text."""
    tag = tag_of(raw)
    detail = without_address(tag)
    own = left[detail] > 0 or (token.name in EMPHASIS_NAMES and not token.attributes)
    left[detail] -= 1
    return raw if own and raw.endswith(">") else escaped(raw)


def _without_foreign_shortcodes(text: str, source: str) -> str:
    """Return a text in which shortcodes that its source has not are plain text."""
    left = Counter(source[one.start : one.end] for one in shortcodes(source))
    for one in reversed(list(shortcodes(text))):
        raw = text[one.start : one.end]
        if not left[raw]:
            text = f"{text[: one.start]}&#91;{text[one.start + 1 :]}"
        left[raw] -= 1
    return text


class AttributeWriter(msgspec.Struct, frozen=True):
    """Writes an attribute's value between its quotes; one without quotes gets them where it needs them."""

    quote: str
    cell: bool = False
    """Whether it stands in a table cell of Markdown, which a bar would end."""

    def write(self, text: str, place: Place) -> str:
        """Return `text` as the value."""
        text = without_foreign_templates(on_one_line(text), place.source)
        text = escaped(text)
        if self.cell:
            text = text.replace("|", "&#124;")
        if self.quote == "'":
            return text.replace("'", "&#39;")
        if self.quote == '"':
            return text.replace('"', "&quot;")
        return text if _BARE.match(text) else '"{}"'.format(text.replace('"', "&quot;"))


class RawTextWriter(msgspec.Struct, frozen=True):
    """Writes into an element that holds text and references but no tags (`title`, `textarea`)."""

    def write(self, text: str, place: Place) -> str:
        """Return `text` so that the element does not end in it."""
        return ampersands(without_foreign_templates(on_one_line(text), place.source)).replace("<", "&lt;")
