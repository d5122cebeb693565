"""Locks: one holder at a time, among threads as among processes, and with filelock where that is what there is."""

from __future__ import annotations

import os
from pathlib import Path

import filelock
import pytest

from lfnkr_i18n.locking import acquire

needs_flock = pytest.mark.skipif(os.name == "nt", reason="Windows has no flock")


@pytest.mark.parametrize(
    "plain", [pytest.param(False, marks=needs_flock, id="by the system"), pytest.param(True, id="by filelock")]
)
def test_one_holds_it_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plain: bool) -> None:
    if plain:
        monkeypatch.setattr("lfnkr_i18n.locking.fcntl", None)
    release = acquire(tmp_path / "lock", wait=1)
    with pytest.raises(TimeoutError):
        acquire(tmp_path / "lock", wait=0.05)
    release()
    acquire(tmp_path / "lock", wait=0.05)()


@needs_flock
def test_filelock_and_we_keep_each_other_out(tmp_path: Path) -> None:
    release = acquire(tmp_path / "lock", wait=1)
    with pytest.raises(filelock.Timeout):
        filelock.FileLock(tmp_path / "lock", timeout=0).acquire()
    release()
    with filelock.FileLock(tmp_path / "lock", timeout=0), pytest.raises(TimeoutError):
        acquire(tmp_path / "lock", wait=0)


@needs_flock
def test_a_lock_file_that_was_deleted_while_we_waited_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`.lfnkr` may be deleted at any time: then the next one locks a new file."""
    import fcntl

    path, lock = tmp_path / "lock", fcntl.flock
    turns = iter([path.unlink])

    def flock(descriptor: int, how: int) -> None:
        for delete in turns:
            delete()
        lock(descriptor, how)

    monkeypatch.setattr(fcntl, "flock", flock)
    release = acquire(path, wait=1)
    assert path.exists()
    with pytest.raises(TimeoutError):
        acquire(path, wait=0)
    release()
