"""Files replaced whole: nobody's save is lost, and nothing is half written."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

import lfnkr_i18n.exchange
import lfnkr_i18n.replacing
import lfnkr_i18n.temporary
from lfnkr_i18n.errors import ChangedMeanwhile
from lfnkr_i18n.replacing import Staged, flush_together, put_in_place, replace_file, stage_file
from lfnkr_i18n.temporary import sweep
from tests.written import version


def write(path: Path, data: bytes, *, expected: bytes | None) -> bool:
    return replace_file(path, data, expected=expected, tmp=path.parent / ".lfnkr" / "tmp", shown=path.name)


def test_a_new_file_is_written_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    assert write(path, b"new", expected=None)
    assert path.read_bytes() == b"new"
    assert list((tmp_path / ".lfnkr" / "tmp").iterdir()) == []


def test_the_same_content_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b"same")
    before = version(path)
    assert not write(path, b"same", expected=b"same")
    assert version(path) == before


def test_somebody_elses_save_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b"theirs")
    with pytest.raises(ChangedMeanwhile, match=r"a\.po"):
        write(path, b"ours", expected=b"what we read")
    assert path.read_bytes() == b"theirs"
    assert list((tmp_path / ".lfnkr" / "tmp").iterdir()) == []


def test_a_file_that_appeared_meanwhile_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b"theirs")
    with pytest.raises(ChangedMeanwhile):
        write(path, b"ours", expected=None)
    assert path.read_bytes() == b"theirs"


def test_a_file_that_was_deleted_meanwhile_is_not_taken_for_written(tmp_path: Path) -> None:
    with pytest.raises(ChangedMeanwhile):
        write(tmp_path / "a.po", b"same", expected=b"same")


def test_a_file_is_on_the_disk_before_it_takes_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    flush, place = os.fsync, lfnkr_i18n.replacing._placed

    def fsync(descriptor: int) -> None:
        done.append("flushed")
        flush(descriptor)

    def placed(*arguments: Any) -> bool:
        done.append("placed")
        return place(*arguments)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(lfnkr_i18n.replacing, "_placed", placed)
    write(tmp_path / "a.po", b"new", expected=None)
    assert done == ["flushed", "placed"]


def test_many_files_are_on_the_disk_before_any_takes_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    flush, place = lfnkr_i18n.exchange.flush_disk, lfnkr_i18n.replacing._placed

    def flush_disk(folder: Path) -> None:
        done.append("flushed")
        flush(folder)

    def placed(*arguments: Any) -> bool:
        done.append("placed")
        return place(*arguments)

    if not lfnkr_i18n.exchange.flushes_disks():
        pytest.skip("each file is flushed by itself here")
    monkeypatch.setattr("lfnkr_i18n.replacing.flush_disk", flush_disk)
    monkeypatch.setattr(lfnkr_i18n.replacing, "_placed", placed)
    staged = [stage(tmp_path / name) for name in ("a.po", "b.po")]
    assert not (tmp_path / "a.po").exists()
    flush_together(staged)
    for one in staged:
        put_in_place(one)
    assert done == ["flushed", "placed", "placed"]
    assert (tmp_path / "b.po").read_bytes() == b"new"


def test_what_cannot_be_flushed_takes_no_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def flush_disk(_folder: Path) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr("lfnkr_i18n.replacing.flushes_disks", lambda: True)
    monkeypatch.setattr("lfnkr_i18n.replacing.flush_disk", flush_disk)
    staged = stage(tmp_path / "a.po")
    flush_together([staged])
    with pytest.raises(ChangedMeanwhile):
        put_in_place(staged)
    assert list(tmp_path.rglob("*.po")) == []
    assert list((tmp_path / ".lfnkr" / "tmp").iterdir()) == []


def stage(path: Path) -> Staged:
    tmp = path.parent / ".lfnkr" / "tmp"
    return stage_file(path, b"new", expected=None, tmp=tmp, shown=path.name, together=True)


@pytest.mark.parametrize("expected", [None, b"old"])
def test_a_save_in_the_last_moment_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expected: bytes | None
) -> None:
    """Between looking at the file and putting ours in its place."""
    path, place = tmp_path / "a.po", lfnkr_i18n.replacing._placed
    if expected is not None:
        path.write_bytes(expected)

    def placed(*arguments: Any) -> bool:
        path.write_bytes(b"theirs")
        return place(*arguments)

    monkeypatch.setattr(lfnkr_i18n.replacing, "_placed", placed)
    with pytest.raises(ChangedMeanwhile):
        write(path, b"ours", expected=expected)
    assert path.read_bytes() == b"theirs"
    assert list((tmp_path / ".lfnkr" / "tmp").iterdir()) == []


@pytest.mark.parametrize("expected", [None, b"old"])
def test_a_disk_that_only_renames_serves_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expected: bytes | None
) -> None:
    path = tmp_path / "a.po"
    if expected is not None:
        path.write_bytes(expected)
    monkeypatch.setattr(lfnkr_i18n.exchange, "_call", lambda: None)
    assert write(path, b"new", expected=expected)
    assert path.read_bytes() == b"new"


OTHER_DISK = Path("/dev/shm")


@pytest.mark.parametrize("expected", [None, b"old"])
def test_a_cache_on_another_disk_serves_too(tmp_path: Path, expected: bytes | None) -> None:
    if not OTHER_DISK.is_dir() or OTHER_DISK.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("no second file system here")
    path = tmp_path / "a.po"
    if expected is not None:
        path.write_bytes(expected)
        path.chmod(0o640)
    crashed = tmp_path / f"{lfnkr_i18n.temporary._mark(gone_process())}x"
    crashed.write_bytes(b"left over")
    with tempfile.TemporaryDirectory(dir=OTHER_DISK) as cache:
        (tmp_path / ".lfnkr").symlink_to(cache)
        assert write(path, b"new", expected=expected)
        assert not any((tmp_path / ".lfnkr" / "tmp").iterdir())
    assert path.read_bytes() == b"new"
    assert sorted(item.name for item in tmp_path.iterdir()) == [".lfnkr", "a.po"]
    assert expected is None or stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_permissions_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write(path, b"new", expected=b"old")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
@pytest.mark.parametrize("mask", [0o022, 0o077, 0o002])
def test_a_new_file_may_be_what_the_umask_leaves(tmp_path: Path, mask: int) -> None:
    path = tmp_path / "a.po"
    before = os.umask(mask)
    try:
        write(path, b"new", expected=None)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~mask


@pytest.mark.skipif(os.name == "nt", reason="links need a right on Windows")
def test_a_symbolic_link_stays_a_link(tmp_path: Path) -> None:
    target = tmp_path / "target.po"
    target.write_bytes(b"old")
    link = tmp_path / "a.po"
    link.symlink_to(target)
    write(link, b"new", expected=b"old")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def gone_process() -> int:
    """Return the number of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        pass
    return process.pid


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot ask for a process without a word to it")
def test_sweep_takes_what_ended_runs_left(tmp_path: Path) -> None:
    names = [f"{lfnkr_i18n.temporary._mark(process)}x" for process in (gone_process(), os.getpid())]
    for name in [*names, "somebodys"]:
        (tmp_path / name).write_bytes(b"left over")
    sweep(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [names[1], "somebodys"]


def test_sweep_leaves_what_another_machine_may_still_write(tmp_path: Path) -> None:
    old, fresh = tmp_path / ".lfnkr-write-other-1-old", tmp_path / ".lfnkr-write-other-1-fresh"
    for path in (old, fresh):
        path.write_bytes(b"left over")
    os.utime(old, (0, 0))
    sweep(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [fresh.name]
