"""The words the whole program shares: spans, segments, pairs, findings, matches.

Values only: no reading, no writing, no rule. See docs/architecture.md for the journey they travel.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol

import msgspec

from lfnkr_i18n.house import DEFAULT_TEXT_KEYS, NO_STYLE, HouseStyle, Unit
from lfnkr_i18n.languages import primary

EMPTY = "<EMPTY>"
"""A msgstr that means "deliberately nothing" (OmegaT's convention)."""

_NOTHING: Mapping[str, tuple[str, ...]] = MappingProxyType({})


class Span(msgspec.Struct, frozen=True):
    """Half-open range of offsets; the field or function that holds it says into what (bytes or characters)."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"span runs backwards: {self.start}..{self.end}")


class Markup(StrEnum):
    """What the markup in a text is written in."""

    MARKDOWN = "markdown"
    HTML = "html"


class ReadingRules(msgspec.Struct, frozen=True):
    """How posts are cut into segments: what lfnkr.toml says of it, for `read_post`."""

    text_keys: tuple[str, ...] = DEFAULT_TEXT_KEYS
    """Front-matter keys that are text, compared without case."""
    unit: Unit = Unit.SENTENCE
    line_markers: tuple[str, ...] = ()
    """Further line starts that cut a block and stay in the skeleton (`markdown.line_markers`)."""
    captions: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=lambda: _NOTHING)
    """Shortcode name → its attributes that are text (`markdown.captions`)."""
    block_texts: Mapping[str, tuple[tuple[str, ...], ...]] = msgspec.field(default_factory=lambda: MappingProxyType({}))
    """WordPress block → the ways to those of its attributes that are text; `*` in a key stands for anything."""
    kept_blocks: frozenset[str] = frozenset()
    """WordPress blocks whose content is left alone."""
    abbreviations: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=lambda: _NOTHING)
    """Language → further abbreviations (with their full stop) that never end a sentence."""
    no_break: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=lambda: _NOTHING)
    """Language → further names that hold a sentence mark and are never cut (`ヤフー！`)."""


class Segment(msgspec.Struct, frozen=True, gc=False):
    """What a translator sees as one entry: a sentence of a block, or the whole block.

    A Struct: a post has dozens, and a frozen dataclass takes ten times as long to make.
    """

    source: str
    """The msgid: inline markup as written, soft breaks joined, never empty."""
    kind: str
    """What it is, for people, in English: `paragraph`, `heading 2`, `list item`, `table cell`, `image alt`, …"""
    context: str | None
    """The msgctxt: the front-matter key (`title`), else None."""
    block: int
    """Number of its block in the post, from 0; the sentences of one block share it."""
    line: int
    """Line of the post where it starts, from 1."""
    markup: Markup = Markup.MARKDOWN
    """What its text, and its translation's, is written in."""


Key = tuple[str | None, str]
"""What identifies an entry within a catalog: (msgctxt, msgid)."""


class Severity(StrEnum):
    """Whether a finding stops publishing."""

    ERROR = "error"
    WARNING = "warning"


class Finding(msgspec.Struct, frozen=True):
    """What a check reports about a pair or a rendered post."""

    check: str
    """Name of the check, kebab-case, as people type it."""
    severity: Severity
    message: str
    source_span: Span | None = None
    """Characters of the pair's source the finding is about."""
    target_span: Span | None = None
    """Characters of the pair's target the finding is about."""
    segment: int | None = None
    """Index into `Post.segments`, where it is known."""
    replacement: str | None = None
    """What is right at `target_span`, where only one text is."""
    line: int | None = None
    """Line of the source post, from 1, of what is about the post itself and not about a translation."""


Forms = Mapping[str, tuple[str, ...]]
"""Language → forms of it."""


class Term(msgspec.Struct, frozen=True):
    """What one thing is called in each language, and what it must not be called."""

    forms: Forms
    """Approved forms, the preferred one first; a language without one is left out."""
    forbidden: Forms = msgspec.field(default_factory=lambda: _NOTHING)
    """Forms that no translation may hold."""
    keep: bool = False
    """Whether it stays as it is in every language: one that is not translated."""
    note: str = ""
    """For people, and for engines that take advice."""
    line: int = 0
    """Where its row begins in the file, from 1."""

    def approved(self, language: str) -> tuple[str, ...]:
        """Return what it may be called in a language, the preferred form first; nothing where nobody said.

        >>> Term({"en": ("LFNKR",)}, keep=True).approved("ja")
        ('LFNKR',)
        """
        own = self.forms.get(language) or self.forms.get(primary(language), ())
        return own or (tuple(self.kept) if self.keep else ())

    def avoided(self, language: str) -> tuple[str, ...]:
        """Return what it must not be called in a language."""
        return self.forbidden.get(language) or self.forbidden.get(primary(language), ())

    @property
    def kept(self) -> tuple[str, ...]:
        """All forms, each once."""
        return tuple(dict.fromkeys(form for forms in self.forms.values() for form in forms))

    @property
    def name(self) -> str:
        """How messages call it: its first form."""
        return next(iter(self.kept), "") or next((form for forms in self.forbidden.values() for form in forms), "")


class Occurrence(msgspec.Struct, frozen=True):
    """A form of the glossary that stands in a text."""

    span: Span
    """Characters of the text."""
    form: str
    """As the glossary writes it."""
    terms: tuple[Term, ...]
    """The rows that hold the form; usually one."""
    permitting: tuple[Term, ...] = ()
    """Of a forbidden form: the rows for which it is right all the same."""

    def approved(self, language: str) -> tuple[str, ...]:
        """Return what it may be called in a language by any of its rows, the preferred form first."""
        return tuple(dict.fromkeys(form for term in self.terms for form in term.approved(language)))

    @property
    def keep(self) -> bool:
        """Whether it is not translated."""
        return any(term.keep for term in self.terms)


class Terms(Protocol):
    """What things are called, asked of a text (`glossary.Glossary`)."""

    def __bool__(self) -> bool:
        """Tell whether there is anything to ask for."""

    def occurrences(self, text: str, language: str) -> Sequence[Occurrence]:
        """Return the terms that stand in a text, from left to right, at each place the longest."""

    def avoided(self, text: str, language: str) -> Sequence[Occurrence]:
        """Return the forbidden forms that stand in a text, but for those that are part of a longer approved one."""


class NoTerms:
    """The glossary of a project that has none."""

    def __bool__(self) -> bool:
        return False

    def occurrences(self, text: str, language: str) -> Sequence[Occurrence]:  # noqa: ARG002 - as Terms asks
        """Return nothing."""
        return ()

    avoided = occurrences


NO_TERMS: Terms = NoTerms()


class Pair(msgspec.Struct, frozen=True, array_like=True):
    """A source text with its translation, as checks see it. A Struct, as `Segment` is.

    It is written with all its fields: msgspec knows a default by identity alone, which a worker's copy has lost.
    """

    source: str
    target: str
    source_language: str
    target_language: str
    kind: str = "paragraph"
    """As `Segment.kind`."""
    alone: bool = True
    """Whether it is the only segment of its block (then `<EMPTY>` is not allowed)."""
    links: Mapping[str, str] = msgspec.field(default_factory=lambda: MappingProxyType({}))
    """Link prefixes that differ between the languages: of the source → of the target."""
    style: HouseStyle = NO_STYLE
    """How the house writes."""
    previous_source: str = ""
    """The source that the target translates, where the source changed since."""
    markup: Markup = Markup.MARKDOWN
    """What the texts are written in."""
    terms: Terms = NO_TERMS
    """What things are called in the two languages."""
    context: str | None = None
    """As `Segment.context`."""


class Match(msgspec.Struct, frozen=True):
    """A pair found in the memory."""

    score: float
    """How alike the looked-up text and `source` are, 0 to 100, after penalties."""
    source: str
    target: str
    origin: str
    """Where the pair comes from, for people: the post's id, or the path of an imported memory."""
    ratio: float = 100.0
    """How alike they are before penalties."""
    penalties: tuple[str, ...] = ()
    """What lowered the score: `numbers`, `markup`, `punctuation`, `context`."""
    in_context: bool = False
    """Whether the segments before and after are the same too, where the look-up named them."""
    date: str = ""
    """When the translation was last changed (UTC, `2024-05-17T01:20:00Z`), where its file says so."""
    translator: str = ""
    """Who changed it, as its file says."""
    reviewer: str = ""
    """Who signed off exactly this translation of the post."""
    tool: str = ""
    """The program that an imported memory comes from."""


class CodeKind(StrEnum):
    """What a code does between the words of a segment."""

    OPEN = "open"
    """Begins a stretch (a link's text, bold words); a CLOSE with its id ends it."""
    CLOSE = "close"
    STANDALONE = "standalone"
    """Stands for something that is not translated: code, an address, a footnote's mark, a line break."""


class Code(msgspec.Struct, frozen=True, eq=False):
    """Markup inside a segment. Machines see its id and kind, never what is written: codes are equal by these two."""

    id: int
    """From 1 in the order of the segment; both ends of a stretch share it."""
    kind: CodeKind
    original: str = ""
    """As the segment writes it; empty in what comes back from a machine."""

    def __eq__(self, other: object) -> bool:
        return (self.id, self.kind) == (other.id, other.kind) if isinstance(other, Code) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.id, self.kind))


Part = str | Code
"""A stretch of text as readers see it (never empty), or a code."""

Parts = tuple[Part, ...]
"""A segment, or its translation, for machines; no two texts stand side by side."""


def plain(parts: Parts) -> str:
    """Return the words alone, without codes.

    >>> plain(("We are ", Code(1, CodeKind.OPEN), "proud", Code(1, CodeKind.CLOSE), "."))
    'We are proud.'
    """
    return "".join(part for part in parts if isinstance(part, str))
