"""The structure of an HTML body, block by block, for comparing a rendered post with its source."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator

from lfnkr_i18n.formats.blocks import Shape
from lfnkr_i18n.formats.html.attributes import read_attributes
from lfnkr_i18n.formats.html.block_json import ADDRESSES, is_plain, is_text, strings
from lfnkr_i18n.formats.html.delimiters import Delimiter, Stretch, block_pieces
from lfnkr_i18n.formats.html.text import Part, PartKind, Reading
from lfnkr_i18n.formats.html.wordpress import MORE, PAGE, read_shortcode_attributes
from lfnkr_i18n.markup.constructs import Kind
from lfnkr_i18n.markup.html import Token, TokenKind
from lfnkr_i18n.markup.html_code import OpenCode, Piece, pieces
from lfnkr_i18n.markup.html_inline import construct_of, visible_text
from lfnkr_i18n.markup.html_tags import INLINE_TAGS, VOID_TAGS
from lfnkr_i18n.markup.inline_tags import addresses, tag_of, without_address
from lfnkr_i18n.markup.shortcodes import CODE, OWN, Shortcode, Shortcodes, attribute_values
from lfnkr_i18n.model import ReadingRules
from lfnkr_i18n.segmentation import OPAQUE

_TITLED = frozenset({"textarea", "title"})
TWIN = "text that stands in the block twice"
"""What the text of a block comment is that also stands in its HTML: WordPress's editor wants both to be equal."""


def shapes_of(text: str, start: int, rules: ReadingRules, reading: Reading) -> list[Shape]:
    """Return one shape for each block comment, block tag and run of text between them."""
    walk = _Shapes(rules, reading)
    whole = (Stretch(start, len(text), kept=False),)
    for piece in whole if reading.shortcodes is None else block_pieces(text, start, rules.kept_blocks):
        if isinstance(piece, Delimiter):
            walk.take_delimiter(text, piece)
        elif piece.kept:
            walk.add(Kind.CODE.value, piece.start, piece.end, (Kind.CODE.value, text[piece.start : piece.end]))
        else:
            walk.take_stretch(text[piece.start : piece.end], piece.start)
    return walk.finished()


class _Shapes:
    """The shapes found so far, and the run that is open."""

    def __init__(self, rules: ReadingRules, reading: Reading) -> None:
        self.rules, self.reading = rules, reading
        self.code = OpenCode()
        self.found: list[Shape] = []
        self.twins: list[tuple[int, str]] = []
        """Texts of block comments, with the index of their shape."""
        self.texts: set[str] = set()
        """What is read in tags and between them."""
        self.run: list[tuple[str, str]] = []
        self.tags: list[str] = []
        """Inline tags without their end."""
        self.opened: Counter[str] = Counter()
        """How many of them have a name."""
        self.crossed: Counter[str] = Counter()
        """Those that the end of a tag around them has cut off."""
        self.shown: list[str] = []
        self.begin, self.end = 0, 0

    def finished(self) -> list[Shape]:
        """Return all shapes, those of block comments with what they have in common with their block."""
        self.flush()
        for index, value in self.twins:
            if value in self.texts:
                shape = self.found[index]
                self.found[index] = shape._replace(constructs=tuple(sorted([*shape.constructs, (TWIN, "")])))
        return self.found

    def add(self, kind: str, start: int, end: int, *constructs: tuple[str, str]) -> None:
        """Add the shape of something that ends a text."""
        self.flush()
        self.found.append(Shape(kind, start, end, tuple(sorted(constructs))))

    def flush(self) -> None:
        """End the run, if it holds anything."""
        shown = "".join(self.shown)
        unmatched = [("unmatched", name) for name in (*self.tags, *self.crossed.elements())]
        if self.run or unmatched or shown.strip():
            self.found.append(Shape("text", self.begin, self.end, tuple(sorted([*self.run, *unmatched]))))
            self.texts.add(_folded(shown))
        self.run, self.shown = [], []
        self.tags = []
        self.opened.clear()
        self.crossed.clear()

    def take_delimiter(self, text: str, one: Delimiter) -> None:
        """Take a block comment: its name, and its attributes without what people read and where links lead."""
        written, done = [], one.start
        constructs: list[tuple[str, str]] = []
        texts: list[str] = []
        for string in strings(text, *one.json) if not one.closes else ():
            if is_text(one.name, string.path, self.rules.block_texts):
                value = string.value.replace("<", "&lt;") if is_plain(one.name, string.path) else string.value
                texts.append(_folded(visible_text(value)))
                constructs += self._markup(value)
            elif string.path[-1] in ADDRESSES:
                constructs.append(("link", string.value))
            else:
                continue
            written += [text[done : string.start], '""']
            done = string.end
        self.add("".join([*written, text[done : one.end]]), one.start, one.end, *constructs)
        if texts:
            self.found[-1] = self.found[-1]._replace(free=((TWIN, ""),) * len(texts))
            self.twins += [(len(self.found) - 1, value) for value in texts]

    def _markup(self, value: str) -> Iterator[tuple[str, str]]:
        """Yield what must stay of a text in a comment: its markup."""
        walk = _Shapes(self.rules, Reading(shortcodes=Shortcodes(value)))
        walk.take_stretch(value, 0)
        for shape in walk.finished():
            if shape.kind != "text":
                yield Kind.TAG.value, shape.kind
            yield from shape.constructs

    def take_stretch(self, body: str, shift: int) -> None:
        """Take HTML that begins at character `shift` of the post."""
        for piece in pieces(body, self.code):
            token = piece.token
            if not self.run and not self.shown:
                self.begin = shift + piece.start
            if token is not None and not piece.code and token.kind is TokenKind.TEXT:
                self._take_text(body, token, shift)
            elif token is not None and token.name in INLINE_TAGS and token.kind is not TokenKind.RAW:
                self._take_inline(body, piece, token)
            elif token is not None and token.kind is TokenKind.COMMENT:
                self._take_comment(body, token, shift)
            else:
                self._take_block(body, piece, shift)
            self.end = shift + piece.end

    def _take_text(self, body: str, token: Token, shift: int) -> None:
        for part in self.reading.parts(body, token.start, token.end):
            if part.kind is PartKind.SHORTCODE and part.shortcode is not None:
                self._take_shortcode(body, part.shortcode, shift)
            elif part.kind is PartKind.PARAGRAPH:
                self.flush()
            elif part.kind is PartKind.ADDRESS:
                self.add(f"address {part.text.strip()}", shift + part.start, shift + part.end)
            elif part.kind is PartKind.HARD and self.shown:
                self.run.append((Kind.HARD_BREAK.value, ""))
            else:
                self.shown.append(part.shown)
                if _is_template(part):
                    self.run.append((Kind.TEMPLATE.value, part.text))

    def _take_shortcode(self, body: str, one: Shortcode, shift: int) -> None:
        written, done = [], one.start
        names = read_shortcode_attributes(one.name, self.rules)
        for name, start, end, _quote in attribute_values(body, one):
            if name in names:
                written.append(body[done:start])
                done = end
        detail = "".join([*written, body[done : one.end]])
        if one.name in OWN or one.name in CODE:
            self.add(f"shortcode {detail}", shift + one.start, shift + one.end)
        else:
            self.run.append((Kind.TEMPLATE.value, detail))
            if one.paired:
                self._balance(f"[{one.name}]", closes=one.closes)

    def _take_comment(self, body: str, token: Token, shift: int) -> None:
        more = MORE.fullmatch(body, token.start, token.end)
        if more is not None:
            said = more["text"] or ""
            self.add("<!--more-->", shift + token.start, shift + token.end, *self._markup(said))
            self.texts.add(_folded(visible_text(said)))
        elif PAGE.fullmatch(body, token.start, token.end):
            self.add(body[token.start : token.end], shift + token.start, shift + token.end)
        else:
            self.run.append((Kind.TAG.value, tag_of(body[token.start : token.end]).detail))

    def _take_inline(self, body: str, piece: Piece, token: Token) -> None:
        if piece.code:
            self.run += _code(body, piece, token)
            return
        construct = construct_of(body, piece)
        if token.name not in VOID_TAGS:
            self._balance(token.name, closes=token.kind is TokenKind.END)
        self._note_attributes(body, token)
        if construct is None or construct.kind is not Kind.TAG:
            self.run += [(construct.kind.value, construct.detail)] if construct else []
        else:
            self.run += _details(body[piece.start : piece.end])

    def _balance(self, name: str, *, closes: bool) -> None:
        """Take note of an inline tag that is not closed, not opened, or not closed where it was opened."""
        if not closes:
            if name == "a" and self.opened[name]:
                self.run.append(("nested", name))  # a browser ends the outer link here
            self.tags.append(name)
            self.opened[name] += 1
        elif self.crossed[name]:
            self.crossed[name] -= 1
        elif self.opened[name]:
            while (inner := self._popped()) != name:
                self.crossed[inner] += 1
                self.run.append(("crossed", inner))
        else:
            self.run.append(("unmatched", f"/{name}"))

    def _popped(self) -> str:
        name = self.tags.pop()
        self.opened[name] -= 1
        return name

    def _take_block(self, body: str, piece: Piece, shift: int) -> None:
        """Take a block tag, code that is no part of a sentence, or what browsers do not show."""
        start, end, token = shift + piece.start, shift + piece.end, piece.token
        if piece.code:
            self.add(Kind.CODE.value, start, end, *_code(body, piece, token))
        elif token is not None and token.kind is TokenKind.RAW and token.name in _TITLED:
            self.add("text", start, end)
        else:
            first, *others = _details(body[piece.start : piece.end])
            self.add(f"<{first[1]}>", start, end, *others)
        if token is not None:
            self._note_attributes(body, token)

    def _note_attributes(self, body: str, token: Token) -> None:
        for attribute in read_attributes(body, token):
            value = body[attribute.value_start : attribute.value_end]
            self.texts.add(_folded(html.unescape(value)))


def _is_template(part: Part) -> bool:
    return part.kind is PartKind.UNIT and part.shown == OPAQUE


def _code(body: str, piece: Piece, token: Token | None) -> Iterator[tuple[str, str]]:
    """Yield code with its tags: what of the start tag must stay, and all the rest."""
    if token is None:
        yield Kind.CODE.value, body[piece.start : piece.end]
        return
    yield from _details(body[token.start : token.end])
    yield Kind.CODE.value, body[token.end : piece.end]


def _details(raw: str) -> list[tuple[str, str]]:
    """Return a tag without where it leads, and where it leads."""
    tag = tag_of(raw)
    return [(Kind.TAG.value, without_address(tag)), *addresses(tag)]


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
