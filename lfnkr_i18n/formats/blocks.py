"""What a format gives the rest of the program: blocks, each a row of atoms that say what they are and where they stand.

A format (Markdown, later HTML) knows how its text is written; cutting sentences, rendering and comparing are shared
and know only what is here. Offsets are characters of the decoded post, or of `Block.value` where that is set.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import Enum, auto
from typing import NamedTuple, Protocol

import msgspec

from lfnkr_i18n.languages import joint
from lfnkr_i18n.model import Markup, ReadingRules
from lfnkr_i18n.patterns import lazy
from lfnkr_i18n.segmentation import OPAQUE


class Role(Enum):
    """What an atom is to the reader and to a cut between sentences."""

    TEXT = auto()
    """Text shown as it is written, character for character."""
    UNIT = auto()
    """Something shown that is written otherwise: an entity, a code span, a picture; never cut inside."""
    OPEN = auto()
    """Begins a stretch that no cut may part (emphasis, a link, a tag pair); shows nothing."""
    CLOSE = auto()
    """Ends what the last OPEN began; shows nothing."""
    MARK = auto()
    """Shows nothing and holds nothing: a footnote's mark, a comment, a lone tag."""
    SOFT = auto()
    """A line break that readers see as a blank, or as nothing between CJK characters."""
    HARD = auto()
    """A line break that readers see; sentences end there."""

    __hash__ = object.__hash__  # an enumeration's own is Python, and asked for every atom of every post


TEXT, UNIT, OPEN, CLOSE, MARK, SOFT, HARD = Role
"""The roles by themselves, for what looks at every atom of a post: Python 3.11 takes 0.1 µs to find one in `Role`."""


class Atom(NamedTuple):
    """A stretch of a block. What lies between two atoms is skeleton (the `> ` of a quote's next line)."""

    role: Role
    start: int
    end: int
    text: str
    """What stands in the msgid for it."""
    shown: str
    """What the sentence rules see of it: `text` itself for TEXT; one opaque letter for code; empty for marks."""


_LETTER = lazy(r"[^\W\d_]")


def shows_letters(atoms: Iterable[Atom]) -> bool:
    """Tell whether people read something in a row of atoms: a letter outside code."""
    for role, _, _, _, shown in atoms:
        if (role is TEXT or role is UNIT) and shown != OPAQUE and _LETTER.search(shown):
            return True
    return False


def has_line_end(text: str) -> bool:
    """Tell whether a text goes over a line's end: most do not."""
    return "\n" in text or "\r" in text


REACH = 16
"""Characters beside a break that say how it is joined; digits and dots among them are looked through."""


def with_breaks_joined(atoms: list[Atom]) -> list[Atom]:
    """Return the atoms with each soft break as a blank, or as nothing where it stands between CJK characters."""
    left = ""
    for index, atom in enumerate(atoms):
        if atom.role is SOFT:
            gap = joint(left, _shown_after(atoms, index))
            atoms[index] = Atom(SOFT, atom.start, atom.end, gap, gap)
        elif atom.shown:
            left = (left + atom.shown[-REACH:])[-REACH:]
    return atoms


def _shown_after(atoms: Sequence[Atom], index: int) -> str:
    """Return the first characters that show behind an atom; a letter where none do soon."""
    shown = ""
    for atom in atoms[index + 1 : index + REACH]:
        if atom.role is HARD or len(shown) >= REACH:
            break
        shown += atom.shown[:REACH]
    return shown or "a"


class Place(NamedTuple):
    """Where a translation is about to be written."""

    source: str
    """The segment's msgid."""
    source_sides: tuple[str, str]
    """The characters beside it in the source, as `before` and `after`."""
    line_start: bool
    """Whether it begins at a line's begin, where Markdown would see a list or a heading."""
    before: str
    """The character that stands before it; a blank where nothing does."""
    after: str
    """The character that comes after it; a blank where nothing does."""
    alone: bool
    """Whether it is the only segment of its block."""
    newline: str
    """What begins a further line: the post's line end and the prefix of the block's lines."""


class Writer(Protocol):
    """How a text becomes a piece of this format at one kind of place."""

    def write(self, text: str, place: Place) -> str:
        """Return `text` (stripped, no NUL) so that it reads as text there and changes no structure."""
        ...


class Block(msgspec.Struct, frozen=True):
    """A paragraph, heading, cell, caption or value of a post: the text that sentences are cut from.

    A Struct, as `Segment` is.
    """

    kind: str
    """As `Segment.kind`."""
    atoms: list[Atom]
    """In order and apart; never empty."""
    writer: Writer
    context: str | None = None
    """As `Segment.context`."""
    markup: Markup = Markup.MARKDOWN
    """As `Segment.markup`."""
    value: str | None = None
    """The decoded value that the atoms stand in, where the post holds it quoted or escaped (front matter)."""
    encode: Callable[[str], str] | None = None
    """With `value`: turns a new value into what replaces `place` in the post."""
    place: tuple[int, int] = (0, 0)
    """With `value`: the characters of the post that hold it."""

    @property
    def start(self) -> int:
        """Return the character of the post where the block begins."""
        return self.atoms[0].start if self.value is None else self.place[0]


class Reference(NamedTuple):
    """A link's or image's target as it stands in the post."""

    kind: str
    """`link` or `image`."""
    target: str
    """As the format reads it, escapes resolved."""
    start: int
    end: int
    """The characters that hold the target as written, without brackets and quotes."""
    written: str = ""
    """How it is written, where the format has more than one way that the text around it does not tell."""


class Shape(NamedTuple):
    """The structure of one block, for comparing a rendered post with its source."""

    kind: str
    """Block kind with all that must stay: `heading 2`, `code` and its text, `list` and its start …"""
    start: int
    end: int
    constructs: tuple[tuple[str, str], ...]
    """Kind and detail of the inline markup, sorted: translators reorder."""
    free: tuple[tuple[str, str], ...] = ()
    """What a translation may have and its source has not: emphasis for each pair of `**` that readers see as such."""


class Format(Protocol):
    """How posts of one kind of file are read."""

    @property
    def markup(self) -> Markup:
        """What texts of the post are written in where nothing else is said: those of its front matter."""
        ...

    def suited(self, text: str, start: int, front_matter: Mapping[str, object]) -> Format:
        """Return the format for one post: itself, or a kin that reads this post's body better."""
        ...

    def value(self, text: str) -> tuple[list[Atom], Writer]:
        """Return the atoms of a front-matter value, none where it is not read, and what writes into it."""
        ...

    def blocks(self, text: str, start: int, rules: ReadingRules) -> Iterator[Block]:
        """Yield the blocks of the body, which begins at character `start` of `text`, in order and apart."""
        ...

    def shapes(self, text: str, start: int, rules: ReadingRules) -> Iterator[Shape]:
        """Yield the structure of the body, block by block."""
        ...

    def remarks(self, text: str, start: int, rules: ReadingRules) -> Iterator[tuple[int, str]]:
        """Yield characters of the post with what people must know of what begins there before they translate it."""
        ...

    def references(self, text: str, start: int, rules: ReadingRules) -> Iterator[Reference]:
        """Yield the targets of links and images, in order."""
        ...

    def written_target(self, target: str, place: Reference, text: str) -> str:
        """Return `target` as it is written in the place of another."""
        ...


NO_MAPPING: Mapping[str, str] = {}
