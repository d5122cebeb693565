"""The project's memory, opened: the reviewed entries of all its catalogs, indexed in its cache."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

from lfnkr_i18n.catalog import State, live, parse, state_of
from lfnkr_i18n.config import Project, open_project
from lfnkr_i18n.errors import FileError
from lfnkr_i18n.files import locked
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
from lfnkr_i18n.model import EMPTY

_SOURCE_FIELD = "X-Source-Language"
INDEX = "memory.sqlite"


@contextlib.contextmanager
def open_memory(project: Project | Path | str) -> Iterator[Memory]:
    """Open the memory of a project, by itself or its folder with lfnkr.toml; close it at the end of the block.

    It holds what is reviewed in the catalogs now. A catalog that cannot be read is left out and named in
    `Memory.problems`; an index that cannot be read is built again.
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
    return Memory(store, problems=tuple(problems), renew=partial(_renewed, project), lock=lock)


def _store(project: Project) -> tuple[Store, list[str]]:
    path = project.cache / INDEX
    files = list(_catalogs(project))
    store = current_store(path, files)
    if store is not None:
        return store, []
    read = partial(_pairs, project)
    try:
        with locked(INDEX, cache=project.cache):
            return refreshed_store(path, files, read)
    except FileError:  # the project's folder cannot be written, or another run takes long
        return refreshed_store(None, files, read)


def _renewed(project: Project) -> Store:
    with contextlib.suppress(FileError), locked(INDEX, cache=project.cache):
        discard(project.cache / INDEX)
    return _store(project)[0]


def _catalogs(project: Project) -> Iterator[OnDisk]:
    for _language, _post, path in project.catalog_files():
        with contextlib.suppress(OSError):
            status = path.stat()
            yield OnDisk(project.relative(path), path, status.st_size, status.st_mtime_ns)


def _pairs(project: Project, file: OnDisk, stream: BinaryIO) -> FilePairs:
    """Return the reviewed pairs of a catalog. Raises CatalogError."""
    catalog = parse(stream.read(), file.name)
    _locales, language, _messages, *post = file.name.split("/")
    source_language = catalog.metadata.get(_SOURCE_FIELD) or _assumed_source(project, language)
    pairs = [
        StoredPair(entry.msgid, entry.msgstr, (source_language, language), entry.msgctxt, position)
        for position, entry in enumerate(live(catalog))
        if state_of(entry) is State.REVIEWED and not entry.msgid_plural and entry.msgstr.strip() != EMPTY
    ]
    return FilePairs(FileFacts("/".join(post).removesuffix(".po")), pairs)


def _assumed_source(project: Project, language: str) -> str:
    """Return the source language of a catalog whose header does not say: the project's, else its first other one."""
    settings = project.settings.project
    return next(
        (other for other in (settings.source_language, *settings.languages) if other != language),
        settings.source_language,
    )
