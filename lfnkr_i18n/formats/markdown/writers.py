"""How a translation becomes Markdown: prose, alt texts, titles.

Only what would change the structure is escaped, and only what the source has not: the text is parsed alone, as it
will stand between its neighbours, and compared with the msgid.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

import msgspec

from lfnkr_i18n.formats.blocks import REACH, Place, has_line_end
from lfnkr_i18n.formats.markdown.captions import without_captions
from lfnkr_i18n.formats.markdown.emphasis import as_tags, edited, emphasis_of
from lfnkr_i18n.formats.markdown.escape import (
    at_line_start,
    before_next,
    character_reference,
    in_cell,
    in_heading,
    in_title,
    no_trailing_backslash,
)
from lfnkr_i18n.formats.markdown.references import with_labels
from lfnkr_i18n.formats.markdown.templates import inside
from lfnkr_i18n.languages import joint
from lfnkr_i18n.markup.constructs import EMPHASIS_TAGS, Construct, Kind
from lfnkr_i18n.markup.inline_events import Event
from lfnkr_i18n.markup.inline_tags import tag_of
from lfnkr_i18n.markup.inline_templates import foreign_openings, templates, without_foreign_templates
from lfnkr_i18n.markup.markdown import constructs_of, inline_events
from lfnkr_i18n.patterns import lazy

_MARKUP = lazy(r"[\\`*_~\[\]<{]|\$\$")
_BREAK = lazy(r"(?P<hard>(?<![ \t])[ \t]{2,}|(?<![ \t])[ \t]|\\|<[bB][rR] ?/?>)?(?:\r\n|\n|\r)\s*")
_TAG_START = lazy(r"<(?=[A-Za-z/!?])[/!?]?[A-Za-z0-9-]*")
_BAR = lazy(r"\\?\|")
_SIGN = lazy(r"[`*_~\[\]]")


class PostRules(msgspec.Struct, frozen=True):
    """What writers must know of the whole post."""

    labels: frozenset[str]
    """Labels that the post defines, folded."""
    markers: tuple[str, ...]
    """Line starts that lfnkr.toml adds."""
    mdx: bool
    captions: Mapping[str, Sequence[str]]
    """Attributes of shortcodes that are text."""


class ProseWriter(msgspec.Struct, frozen=True):
    """Writes into paragraphs, headings, cells, list items."""

    rules: PostRules
    heading: bool = False
    """Whether it is a heading behind `#` signs: then its begin is not a line's, and its end is special."""
    cell: bool = False
    one_line: bool = False
    """Whether it is a heading above a line of `=` or `-`."""

    def write(self, text: str, place: Place) -> str:
        """Return `text` as Markdown prose."""
        one = self.heading or self.cell or self.one_line
        if has_line_end(text):
            text = "\n".join(_lines(text, hard=_hard_break(place.source), one=one))
        if _MARKUP.search(text):
            text = _as_intended(text, place, self.rules)
        if self.heading or self.one_line:
            text = in_heading(text)
        text = before_next(text, place.after)
        if self.one_line:
            text = _BAR.sub(character_reference("|"), text)  # `|a|` above `---` is a table, escaped or not
        if self.cell:
            return in_cell(no_trailing_backslash(text))
        return self._at_lines(text, place)

    def _at_lines(self, text: str, place: Place) -> str:
        """Return the text with each of its lines beginning and ending as text."""
        first, *further = text.split("\n")
        if place.line_start and not self.heading:
            first = self._at_line_start(first)
        return no_trailing_backslash(place.newline.join([first, *map(self._at_line_start, further)]))

    def _at_line_start(self, line: str) -> str:
        return at_line_start(line, self.rules.markers, mdx=self.rules.mdx)


def _hard_break(source: str) -> str:
    """Return how the msgid writes its hard breaks; empty where it has none."""
    match = _BREAK.search(source)
    return (match["hard"] or "") if match else ""


def _lines(text: str, *, hard: str, one: bool) -> list[str]:
    """Return the lines of a translation: it breaks where its source can; elsewhere a line's end is a blank.

    A break whose markup a tool stripped is written as the source's, `hard`. `one`: a place that holds one line only.
    """
    lines: list[str] = []
    done, begin = 0, ""
    for match in _BREAK.finditer(text):
        before, mark = begin + text[done : match.start()], match["hard"] or ""
        done = match.end()
        if hard and not one:
            lines.append(before + (mark if mark.strip() else hard))
            begin = ""
        else:
            before += mark if mark.startswith("<") else ""
            begin = before + joint(before[-REACH:], text[done : done + REACH])
    return [*lines, begin + text[done:]]


class _Source(NamedTuple):
    """What a msgid has of its own."""

    constructs: tuple[Construct, ...]
    signs: frozenset[str]
    """Signs that stand in it as plain characters."""


@lru_cache(maxsize=256)  # asked several times of one text, and again with the next language
def _source(text: str, sides: tuple[str, str] = (" ", "")) -> _Source:
    events = inline_events(text, before=sides[0], after=sides[1])
    signs = (value[at - start] for start, at, value in _plain_characters(text, events))
    return _Source(tuple(constructs_of(events)), frozenset(signs))


def _as_intended(text: str, place: Place, rules: PostRules) -> str:
    """Return the text with its references, emphasis and plain signs as its source has them."""
    source = _source(place.source, place.source_sides)
    if "[" in text:
        text = with_labels(text, place.source, source.constructs, rules.labels)
    events = inline_events(text, before=place.before, after=place.after)
    wanted = emphasis_of(source.constructs)
    if wanted and emphasis_of(constructs_of(events)) != wanted:
        for attempt in as_tags(text, events):
            found = inline_events(attempt, before=place.before, after=place.after)
            if emphasis_of(constructs_of(found)) == wanted:
                text, events = attempt, found
                break
    return _escaped(text, events, place, rules)


def _escaped(text: str, events: Sequence[Event], place: Place, rules: PostRules) -> str:
    """Return the text with a backslash before the signs that are plain in it and could become markup in the post."""
    places = {*_plain_signs(text, events, place)}
    if "<" in text:
        places.update(_foreign_tags(text, events, place.source))
    code = templates(text, mdx=rules.mdx)
    if rules.mdx:
        # An expression is code to the site: only the source's own are.
        known = {place.source[start:end] for start, end in templates(place.source, mdx=True)}
        code = [(start, end) for start, end in code if text[start:end] in known]
        places |= {match.start() for match in re.finditer(r"(?<!\\)\{", text)}
    edits = [(at, at, "\\") for at in places if not inside(at, code)]
    openings = foreign_openings(text, place.source, kept=partial(without_captions, captions=rules.captions))
    if openings:
        plain = sorted((start, end) for kind, start, end, _ in events if kind == "Text")
        edits += [(at, at + 1, character_reference(text[at])) for at in openings if inside(at, plain)]
        replaced = {start for start, end, _ in edits if end > start}
        edits = [edit for edit in edits if edit[1] > edit[0] or edit[0] not in replaced]
    return edited(text, edits)


def _plain_characters(text: str, events: Sequence[Event]) -> Iterator[tuple[int, int, str]]:
    """Yield each sign among plain text: where its event starts, where it stands, and the event's text."""
    for kind, start, end, value in events:
        if kind != "Text" or end - start != len(value):
            continue
        escaped = text[start - 1 : start] == "\\"
        for match in _SIGN.finditer(value, 1 if escaped else 0):
            yield start, start + match.start(), value


def _plain_signs(text: str, events: Sequence[Event], place: Place) -> Iterator[int]:
    """Yield where signs stand that could pair with another segment's.

    A backtick always could, with one of the rest of the block; stars, tildes, underlines and unmatched brackets only
    where the block has other segments, and only if the source has no such sign.
    """
    brackets: list[int] = []
    for _, at, _ in _plain_characters(text, events):
        sign = text[at]
        if sign == "`":
            yield at
        elif place.alone or sign in _source(place.source).signs:
            continue
        elif sign == "[":
            brackets.append(at)
        elif sign == "]" and brackets:
            brackets.pop()
        elif sign != "_" or not (text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum()):
            yield at
    yield from brackets


def _foreign_tags(text: str, events: Sequence[Event], source: str) -> Iterator[int]:
    """Yield where a tag begins, or seems to, that the source has not."""
    own = Counter(construct.detail for construct in _source(source).constructs if construct.kind is Kind.TAG)
    for kind, start, end, value in events:
        if kind == "InlineHtml":
            tag = tag_of(value)
            if tag.name in EMPHASIS_TAGS and tag.detail.lstrip("/") == tag.name:
                continue
            if not own[tag.detail]:
                yield start
            own[tag.detail] -= 1
        elif kind == "Text" and end - start == len(value):
            # The parser may end the event behind the sign: what follows is looked at in the text.
            for at in (start + match.start() for match in re.finditer("<", value)):
                begun = _TAG_START.match(text, at)
                if begun and text[at - 1 : at] != "\\" and begun[0] not in source:
                    yield at


class AltWriter(msgspec.Struct, frozen=True):
    """Writes between the `![` and `]` of a picture."""

    rules: PostRules
    label: str = ""
    """What to write behind it, where the source leaves the label of a reference out."""
    cell: bool = False

    def write(self, text: str, place: Place) -> str:
        """Return `text` as an alt text: one line, no bracket of which ends it."""
        text = without_foreign_templates(" ".join(_lines(text, hard="", one=True)), place.source)
        if _MARKUP.search(text):
            text = _escaped(text, inline_events(text), place._replace(alone=False, source=""), self.rules)
        text = no_trailing_backslash(text)
        if self.label:
            text = f"{text}][{self.label}"
        return in_cell(text) if self.cell else text


class TitleWriter(msgspec.Struct, frozen=True):
    """Writes between the quotes of a link's, a picture's or a definition's title."""

    quote: str
    cell: bool = False

    def write(self, text: str, place: Place) -> str:
        """Return `text` as a title: one line, no quote of which ends it."""
        text = without_foreign_templates(" ".join(_lines(text, hard="", one=True)), place.source)
        text = in_title(text, self.quote)
        return in_cell(text) if self.cell else text
