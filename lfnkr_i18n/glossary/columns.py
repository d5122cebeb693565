"""The columns of glossary.csv: what a header may be called, and what a cell says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

import msgspec

from lfnkr_i18n.languages import primary
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.patterns import lazy

SEPARATOR = " | "
"""What stands between two forms in a cell; a line break does too."""

_SEPARATORS = lazy(r"[|｜\r\n]")
_YES = frozenset({"yes", "y", "x", "true", "1", "✓", "✔", "○", "◯", "〇", "はい"})
_NO = frozenset({"", "no", "n", "false", "0", "-", "×", "✗", "いいえ"})
_SPELLED = {
    "en": "en english 英語",
    "ja": "ja japanese 日本語",
    "ko": "ko korean 韓国語 朝鮮語",
    "zh": "zh chinese 中国語",
}
"""Names of languages that a header may use beside its tag."""


class Role(StrEnum):
    """What a column holds."""

    FORMS = "forms"
    FORBIDDEN = "forbidden"
    KEEP = "do-not-translate"
    NOTE = "note"


class Column(msgspec.Struct, frozen=True):
    """A column of the table."""

    role: Role
    language: str = ""
    """Of forms; of forbidden forms, where they are one language's."""

    @property
    def header(self) -> str:
        """What a new column is called."""
        return self.language if self.role is Role.FORMS else f"{self.role} {self.language}".rstrip()


_ROLES = {
    "term": Role.FORMS,
    "用語": Role.FORMS,
    "donottranslate": Role.KEEP,
    "dnt": Role.KEEP,
    "翻訳しない": Role.KEEP,
    "訳さない": Role.KEEP,
    "forbidden": Role.FORBIDDEN,
    "禁止": Role.FORBIDDEN,
    "禁止語": Role.FORBIDDEN,
    "note": Role.NOTE,
    "notes": Role.NOTE,
    "備考": Role.NOTE,
    "メモ": Role.NOTE,
}


def column_of(header: str, languages: Sequence[str], source_language: str) -> Column | None:
    """Return what a column holds by its header, compared without case, spaces and hyphens; None for an unknown one.

    `term` is the project's source language. What begins with `note` is a note, whatever follows.

    >>> column_of("Forbidden: JA", ["en", "ja"], "en")
    Column(role=<Role.FORBIDDEN: 'forbidden'>, language='ja')
    """
    name = header.strip().casefold()
    plain = re.sub(r"[\s_:()-]+", "", name)
    if plain in _ROLES:
        role = _ROLES[plain]
        return Column(role, source_language if role is Role.FORMS else "")
    for word in ("note", "備考", "メモ"):
        if plain.startswith(word):
            return Column(Role.NOTE)
    for word, role in (("forbidden", Role.FORBIDDEN), ("禁止", Role.FORBIDDEN), ("", Role.FORMS)):
        language = _language(name.removeprefix(word), languages) if name.startswith(word) else None
        if language is not None:
            return Column(role, language)
    return None


def _language(name: str, languages: Sequence[str]) -> str | None:
    """Return the project's language that a header names by tag, or by its name in English or Japanese."""
    name = name.strip(" :_-()")
    for language in languages:
        names = (language.casefold(), *_SPELLED.get(primary(language), "").split())
        if name in names or name.replace("_", "-") == language.casefold():
            return language
    return None


def forms_of(cell: str) -> tuple[str, ...]:
    """Return the forms in a cell, each once, without the space around them.

    >>> forms_of("難民申請者 | 庇護希望者 |")
    ('難民申請者', '庇護希望者')
    """
    forms = (" ".join(form.split()) for form in _SEPARATORS.split(cell))
    return tuple(dict.fromkeys(form for form in forms if form))


def says_yes(cell: str) -> bool:
    """Tell what a cell of do-not-translate says; raises ValueError with a line for people where it is neither."""
    word = cell.strip().casefold()
    if word in _YES or word in _NO:
        return word in _YES
    raise ValueError(_("do-not-translate is `yes` or empty"))
