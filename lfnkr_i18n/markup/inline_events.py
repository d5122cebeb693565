"""Markdown as events with character offsets: the one place that knows the parser and its options.

The parser (pulldown-cmark through pyromark) counts UTF-8 bytes; everything else in this program counts
characters, so offsets are turned here, once, in time linear in the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any, NamedTuple

import pyromark

from lfnkr_i18n.patterns import lazy

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
    | pyromark.Options.ENABLE_GFM
)
# Off on purpose: metadata blocks (a `---` pair in the body would become one), definition lists (they read `:::`
# as definitions), smart punctuation (splits text for nothing), math (takes `$` in prose), wiki links, sub- and
# superscript (`~a~` is strikethrough already).

_LONE_CR = lazy(r"\r(?!\n)")

_CONTINUATION = bytes(range(0x80, 0xC0))
"""The bytes of UTF-8 at which no character begins."""

Resolver = Callable[[Any], "tuple[str, str] | None"]


Event = tuple[str, int, int, Any]
"""One step of the parser: its kind, first character, character after the last, and what the parser says of it.

A container's start is `+` and its name, its end `-` and its name; the rest (`Text`, `SoftBreak`, `Code`, …) is the
parser's own name. The last is a text, a link's target and title, a heading's level, or None. A plain tuple: a
post has hundreds.
"""


def events(text: str, start: int = 0, *, resolve: Resolver | None = None) -> Iterator[Event]:
    """Yield the events of `text` from character `start` on; offsets count from the text's own begin.

    `resolve` is asked for the target of references that have no definition. A lone carriage return ends a line
    as it does in CommonMark (2.1): the parser, which reads an ATX heading over it, gets a line feed there.
    """
    body = text[start:] if start else text
    if "\r" in body:
        body = _LONE_CR.sub("\n", body)
    found = pyromark.events_with_range(body, options=_OPTIONS, broken_link_callback=resolve)
    return _flat(found, _places(body, start))


_LONG = 100_000
"""Characters from which the events of a body are not kept: they take twenty times its space."""


def body_events(text: str, start: int) -> Iterable[Event]:
    """Return the events of a post's body, as `events` does.

    Publishing asks for them to read a post, for its links, and to compare it: then they are parsed once.
    """
    return _kept_events(text, start) if len(text) < _LONG else events(text, start)


@lru_cache(maxsize=2)
def _kept_events(text: str, start: int) -> tuple[Event, ...]:
    return tuple(events(text, start))


class _Characters(dict[int, int]):
    """The character for each byte at which one begins, found when it is asked for: half of them are asked for again."""

    def __init__(self, body: str, start: int) -> None:
        super().__init__()
        self._bytes = data = body.encode()
        stretches = (data[place : place + 128] for place in range(0, len(data), 128))
        self._marks = list(accumulate((len(one.translate(None, _CONTINUATION)) for one in stretches), initial=start))

    def __missing__(self, byte: int) -> int:
        mark = byte >> 7
        place = self._marks[mark] + len(self._bytes[mark << 7 : byte].translate(None, _CONTINUATION))
        self[byte] = place
        return place


_Places = range | _Characters


def _places(body: str, start: int) -> _Places:
    """Return the character of the text for each byte of its body."""
    return range(start, start + len(body) + 1) if body.isascii() else _Characters(body, start)


def _flat(found: Iterator[tuple[Any, Any]], places: _Places) -> Iterator[Event]:
    """Turn the parser's nested dictionaries into flat tuples."""
    for event, span in found:
        start, end = places[span["start"]], places[span["end"]]
        if type(event) is str:
            yield event, start, end, None
            continue
        kind, value = event.popitem()
        if kind != "Start" and kind != "End":
            yield kind, start, end, value
            continue
        sign = "+" if kind == "Start" else "-"
        if type(value) is str:
            yield sign + value, start, end, None
        else:
            name, detail = value.popitem()
            yield sign + name, start, end, detail


_FOOTNOTE = lazy(r"\[(\^[^\]\s]{1,200})\]:")


class Definition(NamedTuple):
    """A link reference definition, the first of its label."""

    label: str
    start: int
    end: int
    target: str
    title: str | None


@lru_cache(maxsize=2)
def definitions(text: str, start: int = 0) -> Sequence[Definition]:
    """Return the link reference definitions from character `start` on, in order; footnotes are none."""
    if "]:" not in text:
        return ()
    body = _LONE_CR.sub("\n", text[start:])
    found = pyromark.reference_definitions(body, options=_OPTIONS)
    places = _places(body, start) if found else range(0)
    return tuple(
        Definition(label, places[entry["span"]["start"]], places[entry["span"]["end"]], entry["dest"], entry["title"])
        for label, entry in found.items()
    )


def labels_of(text: str, start: int = 0) -> frozenset[str]:
    """Return the labels that a post defines, folded as labels are compared; footnotes' with their `^`."""
    if "]:" not in text:
        return frozenset()
    labels = [definition.label for definition in definitions(text, start)]
    return frozenset(label_key(label) for label in [*labels, *_FOOTNOTE.findall(text, start)])


def label_key(label: str) -> str:
    """Return a reference label as labels are compared: white space joined, case folded (CommonMark 4.7).

    >>> label_key("Foo  Bar") == label_key("FOO bar")
    True
    """
    return " ".join(label.split()).casefold()
