"""The project's glossary, as the other steps ask for it."""

from __future__ import annotations

from functools import lru_cache

from lfnkr_i18n.config import Project
from lfnkr_i18n.files import LARGEST, read_file
from lfnkr_i18n.glossary import Glossary, Table, read_table

_NONE = Glossary()
"""One for all posts: whoever has a glossary keeps what was found out with it."""


def table_of(project: Project) -> Table | None:
    """Return the project's glossary as its file holds it; None where there is none. Raises GlossaryError."""
    found = _found(project)
    return None if found is None else found[0]


def glossary_of(project: Project) -> Glossary:
    """Return the project's glossary, empty where it has none. Raises GlossaryError.

    It is read again only when its file changed: a step may ask with every post.
    """
    found = _found(project)
    return _NONE if found is None else found[1]


def _found(project: Project) -> tuple[Table, Glossary] | None:
    shown = project.relative(project.glossary)
    data = read_file(project.glossary, shown=shown, largest=LARGEST)
    settings = project.settings.project
    return None if data is None else _read(data, settings.languages, settings.source_language, shown)


@lru_cache(maxsize=2)
def _read(data: bytes, languages: tuple[str, ...], source_language: str, shown: str) -> tuple[Table, Glossary]:
    table = read_table(data, languages=languages, source_language=source_language, shown=shown)
    return table, Glossary(table.terms)
