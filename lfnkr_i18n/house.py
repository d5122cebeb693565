"""What a house decides for all its posts: what of them is text, what a segment is, how translations are written.

Apart from `model`, since every command reads lfnkr.toml, and few see a segment; and without
`from __future__ import annotations`, as `config/settings.py`.
"""

from enum import StrEnum
from typing import Literal

import msgspec

DEFAULT_TEXT_KEYS = ("title", "description", "excerpt", "summary", "subtitle", "caption", "alt", "footnote")
"""Front-matter keys whose values people read (lfnkr.toml `project.text_keys`)."""


class Unit(StrEnum):
    """What one segment is (lfnkr.toml `segmentation.unit`)."""

    SENTENCE = "sentence"
    BLOCK = "block"


class HouseStyle(msgspec.Struct, frozen=True):
    """How a house writes (lfnkr.toml `[style]`); what is None or False is left to the translator.

    Of the marks, the Japanese form is named, unless the field says English.
    """

    voice: Literal["desu-masu", "de-aru"] | None = None
    """How sentences of Japanese body text end."""
    punctuation: Literal["、。", "，．", "，。"] | None = None
    """Comma and full stop."""
    digits: Literal["half", "full"] | None = None
    """Width of Arabic numerals."""
    spacing: Literal["none", "space"] | None = None
    """What stands between Japanese and Latin letters or numerals."""
    quotes: Literal["「」", "“”"] | None = None
    """Quotation marks."""
    english_quotes: Literal["straight", "curly"] | None = None
    ellipsis: Literal["……", "…"] | None = None
    english_ellipsis: Literal["...", "…"] | None = None
    dash: Literal["――", "——"] | None = None
    """A dash that interrupts or explains."""
    honorifics: Literal["さん", "氏", "様"] | None = None
    """What follows a person's name; in English nothing does."""
    dates: Literal["western", "era"] | None = None
    """How years are counted."""
    sentence_count: bool = False
    """Whether a translation keeps the source's sentences."""
    doubled_words: bool = False
    """Whether a word that stands twice in a row is reported."""
    name_forms: bool = False
    """Whether the name of a person or place has one form in all posts."""


NO_STYLE = HouseStyle()
"""The style of a house that leaves all to its translators."""
