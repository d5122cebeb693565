"""Markdown posts: blocks, structure and targets from the parser's byte ranges."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from lfnkr_i18n.formats.blocks import Atom, Block, Format, Reference, Shape, Writer
from lfnkr_i18n.formats.markdown.read import Body
from lfnkr_i18n.formats.markdown.shapes import shapes_of
from lfnkr_i18n.formats.markdown.targets import references_of, written_target
from lfnkr_i18n.formats.values import PLAIN_WRITER, plain_atoms
from lfnkr_i18n.model import Markup, ReadingRules


class Markdown(msgspec.Struct, frozen=True):
    """How Markdown posts are read; `mdx` adds imports, exports and expressions."""

    mdx: bool = False

    @property
    def markup(self) -> Markup:
        """Return what its texts are written in."""
        return Markup.MARKDOWN

    def suited(self, text: str, start: int, front_matter: Mapping[str, object]) -> Format:
        """Return itself: Markdown says by its suffix what it is."""
        del text, start, front_matter
        return self

    def value(self, text: str) -> tuple[list[Atom], Writer]:
        """Return the atoms of a front-matter value, and what writes into it."""
        return plain_atoms(text), PLAIN_WRITER

    def blocks(self, text: str, start: int, rules: ReadingRules) -> Iterator[Block]:
        """Yield the blocks of the body, which begins at character `start`."""
        return Body(text, start, rules, mdx=self.mdx).blocks()

    def shapes(self, text: str, start: int, rules: ReadingRules) -> Iterator[Shape]:
        """Yield the structure of the body, block by block."""
        return shapes_of(text, start, rules, mdx=self.mdx)

    def remarks(self, text: str, start: int, rules: ReadingRules) -> Iterator[tuple[int, str]]:
        """Yield nothing: all that a Markdown post shows stands in it once."""
        del text, start, rules
        return iter(())

    def references(self, text: str, start: int, rules: ReadingRules) -> Iterator[Reference]:
        """Yield the targets of links and images, in order."""
        del rules
        return references_of(text, start)

    def written_target(self, target: str, place: Reference, text: str) -> str:
        """Return `target` as it is written in the place of another."""
        return written_target(target, angled=text[place.start - 1 : place.start] == "<")


MARKDOWN = Markdown()
MDX = Markdown(mdx=True)
