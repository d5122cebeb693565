"""HTML in pieces: tokens, and each element of code, or marked as not to be translated, in one."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from lfnkr_i18n.markup.html import Token, TokenKind, tokens
from lfnkr_i18n.markup.html_tags import BLOCK_TAGS, BREAKOUT_TAGS, CODE_TAGS, INLINE_TAGS, VOID_TAGS
from lfnkr_i18n.patterns import lazy

_VERSE = lazy(r"\bwp-block-(?:verse|preformatted)\b")
_MARKED = frozenset({"class", "translate"})


class OpenCode(msgspec.Struct):
    """An element whose content is code and that has not ended yet: it may reach over blocks of Markdown."""

    name: str = ""
    depth: int = 0

    def __bool__(self) -> bool:
        return bool(self.name)

    def unclosed(self, token: Token) -> bool:
        """Tell whether a token shows that code in a sentence was never closed; drawings hold blocks of their own."""
        drawing = self.name in ("svg", "math")
        return token.name in BLOCK_TAGS and (not drawing or token.name in BREAKOUT_TAGS)

    def step(self, token: Token) -> None:
        """Take the tags of its own name into account; the last end tag ends it."""
        if token.name == self.name and token.kind is TokenKind.START and not token.self_closing:
            self.depth += 1
        elif token.name == self.name and token.kind is TokenKind.END:
            self.depth -= 1
            if not self.depth:
                self.name = ""


class Piece(msgspec.Struct, frozen=True, gc=False):
    """A token of a text, or an element of code; offsets are characters of the text."""

    start: int
    end: int
    token: Token | None
    """The token; of code its start tag, None where that stands in an earlier text."""
    code: bool


def pieces(text: str, code: OpenCode | None = None) -> Iterator[Piece]:
    """Yield a text in pieces that, joined, are the text again.

    `code` is what an earlier text left open, and is left as this one leaves it. Code in a sentence ends with its
    sentence where it was never closed.
    """
    code = OpenCode() if code is None else code
    opener: Token | None = None
    begin = 0
    for token in tokens(text):
        if code.name and opener is not None and opener.name in INLINE_TAGS and code.unclosed(token):
            yield Piece(begin, token.start, opener, code=True)
            code.name = ""
        elif code.name:
            code.step(token)
            if not code.name:
                yield Piece(begin, token.end, opener, code=True)
            continue
        may_be_code = token.attributes or token.name in CODE_TAGS
        if may_be_code and token.kind is TokenKind.START and is_code(text, token):
            code.name, code.depth = token.name, 1
            begin, opener = token.start, token
        else:
            yield Piece(token.start, token.end, token, code=False)
    if code:
        yield Piece(begin, len(text), opener, code=True)
        if opener is not None and opener.name in INLINE_TAGS:
            code.name = ""


def is_code(text: str, token: Token) -> bool:
    """Tell whether a start tag of `text` begins an element whose content is never translated."""
    code = token.name in CODE_TAGS
    if not code and not token.attributes:
        return False
    if token.name in VOID_TAGS or token.self_closing:
        return False
    values = {one.name: text[one.value_start : one.value_end] for one in token.attributes if one.name in _MARKED}
    if values.get("translate", "").lower() == "no" or "notranslate" in values.get("class", "").split():
        return True
    return code and not (token.name == "pre" and _VERSE.search(values.get("class", "")))
