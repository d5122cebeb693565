"""What a check says about a pair, before its name is put to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

import msgspec

from lfnkr_i18n.markup.inline import Construct, Kind, constructs
from lfnkr_i18n.markup.inline import visible_text as _visible_text
from lfnkr_i18n.model import EMPTY, Markup, Pair, Severity, Span
from lfnkr_i18n.patterns import lazy

_SHOWN = 60
"""Characters of markup that a message quotes."""
TEXTS = 512
"""Texts that are read once for all checks: those of most posts, since some look at all pairs of a post at its end."""


class Remark(msgspec.Struct, frozen=True):
    """One thing that a check has found in a pair; the spans are characters of its source and target."""

    message: str
    source_span: Span | None = None
    target_span: Span | None = None
    severity: Severity = Severity.ERROR
    replacement: str | None = None
    """What is right at `target_span`, where only one text is."""


# Bounded before the sign, so that a long word costs its length a few times at most.
ADDRESS = lazy(r"[A-Za-z][A-Za-z0-9+.-]{0,20}://[!-~]+|www\.[!-~]+|[\w.+-]{1,64}@[A-Za-z0-9.-]+", re.ASCII)
"""Web and mail addresses that stand in a text as such."""

_KEPT = frozenset(
    {Kind.LINK, Kind.IMAGE, Kind.CODE, Kind.TEMPLATE, Kind.TAG, Kind.AUTOLINK, Kind.FOOTNOTE, Kind.HARD_BREAK}
)
_NO_PROSE = frozenset({Kind.CODE, Kind.TEMPLATE, Kind.TAG, Kind.AUTOLINK, Kind.FOOTNOTE})

Check = Callable[[Pair], Iterable[Remark]]
"""A rule about a pair; it says nothing about a pair that has no translation."""


class Alias(msgspec.Struct, frozen=True):
    """What a person at risk is called in public; their names stand in the register alone."""

    person: str
    """The id in the register."""
    forms: tuple[tuple[str, str], ...] = ()
    """Languages, each with the public form."""

    def form(self, language: str) -> str:
        """Return the public form of a language; nothing where there is none."""
        return dict(self.forms).get(language, "")


class PlacedPair(msgspec.Struct, frozen=True, array_like=True):
    """A pair of a post, and where it stands."""

    segment: int
    """Number of its segment in the post, from 0."""
    block: int
    """As `Segment.block`."""
    pair: Pair
    """Its target is empty where it is not translated."""
    aliases: Sequence[Alias] = ()
    """Everybody whom the names register lists."""


PostCheck = Callable[[Sequence[PlacedPair]], Iterable[tuple[int, Remark]]]
"""A rule about all pairs of a post; it yields remarks with the segment that each is about."""


@lru_cache(maxsize=TEXTS)
def is_blank(text: str) -> bool:
    """Tell whether a translation says nothing: white space, or the sign for "deliberately nothing"."""
    return not text.strip() or text.strip() == EMPTY


@lru_cache(maxsize=TEXTS)
def constructs_in(text: str, markup: Markup) -> tuple[Construct, ...]:
    """Return the inline markup of a text; several checks ask for the same text in a row."""
    return tuple(constructs(text, markup=markup))


@lru_cache(maxsize=TEXTS)
def visible_text(text: str, markup: Markup) -> str:
    """Return what a reader sees of a text; several checks ask for the same text in a row."""
    return _visible_text(text, markup=markup)


def kept_pieces(text: str, markup: Markup) -> list[str]:
    """Return the pieces of a text that no fix may change: code, tags, breaks, and where links and addresses lead.

    >>> kept_pieces("See [us](/a) and https://example.org.", Markup.MARKDOWN)
    ['link /a', 'https://example.org.']
    """
    code = [f"{one.kind} {one.detail}" for one in constructs_in(text, markup) if one.kind in _KEPT]
    return code + ADDRESS.findall(text)


def quoted(text: str) -> str:
    """Return a piece of markup as a message shows it: on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"


@lru_cache(maxsize=TEXTS)
def prose(text: str, markup: Markup, fill: str = " ") -> str:
    """Return a text with blanks, or another character, for its code, tags and addresses; places are kept.

    >>> prose("See [us](/a) and `code`.", Markup.MARKDOWN)
    'See [us      and       .'
    """
    found = constructs_in(text, markup)
    if not found:
        return text
    characters = list(text)
    for construct in found:
        start, end = construct.span.start, construct.span.end
        if construct.kind in (Kind.LINK, Kind.IMAGE):
            if construct.kind is Kind.IMAGE:
                characters[start] = fill
            start = max(text.rfind("](", start, end), text.rfind("][", start, end))
        elif construct.kind not in _NO_PROSE:
            continue
        if start >= 0:
            characters[start:end] = fill * (end - start)
    return "".join(characters)
