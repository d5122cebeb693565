"""Take out of the memory whatever holds a name: units of imported memories, and every byte of the cache."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lfnkr_i18n.config import Project
from lfnkr_i18n.files import locked, open_file
from lfnkr_i18n.large_files import files_in, write_file
from lfnkr_i18n.memory.forget import forget, pairs_holding
from lfnkr_i18n.steps.memory.opening import INDEX, TMX, imported_folder, open_memory


@dataclass(frozen=True, slots=True)
class Purged:
    """What held it, and is gone (in a dry run: would be)."""

    pairs: int
    """Pairs of the index."""
    units: Mapping[str, int]
    """Units of imported memories, by path from the project's folder."""


def memory_holds(project: Project, holds: Callable[[str], bool]) -> Mapping[str, int]:
    """Return how many pairs of the memory hold it on either side, by catalog or imported memory; nothing is changed."""
    with open_memory(project):  # brings the index up to date
        pass
    return pairs_holding(project.cache / INDEX, holds)


def purge_memory(project: Project, holds: Callable[[str], bool], *, dry_run: bool = False) -> Purged:
    """Take out of `locales/memory/*.tmx` and of the cache whatever holds it, such as a listed name.

    `holds` tells whether a text does. Catalogs are the caller's to clean, and first: what still stands in one comes
    back when the memory is opened. Raises TmxError for an imported memory that cannot be read, FileError where a file
    cannot be written.
    """
    units: dict[str, int] = {}
    folder = imported_folder(project)
    for name, _path, _status in list(files_in(folder, TMX)):
        shown = project.relative(folder / name)
        count = _clean(project, name, shown, holds, dry_run=dry_run)
        if count:
            units[shown] = count
    path = project.cache / INDEX
    if dry_run:
        return Purged(sum(pairs_holding(path, holds).values()), units)
    with locked(INDEX, cache=project.cache):
        return Purged(forget(path, holds), units)


def _clean(project: Project, name: str, shown: str, holds: Callable[[str], bool], *, dry_run: bool) -> int:
    """Write an imported memory anew without the units that hold it; return how many these are."""
    from lfnkr_i18n.memory.tmx.remove import without_units

    path = imported_folder(project) / name
    stream = open_file(path, shown=shown)
    if stream is None:
        return 0
    with stream:
        count, write = without_units(stream, holds, shown=shown)
    if count and not dry_run:
        write_file(path, write, tmp=project.tmp, shown=shown)
    return count
