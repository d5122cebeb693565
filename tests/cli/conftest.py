"""The program as people run it: `lfnkr(...)` in this process, `process(...)` in one of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from lfnkr_i18n.cli.program import run
from tests.cli.projects import LETTER_JA, NOTICE_EN, new_project, translate


@dataclass(frozen=True, slots=True)
class Ended:
    """What a run of the program left: its exit code and what stood on its streams."""

    code: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """80 columns, no colours, English, an empty folder: whatever machine the tests run on."""
    monkeypatch.chdir(tmp_path)
    for name in ("FORCE_COLOR", "PY_COLORS", "GITHUB_ACTIONS", "LC_ALL", "LC_MESSAGES", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb", "LANG": "C.UTF-8"}.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def lfnkr(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command line in this process."""

    def call(*words: str | Path) -> Ended:
        code = run([str(word) for word in words])
        out, err = capsys.readouterr()
        return Ended(code, out, err)

    return call


@pytest.fixture
def process(tmp_path: Path) -> Run:
    """Run a command line in a process of its own; no terminal, no input."""

    def call(*words: str | Path, cwd: Path = tmp_path, env: Mapping[str, str] | None = None) -> Ended:
        command = [sys.executable, "-m", "lfnkr_i18n", *map(str, words)]
        ended = subprocess.run(
            command,
            cwd=cwd,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return Ended(ended.returncode, ended.stdout, ended.stderr)

    return call


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with two posts and no catalogs, which is also the current folder."""
    folder = new_project(tmp_path / "news")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def translated(project: Path, lfnkr: Run) -> Path:
    """The project with both posts extracted and reviewed."""
    assert lfnkr("extract", "-q").code == 0
    translate(project, "2025/letter", "ja", LETTER_JA)
    translate(project, "notice", "en", NOTICE_EN)
    return project
