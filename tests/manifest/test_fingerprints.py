"""Fingerprints: a file is opened only where its stamp leaves a doubt, and a doubt is never decided by hope."""

from __future__ import annotations

import os
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from lfnkr_i18n.files import digest, file_digest
from lfnkr_i18n.manifest import fingerprints
from lfnkr_i18n.manifest.fingerprints import Fingerprints
from lfnkr_i18n.reads import Seen, Stamp

YEAR = 31_536_000


class Folder:
    """A folder with one file, looked at by one run after the other."""

    def __init__(self, root: Path) -> None:
        self.root, self.file = root, root / "letter.md"

    def write(self, text: str, *, modified: float | None = None) -> None:
        self.file.write_text(text, encoding="utf-8")
        if modified is not None:
            os.utime(self.file, (modified, modified))

    def run(self) -> str | None:
        """Do as a run does: ask, read, remember what was read."""
        files = Fingerprints(self.root / ".lfnkr")
        found = files.digest("letter.md")
        files.begin()
        stamp = Stamp.of(self.file.stat()) if self.file.exists() else None
        content = digest(self.file.read_bytes()) if self.file.exists() else None
        files.learn("letter.md", Seen(content, stamp))
        files.save()
        return found

    def opened(self, monkeypatch: pytest.MonkeyPatch) -> int:
        """Return how often a run opens the file to know what it holds."""
        opened = []

        def counted(path: Path, *, shown: str) -> str:
            opened.append(shown)
            return file_digest(path, shown=shown)

        with monkeypatch.context() as patch:
            patch.setattr(fingerprints, "file_digest", counted)
            found = Fingerprints(self.root / ".lfnkr").digest("letter.md")
        assert found == (digest(self.file.read_bytes()) if self.file.exists() else None)
        return len(opened)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def test_a_file_that_stays_is_opened_once(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.write("We wrote.")
    folder.run()
    assert folder.opened(monkeypatch) == 0


@pytest.mark.parametrize(
    "modified",
    [
        pytest.param(None, id="now"),
        pytest.param(time.time() - YEAR, id="a year ago, as after an unpacked archive"),
        pytest.param(0.0, id="1970"),
        pytest.param(time.time() + YEAR, id="next year, as after a clock that was wrong"),
    ],
)
def test_an_edit_is_seen_whatever_the_time_says(folder: Folder, modified: float | None) -> None:
    folder.write("We wrote.", modified=modified)
    folder.run()
    folder.write("We waited", modified=modified)
    assert folder.run() == digest(b"We waited")


def test_a_file_that_is_gone_or_came_is_seen(folder: Folder) -> None:
    assert folder.run() is None
    folder.write("We wrote.")
    assert folder.run() == digest(b"We wrote.")
    folder.file.unlink()
    assert folder.run() is None


def test_a_file_from_the_future_is_read_every_time(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.write("We wrote.", modified=time.time() + YEAR)
    folder.run()
    assert folder.opened(monkeypatch) == 1


def test_a_copied_file_of_the_same_content_is_read_once(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.write("We wrote.")
    folder.run()
    copy = folder.file.with_name("copy")
    copy.write_bytes(folder.file.read_bytes())
    copy.replace(folder.file)
    assert folder.opened(monkeypatch) == 1
    folder.run()
    assert folder.opened(monkeypatch) == 0


def test_what_is_no_file_has_no_content(folder: Folder) -> None:
    os.mkfifo(folder.file)
    assert Fingerprints(folder.root / ".lfnkr").digest("letter.md") == ""


@pytest.fixture
def whole_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system that knows whole seconds and neither change times nor inodes."""
    ask = os.stat

    def answer(path: str | Path, **options: Any) -> SimpleNamespace:
        status = ask(path, **options)
        second = status.st_mtime_ns // 1_000_000_000 * 1_000_000_000
        return SimpleNamespace(
            st_mode=status.st_mode, st_size=status.st_size, st_mtime_ns=second, st_ctime_ns=second, st_ino=0
        )

    monkeypatch.setattr(os, "stat", answer)


@pytest.mark.usefixtures("whole_seconds")
def test_an_edit_in_the_same_second_is_seen_on_a_coarse_file_system(folder: Folder) -> None:
    folder.write("We wrote.")
    folder.run()
    folder.write("We waited")  # of the same size
    assert folder.run() == digest(b"We waited")


@pytest.mark.usefixtures("whole_seconds")
def test_on_a_coarse_file_system_too_a_file_is_trusted_once_its_second_is_over(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.write("We wrote.", modified=time.time() - 5)
    folder.run()
    assert folder.opened(monkeypatch) == 0
