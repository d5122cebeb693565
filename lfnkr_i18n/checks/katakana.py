"""How names sound: Latin letters and katakana brought to one skeleton of consonants, so that they can be compared."""

from __future__ import annotations

import re
import unicodedata

_ROWS = {
    "": "アイウエオ",
    "k": "カキクケコ",
    "s": "サシスセソ",
    "t": "タチツテト",
    "n": "ナニヌネノン",
    "h": "ハヒフヘホ",
    "m": "マミムメモ",
    "y": "ヤユヨ",
    "r": "ラリルレロ",
    "w": "ワヲ",
    "g": "ガギグゲゴ",
    "z": "ザジズゼゾヂヅ",
    "d": "ダデド",
    "b": "バビブベボヴ",
    "p": "パピプペポ",
}
_CONSONANT = {kana: consonant for consonant, row in _ROWS.items() for kana in row}
_ENGLISH = (
    ("tch|ch", "t"),
    ("ph|gh(?=[a-z])|f", "h"),
    ("sh|th|c(?=[eiy])", "s"),
    ("ck|qu?|c", "k"),
    ("x", "ks"),
    ("dge?|j|g(?=[ei])", "z"),
    ("v", "b"),
    ("l", "r"),
    ("m(?=[bp])", "n"),
    ("[aeiou]+h?(?=$|[^aeiouy])|r(?=$|[^aeiouy])", ""),
)
"""Letters → what is left of them, in this order: what Japanese does not tell apart is one; vowels go, so does the r
of Mark."""


def sound_of_name(name: str) -> str:
    """Return the consonants of a name in Latin letters as Japanese hears them.

    >>> sound_of_name("Clara"), sound_of_name("Victoria")
    ('kr', 'bktr')
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    for pattern, left in _ENGLISH:
        plain = re.sub(pattern, left, plain)
    return _single(re.sub("[aeiou]", "", plain))


def sound_of_kana(kana: str) -> str:
    """Return the consonants of a word in katakana; long vowels, small kana and vowels go.

    >>> sound_of_kana("クララ"), sound_of_kana("ヴィクトリア")
    ('kr', 'bktr')
    """
    return _single("".join(_CONSONANT.get(character, "") for character in kana))


def _single(sounds: str) -> str:
    """Return sounds without those that stand twice in a row, and without the half vowels."""
    return re.sub(r"(.)\1+", r"\1", sounds.replace("y", "").replace("w", ""))
