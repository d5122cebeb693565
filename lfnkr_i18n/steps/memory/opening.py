"""The project's memory, opened: reviewed entries of all its catalogs and imported memories, indexed in its cache."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from lfnkr_i18n.config import Project, open_project
from lfnkr_i18n.errors import FileError
from lfnkr_i18n.files import locked, refuse_large
from lfnkr_i18n.languages import primary
from lfnkr_i18n.large_files import files_in
from lfnkr_i18n.memory import (
    FileFacts,
    FilePairs,
    Memory,
    OnDisk,
    Store,
    StoredPair,
    current_store,
    discard,
    refreshed_store,
)
from lfnkr_i18n.memory.dates import po_date, without_address
from lfnkr_i18n.model import EMPTY
from lfnkr_i18n.steps.memory.reviewers import Reviewers
from lfnkr_i18n.steps.names.gates import gate_catalog, matcher_of

if TYPE_CHECKING:
    import polib

# `catalog` is imported where it is used: where none changed since the memory was last opened, none is.

INDEX = "memory.sqlite"
TMX = ".tmx"


@contextlib.contextmanager
def open_memory(project: Project | Path | str) -> Iterator[Memory]:
    """Open the memory of a project, by itself or its folder with lfnkr.toml; close it at the end of the block.

    It holds what is reviewed in the catalogs now, and what is in `locales/memory/*.tmx`. A file that cannot be read is
    left out and named in `Memory.problems`; an index that cannot be read is built again.
    """
    memory = memory_of(project if isinstance(project, Project) else open_project(Path(project)))
    try:
        yield memory
    finally:
        memory.close()


def memory_of(project: Project) -> Memory:
    """Return the memory of a project; the caller closes it."""
    store, problems = _store(project)
    lock = partial(locked, INDEX, cache=project.cache)
    renew = partial(_renewed, project)
    return Memory(store, problems=tuple(problems), renew=renew, lock=lock, reviewer=Reviewers(project).of)


def imported_folder(project: Project) -> Path:
    """Return where imported memories lie."""
    return project.locales / "memory"


def language_of(project: Project, code: str) -> str | None:
    """Return the project's language for a code of another tool: itself, else the one of its primary subtag.

    `en-US` and `EN_us` are `en`, unless the project has `en-US` itself; None where it has neither.
    """
    plain = code.strip().replace("_", "-").lower()
    by_code = {language.lower(): language for language in project.settings.project.languages}
    return by_code.get(plain) or by_code.get(primary(plain))


def _store(project: Project) -> tuple[Store, list[str]]:
    path = project.cache / INDEX
    files = list(_files(project))
    rules = " ".join((project.settings.project.source_language, *project.settings.project.languages))
    store = current_store(path, files, rules=rules)
    if store is not None:
        return store, []
    read = partial(_pairs, project)
    try:
        with locked(INDEX, cache=project.cache):
            return refreshed_store(path, files, read, rules=rules)
    except FileError:  # the project's folder cannot be written, or another run takes long
        return refreshed_store(None, files, read, rules=rules)


def _renewed(project: Project) -> Store:
    with contextlib.suppress(FileError), locked(INDEX, cache=project.cache):
        discard(project.cache / INDEX)
    return _store(project)[0]


def _files(project: Project) -> Iterator[OnDisk]:
    """Yield the catalogs and the imported memories, in order."""
    folders = [(project.locales / language / "LC_MESSAGES", ".po") for language in project.settings.project.languages]
    for folder, suffix in (*folders, (imported_folder(project), TMX)):
        shown = project.relative(folder)
        for name, entry in files_in(folder, suffix):
            try:
                status = entry.stat()
            except OSError:  # it vanished
                continue
            yield OnDisk(f"{shown}/{name}", Path(entry.path), status.st_size, status.st_mtime_ns)


def _pairs(project: Project, file: OnDisk, stream: BinaryIO) -> FilePairs:
    """Return what a file gives to the memory. Raises CatalogError or TmxError."""
    return _imported(project, file, stream) if file.name.endswith(TMX) else _reviewed(project, file, stream)


def _reviewed(project: Project, file: OnDisk, stream: BinaryIO) -> FilePairs:
    """Return the reviewed pairs of a catalog; NameFound where a listed name stands in it: then it gives none.

    Raises FileError where it is too large.
    """
    from lfnkr_i18n.catalog import LARGEST_CATALOG, State, content_digest, live, parse, state_of

    refuse_large(file.size, LARGEST_CATALOG, shown=file.name)
    data = stream.read()
    gate_catalog(project, data, file.name)
    catalog = parse(data, file.name)
    _locales, language, _messages, *post = file.name.split("/")
    source_language = source_language_of(project, catalog, language)
    pairs = [
        StoredPair(entry.msgid, entry.msgstr, (source_language, language), entry.msgctxt, position)
        for position, entry in enumerate(live(catalog))
        if state_of(entry) is State.REVIEWED and not entry.msgid_plural and entry.msgstr.strip() != EMPTY
    ]
    facts = FileFacts(
        "/".join(post).removesuffix(".po"),
        content=content_digest(catalog),
        author=without_address(catalog.metadata.get("Last-Translator", "")),
        date=po_date(catalog.metadata.get("PO-Revision-Date", "")),
    )
    return FilePairs(facts, pairs)


def _imported(project: Project, file: OnDisk, stream: BinaryIO) -> FilePairs:
    """Return the pairs of an imported memory, read while they are stored; none in which a listed name stands."""
    from lfnkr_i18n.memory.tmx.read import TmxCounts, read_tmx

    counts = TmxCounts()
    pairs = read_tmx(stream, partial(language_of, project), shown=file.name, counts=counts)
    names = matcher_of(project)
    pairs = (pair for pair in pairs if not names.terms_in(f"{pair.source}\0{pair.target}"))
    first = list(islice(pairs, 1))  # the header has been read then
    return FilePairs(FileFacts(file.name, tool=counts.tool), chain(first, pairs))


def source_language_of(project: Project, catalog: polib.POFile, language: str) -> str:
    """Return the language of a catalog's msgids: what its header says, else the project's, else its first other one."""
    from lfnkr_i18n.catalog import SOURCE_FIELD

    said = catalog.metadata.get(SOURCE_FIELD)
    return str(said) if said else project.settings.project.other_than(language)
