"""Interrupts, closed pipes, consoles, terminals, several processes: the program as one among others."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from lfnkr_i18n.cli.progress import watched
from lfnkr_i18n.cli.session import Session
from tests.cli.conftest import Run
from tests.cli.projects import LETTER, new_project

PROGRAM = [sys.executable, "-m", "lfnkr_i18n"]


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A project with 400 posts: enough to be in the middle of it."""
    folder = new_project(tmp_path / "many")
    for number in range(400):
        (folder / "source_posts" / "en" / f"post-{number:03}.md").write_text(LETTER.replace("twelve", str(number)))
    return folder


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one child")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_with_130_one_line_and_whole_files(many: Path, jobs: str) -> None:
    with subprocess.Popen(
        [*PROGRAM, "extract", "-j", jobs], cwd=many, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert "3 added" in process.stdout.readline()
        process.send_signal(signal.SIGINT)
        process.stdout.read()
        assert process.stderr.read() == "lfnkr: interrupted; what was done so far is saved\n"
        assert process.wait() == 130
    written = list((many / "locales").rglob("*.po"))
    assert 0 < len(written) < 402
    for path in written:
        subprocess.run(["msgfmt", "--check", "-o", os.devnull, path], check=True)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_workers_end_when_the_program_is_killed(many: Path) -> None:
    """They hold its stdout, so that a pipeline ends only with the last of them."""
    with subprocess.Popen([*PROGRAM, "extract", "-j", "3"], cwd=many, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert b"3 added" in process.stdout.readline()
        process.kill()
        process.communicate(timeout=20)


def test_a_reader_that_has_enough_is_no_error(many: Path) -> None:
    with subprocess.Popen(
        [*PROGRAM, "extract", "-n", "-j", "1"], cwd=many, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait() == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("words", [["status"], ["status", "--json"], ["extract", "-n"]])
def test_results_that_cannot_be_written_are_one_line_and_exit_1(translated: Path, words: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run([*PROGRAM, *words], cwd=translated, stdout=full, stderr=subprocess.PIPE, text=True)
    assert ended.returncode == 1
    assert ended.stderr.startswith("lfnkr: the results cannot be written: the disk is full; ")
    assert ended.stderr.count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="a shell's way to close a stream")
def test_a_closed_stdout_is_nobody_reading(translated: Path) -> None:
    ended = subprocess.run(
        ["sh", "-c", '"$@" >&-', "sh", *PROGRAM, "extract"], cwd=translated, stderr=subprocess.PIPE, text=True
    )
    assert (ended.returncode, ended.stderr) == (0, "")


def test_two_processes_print_what_one_does(many: Path, lfnkr: Run) -> None:
    one = lfnkr("-C", many, "extract", "-n", "-j", "1")
    assert lfnkr("-C", many, "extract", "-n", "-j", "2") == one


def test_workers_speak_the_users_language(many: Path, process: Run) -> None:
    (many / "source_posts" / "en" / "broken.md").write_bytes(b"caf\xe9\n")
    ended = process("extract", "-n", "-j", "2", "--ui-language", "ja", cwd=many)
    assert ended.code == 4
    assert "UTF-8 で保存してください" in ended.err


def test_a_console_that_is_not_utf8_gets_utf8(process: Run, many: Path) -> None:
    ended = process("status", "notice", cwd=many, env={"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"})
    assert (ended.code, ended.err) == (0, "")
    assert "港のお知らせ" in ended.out


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_a_progress_bar_only_on_a_terminal(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal long work shows a bar and is done all the same."""
    import pty

    slow = (
        "import lfnkr_i18n.cli.progress as progress; progress.PATIENCE = 0.0\n"
        "from lfnkr_i18n.cli import main; main(['extract', '-n', '-j', '1'])\n"
    )
    reader, terminal = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
    with subprocess.Popen(
        [sys.executable, "-c", slow], cwd=many, stdout=subprocess.PIPE, stderr=terminal, text=True, env=environment
    ) as process:
        os.close(terminal)
        assert process.stdout is not None
        out = process.stdout.read()
        shown = b"".join(_read(reader))
        assert process.wait() == 0
    assert "Extracting" in shown.decode()
    assert out.endswith("402 catalogs of 402 would be written.\n")


def _read(reader: int) -> Iterator[bytes]:
    try:
        while chunk := os.read(reader, 65536):
            yield chunk
    except OSError:  # Linux's way to say that the other side has closed
        os.close(reader)


def test_nothing_is_lost_or_turned_around_by_watching() -> None:
    results = ["a", "a", "b", "c"]
    seen = watched(results, total=3, session=Session(), post=lambda result: result, label="Working")
    assert list(seen) == results
