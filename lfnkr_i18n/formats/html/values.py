"""HTML that a post holds quoted: values of the front matter, strings in block comments."""

from __future__ import annotations

import re

import msgspec

from lfnkr_i18n.formats.blocks import Atom, Place, Role
from lfnkr_i18n.formats.html.blocks import html_blocks
from lfnkr_i18n.formats.html.entities import ENTITY
from lfnkr_i18n.formats.html.source import SourceMap
from lfnkr_i18n.formats.html.writers import HtmlTextWriter
from lfnkr_i18n.markup.html_code import OpenCode

_WRITERS = (HtmlTextWriter(), HtmlTextWriter(shortcodes=True))
_AMPERSAND = re.compile(r"&amp;(?![A-Za-z#])")


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
