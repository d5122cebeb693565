"""Glossary: its rows, what speaks against them, and its way in and out as CSV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from lfnkr_i18n.config import Project
from lfnkr_i18n.errors import FileError, NameFound
from lfnkr_i18n.files import LARGEST, locked, read_file
from lfnkr_i18n.glossary import Conflict, Table, conflicts, empty_table, folded, merged, read_table, standard, written
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Term
from lfnkr_i18n.replacing import replace_file
from lfnkr_i18n.steps.names.gates import gate_glossary, matcher_of
from lfnkr_i18n.steps.terms import glossary_of, table_of


def find_terms(project: Project, words: Iterable[str] = ()) -> tuple[Term, ...]:
    """Return the rows of the glossary that hold one of some words anywhere, all without words. Raises GlossaryError."""
    wanted = [folded(word) for word in words]
    return tuple(term for term in glossary_of(project).terms if not wanted or _holds(term, wanted))


def _holds(term: Term, words: Iterable[str]) -> bool:
    every = (form for forms in (term.forms, term.forbidden) for those in forms.values() for form in those)
    text = folded("\n".join([*every, term.note]))
    return any(word in text for word in words)


def glossary_conflicts(project: Project) -> list[Conflict]:
    """Return what the glossary says against itself, in the order of its rows. Raises GlossaryError."""
    return list(_conflicts(project, find_terms(project)))


def _conflicts(project: Project, rows: Sequence[Term]) -> Iterator[Conflict]:
    settings = project.settings.project
    return conflicts(rows, settings.languages, settings.source_language)


class Import(msgspec.Struct, frozen=True):
    """What importing a glossary would do, or did."""

    path: str
    """The project's glossary, as people know it."""
    added: tuple[Term, ...]
    changed: tuple[tuple[Term, Term], ...]
    """Rows that say more: before and after."""
    unchanged: int
    """Terms of the imported file that were there already."""
    problems: tuple[Conflict, ...]
    """What the glossary says against itself afterwards and did not before."""


def import_glossary(project: Project, file: Path, *, dry_run: bool = False) -> Import:
    """Take the terms of another file into the project's glossary; with `dry_run` say what would be taken.

    Nothing is lost: rows gain forms, marks and notes. Raises GlossaryError where either file cannot be read, NameFound
    where a listed name stands in the other one; then nothing was written.
    """
    settings = project.settings.project
    shown = project.relative(project.glossary)
    with locked("glossary", cache=project.cache):
        data = read_file(project.glossary, shown=shown, largest=LARGEST)
        mine = table_of(project) or empty_table(settings.languages)
        result = merged(mine, _table_in(project, file).terms, settings.source_language)
        new = written(result.table)
        if (result.added or result.changed) and not dry_run:
            replace_file(project.glossary, new, expected=data, tmp=project.tmp, shown=shown)
    table = read_table(new, languages=settings.languages, source_language=settings.source_language, shown=shown)
    known = {one.message for one in _conflicts(project, mine.terms)}
    problems = tuple(one for one in _conflicts(project, table.terms) if one.message not in known)
    return Import(shown, result.added, result.changed, result.unchanged, problems)


def _table_in(project: Project, file: Path) -> Table:
    shown = project.relative(file)
    data = read_file(file, shown=shown, largest=LARGEST)
    if data is None:
        raise FileError(_("no such file"), path=shown)
    settings = project.settings.project
    table = read_table(data, languages=settings.languages, source_language=settings.source_language, shown=shown)
    _refuse_names(project, table, shown)
    return table


def _refuse_names(project: Project, table: Table, shown: str) -> None:
    """Raise NameFound, with its line, at the first row that holds a listed name in any cell."""
    names = matcher_of(project)
    for row in (table.header, *table.rows):
        people = tuple(sorted(names.terms_in("\0".join(row.cells))))
        if people:
            problem = _("a listed name stands here: {people}; take it out of the glossary that it comes from")
            said = problem.format(people=", ".join(people))
            raise NameFound(said, path=names.masked(shown), line=row.line, people=people)


def export_glossary(project: Project) -> bytes:
    """Return the glossary as a CSV file that spreadsheets open; importing it again changes nothing.

    Raises NameFound where a listed name stands in it.
    """
    data = written(standard(table_of(project) or empty_table(project.settings.project.languages)))
    gate_glossary(project, data, project.relative(project.glossary))
    return data
