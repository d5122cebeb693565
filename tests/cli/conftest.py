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


@dataclass(frozen=True, slots=True)
class Ended:
    """What a run of the program left: its exit code and what stood on its streams."""

    code: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """80 columns, no colours, English: whatever machine the tests run on."""
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
