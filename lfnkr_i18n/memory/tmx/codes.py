"""The markup of a segment as inline codes: what a translation tool shows as a tag that must not be lost.

A code's content is the markup as it is written, so that the text of a `<seg>` in document order is the segment again,
byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from lfnkr_i18n.markup.html import Token, TokenKind, tokens
from lfnkr_i18n.markup.html_tags import VOID_TAGS
from lfnkr_i18n.markup.inline_events import Event
from lfnkr_i18n.markup.inline_tags import tag_of
from lfnkr_i18n.markup.inline_templates import templates
from lfnkr_i18n.markup.markdown import inline_events
from lfnkr_i18n.model import Markup


class Role(StrEnum):
    """Which element a code is (TMX 1.4b, "Content markup")."""

    BEGIN = "bpt"
    END = "ept"
    ALONE = "ph"
    BROKEN = "it"
    """The begin or end of something whose other half is not in the segment."""


@dataclass(frozen=True, slots=True)
class Code:
    """A piece of markup; text that people translate in it (an image's alt text) is in `parts`, at odd places."""

    parts: tuple[str, ...]
    role: Role
    type: str
    number: int = 0
    """Which code of the segment it is: the same in both languages, and of both halves of a pair."""
    ends: bool = False
    """Whether a BROKEN one is an end."""

    @property
    def text(self) -> str:
        """The markup as written."""
        return "".join(self.parts)


Part = str | Code


class _Piece(NamedTuple):
    start: int
    end: int
    role: Role
    type: str
    pair: int
    inner: tuple[int, int] | None = None
    """Where text stands in it."""


_PAIRED = {"+Strong": "bold", "+Emphasis": "italic", "+Strikethrough": "strike", "+Link": "link"}
_ALONE = {"Code": "code", "FootnoteReference": "fnote"}


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
    place = 0
    for piece in _pieces(text, markup):
        if piece.start < place:  # inside one that is already written: an image's alt text, a template
            continue
        if piece.start > place:
            parts.append(text[place : piece.start])
        begin, end = piece.inner or (piece.end, piece.end)
        inside = (text[piece.start : begin], text[begin:end], text[end : piece.end])
        whole = inside if begin < end else (text[piece.start : piece.end],)
        parts.append(Code(whole, piece.role, piece.type, piece.pair, ends=text.startswith("</", piece.start)))
        place = piece.end
    if place < len(text):
        parts.append(text[place:])
    return _halves_alone_broken(parts)


def _halves_alone_broken(parts: Sequence[Part]) -> list[Part]:
    """Make the half of a pair BROKEN whose other half is within something else."""
    codes = [part for part in parts if isinstance(part, Code)]
    begun, ended = ({code.number for code in codes if code.role is role} for role in (Role.BEGIN, Role.END))
    lonely = begun ^ ended
    return [
        replace(part, role=Role.BROKEN, ends=part.role is Role.END)
        if isinstance(part, Code) and part.number in lonely
        else part
        for part in parts
    ]


def _pieces(text: str, markup: Markup) -> list[_Piece]:
    """Return where markup stands, in order; `pair` joins the two halves of one thing."""
    pieces = [_Piece(start, end, Role.ALONE, "template", -1 - start) for start, end in templates(text)]
    if markup is Markup.HTML:
        pieces += _tags((token.start, token.end, text[token.start : token.end]) for token in _tokens(text))
    else:
        events = inline_events(text)
        tags = ((start, end, value) for kind, start, end, value in events if kind == "InlineHtml")
        pieces += [*_containers(events), *_leaves(events), *_tags(tags)]
    # At one place an end stands before a beginning; the outer begins first and ends last.
    return sorted((piece for piece in pieces if piece.start < piece.end), key=lambda piece: (piece.start, -piece.end))


def _containers(events: Sequence[Event]) -> list[_Piece]:
    """Return the two halves of emphasis and links, and images whole."""
    pieces = []
    open_: list[tuple[str, int, int, int]] = []  # kind, start, end, number of the event
    for number, (kind, start, end, _value) in enumerate(events):
        if kind == "+Image" or kind in _PAIRED:
            open_.append((kind, start, end, number))
        elif kind == "-Image" or (kind[0] == "-" and f"+{kind[1:]}" in _PAIRED):
            kind, start, end, first = open_.pop()
            inside = events[first + 1 : number]
            begin, last = (inside[0][1], max(event[2] for event in inside)) if inside else (end, end)
            if kind == "+Image":
                pieces.append(_Piece(start, end, Role.ALONE, "image", -1 - start, (begin, last)))
            elif kind == "+Link" and events[first][3]["link_type"] in _AUTOMATIC:
                pieces.append(_Piece(start, end, Role.ALONE, "link", -1 - start))
            else:
                pieces.append(_Piece(start, begin, Role.BEGIN, _PAIRED[kind], start))
                pieces.append(_Piece(last, end, Role.END, _PAIRED[kind], start))
    return pieces


_AUTOMATIC = frozenset({"Autolink", "Email"})


def _leaves(events: Sequence[Event]) -> list[_Piece]:
    return [
        _Piece(start, end, Role.ALONE, _ALONE[kind], -1 - start)
        for kind, start, end, _value in events
        if kind in _ALONE
    ]


def _tokens(text: str) -> Iterator[Token]:
    return (token for token in tokens(text) if token.kind not in (TokenKind.TEXT, TokenKind.RAW, TokenKind.UNFINISHED))


def _tags(tags: Iterable[tuple[int, int, str]]) -> list[_Piece]:
    """Return HTML tags (start, end, as written): of an element its halves, void ones alone, others broken."""
    pieces: list[_Piece] = []
    open_: list[tuple[str, int]] = []  # name, place in pieces
    for start, end, value in tags:
        tag = tag_of(value)
        piece = _Piece(start, end, Role.BROKEN, tag.name or "comment", -1 - start)
        if not tag.name or tag.name in VOID_TAGS or value.endswith("/>"):
            piece = piece._replace(role=Role.ALONE)
        elif not tag.closes:
            open_.append((tag.name, len(pieces)))
        elif tag.name in [name for name, _place in open_]:
            while True:
                name, place = open_.pop()
                if name == tag.name:
                    break
            pieces[place] = pieces[place]._replace(role=Role.BEGIN, pair=pieces[place].start)
            piece = piece._replace(role=Role.END, pair=pieces[place].start)
        pieces.append(piece)
    return pieces


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
