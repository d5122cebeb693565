"""Classes of characters and the plain words of a text, as the checks of Japanese and English prose ask for them."""

from __future__ import annotations

import re
from functools import lru_cache

from lfnkr_i18n.checks.remarks import ADDRESS, TEXTS, prose
from lfnkr_i18n.model import Markup
from lfnkr_i18n.patterns import lazy

HIRAGANA = "\u3041-\u3096\u309d\u309e"
KATAKANA = "\u30a1-\u30fa\u30fc-\u30fe\uff66-\uff9f"
"""With the long-vowel mark, without the middle dot."""
HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
JAPANESE = f"{HIRAGANA}{KATAKANA}{HAN}"
"""Letters of Japanese, for use inside a character class."""

_ENTITY = lazy(r"&#?\w{1,32};")

_CLOSING = {"”": "“", "」": "「", "』": "『", "）": "（", ")": "(", "】": "【", "》": "《", "〉": "〈", "»": "«"}
_OPENING = frozenset(_CLOSING.values())


@lru_cache(maxsize=TEXTS)
def wording(text: str, markup: Markup, fill: str = " ") -> str:
    """Return a text with blanks, or another character, for code, tags, templates, addresses and entities.

    Every character keeps its place.
    """
    text = prose(text, markup) if fill == " " else prose(text, markup, fill)  # as others ask, for the cache
    if "@" in text or "www." in text or "://" in text:
        text = ADDRESS.sub(lambda match: fill * len(match[0]), text)
    return _ENTITY.sub(lambda match: fill * len(match[0]), text) if "&" in text else text


def blanks(match: re.Match[str]) -> str:
    """Return as many blanks as a match has characters."""
    return " " * len(match[0])


@lru_cache(maxsize=TEXTS)
def unquoted(text: str) -> str:
    """Return a text with blanks for what stands in quotation marks or parentheses; places are kept.

    >>> unquoted("He said 「はい」 (yes).")
    'He said 「  」 (   ).'
    """
    open_marks: list[str] = []
    outermost: dict[str, int] = {}  # of each kind, so that deep nesting stays linear
    characters = list(text)
    for place, character in enumerate(text):
        mark = _CLOSING.get(character, character)
        if character in _OPENING or (character == '"' and '"' not in outermost):
            outermost.setdefault(character, len(open_marks))
            open_marks.append(character)
        elif mark in outermost:
            depth = outermost[mark]
            del open_marks[depth:]
            outermost = {kind: first for kind, first in outermost.items() if first < depth}
        elif open_marks:
            characters[place] = " "
    return "".join(characters)
