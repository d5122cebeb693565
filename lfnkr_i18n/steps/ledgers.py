"""Where a project's ledgers are, opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from lfnkr_i18n.config import Project
from lfnkr_i18n.publishing.history import Key, by_post
from lfnkr_i18n.publishing.ledger import SignOff, read
from lfnkr_i18n.publishing.publications import Publications


def open_publications(project: Project, *, broken: bool = False) -> Publications:
    """Return the record of publications; with `broken` what can be read of it, else LedgerError."""
    path = project.locales / "publications.jsonl"
    return Publications(path, shown=project.relative(path), cache=project.cache, broken=broken)


def signoffs_path(project: Project, language: str) -> Path:
    """Return the path of a target language's sign-offs."""
    return project.locales / language / "signoffs.jsonl"


def sign_offs(project: Project, language: str) -> list[SignOff]:
    """Return the sign-offs of a target language, the oldest first. Raises LedgerError."""
    path = signoffs_path(project, language)
    return read(path, SignOff, shown=project.relative(path))


def all_sign_offs(project: Project) -> Mapping[Key, Sequence[SignOff]]:
    """Return the sign-offs by post and target language, the oldest first. Raises LedgerError."""
    return by_post({language: sign_offs(project, language) for language in project.settings.project.languages})
