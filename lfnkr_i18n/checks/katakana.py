"""How names sound: Latin letters and katakana brought to one skeleton of consonants, so that they can be compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from lfnkr_i18n.patterns import lazy

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
    ("(?<=[bdgknr])h", ""),
    ("[aeiou]+h?(?=$|[^aeiouy])", ""),
)
"""Letters → what is left of them, in this order: what Japanese does not tell apart is one; vowels go."""
_MUTE = lazy("r(?=$|[^aeiouy])")
"""The r that English does not speak: that of Mark."""


@lru_cache(maxsize=1024)
def sounds_of_name(name: str) -> tuple[str, ...]:
    """Return the consonants of a name in Latin letters as Japanese hears them, in English and as it is written.

    >>> sounds_of_name("Clara"), sounds_of_name("Victoria"), sounds_of_name("Martha")
    (('kr',), ('bktr',), ('ms', 'mrt'))
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return tuple(dict.fromkeys((_skeleton(_MUTE.sub("", plain)), _skeleton(plain.replace("th", "t")))))


def _skeleton(name: str) -> str:
    for pattern, left in _ENGLISH:
        name = re.sub(pattern, left, name)
    return _single(re.sub("[aeiou]", "", name))


def sound_of_kana(kana: str) -> str:
    """Return the consonants of a word in katakana; long vowels, small kana and vowels go.

    >>> sound_of_kana("クララ"), sound_of_kana("ヴィクトリア")
    ('kr', 'bktr')
    """
    return _single("".join(_CONSONANT.get(character, "") for character in kana))


def _single(sounds: str) -> str:
    """Return sounds without those that stand twice in a row, and without the half vowels."""
    return re.sub(r"(.)\1+", r"\1", sounds.replace("y", "").replace("w", ""))
