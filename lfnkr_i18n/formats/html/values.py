"""HTML that a post holds quoted: values of the front matter, strings in block comments."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from lfnkr_i18n.formats.blocks import Atom, Place, Role
from lfnkr_i18n.formats.html.blocks import HtmlWalk, html_blocks
from lfnkr_i18n.formats.html.entities import ENTITY, TAG_LIKE, ampersands
from lfnkr_i18n.formats.html.source import SourceMap
from lfnkr_i18n.formats.html.text import Part, PartKind, Reading
from lfnkr_i18n.formats.html.writers import HtmlTextWriter, on_one_line
from lfnkr_i18n.markup.html_code import OpenCode
from lfnkr_i18n.markup.inline_templates import without_foreign_templates
from lfnkr_i18n.markup.shortcodes import without_foreign_shortcodes
from lfnkr_i18n.patterns import lazy

_WRITERS = (HtmlTextWriter(), HtmlTextWriter(shortcodes=True))
_ANGLE = {"<": "&lt;", ">": "&gt;"}
_ANGLES = lazy("([<>])")
_AMPERSAND = lazy(r"&amp;(?![A-Za-z#])")


def value_atoms(value: str) -> list[Atom]:
    """Return the atoms of a value as one block, however many it would be in a body; none where it shows no letter.

    What stands between two of its blocks parts sentences.
    """
    atoms: list[Atom] = []
    for block in html_blocks(SourceMap([(0, value)]), OpenCode()):
        if atoms:
            between = value[atoms[-1].end : block.start]
            atoms.append(Atom(Role.HARD, atoms[-1].end, block.start, between, "\n"))
        atoms += block.atoms
    return atoms


def plain_atoms(value: str) -> list[Atom]:
    """Return the atoms of a value without markup: what looks like a tag is shown, and `&lt;b&gt;` in the msgid."""
    walk = HtmlWalk(SourceMap([(0, value)]), OpenCode(), Reading())
    shows_tags = TAG_LIKE.search(value) is not None
    for part in walk.reading.parts(value, 0, len(value)):
        for piece in _pieces(part) if shows_tags and part.kind is PartKind.TEXT else (part,):
            walk.take_part(piece)
    walk.flush()
    return [atom for block in walk.found for atom in block.atoms]


def _pieces(part: Part) -> Iterator[Part]:
    """Yield a text in parts, each angle alone, as what it is written as in HTML."""
    start = part.start
    for text in filter(None, _ANGLES.split(part.text)):
        kind = PartKind.UNIT if text in _ANGLE else PartKind.TEXT
        yield Part(kind, start, start + len(text), _ANGLE.get(text, text), text)
        start += len(text)


class PlainWriter(msgspec.Struct, frozen=True):
    """Writes into a value without markup: angles as they are, unless the source writes references."""

    references: bool
    """Whether the source writes any."""

    def write(self, text: str, place: Place) -> str:
        """Return the text as WordPress's `esc_attr` takes it, which escapes what is no reference."""
        text = without_foreign_templates(on_one_line(text), place.source)
        text = without_foreign_shortcodes(text, place.source)
        if self.references:
            return ampersands(text, place.source)
        return text.replace("&lt;", "<").replace("&gt;", ">")


def plain_writer(value: str) -> PlainWriter:
    """Return what writes into a value without markup."""
    return PlainWriter(ENTITY.search(value) is not None)


class ValueWriter(msgspec.Struct, frozen=True):
    """Writes into a value: as HTML where the source is written so, with bare signs where that has some."""

    references: bool
    """Whether the source writes an ampersand as a reference."""
    shortcodes: bool = False
    """As of `HtmlTextWriter`."""

    def write(self, text: str, place: Place) -> str:
        """Return the text as HTML."""
        written = _WRITERS[self.shortcodes].write(text, place)
        if self.references:
            return written
        written = _AMPERSAND.sub("&", written)
        return written if "&lt;" in written else written.replace("&gt;", ">")


_VALUE_WRITERS = {(own, codes): ValueWriter(own, codes) for own in (False, True) for codes in (False, True)}


def value_writer(value: str, *, shortcodes: bool = False) -> ValueWriter:
    """Return what writes into a value; `shortcodes` as of `HtmlTextWriter`."""
    return _VALUE_WRITERS[ENTITY.search(value) is not None, shortcodes]
