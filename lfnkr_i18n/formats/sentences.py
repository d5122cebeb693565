"""From blocks to segments: sentences are cut on what a reader sees, and mapped back to where it is written.

A cut never falls inside emphasis, a link, code, a tag pair or a template: two sentences that share one stay together.
Closing markup and footnote marks at a sentence's end belong to it, opening markup belongs to the next.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from lfnkr_i18n.formats.blocks import CLOSE, HARD, MARK, OPEN, SOFT, TEXT, Atom, Block, shows_letters
from lfnkr_i18n.house import Unit
from lfnkr_i18n.languages import primary
from lfnkr_i18n.model import ReadingRules
from lfnkr_i18n.patterns import lazy
from lfnkr_i18n.segmentation import OPAQUE, Splitter, splitter

_WORD = lazy(rf"[^\W\d_{OPAQUE}]")


class Piece(NamedTuple):
    """Where one segment stands, and its msgid."""

    start: int
    end: int
    source: str
    joins: bool
    """Whether the gap before it is only white space, which may change with the languages beside it."""


_Edge = tuple[int, int]
"""A point between two characters of a block: an atom and an offset into its text, or its end."""


def splitter_for(language: str, rules: ReadingRules) -> Splitter:
    """Return what cuts a projection into sentences; into one where sentences are not wanted."""
    if rules.unit is Unit.BLOCK:
        return _whole
    tag = primary(language)
    return splitter(language, tuple(rules.abbreviations.get(tag, ())), tuple(rules.no_break.get(tag, ())))


def _whole(shown: str) -> Sequence[tuple[int, int]]:
    start = len(shown) - len(shown.lstrip())
    return ((start, max(start, len(shown.rstrip()))),)


def pieces_of(block: Block, split: Splitter) -> list[Piece]:
    """Return the segments of a block in order, none where no letter shows outside code."""
    atoms = block.atoms
    if not shows_letters(atoms):
        return []
    if len(atoms) == 1:
        return _plain_pieces(atoms[0], split)
    shown = "".join([atom.shown for atom in atoms])
    return _mapped_pieces(atoms, _worded(shown, split(shown)))


def _worded(shown: str, spans: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """Return sentences with those that hold no word (code, a number) joined to the one before, or the first one."""
    found = [spans[0]]
    worded = _WORD.search(shown, *spans[0]) is not None
    for span in spans[1:]:
        holds = _WORD.search(shown, *span) is not None
        if holds and worded:
            found.append(span)
        else:
            found[-1] = (found[-1][0], span[1])
            worded = worded or holds
    return found


def _plain_pieces(atom: Atom, split: Splitter) -> list[Piece]:
    """Cut a block that is one run of text: what a reader sees stands there character for character."""
    _role, place, end, text, _shown = atom
    if atom.role is not TEXT:
        return [Piece(place, end, text, joins=False)]
    pieces, joins = [], False
    for first, last in split(text):
        pieces.append(Piece(place + first, place + last, text[first:last], joins))
        joins = True
    return pieces


def _mapped_pieces(atoms: Sequence[Atom], spans: Sequence[tuple[int, int]]) -> list[Piece]:
    """Cut a block with markup in it, merging sentences where the cut would fall inside a construct."""
    places = _Places(atoms)
    begin, joins = places.first(places.at(spans[0][0])), False
    pieces = []
    for (_, end), (start, _) in pairwise(spans):
        gap = places.gap(places.after(end), places.at(start))
        if gap is None:
            continue
        pieces.append(places.piece(begin, gap[0], joins))
        joins = places.is_blank(*gap)
        begin = gap[1]
    pieces.append(places.piece(begin, places.last(places.after(spans[-1][1])), joins))
    return pieces


_SILENT = frozenset({OPEN, CLOSE, MARK})
_BLANK = frozenset({TEXT, SOFT})
_STEPS = {OPEN: 1, CLOSE: -1}
"""How much deeper an atom leads into constructs."""


class _Places:
    """Maps offsets of a projection to atoms."""

    def __init__(self, atoms: Sequence[Atom]) -> None:
        self.atoms = atoms
        self._ends = list(accumulate([len(atom.shown) for atom in atoms]))
        self._depths = list(accumulate([_STEPS.get(atom.role, 0) for atom in atoms]))

    def at(self, offset: int) -> _Edge:
        """Return the edge before the character at `offset`."""
        atom = bisect_right(self._ends, offset)
        return atom, offset - (self._ends[atom - 1] if atom else 0)

    def after(self, offset: int) -> _Edge:
        """Return the edge behind the character that ends at `offset`."""
        atom, place = self.at(offset - 1)
        return atom, place + 1

    def gap(self, left: _Edge, right: _Edge) -> tuple[_Edge, _Edge] | None:
        """Return the end of one sentence and the start of the next; None where no cut may fall between them."""
        depth = self._depths[left[0]]
        if left[0] == right[0]:
            return None if depth else (left, right)
        end: _Edge | None = None if depth else left
        start: _Edge | None = None
        spaced = left[1] < len(self.atoms[left[0]].shown)
        for index in range(left[0] + 1, right[0]):
            role = self.atoms[index].role
            depth = self._depths[index]
            if role is CLOSE and not depth:
                end, start = (index, len(self.atoms[index].text)), None
            elif role is OPEN and depth == 1 and start is None:
                start = (index, 0)
            elif role is MARK and not depth and start is None:
                if spaced:
                    start = (index, 0)
                else:
                    end = (index, len(self.atoms[index].text))
            elif role is HARD and not depth:
                spaced, start = True, None
            spaced = spaced or role not in _SILENT
        if start is None and not depth:
            start = right
        return None if end is None or start is None else (end, start)

    def first(self, right: _Edge) -> _Edge:
        """Return where the first sentence begins: with the markup before its first character, behind hard breaks."""
        start = right
        for index in range(right[0] - 1, -1, -1):
            role = self.atoms[index].role
            if role is HARD and not self._depths[index]:
                break
            if role in _SILENT:
                start = (index, 0)
        return start

    def last(self, left: _Edge) -> _Edge:
        """Return where the last sentence ends: with the markup behind its last character, before hard breaks."""
        end = left
        for index in range(left[0] + 1, len(self.atoms)):
            role = self.atoms[index].role
            if role is HARD and not self._depths[index]:
                break
            if role in _SILENT:
                end = (index, len(self.atoms[index].text))
        return end

    def is_blank(self, end: _Edge, start: _Edge) -> bool:
        """Tell whether a gap holds white space and soft breaks only."""
        return all(atom.role in _BLANK for atom in self.atoms[end[0] + 1 : start[0]])

    def piece(self, start: _Edge, end: _Edge, joins: bool) -> Piece:
        """Return the segment between two edges."""
        first, last = self.atoms[start[0]], self.atoms[end[0]]
        # Only text is cut inside; an offset into what a unit shows says nothing about how it is written.
        head = start[1] if first.role is TEXT else 0
        tail = end[1] if last.role is TEXT else len(last.text)
        if start[0] == end[0]:
            source = first.text[head:tail]
        else:
            between = [atom.text for atom in self.atoms[start[0] + 1 : end[0]]]
            source = "".join((first.text[head:], *between, last.text[:tail]))
        stop = last.start + tail if last.role is TEXT else last.end
        return Piece(first.start + head, stop, source, joins)
