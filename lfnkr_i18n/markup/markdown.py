"""The inline parser of one Markdown segment: what in a text is markup, and what a reader sees of it.

A segment is parsed as the middle of a paragraph: no list, heading or HTML block begins in it, and a newline in it
is a hard break where its markup says so, else a blank.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any

from lfnkr_i18n.markup.constructs import EMPHASIS_TAGS, Construct, Kind
from lfnkr_i18n.markup.inline_events import Event, events, label_key
from lfnkr_i18n.markup.inline_tags import tag_of
from lfnkr_i18n.markup.inline_templates import templates
from lfnkr_i18n.model import Span
from lfnkr_i18n.patterns import lazy

_SHOWN = frozenset({"Text", "SoftBreak", "HardBreak"})
"""Events that begin no construct: most of them."""
_CONTAINERS = {"+Strong": Kind.STRONG, "+Emphasis": Kind.EMPHASIS, "+Strikethrough": Kind.STRIKETHROUGH}

# The look-behinds keep a long run of blanks or backslashes linear.
_HARD_BREAK = lazy(r"(?:(?<! ) {2,}|(?<!\\)(?:\\\\)*\\)\r?\n")
_MARKED = lazy(r"[\\`*_~\[<{$\n]")
"""A text without any of these holds no markup; most do not."""
_PLAIN = lazy(r"[\\`*_~\[\]!<>&{$\n]")
"""A text without any of these is what it shows."""
_FOOTNOTE = lazy(r"\[\^([^\]\s]{1,200})\]")


def constructs(text: str, *, definitions: Iterable[str] | None = None) -> list[Construct]:
    """Return the inline markup of a Markdown segment; see `markup.inline`."""
    if definitions is None and _MARKED.search(text) is None:
        return []
    code = templates(text)
    found = [Construct(Kind.TEMPLATE, text[start:end], Span(start, end)) for start, end in code]
    if "\n" in text:
        found += [Construct(Kind.HARD_BREAK, "", Span(*match.span())) for match in _HARD_BREAK.finditer(text)]
    for construct in constructs_of(inline_events(text, definitions=definitions)):
        if not _inside(construct.span.start, code):
            found.append(construct)
    return sorted(found, key=lambda construct: (construct.span.start, -construct.span.end))


def _inside(place: int, spans: list[tuple[int, int]]) -> bool:
    """Tell whether a character lies in one of `spans`, which are in order and apart."""
    index = bisect_right(spans, (place, sys.maxsize)) - 1
    return index >= 0 and place < spans[index][1]


def inline_events(
    text: str, *, definitions: Iterable[str] | None = None, before: str = " ", after: str = ""
) -> list[Event]:
    """Return the parser's inline events of a segment; offsets are characters of `text`.

    `before` and `after` are the characters that stand beside it in the post: stars next to a letter are not always
    emphasis. `definitions` as in `constructs`.
    """
    labels = None if definitions is None else _folded(frozenset(definitions))
    notes = {match[1] for match in _FOOTNOTE.finditer(text)} if "[^" in text else set()
    if labels is not None:
        notes = {note for note in notes if label_key(f"^{note}") in labels}
    lead = "x" + before
    # Same length, one line, so that no block can begin inside; a form feed is white space to the parser.
    line = text
    if "\n" in text:
        line = _HARD_BREAK.sub(lambda match: f"{match[0][:-2]} \f", text).replace("\n", " ")
    line = line.replace("\r", " ")
    footer = "".join(f"\n\n[^{note}]: x" for note in sorted(notes))
    found = events(f"{lead}{line}{after}{footer}", resolve=_resolver(labels))
    return list(_shifted(found, len(lead), len(lead) + len(text)))


@lru_cache(maxsize=8)
def _folded(labels: frozenset[str]) -> frozenset[str]:
    """Return a post's labels as they are compared; each of its segments asks with the same set, often of thousands."""
    return frozenset(label_key(label) for label in labels)


def _shifted(found: Iterable[Event], shift: int, stop: int) -> Iterator[Event]:
    """Yield the events between `shift` and `stop`, cut to them, with offsets from `shift`."""
    for kind, start, end, value in found:
        if start >= stop:
            return
        if kind == "Text" and start < shift < end:
            value, start = value[shift - start :], shift
        if start >= shift and kind not in _FRAME:
            if kind == "Text" and end > stop:
                value = value[: stop - end]
            yield kind, start - shift, min(end, stop) - shift, value


_FRAME = frozenset({"+Paragraph", "-Paragraph", "+FootnoteDefinition", "-FootnoteDefinition"})


def _resolver(labels: frozenset[str] | None) -> Callable[[Any], tuple[str, str] | None]:
    """Return what answers the parser when it meets a reference that nothing defines."""

    def target(link: Any) -> tuple[str, str] | None:
        key = label_key(link["reference"])
        known = link["link_type"] == "Reference" if labels is None else key in labels
        return (f"[{key}]", "") if known else None

    return target


def constructs_of(found: Iterable[Event]) -> Iterator[Construct]:
    """Yield the constructs among inline events of the parser, in order of their start, with the events' offsets.

    An image's alt text holds no constructs: nothing in it is rendered as markup.
    """
    images: list[int] = []
    for kind, start, end, value in found:
        if kind in _SHOWN:
            continue
        if kind == "-Image":
            images.pop()
        if kind == "+Image":
            images.append(start)
            if len(images) > 1:
                continue
        elif images:
            continue
        construct = _construct(kind, start, end, value)
        if construct is not None:
            yield construct


def _construct(kind: str, start: int, end: int, value: Any) -> Construct | None:
    """Return the construct that one event begins, if it begins one."""
    span = Span(start, end)
    if kind in _CONTAINERS:
        return Construct(_CONTAINERS[kind], "", span)
    if kind in {"+Link", "+Image"}:
        plain = Kind.LINK if kind == "+Link" else Kind.IMAGE
        automatic = value["link_type"] in {"Autolink", "Email"}
        return Construct(Kind.AUTOLINK if automatic else plain, value["dest_url"], span, title=bool(value["title"]))
    if kind == "Code":
        return Construct(Kind.CODE, value, span)
    if kind == "FootnoteReference":
        return Construct(Kind.FOOTNOTE, value, span)
    if kind == "InlineHtml":
        tag = tag_of(value)
        if tag.name in EMPHASIS_TAGS and tag.detail.lstrip("/") == tag.name:
            return None if tag.closes else Construct(EMPHASIS_TAGS[tag.name], "", span)
        return Construct(Kind.TAG, tag.detail, span)
    return None


def visible_text(text: str) -> str:
    """Return what a reader sees of a Markdown segment; see `markup.inline`."""
    if _PLAIN.search(text) is None:
        return text
    for start, end in reversed(templates(text)):
        text = text[:start] + text[end:]
    pieces = []
    for kind, _, _, value in inline_events(text):
        if kind == "Text" or kind == "Code":
            pieces.append(value)
        elif kind == "InlineHtml" and tag_of(value).name == "br":
            pieces.append("\n")
    return re.sub(r"(?<! ) *\f", "\n", "".join(pieces))
