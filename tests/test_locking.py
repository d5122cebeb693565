"""Locks: one holder at a time, among threads as among processes, and with filelock where that is what there is."""

from __future__ import annotations

import errno
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import filelock
import pytest

from lfnkr_i18n import locking
from lfnkr_i18n.locking import acquire

needs_flock = pytest.mark.skipif(os.name == "nt", reason="Windows has no flock")
needs_bytes = pytest.mark.skipif(sys.platform != "linux", reason="only Linux locks bytes for who opened a file")


def _cannot(_how: int, _byte: int, _descriptor: int) -> None:
    raise OSError(errno.EINVAL, "an old kernel, or a disk, that cannot")


@pytest.fixture(
    params=[
        pytest.param("bytes", marks=needs_bytes, id="bytes of one file"),
        pytest.param("flock", marks=needs_flock, id="files by the system"),
        pytest.param("filelock", id="files by filelock"),
    ]
)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """How this system locks; the better ways are taken from it."""
    if request.param == "flock":
        monkeypatch.setattr(locking, "_byte", _cannot)
    elif request.param == "filelock":
        monkeypatch.setattr(locking, "fcntl", None)
    return str(request.param)


def test_one_holds_it_at_a_time(tmp_path: Path, way: str) -> None:
    release = acquire(tmp_path, "a.po", wait=1)
    with pytest.raises(TimeoutError):
        acquire(tmp_path, "a.po", wait=0.05)
    release()
    acquire(tmp_path, "a.po", wait=0.05)()
    acquire(tmp_path, "b.po", wait=0)()
    assert way != "bytes" or [path.name for path in tmp_path.iterdir()] == ["all.lock"]


@pytest.mark.usefixtures("way")
def test_locks_of_other_names_are_free_and_stay_held(tmp_path: Path) -> None:
    """Whoever closes a file must not free what others, or they themselves, hold in it."""
    kept = acquire(tmp_path, "a.po", wait=0)
    for name in ("b.po", "c.po"):
        acquire(tmp_path, name, wait=0)()
    with pytest.raises(TimeoutError):
        acquire(tmp_path, "a.po", wait=0)
    kept()


@pytest.mark.usefixtures("way")
def test_threads_wait_for_each_other(tmp_path: Path) -> None:
    held: list[int] = []

    def work(number: int) -> None:
        release = acquire(tmp_path, "a.po", wait=30)
        held.append(number)
        assert held == [number]
        time.sleep(0.001)
        held.remove(number)
        release()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(work, range(24)))


@needs_flock
@pytest.mark.parametrize("way", ["flock"], indirect=True)
@pytest.mark.usefixtures("way")
def test_filelock_and_we_keep_each_other_out(tmp_path: Path) -> None:
    release = acquire(tmp_path, "a.po", wait=1)
    [path] = {*tmp_path.glob("*.lock")} - {tmp_path / "all.lock"}
    with pytest.raises(filelock.Timeout):
        filelock.FileLock(path, timeout=0).acquire()
    release()
    with filelock.FileLock(path, timeout=0), pytest.raises(TimeoutError):
        acquire(tmp_path, "a.po", wait=0)


@needs_bytes
def test_a_lock_file_that_was_deleted_while_we_waited_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`.lfnkr` may be deleted at any time: then the next one locks a new file."""
    path, lock = tmp_path / "all.lock", locking._byte
    turns = iter([path.unlink])

    def byte(how: int, byte: int, descriptor: int) -> None:
        for delete in turns:
            delete()
        lock(how, byte, descriptor)

    monkeypatch.setattr(locking, "_byte", byte)
    release = acquire(tmp_path, "a.po", wait=1)
    assert path.exists()
    with pytest.raises(TimeoutError):
        acquire(tmp_path, "a.po", wait=0)
    release()
