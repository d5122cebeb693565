"""Emphasis that would not render beside Japanese, written as tags.

`これは**「本」**です` shows its stars: a delimiter between a letter and a bracket neither opens nor closes (CommonMark
6.2). Where a translation lacks emphasis that its source has, and the stars are there, `<strong>` is written instead:
it renders alike everywhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from lfnkr_i18n.markup.constructs import EMPHASIS_TAGS, Construct, Kind
from lfnkr_i18n.markup.inline_events import Event
from lfnkr_i18n.markup.markdown import constructs_of
from lfnkr_i18n.model import Span
from lfnkr_i18n.patterns import lazy

_TAGS = {kind: tag for tag, kind in EMPHASIS_TAGS.items()}
_WRITTEN = {
    "*": (Kind.EMPHASIS,),
    "_": (Kind.EMPHASIS,),
    "**": (Kind.STRONG,),
    "__": (Kind.STRONG,),
    "***": (Kind.STRONG, Kind.EMPHASIS),
    "___": (Kind.STRONG, Kind.EMPHASIS),
    "~": (Kind.STRIKETHROUGH,),
    "~~": (Kind.STRIKETHROUGH,),
}
_RUN = lazy(r"\\.|\*+|_+|~+", re.DOTALL)

Pair = tuple[str, int, int]
"""A delimiter run and the characters where it stands first and again."""


def emphasis_of(constructs: Iterable[Construct]) -> Counter[Kind]:
    """Count the emphasis among constructs."""
    return Counter(construct.kind for construct in constructs if construct.kind in _TAGS)


def as_tags(text: str, events: Sequence[Event]) -> Iterator[str]:
    """Yield ways to write `text` with tags where its delimiters show, best first; `events` are its own.

    Delimiters are paired as people write them, each with the next of its kind. First only the pairs that the parser
    left visible are changed, then all; stars alone before underlines, which stand inside words and paths.
    """
    parsed = {construct.span for construct in constructs_of(events) if construct.kind in _TAGS}
    solid = _solid(events)
    for signs in ("*~", "_", "*_~"):
        pairs = _pairs(text, solid, signs)
        visible = [pair for pair in pairs if Span(pair[1], pair[2] + len(pair[0])) not in parsed]
        for chosen in (visible, pairs):
            if chosen:
                yield _tagged(text, chosen)


def _solid(events: Sequence[Event]) -> list[tuple[int, int]]:
    """Return where delimiters are not emphasis: code, tags, pictures, targets of links."""
    found = []
    last = 0
    for kind, start, end, _ in events:
        if kind in {"Code", "InlineHtml", "+Image"}:
            found.append((start, end))
        elif kind == "-Link":
            found.append((last, end))
        last = end
    return sorted(found)


def _pairs(text: str, solid: Sequence[tuple[int, int]], signs: str) -> list[Pair]:
    """Return the delimiter runs of `signs` paired, inner before outer; none where one is left over."""
    opened: list[tuple[str, int]] = []
    pairs: list[Pair] = []
    index = 0
    for match in _RUN.finditer(text):
        while index < len(solid) and solid[index][1] <= match.start():
            index += 1
        run = match[0]
        if run[0] not in signs or run not in _WRITTEN or (index < len(solid) and solid[index][0] <= match.start()):
            continue
        if opened and opened[-1][0] == run:
            pairs.append((run, opened.pop()[1], match.start()))
        else:
            opened.append((run, match.start()))
    return [] if opened else pairs


def _tagged(text: str, pairs: Sequence[Pair]) -> str:
    edits = []
    for run, first, second in pairs:
        tags = [_TAGS[kind] for kind in _WRITTEN[run]]
        edits.append((first, first + len(run), "".join(f"<{tag}>" for tag in tags)))
        edits.append((second, second + len(run), "".join(f"</{tag}>" for tag in reversed(tags))))
    return edited(text, edits)


def edited(text: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """Return a text with stretches replaced; (start, end, new), apart from each other, in any order.

    >>> edited("a*b*", [(1, 2, "<em>"), (3, 4, "</em>")])
    'a<em>b</em>'
    """
    parts = []
    done = 0
    for start, end, new in sorted(edits):
        parts += [text[done:start], new]
        done = end
    return "".join([*parts, text[done:]])
