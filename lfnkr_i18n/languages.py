"""What differs between languages: scripts, spaces between words, how text is counted."""

from __future__ import annotations

import re
from functools import lru_cache

# Kana, kanji (with the extensions and compatibility forms) and full-width forms; hangul is written with spaces.
_CJK_RANGES = (
    "\u2e80-\u2fdf\u3000-\u303f\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff9f\uffe0-\uffe6\U0001f200-\U0001f2ff\U00020000-\U0003ffff"
)
# Signs that both kinds of script use: what stands beyond them decides.
_NEUTRAL = "0123456789…‥―—♪☆★※“”‘’→"
_WORD = r"\w+(?:['’.-]\w+)*"
_SPACELESS = frozenset({"ja", "zh", "th", "lo", "km", "my"})


@lru_cache(maxsize=64)
def primary(language: str) -> str:
    """Return the primary subtag of a BCP 47 language tag, in lower case.

    >>> primary("pt-BR")
    'pt'
    """
    return re.split("[-_]", language, maxsplit=1)[0].lower()


@lru_cache(maxsize=8192)  # more than a text has; and nothing is compiled where no text is read
def is_cjk(character: str) -> bool:
    """Tell whether a character belongs to a script that puts no space between words.

    >>> is_cjk("語"), is_cjk("。"), is_cjk("한"), is_cjk("a")
    (True, True, False, False)
    """
    return re.match(f"[{_CJK_RANGES}]", character) is not None


def joint(left: str, right: str) -> str:
    """Return what stands between two pieces of text that a line break or a sentence end parted.

    Nothing where both sides are CJK, one space elsewhere. Digits, and signs that both kinds of script use (`…`), are
    looked through; a side that has nothing else goes with the other one.

    >>> joint("行く。", "赤い"), joint("Go.", "Red"), joint("行く。", "Red"), joint("行く……", "2024年")
    ('', ' ', ' ', '')
    """
    before, after = left.rstrip(_NEUTRAL), right.lstrip(_NEUTRAL)
    if not before and not after:
        return " " if left[-1:].isdecimal() and right[:1].isdecimal() else ""
    spaceless = (not before or is_cjk(before[-1])) and (not after or is_cjk(after[0]))
    return "" if spaceless else " "


def spaceless(language: str) -> bool:
    """Tell whether a language is written without spaces between words."""
    return primary(language) in _SPACELESS


def count_words(text: str, language: str) -> int:
    """Count words, or for languages without spaces characters that are not white space.

    >>> count_words("We helped 12 families.", "en"), count_words("15家族を 支援。", "ja")
    (4, 8)
    """
    if spaceless(language):
        return sum(not character.isspace() for character in text)
    return len(re.findall(_WORD, text))
