"""Attributes that people read."""

from __future__ import annotations

import html
from collections.abc import Iterator

from lfnkr_i18n.formats.blocks import Atom, Block, Role
from lfnkr_i18n.formats.html.entities import TAG_LIKE, plain_value
from lfnkr_i18n.formats.html.source import SourceMap
from lfnkr_i18n.formats.html.writers import AttributeWriter
from lfnkr_i18n.markup.html import Attribute, Token
from lfnkr_i18n.markup.html_tags import is_text_attribute
from lfnkr_i18n.model import Markup

_KINDS = {
    "alt": "image alt",
    "aria-label": "label",
    "label": "label",
    "placeholder": "placeholder",
    "title": "title",
    "value": "button",
}


def read_attributes(text: str, token: Token) -> Iterator[Attribute]:
    """Yield the attributes of a tag that hold something to read; template code is nothing."""
    kind = ""
    for attribute in token.attributes:
        if attribute.name == "type":
            kind = text[attribute.value_start : attribute.value_end].lower()
    for attribute in token.attributes:
        start, end = attribute.value_start, attribute.value_end
        if start < end and is_text_attribute(token.name, attribute.name, kind) and text[start] != "{":
            yield attribute


def attribute_blocks(
    source: SourceMap, token: Token, *, cell: bool = False, shortcodes: bool = False
) -> Iterator[Block]:
    """Yield the attributes of a tag that people read; `cell` and `shortcodes` as of `AttributeWriter`."""
    for attribute in read_attributes(source.text, token):
        start, end = attribute.value_start, attribute.value_end
        value = source.text[start:end]
        atom = Atom(Role.TEXT, source.start(start), source.end(end), value, value)
        if atom.end - atom.start != len(value) or "&" in value or TAG_LIKE.search(value):
            atom = atom._replace(role=Role.UNIT, text=plain_value(value), shown=html.unescape(value))
        kind = _KINDS.get(attribute.name, attribute.name)
        writer = AttributeWriter(attribute.quote, cell=cell, shortcodes=shortcodes)
        yield Block(kind, [atom], writer, markup=Markup.HTML)
