"""HTML posts, of WordPress or not: blocks, structure and targets from the tokens of a browser."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from lfnkr_i18n.formats.blocks import Atom, Block, Format, Reference, Shape, Writer
from lfnkr_i18n.formats.html.blocks import html_blocks
from lfnkr_i18n.formats.html.editor import Editor, editor_of
from lfnkr_i18n.formats.html.remarks import remarks_of
from lfnkr_i18n.formats.html.shapes import shapes_of
from lfnkr_i18n.formats.html.source import SourceMap
from lfnkr_i18n.formats.html.targets import references_of, written_target
from lfnkr_i18n.formats.html.text import Breaks, Reading
from lfnkr_i18n.formats.html.values import value_atoms, value_writer
from lfnkr_i18n.formats.html.wordpress import EditorWalk
from lfnkr_i18n.markup.html_code import OpenCode
from lfnkr_i18n.markup.shortcodes import Shortcodes
from lfnkr_i18n.model import Markup, ReadingRules


class Html(msgspec.Struct, frozen=True):
    """How HTML posts are read; the editor says what line ends, brackets and comments mean."""

    editor: Editor = Editor.NONE

    @property
    def markup(self) -> Markup:
        """Return what its texts are written in."""
        return Markup.HTML

    def suited(self, text: str, start: int, front_matter: Mapping[str, object]) -> Format:
        """Return the format for one post, as its editor wrote it."""
        return Html(editor_of(text, start, front_matter))

    def value(self, text: str) -> tuple[list[Atom], Writer]:
        """Return the atoms of a front-matter value, and what writes into it."""
        return value_atoms(text), value_writer(text, shortcodes=self.editor is not Editor.NONE)

    def blocks(self, text: str, start: int, rules: ReadingRules) -> Iterator[Block]:
        """Yield the blocks of the body, which begins at character `start`."""
        if self.editor is Editor.NONE:
            return iter(html_blocks(SourceMap([(start, text[start:])]), OpenCode(), reading=self._reading(text)))
        return iter(EditorWalk(self._reading(text), rules).blocks(text, start))

    def _reading(self, text: str) -> Reading:
        breaks = Breaks.LINE if self.editor is Editor.CLASSIC else Breaks.SPACE
        return Reading(breaks, None if self.editor is Editor.NONE else Shortcodes(text), guarded=True)

    def shapes(self, text: str, start: int, rules: ReadingRules) -> Iterator[Shape]:
        """Yield the structure of the body, block by block."""
        return iter(shapes_of(text, start, rules, self._reading(text)))

    def remarks(self, text: str, start: int, rules: ReadingRules) -> Iterator[tuple[int, str]]:
        """Yield what people must know of blocks before they translate the post."""
        return remarks_of(text, start, rules) if self.editor is Editor.BLOCK else iter(())

    def references(self, text: str, start: int, rules: ReadingRules) -> Iterator[Reference]:
        """Yield the targets of links and images, in order."""
        return references_of(text, start, rules, wordpress=self.editor is not Editor.NONE)

    def written_target(self, target: str, place: Reference, text: str) -> str:
        """Return `target` as it is written in the place of another."""
        return written_target(target, place, text)


HTML = Html()
