"""The markup of a segment as inline codes: what a translation tool shows as a tag that must not be lost.

A code's content is the markup as it is written, so that the text of a `<seg>` in document order is the segment again,
byte for byte.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import msgspec
from msgspec.structs import replace

from lfnkr_i18n.markup.inline_tags import tag_of
from lfnkr_i18n.markup.pieces import Piece, html_pieces, markdown_pieces
from lfnkr_i18n.markup.pieces import Role as Place
from lfnkr_i18n.model import Markup


class Role(StrEnum):
    """Which element a code is (TMX 1.4b, "Content markup")."""

    BEGIN = "bpt"
    END = "ept"
    ALONE = "ph"
    BROKEN = "it"
    """The begin or end of something whose other half is not in the segment."""


class Code(msgspec.Struct, frozen=True):
    """A piece of markup."""

    text: str
    """As written."""
    role: Role
    type: str
    """What it is, where that is known: `bold`, `link`, a tag's name."""
    number: int = 0
    """Which code of the segment it is: the same in both languages, and of both halves of a pair."""
    ends: bool = False
    """Whether a BROKEN one is an end."""


Part = str | Code

_PIECES = {Markup.MARKDOWN: markdown_pieces, Markup.HTML: html_pieces}
_TYPES = {"Strong": "bold", "Emphasis": "italic", "Strikethrough": "strike", "Link": "link", "Image": "image"}


def coded(source: str, target: str, markup: Markup = Markup.MARKDOWN) -> tuple[list[Part], list[Part]]:
    """Return both texts of a pair as text and codes; a code of the target has the number of its like in the source.

    >>> [part if isinstance(part, str) else part.text for part in coded("See **[us](/en/)**.", "")[0]]
    ['See ', '**', '[', 'us', '](/en/)', '**', '.']
    """
    first = _numbered(parts_of(source, markup))
    return first, _matched(parts_of(target, markup), first)


def parts_of(text: str, markup: Markup = Markup.MARKDOWN) -> list[Part]:
    """Return a segment as text and codes; joined, they are the segment."""
    parts: list[Part] = []
    opened: list[tuple[str, int]] = []
    """Names and places of the codes that nothing has closed yet."""
    place = 0
    for piece in _PIECES[markup](text):
        if piece.role is Place.TEXT or piece.start < place:
            continue
        if piece.start > place:
            parts.append(text[place : piece.start])
        parts.append(_code(text, piece, opened, parts))
        place = piece.end
    if place < len(text):
        parts.append(text[place:])
    return parts


def _code(text: str, piece: Piece, opened: list[tuple[str, int]], parts: list[Part]) -> Code:
    """Return the code of a piece that comes after `parts`; one that it closes becomes the first half of a pair."""
    written, number = text[piece.start : piece.end], piece.start
    kind = _TYPES.get(piece.name) or tag_of(written).name
    if piece.role is Place.ALONE:
        return Code(written, Role.ALONE, kind, number)
    if piece.role is Place.OPEN:
        opened.append((piece.name, len(parts)))
        return Code(written, Role.BROKEN, kind, number)
    while piece.name in (name for name, _place in opened):
        name, place = opened.pop()
        begin = parts[place]
        if name == piece.name and isinstance(begin, Code):
            parts[place] = replace(begin, role=Role.BEGIN)
            return Code(written, Role.END, begin.type, begin.number)
    return Code(written, Role.BROKEN, kind, number, ends=True)


def _numbered(parts: Sequence[Part]) -> list[Part]:
    """Give the codes numbers from 1 in their order; both halves of a pair get one."""
    numbers: dict[int, int] = {}
    return [
        replace(part, number=numbers.setdefault(part.number, len(numbers) + 1)) if isinstance(part, Code) else part
        for part in parts
    ]


def _matched(parts: Sequence[Part], source: Sequence[Part]) -> list[Part]:
    """Give the codes of a translation the numbers of their like in the source: written alike, else of one type."""
    theirs, ours = _written(source), _written(parts)
    free = dict(theirs)
    numbers: dict[int, int] = {}
    for fields in (3, 2):  # role, type, and how it is written; then without that
        for own, written in ours.items():
            number = next((n for n, other in free.items() if other[:fields] == written[:fields]), None)
            if own not in numbers and number is not None:
                numbers[own] = number
                del free[number]
    following = len(theirs)
    for own in ours:
        if own not in numbers:
            following += 1
            numbers[own] = following
    return [replace(part, number=numbers[part.number]) if isinstance(part, Code) else part for part in parts]


def _written(parts: Sequence[Part]) -> dict[int, tuple[Role, str, str]]:
    """Return what each number's code is, and how it is written, of a pair both halves."""
    found: dict[int, tuple[Role, str, str]] = {}
    for part in parts:
        if isinstance(part, Code):
            role, type_, text = found.get(part.number, (part.role, part.type, ""))
            found[part.number] = (role, type_, f"{text}\0{part.text}")
    return found
