"""Elements whose content is code, or marked as not to be translated."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lfnkr_i18n.markup.html import Token, TokenKind
from lfnkr_i18n.markup.html_tags import BLOCK_TAGS, BREAKOUT_TAGS, CODE_TAGS, VOID_TAGS

_VERSE = re.compile(r"\bwp-block-(?:verse|preformatted)\b")


@dataclass(slots=True)
class OpenCode:
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


def is_code(text: str, token: Token) -> bool:
    """Tell whether a token of `text` starts an element whose content is never translated."""
    if token.kind is not TokenKind.START or token.name in VOID_TAGS or token.self_closing:
        return False
    values = {one.name: text[one.value_start : one.value_end] for one in token.attributes}
    if values.get("translate", "").lower() == "no":
        return True
    if token.name == "pre" and _VERSE.search(values.get("class", "")):
        return False
    return token.name in CODE_TAGS
