"""Posts of WordPress: HTML between block comments, with shortcodes and comments that hold text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

import msgspec

from lfnkr_i18n.formats.blocks import Atom, Block, Place, Role, Writer
from lfnkr_i18n.formats.html.block_json import is_plain, is_text, strings, written
from lfnkr_i18n.formats.html.blocks import HtmlWalk
from lfnkr_i18n.formats.html.delimiters import Delimiter, block_pieces
from lfnkr_i18n.formats.html.entities import ampersands, decoded_value
from lfnkr_i18n.formats.html.source import SourceMap
from lfnkr_i18n.formats.html.text import Part, Reading
from lfnkr_i18n.formats.html.values import plain_atoms, plain_writer, value_atoms, value_writer
from lfnkr_i18n.formats.html.writers import on_one_line
from lfnkr_i18n.markup.html import Token
from lfnkr_i18n.markup.html_code import OpenCode
from lfnkr_i18n.markup.inline_templates import without_foreign_templates
from lfnkr_i18n.markup.shortcodes import CODE, OWN, Shortcode, attribute_values
from lfnkr_i18n.model import Markup, ReadingRules
from lfnkr_i18n.patterns import lazy

_CAPTIONS = frozenset({"caption", "wp_caption"})
MORE = lazy(r"<!--more(?:[ \t\r\n]+(?P<text>\S(?:(?!-->).)*?))?\s*-->", re.DOTALL)
PAGE = lazy(r"<!--(?:nextpage|noteaser)-->")
_MANY_DASHES = lazy("--+")
_SPECIAL = lazy(r"[\[\]<>\"'\\\u00a0\u200b]")
"""Signs that end an attribute of a shortcode, or that WordPress reads otherwise there (`shortcode_parse_atts`)."""
_KINDS = {
    "alt": "image alt",
    "ariaLabel": "label",
    "buttonText": "button",
    "content": "text",
    "customText": "read more",
    "downloadButtonText": "button",
    "fileName": "file name",
    "imageAlt": "image alt",
    "mediaAlt": "image alt",
    "moreText": "read more",
}
"""Attribute → what its text is, where its name does not say it to a translator."""


class MoreWriter(msgspec.Struct, frozen=True):
    """Writes the text of `<!--more …-->`, which two dashes would end; WordPress shows it without tags."""

    def write(self, text: str, place: Place) -> str:
        """Return `text` on one line, with a long dash for two short ones."""
        return _MANY_DASHES.sub("—", _MORE.write(on_one_line(text), place))


_MORE = value_writer("", shortcodes=True)


class ShortcodeWriter(msgspec.Struct, frozen=True):
    """Writes an attribute of a shortcode, which its quote and brackets would end."""

    quote: str

    def write(self, text: str, place: Place) -> str:
        """Return `text` between quotes that it does not hold."""
        text = without_foreign_templates(on_one_line(text), place.source)
        text = ampersands(text, place.source)
        text = _SPECIAL.sub(lambda match: f"&#{ord(match[0])};", text)
        return text if self.quote else f'"{text}"'


def _writer(block: str, value: str, *, plain: bool) -> Writer:
    """Return what writes into an attribute of a block."""
    if plain:
        return plain_writer(value)
    return MoreWriter() if block == "core/more" else value_writer(value, shortcodes=True)


class EditorWalk(HtmlWalk):
    """A walk through the HTML of WordPress."""

    def __init__(self, reading: Reading, rules: ReadingRules) -> None:
        super().__init__(SourceMap([]), OpenCode(), reading)
        self.rules = rules
        self.captioned = False
        """Whether a picture's shortcode is open and its caption has not begun."""
        self.skipped = ""
        """The shortcode whose content, code, is passed."""

    def blocks(self, text: str, start: int) -> list[Block]:
        """Return the blocks of a body in order."""
        for piece in block_pieces(text, start, self.rules.kept_blocks):
            if isinstance(piece, Delimiter):
                self.flush()
                self.closed = piece.closes
                self.found += self._json_blocks(text, piece)
            elif not piece.kept and not text[piece.start : piece.end].isspace():
                self.source = SourceMap([(piece.start, text[piece.start : piece.end])])
                self.feed()
                self.flush()
        self.flush()
        return self.found

    def _json_blocks(self, text: str, one: Delimiter) -> Iterator[Block]:
        """Yield the texts of a block's attributes."""
        if one.closes or one.json[0] == one.json[1]:
            return
        for string in strings(text, *one.json):
            if not is_text(one.name, string.path, self.rules.block_texts):
                continue
            plain = is_plain(one.name, string.path)
            atoms = (plain_atoms if plain else value_atoms)(string.value)
            if atoms:
                kind = _KINDS.get(string.path[-1], string.path[-1])
                place = (string.start, string.end)
                writer = _writer(one.name, string.value, plain=plain)
                yield Block(kind, atoms, writer, None, Markup.HTML, string.value, written, place)

    def take_text(self, token: Token) -> None:
        """Take text; a caption begins with the first of it behind the picture."""
        text = self.source.text
        if self.skipped and "[" not in text[token.start : token.end]:
            return
        if self.captioned and not self.skipped and not self.tags and text[token.start : token.end].strip():
            self.captioned = text[token.start : token.end].lstrip().startswith("[/")
            kind = self.kind
            self.flush()
            self.kind = kind
        super().take_text(token)

    def take_comment(self, token: Token) -> None:
        """Take a comment; some of WordPress's divide the post, and one holds text."""
        text = self.source.text
        more = MORE.fullmatch(text, token.start, token.end)
        if more is None and PAGE.fullmatch(text, token.start, token.end) is None:
            super().take_comment(token)
            return
        self.flush()
        if more and more["text"]:
            value = more["text"]
            start = self.source.start(more.start("text"))
            role = Role.TEXT if "&" not in value else Role.UNIT
            atom = Atom(role, start, start + len(value), decoded_value(value), decoded_value(value))
            self.found.append(Block("read more", [atom], MoreWriter(), markup=Markup.HTML))

    def take_part(self, part: Part) -> None:
        """Take a part of a text; nothing of it while code between shortcodes goes by."""
        if not self.skipped or (part.shortcode is not None and part.shortcode.name == self.skipped):
            super().take_part(part)

    def take_shortcode(self, part: Part) -> None:
        """Take a shortcode: WordPress's own are blocks, others stand in the sentence."""
        one = part.shortcode
        if one is None:
            return
        if one.closes and self.skipped == one.name:
            self.skipped = ""
        elif one.paired and not one.closes and one.name in CODE:
            self.skipped = one.name
        if one.name in OWN or one.name in CODE:
            self.flush()
            opens = one.name in _CAPTIONS and not one.closes
            self.captioned = opens and one.paired
            self.kind = "caption" if opens else self.default
            self.found += self._attribute_blocks(one)
            return
        self.add(Role.UNIT if not one.paired else Role.MARK, part.start, part.end, part.shown if not one.paired else "")
        if one.paired and one.closes:
            self.atoms.pop()
            self.close_tag(f"[{one.name}]", part.start, part.end)
        elif one.paired:
            self.open_tag(f"[{one.name}]")

    def _attribute_blocks(self, one: Shortcode) -> Iterator[Block]:
        """Yield the attributes of a shortcode that people read."""
        names = read_shortcode_attributes(one.name, self.rules)
        for name, start, end, quote in attribute_values(self.source.text, one):
            if name in names and start < end:
                value = self.source.text[start:end]
                role = Role.TEXT if "&" not in value else Role.UNIT
                own = decoded_value(value)
                atom = Atom(role, self.source.start(start), self.source.end(end), own, own)
                yield Block("caption", [atom], ShortcodeWriter(quote), markup=Markup.HTML)


def read_shortcode_attributes(shortcode: str, rules: ReadingRules) -> Collection[str]:
    """Return the names of a shortcode's attributes that people read."""
    own = rules.captions.get(shortcode, ())
    return (*own, "caption") if shortcode in _CAPTIONS else own
