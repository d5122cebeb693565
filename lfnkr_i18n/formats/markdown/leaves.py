"""The parser's events as leaves: one row of inline events a paragraph, heading, cell; one for each raw HTML block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from lfnkr_i18n.formats.markdown.inlines import INLINE
from lfnkr_i18n.markup.inline_events import Event

_KINDS = {
    "BlockQuote": "quote",
    "Item": "list item",
    "FootnoteDefinition": "footnote",
    "TableCell": "table cell",
    "TableHead": "table heading",
}


_PARAGRAPH = frozenset({"+Paragraph", "-Paragraph"})
"""What says nothing of a leaf, and makes up a third of the events."""


class Leaf(NamedTuple):
    """A block without blocks inside."""

    kind: str
    """As `Segment.kind`; `html` for raw HTML."""
    events: list[Event]
    """Inline events, or the lines of raw HTML."""
    quotes: int
    """How many block quotes stand around it."""
    top: bool
    """Whether nothing stands around it."""


class _Walk(msgspec.Struct):
    """What is open while the events go by."""

    containers: list[str] = msgspec.field(default_factory=list)
    """Kinds of the containers that give their text a kind."""
    quotes: int = 0
    depth: int = 0
    heading: str = ""
    head: bool = False
    """Whether a table's first row is open."""


def leaves_of(events: Iterable[Event]) -> Iterator[Leaf]:
    """Yield the leaves of a post in order; code blocks are none."""
    walk = _Walk()
    run: list[Event] = []
    steps = iter(events)
    for event in steps:
        kind = event[0]
        if kind in INLINE:
            run.append(event)
            continue
        if run:
            yield _leaf(walk, run)
            run = []
        if kind == "+CodeBlock":
            until("-CodeBlock", steps)
        elif kind == "+HtmlBlock":
            yield Leaf("html", until("-HtmlBlock", steps), walk.quotes, not walk.depth)
        elif kind not in _PARAGRAPH:
            _step(walk, kind, event[3])
    if run:
        yield _leaf(walk, run)


def until(closing: str, steps: Iterator[Event]) -> list[Event]:
    """Take the events up to `closing`."""
    found = []
    for event in steps:
        if event[0] == closing:
            break
        found.append(event)
    return found


def _leaf(walk: _Walk, run: list[Event]) -> Leaf:
    kind = walk.heading or (walk.containers[-1] if walk.containers else "paragraph")
    if kind == "table cell" and walk.head:
        kind = "table heading"
    return Leaf(kind, run, walk.quotes, not walk.depth)


def _step(walk: _Walk, kind: str, value: object) -> None:
    """Open or close a container."""
    sign, name = kind[0], kind[1:]
    if name == "Heading":
        level = value["level"] if isinstance(value, dict) else value
        walk.heading = f"heading {str(level)[1:]}" if sign == "+" else ""
    elif name == "TableHead":
        walk.head = sign == "+"
    elif name in _KINDS:
        step = 1 if sign == "+" else -1
        walk.depth += step
        walk.quotes += step * (name == "BlockQuote")
        if step > 0:
            walk.containers.append(_KINDS[name])
        else:
            walk.containers.pop()
