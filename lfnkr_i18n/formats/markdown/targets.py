"""Where targets and titles of links, pictures and definitions stand, and how a target is written in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from lfnkr_i18n.formats.blocks import Reference
from lfnkr_i18n.formats.html.source import SourceMap
from lfnkr_i18n.formats.html.targets import html_references
from lfnkr_i18n.formats.markdown.inlines import lines_without_quotes
from lfnkr_i18n.markup.inline_events import Definition, body_events, definitions, label_key
from lfnkr_i18n.patterns import lazy

_GAP = lazy(r"[ \t]*+(?:(?:\r\n|\n|\r)[ \t>]*+)?+")
_ANGLED = lazy(r"<((?:[^<>\\\r\n]|\\.)*+)>")
_BARE = lazy(r"(?:[^\s\\()]|\\.|\\$)++")
_QUOTES = {'"': '"', "'": "'", "(": ")"}
_UNSAFE = lazy(r"[\s()<>|\\\"'`*_\[\]]")


class Tail(NamedTuple):
    """What stands between the `(` and `)` of a link, or behind the `:` of a definition."""

    start: int
    end: int
    """The target as written, without angle brackets."""
    quote: str
    """The title's opening quote; empty where there is no title."""
    title: tuple[int, int]
    """The title's characters without its quotes."""


def tail_at(text: str, place: int, end: int) -> Tail:
    """Return the target and title written from `place` on, before `end`."""
    place = _gap(text, place)
    angled = _ANGLED.match(text, place, end)
    start, stop = angled.span(1) if angled else (place, _bare_end(text, place, end))
    after = angled.end() if angled else stop
    opening = _gap(text, after)
    quote = text[opening : opening + 1]
    if opening == after or opening >= end or quote not in _QUOTES:
        return Tail(start, stop, "", (0, 0))
    closing = text.rfind(_QUOTES[quote], opening + 1, end)
    if closing < 0:
        return Tail(start, stop, "", (0, 0))
    return Tail(start, stop, quote, (opening + 1, closing))


def _gap(text: str, place: int) -> int:
    match = _GAP.match(text, place)
    return match.end() if match else place


def _bare_end(text: str, place: int, end: int) -> int:
    """Return where a target without angle brackets ends: at white space, or at a bracket it did not open."""
    depth = 0
    while place < end:
        match = _BARE.match(text, place, end)
        if match:
            place = match.end()
        elif text[place] == "(":
            depth, place = depth + 1, place + 1
        elif text[place] == ")" and depth:
            depth, place = depth - 1, place + 1
        else:
            break
    return place


def references_of(text: str, start: int) -> Iterator[Reference]:
    """Yield the targets of a Markdown body in the order they stand."""
    pictured: set[str] = set()
    inline = list(_inline_references(text, start, pictured))
    yield from sorted([*inline, *_defined_references(text, start, pictured)], key=lambda target: target.start)


def _inline_references(text: str, start: int, pictured: set[str]) -> Iterator[Reference]:
    """Yield what stands beside its link; put the labels that pictures refer to into `pictured`."""
    opened: list[tuple[Any, int]] = []
    last = start
    lines: list[tuple[int, str]] = []
    quotes = 0
    for kind, begin, end, value in body_events(text, start):
        quotes += (kind == "+BlockQuote") - (kind == "-BlockQuote")
        if kind == "+Link" or kind == "+Image":
            opened.append((value, begin))
            last = begin + 1
            continue
        if kind == "-Link" or kind == "-Image":
            link, first = opened.pop()
            name = kind[1:].lower()
            if link["link_type"] == "Inline":
                tail = tail_at(text, text.find("](", last, end) + 2, end - 1)
                yield Reference(name, link["dest_url"], tail.start, tail.end)
            elif link["link_type"] in {"Autolink", "Email"}:
                yield Reference(name, link["dest_url"], first + 1, end - 1)
            elif name == "image":
                pictured.add(label_key(link["id"]))
        elif kind == "InlineHtml":
            yield from html_references(SourceMap(lines_without_quotes(text, begin, end, quotes)))
        elif kind == "Html":
            lines.append((begin, text[begin:end]))
        elif kind == "-HtmlBlock" and lines:
            yield from html_references(SourceMap(lines))
            lines = []
        last = end


def _defined_references(text: str, start: int, pictured: set[str]) -> Iterator[Reference]:
    for definition in definitions(text, start):
        tail = definition_tail(text, definition)
        if tail is not None:
            kind = "image" if label_key(definition.label) in pictured else "link"
            yield Reference(kind, definition.target, tail.start, tail.end)


def definition_tail(text: str, definition: Definition) -> Tail | None:
    """Return what stands behind the colon of a definition."""
    place = text.find("]:", definition.start + 1 + len(definition.label.rstrip()), definition.end)
    return tail_at(text, place + 2, definition.end) if place >= 0 else None


def written_target(target: str, *, angled: bool) -> str:
    r"""Return a target as Markdown writes it.

    >>> written_target("/a (b).html", angled=False)
    '/a%20%28b%29.html'
    """
    if angled:
        return re.sub(r"[<>\\]", r"\\\g<0>", " ".join(target.split("\n")))
    return _UNSAFE.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), target)
