"""Who signed off the translations that the memory holds, from the sign-offs."""

from __future__ import annotations

import contextlib
from functools import lru_cache

from lfnkr_i18n.config import Project
from lfnkr_i18n.errors import LfnkrError
from lfnkr_i18n.publishing.ledger import Action
from lfnkr_i18n.steps.ledgers import sign_offs


class Reviewers:
    """Names the people who signed exactly one state of a catalog; a ledger is read when first asked for."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._people = {person.id: person.name for person in project.settings.people}
        self._signed = lru_cache(maxsize=None)(self._of_language)

    def of(self, file: str, content: str) -> str:
        """Return who signed a catalog (its path from the project's folder) with a digest of its translations.

        Several are divided by commas, by name; empty where nobody did, or the ledger cannot be read.
        """
        locales, _slash, rest = file.partition("/")
        language, _slash, rest = rest.partition("/")
        if locales != self._project.locales.name or not rest.endswith(".po"):
            return ""
        post = rest.partition("/")[2].removesuffix(".po")
        return ", ".join(sorted(self._signed(language).get((post, content), ())))

    def _of_language(self, language: str) -> dict[tuple[str, str], list[str]]:
        last = {}
        with contextlib.suppress(LfnkrError):
            last = {(record.post, record.by): record for record in sign_offs(self._project, language)}
        signed: dict[tuple[str, str], list[str]] = {}
        for record in last.values():
            if record.action is Action.SIGNED:
                signed.setdefault((record.post, record.catalog), []).append(self._people.get(record.by, record.by))
        return signed
