"""Text as it is compared with listed names: what a reader takes for the same is the same.

Every character folds on its own, so `fold(text)` is the joined folds of its characters, and which character a folded
letter came from is known without a second algorithm. Compatibility decomposition (UAX #15, NFKD) takes care of full and
half width, ligatures and Hangul syllables; case, accents, invisible characters and everything that may stand between
the parts of a name are dropped; look-alikes and hiragana become one letter.
"""

from __future__ import annotations

import unicodedata
from array import array
from functools import lru_cache

from lfnkr_i18n.privacy.doubles import KANA_DOUBLES, KANJI_DOUBLES, LATIN_DOUBLES

SEPARATORS = frozenset(
    "-−_.,'\"`~*=+()[]{}<>|/\\#·•・･＝‧∙⋅，．‘’‚‛“”„«»「」『』《》〈〉（）［］｛｝＜＞〔〕【】｜／＼＃＊＋｀´ʼʹ′″~〜～"
)
"""What may stand between the letters of a name, besides white space, dashes and what nobody sees."""

_VOICED = "\u3099\u309a"  # the marks that make パ and バ of ハ: no mere accents
_LONG_VOWEL = "ー"
_FILLERS = "\u115f\u1160\u3164\uffa0"  # letters of Hangul by their category, that nobody sees
_DROPPED_CATEGORIES = frozenset({"Mn", "Me", "Cf", "Cc", "Zs", "Zl", "Zp", "Pd", "So"})
_SMALL_KANA = dict(zip("ァィゥェォッャュョヮヵヶ", "アイウエオツヤユヨワカケ", strict=True))
"""Forms and old prints write them all in one size."""
_BLOCK_LETTERS = (0x1F150, 0x1F170, 0x1F1E6)
"""Where alphabets begin that Unicode does not take for letters: white on black, and those that make flags."""


class _Folds(dict[int, "str | None"]):
    """A table for `str.translate` that folds a character when it is first met."""

    def __missing__(self, code: int) -> str | None:
        folded = self[code] = _fold_character(chr(code)) or None
        return folded


def _fold_character(character: str) -> str:
    if character in SEPARATORS or character in _FILLERS or _is_raised_digit(character):
        return ""
    for first in _BLOCK_LETTERS:
        if first <= ord(character) < first + 26:
            return chr(ord("a") + ord(character) - first)
    if character in LATIN_DOUBLES:
        return LATIN_DOUBLES[character].lower()
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join(map(_fold_part, decomposed))


def _is_raised_digit(character: str) -> bool:
    """Tell whether a character is the mark of a footnote: `¹`."""
    return unicodedata.decomposition(character).startswith("<super>") and unicodedata.digit(character, None) is not None


def _fold_part(part: str) -> str:
    if part in _VOICED:
        return part
    if part == _LONG_VOWEL or part in SEPARATORS or unicodedata.category(part) in _DROPPED_CATEGORIES:
        return ""
    if part in LATIN_DOUBLES:
        return LATIN_DOUBLES[part].lower()
    if "\u3041" <= part <= "\u3096":
        part = chr(ord(part) + 0x60)
    part = _SMALL_KANA.get(part, part)
    return KANA_DOUBLES.get(part) or KANJI_DOUBLES.get(part) or part


_FOLDS = _Folds()


def fold(text: str) -> str:
    r"""Return a text as names are looked for in it.

    >>> fold("Ｐａｋ  Chŏl-ho") == fold("PAK\u200b Cholho") == "pakcholho"
    True
    """
    return text.translate(_FOLDS)


def places(text: str) -> array[int]:
    """Return, for each letter of `fold(text)`, the character of `text` that it comes from."""
    return array("Q", [place for place, code in enumerate(map(ord, text)) for _letter in _FOLDS[code] or ()])


@lru_cache(maxsize=4096)
def is_invisible(character: str) -> bool:
    """Tell whether nobody sees a character: a soft hyphen, a zero-width space, an accent that stands alone."""
    return unicodedata.category(character) in {"Cf", "Mn", "Me"} and character not in _VOICED
