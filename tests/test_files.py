"""Files read, grown by a line and locked; what is said where the system refuses."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

import lfnkr_i18n.files
from lfnkr_i18n.errors import FileError
from lfnkr_i18n.files import append_line, digest, locked, read_file
from lfnkr_i18n.replacing import replace_file


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs here")
def test_a_fifo_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(FileError, match="not a regular file"):
        read_file(tmp_path / "pipe", shown="pipe")


def test_no_file_reads_as_none(tmp_path: Path) -> None:
    assert read_file(tmp_path / "nothing", shown="nothing") is None


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from lfnkr_i18n.errors import FileError
from lfnkr_i18n.files import append_line
from lfnkr_i18n.replacing import replace_file
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
path = Path(sys.argv[1])
try:
    if path.suffix == ".jsonl":
        append_line(path, "x" * 2000, shown=path.name)
    else:
        replace_file(path, b"x" * 2000, expected=b"old", tmp=path.parent / "tmp", shown=path.name)
except FileError as error:
    print(error)
"""


@pytest.mark.skipif(os.name == "nt", reason="no file size limits on Windows")
@pytest.mark.parametrize("name", ["a.po", "a.jsonl"])
def test_a_full_disk_leaves_the_old_file(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"old")
    run = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(path)], capture_output=True, text=True, check=True, timeout=60
    )
    assert "the disk is full" in run.stdout
    assert path.read_bytes() == b"old"
    assert not any((tmp_path / "tmp").glob("*"))


def test_a_line_after_a_torn_one_stands_alone(tmp_path: Path) -> None:
    ledger = tmp_path / "signoffs.jsonl"
    ledger.write_bytes(b'{"post": "torn')
    append_line(ledger, '{"post": "whole"}', shown="signoffs.jsonl")
    assert ledger.read_bytes() == b'{"post": "torn\n{"post": "whole"}\n'


def test_a_file_where_a_folder_should_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "locales").write_bytes(b"a file")
    with pytest.raises(FileError, match=r"^locales/a\.po: a file stands where a folder should be; move it away$"):
        read_file(tmp_path / "locales/a.po", shown="locales/a.po")


@pytest.mark.parametrize("link", [False, True])
def test_a_cache_that_is_no_folder_is_named_not_what_was_to_be_locked(tmp_path: Path, link: bool) -> None:
    cache = tmp_path / ".lfnkr"
    if link:
        cache.symlink_to("nowhere")
    else:
        cache.write_bytes(b"a file")
    for problem in (_lock, _replace):
        with pytest.raises(FileError, match=r"^\.lfnkr: a file stands where a folder should be; move it away$"):
            problem(cache)


def _lock(cache: Path) -> None:
    with locked("locales/a.po", cache=cache):
        pass


def _replace(cache: Path) -> None:
    replace_file(cache.parent / "a.po", b"new", expected=None, tmp=cache / "tmp", shown="a.po")


def test_a_lock_keeps_another_run_waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lfnkr_i18n.files.LOCK_WAIT", 0.1)
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys, pathlib\n"
            "from lfnkr_i18n.files import locked\n"
            "with locked('a.po', cache=pathlib.Path(sys.argv[1])):\n"
            "    print('held', flush=True); sys.stdin.read()\n",
            str(tmp_path),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(FileError, match=r"a\.po: another run"), locked("a.po", cache=tmp_path):
        pass
    holder.communicate("")
    with locked("a.po", cache=tmp_path):
        pass


@pytest.mark.skipif(os.name == "nt", reason="links need a right on Windows")
def test_a_circle_of_links_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.po").symlink_to("a.po")
    with pytest.raises(FileError, match=r"^a\.po: symbolic links that lead in a circle; mend or delete them$"):
        read_file(tmp_path / "a.po", shown="a.po")


def test_a_lock_that_cannot_be_made_is_named_by_its_folder(tmp_path: Path) -> None:
    cache = tmp_path / ".lfnkr"
    for name in ("all", digest(b"locales/a.po")):
        (cache / "locks" / f"{name}.lock").mkdir(parents=True)
    with pytest.raises(FileError, match=r"^\.lfnkr: "):
        _lock(cache)


def test_a_disk_that_is_mounted_read_only_is_no_matter_of_permissions() -> None:
    assert lfnkr_i18n.files.reason(OSError(errno.EROFS, "")).startswith("the disk can only be read")
