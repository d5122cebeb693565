"""Captions inside shortcodes: `{{< figure caption="…" >}}`, `{% include photo.html caption="…" %}`.

Which shortcodes and which of their attributes are text, lfnkr.toml says (`markdown.captions`); none is by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from lfnkr_i18n.formats.blocks import Atom, Block, Place, Role, shows_letters
from lfnkr_i18n.formats.html.writers import on_one_line
from lfnkr_i18n.formats.markdown.templates import CodeSpans, inside
from lfnkr_i18n.markup.inline_templates import templates, without_foreign_templates
from lfnkr_i18n.patterns import lazy

_HEAD = lazy(r"(?:\{\{[<%]|\{%-?|\{\{)\s*([\w./-]+)(?:\s+([\w./-]+)(?![\w./=-]))?")
_ATTRIBUTE = lazy(r"([\w-]+)\s*[=:]\s*(?:\"((?:[^\"\\]|\\.)*+)\"|'((?:[^'\\]|\\.)*+)')", re.DOTALL)


class CaptionWriter(msgspec.Struct, frozen=True):
    """Writes between the quotes of a shortcode's attribute."""

    quote: str

    def write(self, text: str, place: Place) -> str:
        """Return `text` so that neither the quote nor the tag ends in it; Liquid knows no escape but HTML's."""
        text = without_foreign_templates(on_one_line(text), place.source)
        text = text.replace("}}", "}&#125;").replace("%}", "%&#125;")
        return re.sub(rf"(?<!\\){self.quote}", "&quot;" if self.quote == '"' else "&#39;", text)


def caption_blocks(text: str, start: int, captions: Mapping[str, Sequence[str]], regions: CodeSpans) -> Iterator[Block]:
    """Yield the captions of the shortcodes from character `start` on, in order."""
    if not captions:
        return
    for begin, end in templates(text, start):
        if inside(begin, regions):
            continue
        for first, last in _values(text, begin, end, captions):
            if first < last:
                atom = Atom(Role.TEXT, first, last, text[first:last], text[first:last])
                yield Block("caption", [atom], CaptionWriter(text[first - 1]))


def _values(text: str, begin: int, end: int, captions: Mapping[str, Sequence[str]]) -> Iterator[tuple[int, int]]:
    """Yield where the captions of one shortcode stand, without their quotes."""
    head = _HEAD.match(text, begin, end)
    if head is None:
        return
    names = {name for shortcode in head.groups() if shortcode for name in captions.get(shortcode, ())}
    if names:
        for attribute in _ATTRIBUTE.finditer(text, head.end(1), end):
            if attribute[1] in names:
                yield attribute.span(2 if attribute[2] is not None else 3)


def without_captions(template: str, captions: Mapping[str, Sequence[str]]) -> str:
    """Return template code without what people read of it: what must be the same in a translation.

    >>> without_captions('{{< figure src="a.jpg" caption="A" >}}', {"figure": ["caption"]})
    '{{< figure src="a.jpg" caption="" >}}'
    """
    if not captions:
        return template
    for first, last in reversed(list(_values(template, 0, len(template), captions))):
        template = template[:first] + template[last:]
    return template


def apart(blocks: Sequence[Block], captions: Sequence[Block]) -> list[Block]:
    """Return both in order; a caption inside a sentence stays there, as its msgid shows it."""
    if not captions:
        return list(blocks)
    texts = [(block.start, block.atoms[-1].end) for block in blocks if shows_letters(block.atoms)]
    free = [caption for caption in captions if not inside(caption.start, texts)]
    return sorted([*blocks, *free], key=lambda block: block.start)
