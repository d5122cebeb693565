"""Export the project's translations as a TMX file for other tools: the same catalogs give the same bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from lfnkr_i18n import __version__
from lfnkr_i18n.config import Project
from lfnkr_i18n.errors import FileError, LfnkrError
from lfnkr_i18n.files import read_file
from lfnkr_i18n.hashes import blake2b
from lfnkr_i18n.house import Unit as SegmentUnit
from lfnkr_i18n.large_files import write_file
from lfnkr_i18n.memory.dates import po_date, without_address
from lfnkr_i18n.memory.tmx.units import Unit, writable
from lfnkr_i18n.memory.tmx.write import TOOL, write_tmx
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import EMPTY, Markup
from lfnkr_i18n.steps.memory.opening import imported_folder, source_language_of
from lfnkr_i18n.steps.names.gates import open_gated
from lfnkr_i18n.steps.selection import refuse_unknown

if TYPE_CHECKING:
    import polib

# `catalog` is imported where it is used: there may be none.

_HEAD = 4096
_HTML = (".html", ".htm")


class Exported(msgspec.Struct):
    """What an export holds."""

    path: str
    pairs: int = 0
    """Pairs written, drafts included."""
    drafts: int = 0
    """Of those, pairs that nobody has reviewed."""
    repeated: int = 0
    """Pairs that stand in several posts and were written once."""
    unwritable: int = 0
    """Pairs left out, since they hold control characters, which XML cannot."""
    problems: list[str] = msgspec.field(default_factory=list)
    """Catalogs that could not be read and are left out, one line each."""
    names: set[str] = msgspec.field(default_factory=set)
    """Ids of the people whose listed names were found; those catalogs are left out."""
    written: bool = False
    """Whether the file was written (in a dry run: would be); not where it holds the same already."""


def export_memory(
    project: Project, path: Path, *, languages: Sequence[str] = (), drafts: bool = False, dry_run: bool = False
) -> Exported:
    """Write the reviewed pairs of the project's catalogs to a TMX file; with `drafts` those to be reviewed, too.

    Imported memories are not written: they are files of their own. `languages` are target languages (default: all).
    Raises UsageError for a language the project does not have, FileError for a file that is no export of ours.
    """
    refuse_unknown(project, languages)
    result = Exported(project.relative(path))
    _refuse_others(project, path, result.path)
    wanted = frozenset(languages or project.settings.project.languages)
    if dry_run:
        result.pairs = sum(1 for _unit in _units(project, wanted, result, drafts=drafts))
        result.written = True
        return result

    def write(stream: BinaryIO) -> None:
        unit = "sentence" if project.settings.segmentation.unit is SegmentUnit.SENTENCE else "paragraph"
        units = _units(project, wanted, result, drafts=drafts)
        result.pairs = write_tmx(stream, units, source_language="*all*", version=__version__, unit=unit)

    result.written = write_file(path, write, tmp=project.tmp, shown=result.path)
    return result


def _refuse_others(project: Project, path: Path, shown: str) -> None:
    """Refuse to write over a file that somebody else made, or into the folder of imported memories."""
    if path.resolve().parent == imported_folder(project).resolve():
        problem = _("imported memories lie here, and what is in them counts twice then; choose another folder")
        raise FileError(problem, path=shown)
    data = read_file(path, shown=shown)
    if data is not None and f'creationtool="{TOOL}"'.encode() not in data[:_HEAD]:
        raise FileError(_("not an export of lfnkr; delete it, or choose another name"), path=shown)


def _units(project: Project, languages: frozenset[str], result: Exported, *, drafts: bool) -> Iterator[Unit]:
    """Yield the pairs to write, each once, by language and post."""
    seen: set[bytes] = set()
    for language, post in project.catalog_keys():
        if language not in languages:
            continue
        try:
            units = list(_units_of(project, language, post, drafts=drafts))
        except LfnkrError as error:
            result.problems.append(str(error))
            result.names |= set(error.people)
            continue
        for unit in units:
            if not writable(unit):
                result.unwritable += 1
                continue
            key = _key(unit)
            if key in seen:
                result.repeated += 1
                continue
            seen.add(key)
            result.drafts += bool(unit.state)
            yield unit


def _units_of(project: Project, language: str, post: str, *, drafts: bool) -> Iterator[Unit]:
    from lfnkr_i18n.catalog import State, live, state_of

    opened = open_gated(project, post, language)
    if opened.catalog is None:
        return
    catalog = opened.catalog
    source_language = source_language_of(project, catalog, language)
    author = without_address(catalog.metadata.get("Last-Translator", ""))
    date = po_date(catalog.metadata.get("PO-Revision-Date", ""))
    for entry in live(catalog):
        state = state_of(entry)
        wanted = state is State.REVIEWED or (drafts and state in (State.DRAFT, State.STALE))
        if wanted and not entry.msgid_plural and entry.msgstr.strip() != EMPTY:
            yield Unit(
                entry.msgid,
                entry.msgstr,
                source_language,
                language,
                post,
                entry.msgctxt,
                author,
                date,
                "" if state is State.REVIEWED else state.value,
                _markup(entry),
            )


def _markup(entry: polib.POEntry) -> Markup:
    """Return what an entry's markup is written in, by the name of the post that it refers to."""
    of_html = any(path.lower().endswith(_HTML) for path, _line in entry.occurrences)
    return Markup.HTML if of_html and entry.msgctxt is None else Markup.MARKDOWN


def _key(unit: Unit) -> bytes:
    """Return what two units share that say the same: a digest, since there may be a million."""
    fields = (unit.source_language, unit.target_language, unit.source, unit.target, unit.state, unit.context or "")
    return blake2b("\0".join(fields).encode("utf-8", "surrogatepass"), digest_size=12).digest()
