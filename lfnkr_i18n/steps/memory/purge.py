"""Take a listed name out of the memory: out of the texts of imported memories, and of every byte of the cache."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from lfnkr_i18n.config import Project
from lfnkr_i18n.errors import LfnkrError
from lfnkr_i18n.files import locked, open_file
from lfnkr_i18n.large_files import files_in, write_file
from lfnkr_i18n.memory.forget import forget, pairs_holding
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.steps.memory.opening import INDEX, TMX, imported_folder

Holds = Callable[[str], bool]
Instead = Callable[[str, str], str]
"""As `memory.tmx.remove` has it."""


class PurgedFile(msgspec.Struct, frozen=True):
    """What becomes of an imported memory that held it."""

    path: str
    """From the project's folder."""
    texts: int = 0
    """Texts in which it gave way."""
    units: int = 0
    """Units that went, since it is parted by codes there."""
    problem: str | None = None
    """What a person has to do."""


class Purged(msgspec.Struct, frozen=True):
    """What held it, and is gone (in a dry run: would be)."""

    pairs: int
    """Pairs of the index."""
    files: tuple[PurgedFile, ...]


def purge_memory(project: Project, holds: Holds, instead: Instead, *, dry_run: bool = False) -> Purged:
    """Take what `holds` finds, such as a listed name, out of `locales/memory/*.tmx` and of the index.

    Catalogs are the caller's to clean, and first: what still stands in one comes back when the memory is opened. A
    file that cannot be read or written is a problem of its own and keeps none of the others.
    """
    files = tuple(
        found
        for name, _entry in list(files_in(imported_folder(project), TMX))
        if (found := _cleaned(project, name, holds, instead, dry_run=dry_run)) is not None
    )
    path = project.cache / INDEX
    if dry_run:
        return Purged(sum(pairs_holding(path, holds).values()), files)
    with locked(INDEX, cache=project.cache):
        return Purged(forget(path, holds), files)


def _cleaned(project: Project, name: str, holds: Holds, instead: Instead, *, dry_run: bool) -> PurgedFile | None:
    from lfnkr_i18n.memory.tmx.remove import cleaned

    path = imported_folder(project) / name
    shown = project.relative(path)
    try:
        stream = open_file(path, shown=shown)
        if stream is None:
            return None
        with stream:
            found, write = cleaned(stream, holds, instead, shown=shown)
        if (found.texts or found.units) and not dry_run:
            write_file(path, write, tmp=project.tmp, shown=shown)
    except LfnkrError as error:
        return PurgedFile(shown, problem=error.beside(shown))
    if not found.anything:
        return None
    return PurgedFile(
        shown, found.texts, found.units, _("it stands elsewhere too; take it out") if found.left else None
    )
