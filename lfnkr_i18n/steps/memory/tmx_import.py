"""Import a memory of another tool: a TMX file is read whole, copied into the project, and indexed."""

from __future__ import annotations

import codecs
import filecmp
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from lfnkr_i18n.config import Project
from lfnkr_i18n.errors import FileError, LfnkrError, NameFound
from lfnkr_i18n.filenames import name_problem, safe_name
from lfnkr_i18n.files import open_file
from lfnkr_i18n.large_files import write_file
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.steps.memory.opening import TMX, imported_folder, language_of, open_memory
from lfnkr_i18n.steps.names.gates import gate_memory, matcher_of

if TYPE_CHECKING:
    from lfnkr_i18n.memory.tmx.read import TmxCounts


class Imported(msgspec.Struct, frozen=True):
    """What a TMX file gave to the memory."""

    path: str
    """As it was named."""
    copy: str
    """Where it lies now, from the project's folder."""
    tool: str
    """What wrote it, as it says."""
    units: int
    pairs: int
    other_languages: int
    """Units left out, since fewer than two of their languages are the project's."""
    empty: int
    """Translations left out, since one side is empty."""
    unreviewed: int
    """Units left out, since they were exported as drafts."""
    written: bool
    """Whether the copy was made (in a dry run: would be); not where the same file is there already."""


def import_memory(project: Project, path: Path, *, dry_run: bool = False) -> Imported:
    """Copy a TMX file to `locales/memory/` and index it.

    The file is read to its end before anything is written. Raises TmxError (line and column) for a broken one,
    FileError where it cannot be read or another file of its name is there, LfnkrError where it has nothing for this
    project, NameFound where a listed name stands in it.
    """
    shown = project.relative(path)
    stream = open_file(path, shown=shown)
    if stream is None:
        raise FileError(_("no such file"), path=shown)
    with stream:
        target = imported_folder(project) / _name(path, shown)
        found = _counted(project, stream, shown)
        gate_memory(project, _pieces(stream), shown, project.relative(target))
        written = _is_new(target, path, project.relative(target))
        if written and not dry_run:
            stream.seek(0)
            copied = partial(shutil.copyfileobj, stream)
            write_file(target, copied, tmp=project.tmp, shown=project.relative(target))
    if not dry_run:
        with open_memory(project) as memory:
            memory.prepare()
    return Imported(
        shown,
        project.relative(target),
        found.tool,
        found.units,
        found.pairs,
        found.other_languages,
        found.empty,
        found.unreviewed,
        written,
    )


_PIECE = 1 << 20
_OVERLAP = 4096
"""Characters; more than any name with what may stand within it."""


def _pieces(stream: BinaryIO) -> Iterator[str]:
    """Yield a whole TMX file as overlapping pieces of text, notes and properties with the rest."""
    stream.seek(0)
    start = stream.read(_PIECE)
    encoding = "utf-16" if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8"
    decoder, before = codecs.getincrementaldecoder(encoding)("replace"), ""
    while start:
        text = before + decoder.decode(start)
        yield text
        before, start = text[-_OVERLAP:], stream.read(_PIECE)


def _name(path: Path, shown: str) -> str:
    """Return the name of the copy; every system must be able to hold it."""
    name = f"{path.stem if path.suffix.lower() == TMX else path.name}{TMX}"
    if not safe_name(name):
        raise FileError(name_problem(name) or _("its name is too long; rename it"), path=shown)
    return name


def _counted(project: Project, stream: BinaryIO, shown: str) -> TmxCounts:
    """Return what the file is written by and holds, reading it to its end."""
    from lfnkr_i18n.memory.tmx.read import TmxCounts, read_tmx

    counts = TmxCounts()
    names = matcher_of(project)
    for pair in read_tmx(stream, partial(language_of, project), shown=shown, counts=counts):
        people = names.terms_in(f"{pair.source}\0{pair.target}")
        if people:
            problem = _("unit {n} holds a listed name: {people}; take it out of the memory that it comes from")
            said = problem.format(n=counts.units, people=", ".join(sorted(people)))
            raise NameFound(said, path=names.masked(shown), people=tuple(sorted(people)))
    if not counts.pairs:
        problem = _("{path}: it has no pairs in two of this project's languages ({known}); its languages are {found}")
        known = ", ".join(project.settings.project.languages)
        languages = ", ".join(sorted(counts.languages)) or "-"
        raise LfnkrError(problem.format(path=shown, known=known, found=languages))
    return counts


def _is_new(target: Path, path: Path, shown: str) -> bool:
    if not target.exists():
        return True
    if target.is_file() and filecmp.cmp(target, path, shallow=False):
        return False
    raise FileError(_("another file of this name was imported before; delete it, or rename the new one"), path=shown)
