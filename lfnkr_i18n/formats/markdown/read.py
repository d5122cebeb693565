"""Blocks of a Markdown body: what people read, in order, each with where it stands and how it is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from lfnkr_i18n.formats.blocks import Atom, Block, Role, Writer, shows_letters
from lfnkr_i18n.formats.html.attributes import attribute_blocks
from lfnkr_i18n.formats.html.blocks import html_blocks
from lfnkr_i18n.formats.html.source import SourceMap
from lfnkr_i18n.formats.markdown.captions import apart, caption_blocks
from lfnkr_i18n.formats.markdown.inlines import Picture, one_line, run_of
from lfnkr_i18n.formats.markdown.leaves import Leaf, leaves_of
from lfnkr_i18n.formats.markdown.lines import is_mdx_code, lines_of
from lfnkr_i18n.formats.markdown.targets import definition_tail, tail_at
from lfnkr_i18n.formats.markdown.templates import (
    code_regions,
    inside,
    is_template,
    may_hold_code,
    template_spans,
    with_templates,
)
from lfnkr_i18n.formats.markdown.writers import AltWriter, PostRules, ProseWriter, TitleWriter
from lfnkr_i18n.markup.html import tokens
from lfnkr_i18n.markup.html_code import OpenCode
from lfnkr_i18n.markup.inline_events import body_events, definitions, labels_of
from lfnkr_i18n.model import ReadingRules
from lfnkr_i18n.patterns import lazy

_MANY_QUOTES = 1000
"""More quotes than a definition stands in: their signs are taken off the lines of its title."""

_FIRST_TAGS = lazy(r"""\s*+(?:<(?:[^<>"'\r\n]|"[^"\r\n]*"|'[^'\r\n]*')*+>[ \t]*+)++(?=[\r\n])""")


class Body:
    """The body of one post while its blocks are read."""

    def __init__(self, text: str, start: int, rules: ReadingRules, *, mdx: bool) -> None:
        self.text, self.start, self.rules, self.mdx = text, start, rules, mdx
        self.regions = code_regions(text, start)
        self.templates = may_hold_code(text)
        self.code = OpenCode()
        self.post = post = PostRules(labels_of(text, start), rules.line_markers, mdx, rules.captions)
        self.prose = ProseWriter(post)
        self.heading, self.cell = ProseWriter(post, heading=True), ProseWriter(post, cell=True)
        self.underlined = ProseWriter(post, one_line=True)

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks in order."""
        leaves = (block for leaf in leaves_of(body_events(self.text, self.start)) for block in self._leaf_blocks(leaf))
        titles = self._definition_blocks()
        captions = list(caption_blocks(self.text, self.start, self.rules.captions, self.regions))
        if not titles and not captions:
            return leaves
        return iter(apart(sorted([*leaves, *titles], key=lambda block: block.start), captions))

    def _leaf_blocks(self, leaf: Leaf) -> Iterable[Block]:
        if leaf.kind == "html":
            return self._html_blocks(leaf)
        if self.code:
            self._pass_code(leaf)
            return ()
        run = run_of(self.text, leaf.events, leaf.quotes)
        start, end = run.atoms[0].start, run.atoms[-1].end
        if self.mdx and leaf.top and is_mdx_code(self.text[start:end]):
            return ()
        atoms = self._with_code(run.atoms, start, end, leaf.quotes) if self.templates else run.atoms
        if not shows_letters(atoms):
            return [*self._picture_blocks(run.pictures, leaf), *self._tag_blocks(atoms, leaf)]
        writer = self._writer(leaf, start)
        lines = lines_of(atoms, self.text, self.rules.line_markers)
        return [Block(line.kind or leaf.kind, line.atoms, writer) for line in lines]

    def _html_blocks(self, leaf: Leaf) -> Iterator[Block]:
        """Yield the blocks of raw HTML. Tags alone on its first line stay there: they make it HTML (CommonMark 4.6)."""
        source = SourceMap([(start, self.text[start:end]) for _, start, end, _ in leaf.events])
        line = _FIRST_TAGS.match(source.text)
        for block in html_blocks(source, self.code, [line.span()] if line else ()):
            start, end = block.start, block.atoms[-1].end
            if not inside(start, self.regions):
                atoms = self._with_code(block.atoms, start, end, leaf.quotes) if self.templates else block.atoms
                yield block if atoms is block.atoms else msgspec.structs.replace(block, atoms=atoms)

    def _pass_code(self, leaf: Leaf) -> None:
        """Pass text inside an HTML element that holds code; its end may be among the tags of the text."""
        for kind, start, end, _ in leaf.events:
            if kind == "InlineHtml" and self.code:
                for token in tokens(self.text[start:end]):
                    self.code.step(token)

    def _tag_blocks(self, atoms: list[Atom], leaf: Leaf) -> Iterator[Block]:
        """Yield what people read of the tags of a block that shows nothing else."""
        for atom in atoms:
            if atom.text[:1] == "<" and "=" in atom.text and not is_template(atom):
                source = SourceMap([(atom.start, self.text[atom.start : atom.end])])
                for token in tokens(source.text):
                    yield from attribute_blocks(source, token, cell=leaf.kind.startswith("table"))

    def _picture_blocks(self, pictures: list[Picture], leaf: Leaf) -> Iterator[Block]:
        """Yield alt text and title of the pictures of a block that shows nothing else."""
        cell = leaf.kind.startswith("table")
        for picture in pictures:
            if self.regions and inside(picture.start, self.regions):
                continue
            start, end = picture.alt
            if start < end:
                block = self._whole("image alt", start, end, leaf.quotes, AltWriter(self.post, picture.label, cell))
                if self.text.startswith("][]", end):  # the label is written between the two
                    block.atoms[0] = block.atoms[0]._replace(role=Role.UNIT, end=end + 2)
                yield block
            tail = tail_at(self.text, picture.tail, picture.end - 1) if picture.tail else None
            if tail and tail.quote:
                yield self._whole("image title", *tail.title, leaf.quotes, TitleWriter(tail.quote, cell=cell))

    def _whole(self, kind: str, start: int, end: int, quotes: int, writer: Writer) -> Block:
        """Return a block that is one text between two characters."""
        text = one_line(self.text[start:end], quotes)
        role = Role.TEXT if len(text) == end - start else Role.UNIT
        return Block(kind, [Atom(role, start, end, text, text)], writer)

    def _definition_blocks(self) -> list[Block]:
        """Return the titles of reference definitions: they show when a reader points at the link."""
        found = []
        for definition in definitions(self.text, self.start):
            tail = definition_tail(self.text, definition) if definition.title else None
            if tail and tail.quote and not inside(definition.start, self.regions):
                found.append(self._whole("link title", *tail.title, _MANY_QUOTES, TitleWriter(tail.quote)))
        return found

    def _writer(self, leaf: Leaf, start: int) -> Writer:
        """Return what writes into a leaf whose text begins at a character."""
        if leaf.kind == "paragraph":
            return self.prose
        if leaf.kind.startswith("heading"):
            atx = self.text[max(0, start - 1000) : start].rstrip(" \t").endswith("#")
            return self.heading if atx else self.underlined
        return self.cell if leaf.kind.startswith("table") else self.prose

    def _with_code(self, atoms: list[Atom], start: int, end: int, quotes: int) -> list[Atom]:
        """Return the atoms with template code as units."""
        spans = template_spans(self.text, start, end, self.regions, mdx=self.mdx)
        return with_templates(self.text, atoms, spans, quotes) if spans else atoms
