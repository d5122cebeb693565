"""From a run of the parser's inline events to atoms: text, code, delimiters and breaks, each where it is written.

The parser's ranges surprise: they miss the backslash before an escaped character and the `[]` of a collapsed
reference, and hold the `> ` of a quote's next line inside code, tags and targets. Each rule says its trap.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from lfnkr_i18n.formats.blocks import CLOSE, HARD, MARK, OPEN, SOFT, TEXT, UNIT, Atom, Role, with_breaks_joined
from lfnkr_i18n.formats.markdown.stars import STARS, with_star_pairs
from lfnkr_i18n.markup.html_tags import CODE_TAGS
from lfnkr_i18n.markup.inline_events import Event
from lfnkr_i18n.markup.inline_tags import tag_of
from lfnkr_i18n.patterns import lazy
from lfnkr_i18n.segmentation import OPAQUE


class Picture(NamedTuple):
    """An image of a run, for blocks that show nothing else."""

    start: int
    end: int
    alt: tuple[int, int]
    """Characters between `![` and `]`."""
    tail: int
    """Character behind the `](` of an image with its target beside it; 0 for references."""
    label: str
    """The label of a reference that does not write it out: `![alt]`, `![alt][]`; else empty."""


class Run(NamedTuple):
    """The inline content of one block."""

    atoms: list[Atom]
    pictures: list[Picture]


def one_line(text: str, quotes: int) -> str:
    r"""Return source text as one line, without the prefix that `quotes` open quotes put at a line's begin.

    >>> one_line("a\n> > b", 1)
    'a > b'
    """
    if "\n" not in text and "\r" not in text:
        return text
    return re.sub(rf"(?:(?<![ \t])[ \t]++)?(?:\r\n|\n|\r)(?:[ \t]*+>){{0,{min(quotes, 1000)}}}[ \t]*+", " ", text)


def lines_without_quotes(text: str, start: int, end: int, quotes: int) -> list[tuple[int, str]]:
    r"""Return the lines between two characters, each with where it starts, without the prefix of quotes.

    >>> lines_without_quotes("<a\n> b>", 0, 7, 1)
    [(0, '<a\n'), (5, 'b>')]
    """
    lines, place = [], start
    prefix = re.compile(rf"(?:[ \t]*+>){{0,{min(quotes, 1000)}}}[ \t]*+")
    for match in _LINE_END.finditer(text, start, end):
        lines.append((place, text[place : match.end()]))
        found = prefix.match(text, match.end(), end)
        place = found.end() if found else match.end()
    return [*lines, (place, text[place:end])]


_LINE_END = lazy(r"\r\n|\n|\r")


def run_of(text: str, events: Sequence[Event], quotes: int) -> Run:
    """Return the atoms of a run; `quotes` is the number of block quotes around it."""
    if len(events) == 1 and events[0][0] == "Text":
        _, start, end, value = events[0]
        if end - start == len(value) and text[start - 1 : start] != "\\":
            return Run([Atom(TEXT, start, end, value, value)], [])
    reader = _Reader(text, events, quotes)
    reader.read()
    return Run(_completed(text, reader.atoms), reader.pictures)


class _Reader:
    """Walks the events of one run; `place` is the end of what is read, None at a line's begin."""

    def __init__(self, text: str, events: Sequence[Event], quotes: int) -> None:
        self.text, self.events, self.quotes = text, events, quotes
        self.atoms: list[Atom] = []
        self.pictures: list[Picture] = []
        self.place: int | None = None
        self.index = 0
        self.tags: list[tuple[str, int]] = []
        self.links: list[tuple[str, int]] = []

    def read(self) -> None:
        """Read all events."""
        while self.index < len(self.events):
            kind, start, end, value = self.events[self.index]
            self.index += 1
            _HANDLERS[kind](self, start, end, value)

    def add(self, role: Role, start: int, end: int, text: str | None = None, shown: str = "") -> None:
        """Take a stretch of the source as an atom; `text` where the msgid says it otherwise."""
        if self.atoms and self.place is not None and self.place < start:
            between = self.text[self.place : start]
            self.atoms.append(Atom(TEXT, self.place, start, between, between))
        self.atoms.append(Atom(role, start, end, self.text[start:end] if text is None else text, shown))
        self.place = end

    def plain(self, start: int, end: int, value: str) -> None:
        """Take a text event: whole, or an escape and the rest, or an entity."""
        if self.text[start - 1 : start] == "\\" and (self.place is None or self.place == start - 1):
            # Its range begins behind the backslash.
            self.add(UNIT, start - 1, start + 1, shown=value[:1])
            start, value = start + 1, value[1:]
            if start >= end:
                return
        if end - start != len(value):  # an entity: the text is the character, the range the source
            self.add(UNIT, start, end, shown=value)
        elif self.place == start and self.atoms[-1].role is TEXT:
            self.atoms[-1] = Atom(TEXT, self.atoms[-1].start, end, _GROWN, "")
            self.place = end
        else:
            self.add(TEXT, start, end, text=value, shown=value)

    def soft(self, start: int, end: int, _: Any) -> None:
        """Take a soft break with the blanks before it, which lie in a gap of the events."""
        start = start if self.place is None else self.place
        self.add(SOFT, start, end, text=" ", shown=" ")
        self.place = None

    def hard(self, start: int, end: int, _: Any) -> None:
        """Take a hard break; the prefix of the next line is skeleton."""
        written = "\\\n" if self.text[start] == "\\" else "  \n"
        self.add(HARD, start, end, text=written, shown="\n")
        self.place = None

    def code(self, start: int, end: int, _: Any) -> None:
        """Take a code span, or mathematics: one opaque letter."""
        self.add(UNIT, start, end, text=one_line(self.text[start:end], self.quotes), shown=OPAQUE)

    def note(self, start: int, end: int, _: Any) -> None:
        """Take a footnote's mark."""
        self.add(MARK, start, end)

    def tag(self, start: int, end: int, value: str) -> None:
        """Take an HTML tag; a matched pair is a stretch that is not cut, the rest are marks."""
        tag = tag_of(value)
        text = one_line(self.text[start:end], self.quotes)
        if tag.name == "br":
            self.add(HARD, start, end, text=text, shown="\n")
        elif tag.closes and any(name == tag.name for name, _ in self.tags[-_NESTED_TAGS:]):
            while self.tags[-1][0] != tag.name:
                self.tags.pop()
            index = self.tags.pop()[1]
            if tag.name in CODE_TAGS:
                begin = self.atoms[index].start
                del self.atoms[index:]
                self.place = begin
                self.add(UNIT, begin, end, text=one_line(self.text[begin:end], self.quotes), shown=OPAQUE)
                return
            self.atoms[index] = self.atoms[index]._replace(role=OPEN)
            self.add(CLOSE, start, end, text=text)
        else:
            self.add(MARK, start, end, text=text)
            if tag.name and not tag.closes:
                self.tags.append((tag.name, len(self.atoms) - 1))

    def opened(self, start: int, width: int) -> None:
        """Take an opening delimiter."""
        self.add(OPEN, start, start + width)

    def closed(self, end: int, width: int) -> None:
        """Take a closing delimiter."""
        self.add(CLOSE, end - width, end)

    def stroke(self, start: int) -> int:
        """Return the width of a strikethrough's delimiter: one or two tildes."""
        return 2 if self.text.startswith("~~", start) else 1

    def link(self, start: int, end: int, value: Any) -> None:
        """Begin a link; one in angle brackets is a unit."""
        if value["link_type"] in _AUTOMATIC:
            self.skip("-Link")
            self.add(UNIT, start, end, shown=OPAQUE)
        else:
            self.links.append((value["link_type"], start))
            self.add(OPEN, start, start + 1)

    def link_end(self, _: int, end: int, __: Any) -> None:
        """End a link: target and title, or the label, written out where the source leaves it out."""
        link_type, start = self.links.pop()
        place = self.place if self.place is not None else self.atoms[-1].end
        begin, end, written = self.tail(link_type, start + 1, place, end)
        if self.place is None:
            self.place = begin
        self.add(CLOSE, begin, end, text=written)

    def tail(self, link_type: str, start: int, place: int, end: int) -> tuple[int, int, str]:
        """Return where the `]…` of a link or an image begins and ends, and how the msgid says it.

        `start` is the first character of its text, `place` a character behind its content, `end` its range's end.
        """
        if link_type not in _SHORT:
            begin = self.text.find("](" if link_type == "Inline" else "][", place, end)
            begin = begin if begin >= 0 else end - 1
            return begin, end, one_line(self.text[begin:end], self.quotes)
        label = one_line(self.text[start : end - 1], self.quotes)
        if link_type.startswith("Collapsed") and self.text.startswith("[]", end):
            # Its range ends before the `[]`, and no event covers that.
            return end - 1, end + 2, f"][{label}]"
        return end - 1, end, f"][{label}]"

    def image(self, start: int, end: int, value: Any) -> None:
        """Take a picture with all that is in it as a unit."""
        link_type = value["link_type"]
        begin, end, written = self.tail(link_type, start + 2, max(start + 2, self.skip("-Image")), end)
        text = one_line(self.text[start:begin], self.quotes) + written
        inline = begin + 2 if link_type == "Inline" else 0
        label = written[2:-1] if link_type in _SHORT else ""
        self.pictures.append(Picture(start, end, (start + 2, begin), inline, label))
        self.add(UNIT, start, end, text=text, shown=OPAQUE)

    def skip(self, closing: str) -> int:
        """Pass the events up to the end of the container just begun; return where its content ends."""
        opening, depth, last = f"+{closing[1:]}", 1, 0
        while True:
            kind, _, end, _ = self.events[self.index]
            self.index += 1
            depth += (kind == opening) - (kind == closing)
            if not depth:
                return last
            last = end


_AUTOMATIC = frozenset({"Autolink", "Email"})
_SHORT = frozenset({"Shortcut", "ShortcutUnknown", "Collapsed", "CollapsedUnknown"})
_NESTED_TAGS = 32
"""How far back an end tag looks for its start, so that a million unclosed tags stay linear."""

_HANDLERS: dict[str, Callable[[_Reader, int, int, Any], None]] = {
    "Text": _Reader.plain,
    "SoftBreak": _Reader.soft,
    "HardBreak": _Reader.hard,
    "Code": _Reader.code,
    "InlineHtml": _Reader.tag,
    "FootnoteReference": _Reader.note,
    "+Link": _Reader.link,
    "-Link": _Reader.link_end,
    "+Image": _Reader.image,
    "+Emphasis": lambda reader, start, _, __: reader.opened(start, 1),
    "-Emphasis": lambda reader, _, end, __: reader.closed(end, 1),
    "+Strong": lambda reader, start, _, __: reader.opened(start, 2),
    "-Strong": lambda reader, _, end, __: reader.closed(end, 2),
    "+Strikethrough": lambda reader, start, _, __: reader.opened(start, reader.stroke(start)),
    "-Strikethrough": lambda reader, start, end, __: reader.closed(end, reader.stroke(start)),
}

INLINE = frozenset({*_HANDLERS, "-Image"})
"""The kinds of events that a run holds."""


_GROWN = ""
"""The text of a run that grew, until it is cut from the source once: a million characters may come one by one."""


def _completed(text: str, atoms: list[Atom]) -> list[Atom]:
    """Return the atoms with the text of runs that grew, and each soft break as a blank or as nothing."""
    breaks = False
    for index, (role, start, end, written, _) in enumerate(atoms):
        if role is TEXT and written == _GROWN:
            source = text[start:end]
            atoms[index] = Atom(role, start, end, source, source)
        breaks = breaks or role is SOFT
    if STARS in text[atoms[0].start : atoms[-1].end]:
        atoms = with_star_pairs(atoms)
    return with_breaks_joined(atoms) if breaks else atoms
