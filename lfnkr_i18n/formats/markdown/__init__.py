"""Markdown posts: blocks, structure and targets from the parser's byte ranges."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lfnkr_i18n.formats.blocks import Block, Reference, Shape
from lfnkr_i18n.formats.markdown.read import Body
from lfnkr_i18n.formats.markdown.shapes import shapes_of
from lfnkr_i18n.formats.markdown.targets import references_of, written_target
from lfnkr_i18n.model import Markup, ReadingRules


@dataclass(frozen=True, slots=True)
class Markdown:
    """How Markdown posts are read; `mdx` adds imports, exports and expressions."""

    mdx: bool = False

    @property
    def markup(self) -> Markup:
        """Return what its texts are written in."""
        return Markup.MARKDOWN

    def blocks(self, text: str, start: int, rules: ReadingRules) -> Iterator[Block]:
        """Yield the blocks of the body, which begins at character `start`."""
        return Body(text, start, rules, mdx=self.mdx).blocks()

    def shapes(self, text: str, start: int, rules: ReadingRules) -> Iterator[Shape]:
        """Yield the structure of the body, block by block."""
        return shapes_of(text, start, rules, mdx=self.mdx)

    def references(self, text: str, start: int, rules: ReadingRules) -> Iterator[Reference]:
        """Yield the targets of links and images, in order."""
        del rules
        return references_of(text, start)

    def written_target(self, target: str, place: Reference, text: str) -> str:
        """Return `target` as it is written in the place of another."""
        return written_target(target, angled=text[place.start - 1 : place.start] == "<")


MARKDOWN = Markdown()
MDX = Markdown(mdx=True)
