"""WordPress's block comments: `<!-- wp:name {…} -->`, `<!-- /wp:name -->`, `<!-- wp:name /-->`.

Cut where WordPress cuts (`WP_Block_Parser::next_token`), which looks neither at HTML nor into the JSON: it ends at the
first `}` that the comment's end follows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from lfnkr_i18n.patterns import lazy

_SPACE = "[ \t\r\n\f\v]"
_OPENING = lazy(
    rf"<!--{_SPACE}++(?P<close>/)?wp:(?P<namespace>[a-z][a-z0-9_-]*+/)?(?P<name>[a-z][a-z0-9_-]*+)"
    rf"{_SPACE}++(?:(?P<brace>\{{)|(?P<void>/)?-->)"
)
_ATTRIBUTES_END = lazy(rf"\}}{_SPACE}++(/)?-->")

KEPT = frozenset({"core/code", "core/html", "core/shortcode"})
"""Blocks whose content is left alone."""


class Delimiter(NamedTuple):
    """One block comment; offsets are characters of the scanned text."""

    name: str
    """With its namespace: `core/paragraph`, `acme/box`."""
    closes: bool
    void: bool
    start: int
    end: int
    json: tuple[int, int]
    """The attributes with their braces; empty where there are none."""


class Stretch(NamedTuple):
    """What lies between block comments."""

    start: int
    end: int
    kept: bool
    """Whether it is the content of a block that is left alone."""


def delimiters(text: str, start: int = 0) -> Iterator[Delimiter]:
    """Yield the block comments from character `start` on, in order.

    An end without a begin is the last one: WordPress takes it, and all that follows, for HTML.
    """
    depth = 0
    for one in _comments(text, start):
        yield one
        depth += 0 if one.void else -1 if one.closes else 1
        if depth < 0:
            return


def _comments(text: str, start: int) -> Iterator[Delimiter]:
    """Yield what is written as a block comment, in order."""
    ends = True  # whether attributes may still find their end
    match = _OPENING.search(text, start)
    while match:
        end, json, void = match.end(), (match.end(), match.end()), match["void"]
        last = _ATTRIBUTES_END.search(text, end) if match["brace"] and ends else None
        if last is not None:
            json = (end - 1, last.start() + 1)
            end, void = last.end(), last[1]
        if last is None and match["brace"]:
            ends = False
        else:
            name = (match["namespace"] or "core/") + match["name"]
            yield Delimiter(name, bool(match["close"] and not void), bool(void), match.start(), end, json)
        match = _OPENING.search(text, end)


def block_pieces(text: str, start: int, kept: Collection[str] = ()) -> Iterator[Delimiter | Stretch]:
    """Yield block comments and what lies between them, in order; joined they are the text from `start` on.

    `kept` are further blocks that are left alone, with the blocks in them; one that never ends is read like any other.
    """
    found = list(delimiters(text, start))
    closers = _closers(found, KEPT.union(kept))
    done, index = start, 0
    while index < len(found):
        one = found[index]
        if done < one.start:
            yield Stretch(done, one.start, kept=False)
        yield one
        done, index = one.end, index + 1
        closer = closers.get(index - 1)
        if closer is not None:
            yield Stretch(done, found[closer].start, kept=True)
            done, index = found[closer].start, closer
    if done < len(text):
        yield Stretch(done, len(text), kept=False)


def _closers(found: list[Delimiter], kept: Collection[str]) -> dict[int, int]:
    """Return for each opening comment of a kept block the comment that closes it: any name does for WordPress."""
    opened: list[int] = []
    closers: dict[int, int] = {}
    for index, one in enumerate(found):
        if one.closes and opened:
            opener = opened.pop()
            if found[opener].name in kept:
                closers[opener] = index
        elif not one.void and not one.closes:
            opened.append(index)
    return closers
