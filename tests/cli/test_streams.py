"""Interrupts, closed pipes, consoles, terminals, several processes: the program as one among others."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from lfnkr_i18n.cli.progress import watched
from lfnkr_i18n.cli.session import Session
from tests.cli.conftest import Run
from tests.cli.projects import LETTER, SETTINGS, new_project

PROGRAM = [sys.executable, "-m", "lfnkr_i18n"]


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A project with 400 posts: enough to be in the middle of it."""
    folder = new_project(tmp_path / "many")
    for number in range(400):
        (folder / "source_posts" / "en" / f"post-{number:03}.md").write_text(LETTER.replace("twelve", str(number)))
    return folder


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals for one child")
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_whoever_ends_it_gets_130_one_line_and_whole_files(many: Path, jobs: str, name: str) -> None:
    with subprocess.Popen(
        [*PROGRAM, "extract", "-j", jobs], cwd=many, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert "3 added" in process.stdout.readline()
        process.send_signal(getattr(signal, name))
        process.stdout.read()
        assert process.stderr.read() == "lfnkr: interrupted; what was done so far is saved\n"
        assert process.wait() == 130
    written = list((many / "locales").rglob("*.po"))
    assert written  # perhaps all of them: on a busy machine the workers may be done before the signal is heard
    for path in written:
        subprocess.run(["msgfmt", "--check", "-o", os.devnull, path], check=True)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminals")
@pytest.mark.parametrize("leave", [pytest.param(b"\x04", id="Ctrl-D"), pytest.param(signal.SIGINT, id="Ctrl-C")])
def test_who_leaves_a_question_unanswered_interrupts(tmp_path: Path, leave: bytes | int) -> None:
    import pty  # not on Windows

    register = f'[privacy]\nnames = "{tmp_path / "names.toml"}"\n'
    folder = new_project(tmp_path / "news", SETTINGS + register)
    keyboard, terminal = pty.openpty()
    with subprocess.Popen(
        [*PROGRAM, "names", "add"], cwd=folder, stdin=terminal, stdout=terminal, stderr=terminal
    ) as process:
        os.close(terminal)
        shown = read_until(keyboard, b"(p1): ")
        assert shown.endswith(b"(p1): ")
        if isinstance(leave, bytes):
            os.write(keyboard, leave)
        else:
            process.send_signal(leave)
            if not select.select([keyboard], [], [], 10)[0]:  # it came just before Python began to read
                process.send_signal(leave)
        said = read_until(keyboard, b"is saved\r\n").replace(b"^D\b\b", b"")
        assert said == b"\r\nlfnkr: interrupted; what was done so far is saved\r\n"
        assert process.wait() == 130
    os.close(keyboard)


def read_until(terminal: int, end: bytes) -> bytes:
    """Return what a terminal shows up to `end`; less where the program ends before, or says nothing for a minute."""
    shown = b""
    while end not in shown and select.select([terminal], [], [], 60)[0]:
        try:
            shown += os.read(terminal, 1000)
        except OSError:  # so Linux says that nobody writes any more
            break
    return shown


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds the workers in /proc")
def test_a_worker_that_the_system_ends_is_one_line(many: Path) -> None:
    """As when memory runs out."""
    with subprocess.Popen(
        [*PROGRAM, "extract", "-j", "2"], cwd=many, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert "3 added" in process.stdout.readline()
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        os.kill(int(children[0]), signal.SIGKILL)
        process.stdout.read()
        err = process.stderr.read()
        assert process.wait() == 1
    assert err.startswith("lfnkr: the system ended one of the processes")
    assert err.count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one child")
def test_ctrl_c_while_the_program_loads(tmp_path: Path) -> None:
    late = (
        "import signal, sys\nclass Late:\n    def find_spec(self, name, *rest):\n        if name == 'typer':\n"
        "            signal.raise_signal(signal.SIGINT)\nsys.meta_path.insert(0, Late())\n"
        "from lfnkr_i18n.cli import main; main(['status'])\n"
    )
    ended = subprocess.run([sys.executable, "-c", late], cwd=tmp_path, capture_output=True, text=True)
    assert (ended.returncode, ended.stderr) == (130, "lfnkr: interrupted; what was done so far is saved\n")


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
