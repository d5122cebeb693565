"""Blocks of a Markdown body: what people read, in order, each with where it stands and how it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lfnkr_i18n.formats.blocks import Atom, Block
from lfnkr_i18n.formats.markdown.inlines import run_of
from lfnkr_i18n.formats.markdown.leaves import Leaf, leaves_of
from lfnkr_i18n.formats.markdown.lines import is_mdx_code, lines_of
from lfnkr_i18n.formats.markdown.templates import (
    code_regions,
    template_spans,
    with_templates,
)
from lfnkr_i18n.markup.inline_events import events
from lfnkr_i18n.model import ReadingRules

_TEMPLATE_SIGN = re.compile(r"\{|<%|\$\$")


class PlainWriter:
    def write(self, text: str, place: object) -> str:
        return text


class Body:
    """The body of one post while its blocks are read."""

    def __init__(self, text: str, start: int, rules: ReadingRules, *, mdx: bool) -> None:
        self.text, self.start, self.rules, self.mdx = text, start, rules, mdx
        self.regions = code_regions(text, start)
        self.in_code = ""

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks in order."""
        for leaf in leaves_of(events(self.text, self.start)):
            yield from self._leaf_blocks(leaf)

    def _leaf_blocks(self, leaf: Leaf) -> Iterator[Block]:
        if leaf.kind == "html":
            return
        run = run_of(self.text, leaf.events, leaf.quotes)
        start, end = run.atoms[0].start, run.atoms[-1].end
        if self.mdx and leaf.top and is_mdx_code(self.text[start:end]):
            return
        atoms = self._with_code(run.atoms, start, end, leaf.quotes)
        for line in lines_of(atoms, self.text, self.rules.line_markers):
            yield Block(line.kind or leaf.kind, line.atoms, PlainWriter())

    def _with_code(self, atoms: list[Atom], start: int, end: int, quotes: int) -> list[Atom]:
        """Return the atoms with template code as units."""
        if not self.regions and _TEMPLATE_SIGN.search(self.text, start, end) is None:
            return atoms
        spans = template_spans(self.text, start, end, self.regions, mdx=self.mdx)
        return with_templates(self.text, atoms, spans, quotes) if spans else atoms
