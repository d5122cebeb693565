"""Catalogs on disk: opened as they are, and saved only when they say something new."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from lfnkr_i18n.catalog.model import Catalog
from lfnkr_i18n.catalog.reader import parse
from lfnkr_i18n.catalog.writer import same_content, serialize
from lfnkr_i18n.files import LARGEST, read_file
from lfnkr_i18n.replacing import Staged, replace_file, stage_file

LARGEST_CATALOG = 10 * LARGEST
"""Bytes of a catalog: that of the largest post has 60 MB before it is translated, and keeps every old translation."""


class CatalogFile(msgspec.Struct, frozen=True):
    """A catalog and the file it was read from."""

    path: Path
    shown: str
    """The path as messages say it, from the project's folder."""
    data: bytes | None
    """The file as it was read; None: there is none."""
    catalog: Catalog | None
    """What it holds; a caller may change it and save it."""


def open_catalog(path: Path, shown: str, *, gate: Callable[[bytes, str], None] | None = None) -> CatalogFile:
    """Return a catalog's file. Raises CatalogError with the line where it is no PO file, FileError.

    `gate` is given the bytes and `shown` before anything is made of them, and may raise.
    """
    data = read_file(path, shown=shown, largest=LARGEST_CATALOG)
    if data is not None and gate is not None:
        gate(data, shown)
    return CatalogFile(path, shown, data, None if data is None else parse(data, shown))


def save(file: CatalogFile, catalog: Catalog, *, tmp: Path) -> bool:
    """Write a catalog in our layout where it says something else than its file; return whether it was written.

    The caller holds the catalog's lock. Raises ChangedMeanwhile where somebody saved the file since it was opened.
    """
    data = serialize(catalog)
    # The file is read again, since the caller may have changed `file.catalog` itself.
    if file.data is not None and (data == file.data or same_content(parse(file.data, file.shown), catalog)):
        return False
    return replace_file(file.path, data, expected=file.data, tmp=tmp, shown=file.shown)


def stage(file: CatalogFile, catalog: Catalog, *, tmp: Path) -> Staged:
    """Write a catalog that says something else than its file beside it, to be flushed together with others."""
    return stage_file(file.path, serialize(catalog), expected=file.data, tmp=tmp, shown=file.shown, together=True)
