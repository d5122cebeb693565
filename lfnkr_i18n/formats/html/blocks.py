"""The blocks of a stretch of HTML: text between block tags with its inline tags, and attributes that people read."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from lfnkr_i18n.formats.blocks import Atom, Block, Role, Writer, shows_letters, with_breaks_joined
from lfnkr_i18n.formats.html.attributes import attribute_blocks
from lfnkr_i18n.formats.html.entities import plain_value
from lfnkr_i18n.formats.html.source import SourceMap
from lfnkr_i18n.formats.html.text import SPECIAL, Breaks, Part, PartKind, Reading
from lfnkr_i18n.formats.html.writers import HtmlTextWriter, RawTextWriter
from lfnkr_i18n.markup.html import Token, TokenKind
from lfnkr_i18n.markup.html_code import OpenCode, Piece, pieces
from lfnkr_i18n.markup.html_tags import INLINE_TAGS, VOID_TAGS
from lfnkr_i18n.model import Markup
from lfnkr_i18n.patterns import lazy
from lfnkr_i18n.segmentation import OPAQUE

_KINDS = {
    "p": "paragraph",
    "li": "list item",
    "td": "table cell",
    "th": "table heading",
    "figcaption": "caption",
    "caption": "caption",
    "blockquote": "quote",
    "dt": "definition",
    "dd": "definition",
    "summary": "summary",
    **{f"h{level}": f"heading {level}" for level in range(1, 7)},
}
_PART = lazy(r"\bwp-block-[\w-]*")
_ADDRESS = lazy(r"\s*https?://[^\s<>\"]+\s*")
_ROLES = {
    PartKind.TEXT: Role.TEXT,
    PartKind.UNIT: Role.UNIT,
    PartKind.SOFT: Role.SOFT,
    PartKind.HARD: Role.HARD,
}
_LETTERS = frozenset({Role.TEXT, Role.UNIT, Role.SOFT})
_LOOSE = frozenset({Role.TEXT, Role.SOFT, Role.HARD, Role.MARK})
_TEXT, _START, _COMMENT = TokenKind.TEXT, TokenKind.START, TokenKind.COMMENT
"""By themselves, as in `markup.html`: every token is asked for them."""
_TITLED = frozenset({"textarea", "title"})
"""Elements without tags inside whose text people read."""


class HtmlWalk:
    """What is open while the pieces of a body go by, and the blocks that they were."""

    def __init__(self, source: SourceMap, code: OpenCode, reading: Reading) -> None:
        self.source, self.code, self.reading = source, code, reading
        self.found: list[Block] = []
        """The blocks so far, in order."""
        self.default = "paragraph" if reading.breaks is Breaks.LINE else "text"
        self.kind = self.default
        self.atoms: list[Atom] = []
        self.tags: list[tuple[str, int]] = []
        """Inline start tags of the run without their end tag, with their atom."""
        self.crossed: Counter[str] = Counter()
        """Those that something around them ended first; their own end is to come."""
        self.saying: set[int] = set()
        """Where lone tags stand that are no mere skeleton at an end of the run; characters of the post."""
        self.tagged: list[Token] = []
        """Tags of the run with attributes, for a run that shows nothing else."""
        self.verse: list[str] = []
        """Elements in which all white space shows."""
        self.parts: list[str] = []
        """Open inline elements that are a part of their block, and no part of a sentence."""
        self.closed = False
        """Whether the last block tag was an end."""

    def feed(self, skeleton: Sequence[tuple[int, int]] = ()) -> None:
        """Take the source. Inline tags in `skeleton` (characters of it) are no part of a text."""
        for piece in pieces(self.source.text, self.code):
            token = piece.token
            if token is None:
                continue
            if piece.code:
                self._take_code(piece, token)
            elif token.kind is _TEXT:
                if self.atoms or not self.source.text[token.start : token.end].isspace():
                    self.take_text(token)
            elif token.kind is _COMMENT:
                self.take_comment(token)
            elif token.name in INLINE_TAGS and not (
                skeleton and any(start <= token.start < end for start, end in skeleton)
            ):
                self._take_inline(token)
            else:
                self._take_block(token)

    def flush(self) -> None:
        """End the text gathered so far: a block, or where it shows nothing what people read of its tags."""
        if not self.atoms:
            return
        atoms, tagged, saying = self.atoms, self.tagged, self.saying
        self.atoms, self.tagged, self.tags, self.saying = [], [], [], set()
        self.crossed.clear()
        if shows_letters(atoms) and not _is_address(atoms):
            saying |= {self.source.start(token.start) for token in tagged if any(self._attributes(token))}
            atoms = with_breaks_joined(_trimmed(atoms, saying))
            self.found.append(Block(self.kind, atoms, self.writer(), markup=Markup.HTML))
        else:
            for token in tagged:
                self.found += self._attributes(token)

    def writer(self) -> Writer:
        """Return what writes into the text that is gathered now."""
        return _WRITERS[self._reading.breaks, self.reading.guarded]

    @property
    def _reading(self) -> Reading:
        return _VERSE if self.verse else self.reading

    def add(self, role: Role, start: int, end: int, shown: str, text: str | None = None) -> None:
        """Gather an atom; the offsets are characters of the source."""
        own = self.source.text[start:end] if text is None else text
        if "\r" in own:
            own = own.replace("\r\n", "\n").replace("\r", "\n")
        self.atoms.append(Atom(role, self.source.start(start), self.source.end(end), own, shown))

    def take_text(self, token: Token) -> None:
        """Take the text between two tags: more than blanks, where nothing is gathered yet."""
        text = self.source.text[token.start : token.end]
        if SPECIAL.search(text) is None:
            self.add(Role.TEXT, token.start, token.end, text)
            return
        for part in self._reading.parts(self.source.text, token.start, token.end):
            self.take_part(part)

    def take_part(self, part: Part) -> None:
        """Take a part of a text; an empty line, and an address alone on its line, end the text before them."""
        if part.kind is PartKind.SHORTCODE:
            self.take_shortcode(part)
        elif part.kind not in _ROLES:
            self.flush()
        elif self.atoms or part.kind is PartKind.TEXT or part.kind is PartKind.UNIT:
            self.add(_ROLES[part.kind], part.start, part.end, part.shown, part.text)

    def take_comment(self, token: Token) -> None:
        """Take a comment: it shows nothing."""
        if self.atoms:
            self.add(Role.MARK, token.start, token.end, "")

    def take_shortcode(self, part: Part) -> None:
        """Take a shortcode: it is code."""
        self.add(Role.UNIT, part.start, part.end, OPAQUE)

    def _take_code(self, piece: Piece, token: Token) -> None:
        """Take an element of code: within a sentence it is a unit, else it ends the sentence before it."""
        if token.name in INLINE_TAGS:
            self._note_tag(token)
            self.add(Role.UNIT, piece.start, piece.end, OPAQUE)
            return
        self.flush()
        self.kind, self.closed = self.default, True
        self.found += self._attributes(token)

    def _take_inline(self, token: Token) -> None:
        """Take a tag that stands within a sentence."""
        start, end, name = token.start, token.end, token.name
        if name == "br":
            self.add(Role.HARD, start, end, "\n")
        elif token.kind is TokenKind.END:
            if self.parts and self.parts[-1] == name:
                self.parts.pop()
                self._end_block()
            else:
                self.close_tag(name, start, end)
        elif self._is_part(token):
            self._take_block(token)
            self.parts.append(name)
            self.kind = "citation" if name == "cite" else "button"
        else:
            self._note_tag(token)
            self.add(Role.UNIT if name == "img" else Role.MARK, start, end, OPAQUE if name == "img" else "")
            if name not in VOID_TAGS:
                self.open_tag(name)

    def _is_part(self, token: Token) -> bool:
        """Tell whether an inline element is a part of its block: who is cited, the link that is a button."""
        if token.name == "cite":
            return self.closed and not shows_letters(self.atoms)
        text = self.source.text[token.start : token.end]
        return token.name in ("a", "button") and "wp-block-" in text and _PART.search(text) is not None

    def _note_tag(self, token: Token) -> None:
        if token.attributes:
            self.tagged.append(token)

    def open_tag(self, name: str) -> None:
        """Remember that the last atom begins something that may end."""
        self.tags.append((name, len(self.atoms) - 1))

    def close_tag(self, name: str, start: int, end: int) -> None:
        """Take the end of something: with its begin it is a stretch that no cut may part."""
        if not any(opened == name for opened, _ in self.tags[-32:]):
            self.add(Role.MARK, start, end, "")
            if self.crossed[name]:
                self.crossed[name] -= 1
                self.saying.add(self.atoms[-1].start)
            return
        while self.tags[-1][0] != name:
            self.crossed[self.tags.pop()[0]] += 1
        index = self.tags.pop()[1]
        self.atoms[index] = self.atoms[index]._replace(role=Role.OPEN)
        self.add(Role.CLOSE, start, end, "")

    def _take_block(self, token: Token) -> None:
        """Take a tag that ends a text."""
        if token.kind is _START:
            self._begin_block(token)
        elif token.kind is TokenKind.RAW:
            self._take_raw(token)
        else:
            if self.verse and token.name == self.verse[-1]:
                self.flush()
                self.verse.pop()
            self._end_block()

    def _begin_block(self, token: Token) -> None:
        """Take a start tag that ends a text: its attributes that people read, the kind of what follows."""
        self.flush()
        self.kind = _KINDS.get(token.name, self.default if token.name not in INLINE_TAGS else self.kind)
        self.closed = False
        if token.attributes:
            self.found += self._attributes(token)
        if token.name == "pre":
            self.verse.append("pre")
            self.kind = "verse"

    def _end_block(self) -> None:
        self.flush()
        self.kind, self.closed = self.default, True

    def _take_raw(self, token: Token) -> None:
        """Take the text of an element that holds no tags."""
        value = self.source.text[token.start : token.end]
        if token.name in _TITLED and value.strip():
            own = value.strip()
            start = token.start + value.index(own)
            place = (self.source.start(start), self.source.end(start + len(own)))
            shown = Atom(Role.UNIT, *place, plain_value(own), html.unescape(own))
            kind = "title" if token.name == "title" else "text"
            self.found.append(Block(kind, [shown], _RAW_WRITERS[self.reading.guarded], markup=Markup.HTML))

    def _attributes(self, token: Token) -> Iterator[Block]:
        """Return the attributes of a tag that people read."""
        return attribute_blocks(self.source, token, shortcodes=self.reading.guarded)


def _trimmed(atoms: list[Atom], saying: Collection[int]) -> list[Atom]:
    """Return atoms without blanks, comments and lone tags at their ends: those are skeleton.

    `saying` are the characters where tags begin that are more.
    """
    first, last = 0, len(atoms)
    while _is_loose(atoms[first], saying):
        first += 1
    while _is_loose(atoms[last - 1], saying):
        last -= 1
    return atoms[first:last]


def _is_loose(atom: Atom, saying: Collection[int]) -> bool:
    return atom.role in _LOOSE and not atom.shown.strip() and atom.start not in saying


def _is_address(atoms: Sequence[Atom]) -> bool:
    """Tell whether a text is an address and nothing else."""
    shown = "".join([atom.shown for atom in atoms])
    if "://" not in shown or _ADDRESS.fullmatch(shown) is None:
        return False
    return all(atom.role in _LETTERS for atom in atoms)


_AS_HTML = Reading()
_VERSE = Reading(Breaks.KEPT)
_RAW_WRITERS = (RawTextWriter(), RawTextWriter(shortcodes=True))
_WRITERS = {(breaks, codes): HtmlTextWriter(breaks, codes) for breaks in Breaks for codes in (False, True)}


def html_blocks(
    source: SourceMap, code: OpenCode, skeleton: Sequence[tuple[int, int]] = (), reading: Reading = _AS_HTML
) -> list[Block]:
    """Return the blocks of HTML in order.

    `code` is what an earlier stretch left open, and is left as this one leaves it. Inline tags in `skeleton`
    (characters of the HTML) are no part of a text: alone on the first line they make Markdown see HTML at all.
    """
    walk = HtmlWalk(source, code, reading)
    walk.feed(skeleton)
    walk.flush()
    return walk.found
