"""Catalogs on disk: written when they say something new, and never over somebody's save."""

from __future__ import annotations

from pathlib import Path

import pytest

from lfnkr_i18n.catalog import Catalog, CatalogFile, open_catalog, save, serialize, set_draft
from lfnkr_i18n.errors import CatalogError, ChangedMeanwhile, FileError
from tests.written import version

WRAPPED = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid ""\n"One "\n"two."\nmsgstr ""\n'


def opened(path: Path) -> CatalogFile:
    return open_catalog(path, path.name)


def written(path: Path, file: CatalogFile, catalog: Catalog | None) -> bool:
    assert catalog is not None
    return save(file, catalog, tmp=path.parent / "tmp")


def test_no_file_yet(tmp_path: Path) -> None:
    path = tmp_path / "ja" / "a.po"
    file = opened(path)
    assert (file.data, file.catalog) == (None, None)
    assert written(path, file, Catalog())
    assert path.read_bytes() == serialize(Catalog())


def test_a_tools_layout_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_text(WRAPPED, encoding="utf-8")
    file = opened(path)
    assert not written(path, file, file.catalog)
    assert path.read_text(encoding="utf-8") == WRAPPED


def test_a_change_of_the_opened_catalog_is_written(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_text(WRAPPED, encoding="utf-8")
    file = opened(path)
    assert file.catalog is not None
    set_draft(file.catalog[0], "一、二。", "google")
    assert written(path, file, file.catalog)
    assert 'msgid "One two."\nmsgstr "一、二。"\n' in path.read_text(encoding="utf-8")


def test_somebodys_save_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_text(WRAPPED, encoding="utf-8")
    file = opened(path)
    path.write_text(WRAPPED.replace('msgstr ""\n\n', 'msgstr "二"\n'), encoding="utf-8")
    theirs = path.read_bytes() + b"# mine\n"
    path.write_bytes(theirs)
    with pytest.raises(ChangedMeanwhile):
        written(path, file, Catalog())
    assert path.read_bytes() == theirs


def test_a_broken_file_is_refused_and_untouched(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_text(WRAPPED + "<<<<<<< ours\n", encoding="utf-8")
    before = version(path)
    with pytest.raises(CatalogError, match=r"a\.po:9: a merge conflict"):
        opened(path)
    assert version(path) == before


def test_a_folder_is_no_catalog(tmp_path: Path) -> None:
    with pytest.raises(FileError):
        opened(tmp_path)
