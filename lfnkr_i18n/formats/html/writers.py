"""How a translation becomes HTML: text between tags, values of attributes."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from lfnkr_i18n.formats.blocks import REACH, Place
from lfnkr_i18n.languages import joint
from lfnkr_i18n.markup.html import TokenKind, tokens
from lfnkr_i18n.markup.inline_tags import EMPHASIS_NAMES, tag_of
from lfnkr_i18n.markup.inline_templates import templates, without_foreign_templates

_LINE_END = re.compile(r"(?:(?<![ \t])[ \t]+)?(?:\r\n|\n|\r)\s*")
_OPENER = re.compile(r"<(?=[A-Za-z!?/])")
_BARE = re.compile(r"[\w.:-]+\Z", re.ASCII)


def on_one_line(text: str) -> str:
    """Return a text without line ends: a blank, or nothing between CJK characters, for each."""
    done, parts = 0, []
    for match in _LINE_END.finditer(text):
        start, end = match.span()
        parts += [text[done:start], joint(text[max(0, start - REACH) : start], text[end : end + REACH])]
        done = end
    return "".join([*parts, text[done:]])


@lru_cache(maxsize=1024)
def _tags(source: str) -> Counter[str]:
    """Count the tags and comments of a text by what must stay of them."""
    return Counter(
        tag_of(source[token.start : token.end]).detail for token in tokens(source) if token.kind is not TokenKind.TEXT
    )


@dataclass(frozen=True, slots=True)
class HtmlTextWriter:
    """Writes between tags; a tag that the source has not becomes visible text."""

    def write(self, text: str, place: Place) -> str:
        """Return `text` as HTML text on one line: an empty line would end the block in Markdown."""
        text = without_foreign_templates(on_one_line(text), place.source)
        if "<" not in text:
            return text
        code = templates(text)
        left = Counter(_tags(place.source))
        parts = []
        for token in tokens(text):
            raw = text[token.start : token.end]
            if any(start <= token.start < end for start, end in code):
                parts.append(raw)
            elif token.kind is TokenKind.TEXT:
                parts.append(_OPENER.sub("&lt;", raw))
            else:
                tag = tag_of(raw)
                own = left[tag.detail] > 0 or (token.name in EMPHASIS_NAMES and not token.attributes)
                left[tag.detail] -= 1
                parts.append(raw if own and raw.endswith(">") else f"&lt;{raw[1:]}")
        return "".join(parts)


@dataclass(frozen=True, slots=True)
class AttributeWriter:
    """Writes an attribute's value between its quotes; one without quotes gets them where it needs them."""

    quote: str
    cell: bool = False
    """Whether it stands in a table cell of Markdown, which a bar would end."""

    def write(self, text: str, place: Place) -> str:
        """Return `text` as the value."""
        text = without_foreign_templates(on_one_line(text), place.source)
        text = text.replace("<", "&lt;").replace(">", "&gt;")
        if self.cell:
            text = text.replace("|", "&#124;")
        if self.quote == "'":
            return text.replace("'", "&#39;")
        if self.quote == '"':
            return text.replace('"', "&quot;")
        return text if _BARE.match(text) else '"{}"'.format(text.replace('"', "&quot;"))
