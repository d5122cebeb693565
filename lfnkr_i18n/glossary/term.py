"""A row of the glossary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from lfnkr_i18n.languages import primary

Forms = Mapping[str, tuple[str, ...]]
"""Language → forms of it."""

_NONE: Forms = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Term:
    """What one thing is called in each language, and what it must not be called."""

    forms: Forms
    """Approved forms, the preferred one first; a language without one is left out."""
    forbidden: Forms = field(default_factory=lambda: _NONE)
    """Forms that no translation may hold."""
    keep: bool = False
    """Whether it stays as it is in every language: one that is not translated."""
    note: str = ""
    """For people, and for engines that take advice."""
    line: int = 0
    """Where its row begins in the file, from 1."""

    def approved(self, language: str) -> tuple[str, ...]:
        """Return what it may be called in a language, the preferred form first; nothing where nobody said.

        >>> Term({"en": ("LFNKR",)}, keep=True).approved("ja")
        ('LFNKR',)
        """
        own = self.forms.get(language) or self.forms.get(primary(language), ())
        return own or (tuple(self.kept) if self.keep else ())

    def avoided(self, language: str) -> tuple[str, ...]:
        """Return what it must not be called in a language."""
        return self.forbidden.get(language) or self.forbidden.get(primary(language), ())

    @property
    def kept(self) -> tuple[str, ...]:
        """All forms, each once."""
        return tuple(dict.fromkeys(form for forms in self.forms.values() for form in forms))

    @property
    def name(self) -> str:
        """How messages call it: its first form."""
        return next(iter(self.kept), "") or next((form for forms in self.forbidden.values() for form in forms), "")
