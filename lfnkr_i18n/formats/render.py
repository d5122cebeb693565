"""A block with its translations: segments replaced, gaps kept or fitted to the languages beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from lfnkr_i18n.formats.blocks import REACH, Block, Place, has_line_end
from lfnkr_i18n.formats.sentences import Piece
from lfnkr_i18n.languages import joint
from lfnkr_i18n.markup.inline import visible_text
from lfnkr_i18n.model import EMPTY, Markup
from lfnkr_i18n.patterns import lazy

_LINE_END = lazy(r"\r\n|\n|\r")
_NEXT_LINE = lazy(r"(?:\r\n|\n|\r)[ \t>]*")
_MARKED = lazy(r"[^\w\s.,?。、！？」』）]")
"""What may be markup, or be looked through, at a text's end."""


class Placed(msgspec.Struct, frozen=True):
    """A block and where its segments stand in the post."""

    block: Block
    pieces: tuple[Piece, ...]
    first: int
    """Index of its first segment in `Post.segments`."""

    @property
    def start(self) -> int:
        """Return the first character of the post that rendering may replace."""
        return self.pieces[0].start if self.block.value is None else self.block.place[0]

    @property
    def end(self) -> int:
        """Return the character behind the last that rendering may replace."""
        return self.pieces[-1].end if self.block.value is None else self.block.place[1]


def rendered_block(text: str, placed: Placed, translations: Sequence[str | None]) -> str:
    """Return what replaces a block's stretch of the post; `translations` are stripped, None keeps the source."""
    block = placed.block
    if block.value is None or block.encode is None:
        return _assembled(text, placed, translations)
    value = block.value
    inner = _assembled(value, placed, translations)
    return block.encode(value[: placed.pieces[0].start] + inner + value[placed.pieces[-1].end :])


def _assembled(text: str, placed: Placed, translations: Sequence[str | None]) -> str:
    pieces = placed.pieces
    gaps = _gaps(text, pieces, translations, placed.block.markup)
    # Only asked where a line may be added: of ten thousand cells in one line each would look for the line's start.
    texts = (*filter(None, translations), *(piece.source for piece in pieces))
    further = placed.block.value is None and any(map(has_line_end, texts))
    newline = _newline(text, pieces) if further else "\n"
    out: list[str] = []
    line_start, before = True, " "
    for index, (piece, translation) in enumerate(zip(pieces, translations, strict=True)):
        gap = gaps[index]
        if gap:
            line_start, before = "\n" in gap or "\r" in gap, _neighbour(gap[-1])
        following = _following(gaps, pieces, translations, index)
        out.append(gap)
        if translation is None and not (line_start and index and not any(out)):
            written = text[piece.start : piece.end]
        else:
            sides = _neighbour(text[piece.start - 1 : piece.start]), _neighbour(text[piece.end : piece.end + 1])
            place = Place(piece.source, sides, line_start, before, following, len(pieces) == 1, newline)
            new = "" if translation == EMPTY else piece.source if translation is None else translation
            written = placed.block.writer.write(new, place) if new else ""
        out.append(written)
        if written:
            line_start, before = False, _neighbour(written[-1])
    return "".join(out)


def _gaps(text: str, pieces: Sequence[Piece], translations: Sequence[str | None], markup: Markup) -> list[str]:
    """Return what stands before each segment: the source's own where the characters beside it are the source's.

    White space goes where both sides are CJK and is one blank where there was none; a line's end stays where it does
    not part CJK characters. A gap that holds more (a hard break) stays.
    """
    gaps = [""]
    left = translations[0] if translations[0] is not None else pieces[0].source
    for index in range(1, len(pieces)):
        piece, own = pieces[index], translations[index]
        gap = text[pieces[index - 1].end : piece.start]
        right = own if own is not None else piece.source
        touched = own is not None or translations[index - 1] is not None
        as_written = (left[-1], right[0]) == (pieces[index - 1].source[-1], piece.source[0]) and right != EMPTY
        if piece.joins and touched and not as_written:
            cjk = not joint(pieces[index - 1].source[-REACH:], piece.source[:REACH])
            gap = _fitted(gap, left, right, markup, cjk_source=cjk)
        gaps.append(gap)
        left = right if right != EMPTY else left
    return gaps


def _fitted(gap: str, left: str, right: str, markup: Markup, *, cjk_source: bool) -> str:
    """Return a gap of white space as the texts beside it want it; what is left out has none."""
    if EMPTY in (left, right):
        return gap if right != EMPTY and left != EMPTY else ""
    if not joint(_shown(left, markup)[-REACH:], _shown(right, markup)[:REACH]):
        return ""
    if gap:
        return gap if not gap.strip(" \t\r\n>") else " "
    return " " if cjk_source else ""


def _shown(text: str, markup: Markup) -> str:
    """Return the text as a reader sees it, where its ends are markup."""
    if _MARKED.match(text[0]) or _MARKED.match(text[-1]):
        return visible_text(text, markup=markup).strip() or text
    return text


def _following(gaps: Sequence[str], pieces: Sequence[Piece], translations: Sequence[str | None], index: int) -> str:
    """Return the character that will stand behind a segment."""
    if index + 1 == len(pieces):
        return " "
    translation = translations[index + 1]
    return _neighbour(gaps[index + 1][:1] or (pieces[index + 1].source if translation is None else translation)[0])


def _neighbour(character: str) -> str:
    """Return a character that emphasis rules treat alike, and that pairs with no other (CommonMark 6.2)."""
    if not character or character.isspace():
        return " "
    return "." if character.isascii() and not character.isalnum() and character not in "[(" else character


def _newline(text: str, pieces: Sequence[Piece]) -> str:
    """Return what begins a further line of a block: as its second line does, else as its first without markers."""
    second = _NEXT_LINE.search(text, pieces[0].start, pieces[-1].end)
    if second:
        return second[0]
    start = pieces[0].start
    line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    end = _LINE_END.search(text, start)
    return (end[0] if end else "\n") + re.sub(r"[^>\s]", " ", text[line:start])
