"""Large files: written once, as a stream, whole or not at all; folders listed in the order of their paths."""

from __future__ import annotations

import io
import os
import shutil
import stat
import tempfile
from functools import partial
from pathlib import Path
from typing import BinaryIO

import pytest

from lfnkr_i18n import large_files
from lfnkr_i18n.errors import FileError
from lfnkr_i18n.files import digest, stream_digest
from lfnkr_i18n.large_files import files_in, looked_into, write_file
from lfnkr_i18n.reads import noted
from tests.written import version

OTHER_DISK = Path("/dev/shm")


def write(path: Path, data: bytes) -> bool:
    """Write what can be read but once, as a download or another file's stream."""
    copied = partial(shutil.copyfileobj, io.BytesIO(data))
    return write_file(path, copied, tmp=path.parent / ".lfnkr" / "tmp", shown=path.name)


def test_a_new_file_is_written_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    assert write(path, b"new")
    assert path.read_bytes() == b"new"
    assert list((tmp_path / ".lfnkr" / "tmp").iterdir()) == []


def test_the_same_content_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    path.write_bytes(b"same")
    before = version(path)
    assert not write(path, b"same")
    assert version(path) == before


def test_a_cache_on_another_disk_serves_too(tmp_path: Path) -> None:
    if not OTHER_DISK.is_dir() or OTHER_DISK.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("no second file system here")
    path = tmp_path / "a.tmx"
    path.write_bytes(b"old")
    path.chmod(0o640)
    with tempfile.TemporaryDirectory(dir=OTHER_DISK) as cache:
        (tmp_path / ".lfnkr").symlink_to(cache)
        assert write(path, b"new")
        assert not any((tmp_path / ".lfnkr" / "tmp").iterdir())
    assert path.read_bytes() == b"new"
    assert sorted(item.name for item in tmp_path.iterdir()) == [".lfnkr", "a.tmx"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    def fail(stream: BinaryIO) -> None:
        stream.write(b"half")
        raise OSError(28, "No space left on device")

    path = tmp_path / "a.tmx"
    path.write_bytes(b"old")
    with pytest.raises(FileError, match=r"a\.tmx: the disk is full"):
        write_file(path, fail, tmp=tmp_path / ".lfnkr" / "tmp", shown=path.name)
    assert path.read_bytes() == b"old"
    assert list((tmp_path / ".lfnkr" / "tmp").iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="links need a right on Windows")
def test_folders_are_listed_in_the_order_of_paths(tmp_path: Path) -> None:
    for name in ("b/c.po", "b/c/a.po", "a.po", "b.po", "a.po~", ".hidden.po"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (tmp_path / "round").symlink_to(tmp_path)
    assert [name for name, _entry in files_in(tmp_path, ".po")] == [".hidden.po", "a.po", "b/c/a.po", "b/c.po", "b.po"]
    assert list(files_in(tmp_path / "nowhere", ".po")) == []


def _begin(stream: BinaryIO) -> bytes:
    return stream.read(2)


def test_a_file_is_looked_into_and_noted_as_a_whole_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []

    def counting(stream: io.BufferedReader) -> str:
        read.append(1)
        return stream_digest(stream)

    monkeypatch.setattr(large_files, "stream_digest", counting)
    path = tmp_path / "a.jpg"
    path.write_bytes(b"abcdef")
    assert looked_into(path, _begin, shown="a.jpg") == b"ab"
    assert read == []
    with noted() as reads:
        assert [looked_into(path, _begin, shown="a.jpg") for _time in range(2)] == [b"ab", b"ab"]
    assert (reads.steady, reads.seen[str(path)].digest, read) == (True, digest(b"abcdef"), [1])


def test_a_file_that_changes_between_two_looks_is_noted_as_unsteady(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(b"abcdef")
    with noted() as reads:
        looked_into(path, _begin, shown="a.jpg")
        path.write_bytes(b"another")
        looked_into(path, _begin, shown="a.jpg")
    assert not reads.steady


def test_what_is_not_there_is_noted_too_and_a_folder_is_refused(tmp_path: Path) -> None:
    with noted() as reads:
        assert looked_into(tmp_path / "a.jpg", _begin, shown="a.jpg") is None
    assert reads.seen[str(tmp_path / "a.jpg")].digest is None
    with pytest.raises(FileError, match="not a regular file"):
        looked_into(tmp_path, _begin, shown="a.jpg")
