"""The structure of a Markdown body, block by block, for comparing a rendered post with its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from lfnkr_i18n.formats.blocks import Shape
from lfnkr_i18n.formats.markdown.captions import without_captions
from lfnkr_i18n.formats.markdown.inlines import INLINE, one_line
from lfnkr_i18n.formats.markdown.leaves import until
from lfnkr_i18n.formats.markdown.stars import STARS
from lfnkr_i18n.formats.markdown.templates import CodeSpans, code_regions, inside, may_hold_code, template_spans
from lfnkr_i18n.markup.constructs import EMPHASIS_TAGS, Kind
from lfnkr_i18n.markup.html import CODE_TAGS, TokenKind, tokens
from lfnkr_i18n.markup.html_code import OpenCode
from lfnkr_i18n.markup.inline_events import Event, body_events
from lfnkr_i18n.markup.inline_tags import EMPHASIS_NAMES, tag_of
from lfnkr_i18n.markup.markdown import constructs_of
from lfnkr_i18n.model import ReadingRules

_NAMES = {"Item": "list item", "BlockQuote": "quote", "FootnoteDefinition": "footnote", "CodeBlock": "code block"}


def shapes_of(text: str, start: int, rules: ReadingRules, *, mdx: bool) -> Iterator[Shape]:
    """Yield one shape for each block's begin, run of inline content and container's end."""
    code = _Code(code_regions(text, start), rules.captions, mdx) if may_hold_code(text) else None
    run: list[Event] = []
    quotes = 0
    steps = iter(body_events(text, start))
    for event in steps:
        kind, begin, end, value = event
        if kind in INLINE:
            run.append(event)
            continue
        if run:
            yield _run_shape(text, run, code, quotes)
            run = []
        quotes += (kind == "+BlockQuote") - (kind == "-BlockQuote")
        if kind == "+CodeBlock":
            source = "".join(inner[3] for inner in until("-CodeBlock", steps))
            yield Shape(_name(kind, value), begin, end, ((Kind.CODE.value, source),))
        elif kind == "+HtmlBlock":
            source = "".join(inner[3] for inner in until("-HtmlBlock", steps))
            yield Shape("html block", begin, end, tuple(sorted(html_details(source))))
        else:
            yield Shape(_name(kind, value), begin, end, ())
    if run:
        yield _run_shape(text, run, code, quotes)


def _name(kind: str, value: Any) -> str:
    """Return what a block's begin or end is, with all that must stay of it."""
    if isinstance(value, dict):
        value = ", ".join(f"{key} {entry}" for key, entry in sorted(value.items()) if entry not in (None, "", ()))
    name = _bare_name(kind)
    return name if value is None or value == "" else f"{name} {value}"


@cache
def _bare_name(kind: str) -> str:
    name = _NAMES.get(kind.lstrip("+-"), kind.lstrip("+-").lower())
    return f"end of {name}" if kind[0] == "-" else name


class _Code(NamedTuple):
    """What of a body is template code."""

    regions: CodeSpans
    captions: Mapping[str, Sequence[str]]
    mdx: bool


def _run_shape(text: str, run: list[Event], code: _Code | None, quotes: int) -> Shape:
    """Return the shape of a row of inline events: its constructs in any order. Without `code` none is template code."""
    kind, start, end, value = run[0]
    if kind == "Text" and len(run) == 1 and code is None:
        return Shape("text", start, end, (), _shown_stars(value))  # most are
    end = max([event[2] for event in run])
    spans: CodeSpans = ()
    found: list[tuple[str, str]] = []
    if code is not None:
        spans = template_spans(text, start, end, code.regions, mdx=code.mdx)
        sources = [one_line(text[begin:stop], quotes) for begin, stop in spans]
        found = [(Kind.TEMPLATE.value, without_captions(source, code.captions)) for source in sources]
    found += _details(run, spans)
    shown = "".join([event[3] for event in run if event[0] == "Text"])
    return Shape("text", start, end, tuple(sorted(found)), _shown_stars(shown))


def _shown_stars(shown: str) -> tuple[tuple[str, str], ...]:
    """Return the emphasis that pairs of `**` may be made, which readers see as such."""
    return ((Kind.STRONG.value, ""),) * (shown.count(STARS) // 2)


def _details(run: Iterable[Event], spans: CodeSpans) -> Iterator[tuple[str, str]]:
    """Yield kind and detail of the markup outside templates; white space in them is one blank."""
    for construct in constructs_of(run):
        if spans and inside(construct.span.start, spans):
            continue
        detail = " ".join(construct.detail.split()) if construct.kind is Kind.CODE else construct.detail
        yield construct.kind.value, f"{detail} with a title" if construct.title else detail
    yield from ((Kind.HARD_BREAK.value, "") for event in run if event[0] == "HardBreak")


def html_details(source: str) -> Iterator[tuple[str, str]]:
    """Yield kind and detail of the tags, comments and code of raw HTML."""
    code = OpenCode()
    for token in tokens(source):
        raw = source[token.start : token.end]
        inside_code = bool(code)
        code.step(token)
        if token.kind is TokenKind.RAW or (inside_code and token.kind is TokenKind.TEXT):
            yield Kind.CODE.value, raw
        elif token.kind is not TokenKind.TEXT:
            tag = tag_of(raw)
            if tag.name in EMPHASIS_NAMES and tag.detail.lstrip("/") == tag.name:
                if not tag.closes:
                    yield EMPHASIS_TAGS[tag.name].value, ""
            else:
                yield Kind.TAG.value, tag.detail
            if not code and token.kind is TokenKind.START and token.name in CODE_TAGS:
                code.name, code.depth = token.name, 1
