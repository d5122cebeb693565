"""Where a project's ledgers are, opened."""

from __future__ import annotations

from pathlib import Path

from lfnkr_i18n.config import Project
from lfnkr_i18n.errors import LfnkrError
from lfnkr_i18n.files import read_file
from lfnkr_i18n.publishing.ledger import SignOff, placed, read
from lfnkr_i18n.publishing.publications import Publications
from lfnkr_i18n.publishing.records import Records


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


class SignOffs:
    """The sign-offs of all target languages."""

    def __init__(self, project: Project) -> None:
        """Read their ledgers; of one that cannot be read there are none."""
        self.problems: list[LfnkrError] = []
        """Why ledgers cannot be read."""
        self._records: dict[str, Records[SignOff]] = {}
        for language in project.settings.project.languages:
            path = signoffs_path(project, language)
            shown = project.relative(path)
            try:
                data = read_file(path, shown=shown)
                if data:
                    self._records[language] = Records(SignOff, data, placed(data, SignOff, shown=shown))
            except LfnkrError as error:
                self.problems.append(error)

    def of(self, post: str, language: str) -> list[SignOff]:
        """Return those of a post in a target language, the oldest first."""
        records = self._records.get(language)
        return [] if records is None else records.records_of(post, language)


def all_sign_offs(project: Project) -> SignOffs:
    """Return the sign-offs of all target languages. Raises LedgerError."""
    found = SignOffs(project)
    if found.problems:
        raise found.problems[0]
    return found
