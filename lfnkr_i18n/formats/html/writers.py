"""How a translation becomes HTML: text between tags, values of attributes, text without markup."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
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
from lfnkr_i18n.markup.shortcodes import without_foreign_shortcodes
from lfnkr_i18n.patterns import lazy

_LINE_END = lazy(r"(?:(?<![ \t])[ \t]+)?(?:\r\n|\n|\r)\s*")
_EACH_LINE_END = lazy(r"\r\n|\n|\r")
_TEXTS = frozenset({TokenKind.TEXT, TokenKind.RAW})
_BARE = lazy(r"[\w.:-]+\Z", re.ASCII)


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
        without_address(tag_of(source[token.start : token.end])) for token in tokens(source) if token.kind not in _TEXTS
    )


class HtmlTextWriter(msgspec.Struct, frozen=True):
    """Writes between tags; a tag that the source has not becomes visible text."""

    breaks: Breaks = Breaks.SPACE
    shortcodes: bool = False
    """Whether WordPress may show the text, to which brackets are shortcodes: only the source's own are then."""

    def write(self, text: str, place: Place) -> str:
        """Return `text` as HTML."""
        text = without_foreign_templates(text, place.source)
        if self.shortcodes:
            text = without_foreign_shortcodes(text, place.source)
        if not any(sign in text for sign in "<>&"):
            return in_lines(text, self.breaks, place.newline)
        code = templates(text)
        hidden = _hidden(text, code)
        left = Counter(_tags(place.source))
        parts: list[str] = []
        for piece in pieces(hidden):
            raw = text[piece.start : piece.end]
            if piece.code and raw in place.source:
                parts.append(in_lines(raw, Breaks.KEPT, place.newline))
                continue
            for token in tokens(hidden[piece.start : piece.end]):
                start, end = piece.start + token.start, piece.start + token.end
                if token.kind in _TEXTS:
                    parts += self._text(text, start, end, code, place)
                else:
                    parts.append(self._tag(text[start:end], token, left, place))
        return "".join(parts)

    def _text(self, text: str, start: int, end: int, code: Sequence[tuple[int, int]], place: Place) -> Iterator[str]:
        """Yield the text between two characters as it is written, the template code in it as it is."""
        done = start
        for begin, stop in code[bisect_left(code, (start, start)) : bisect_left(code, (end, end))]:
            yield self._escaped(text[done:begin], place)
            yield in_lines(text[begin:stop], Breaks.KEPT, place.newline)
            done = stop
        yield self._escaped(text[done:end], place)

    def _tag(self, raw: str, token: Token, left: Counter[str], place: Place) -> str:
        """Return a tag as it is where the source still has it, else as text; `left` are its tags."""
        detail = without_address(tag_of(raw))
        own = left[detail] > 0 or (token.name in EMPHASIS_NAMES and not token.attributes)
        left[detail] -= 1
        if own and raw.endswith(">"):
            return in_lines(raw, Breaks.KEPT, place.newline)
        return self._escaped(raw, place)

    def _escaped(self, text: str, place: Place) -> str:
        return escaped(in_lines(text, self.breaks, place.newline), place.source)


def _hidden(text: str, code: Sequence[tuple[int, int]]) -> str:
    """Return a text of the same length in which nothing in template code looks like a tag, or ends one."""
    parts, done = [], 0
    for start, end in code:
        parts += [text[done:start], "{" * (end - start)]
        done = end
    return "".join([*parts, text[done:]])


class AttributeWriter(msgspec.Struct, frozen=True):
    """Writes an attribute's value between its quotes; one without quotes gets them where it needs them."""

    quote: str
    cell: bool = False
    """Whether it stands in a table cell of Markdown, which a bar would end."""
    shortcodes: bool = False
    """As of `HtmlTextWriter`: WordPress looks for shortcodes in values too."""

    def write(self, text: str, place: Place) -> str:
        """Return `text` as the value."""
        text = without_foreign_templates(on_one_line(text), place.source)
        if self.shortcodes:
            text = without_foreign_shortcodes(text, place.source)
        text = escaped(text, place.source)
        if self.cell:
            text = text.replace("|", "&#124;")
        if self.quote == "'":
            return text.replace("'", "&#39;")
        if self.quote == '"':
            return text.replace('"', "&quot;")
        return text if _BARE.match(text) else '"{}"'.format(text.replace('"', "&quot;"))


class RawTextWriter(msgspec.Struct, frozen=True):
    """Writes into an element that holds text and references but no tags (`title`, `textarea`)."""

    shortcodes: bool = False
    """As of `HtmlTextWriter`."""

    def write(self, text: str, place: Place) -> str:
        """Return `text` so that the element does not end in it."""
        text = without_foreign_templates(on_one_line(text), place.source)
        if self.shortcodes:
            text = without_foreign_shortcodes(text, place.source)
        return ampersands(text, place.source).replace("<", "&lt;")
