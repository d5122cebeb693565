"""The program as a whole: help pages, global options, usage errors, languages, streams."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from lfnkr_i18n.cli.commands import COMMANDS, Entry
from lfnkr_i18n.cli.program import app, globals_first, program
from tests.cli.conftest import Run


def _names(entries: Mapping[str, Entry], path: str = "") -> Iterator[str]:
    for name, entry in entries.items():
        yield f"{path}{name}"
        if not isinstance(entry.place, str):
            yield from _names(entry.place, f"{path}{name} ")


NAMES = list(_names(COMMANDS))
"""What one types for every command and group of commands."""


def test_help_names_every_command(lfnkr: Run) -> None:
    ended = lfnkr("--help")
    assert ended.code == 0
    assert ended.err == ""
    for name in COMMANDS:
        assert f"│ {name} " in ended.out


def test_no_words_at_all_show_the_help_page_and_are_wrong_usage(lfnkr: Run) -> None:
    ended = lfnkr()
    assert ended.code == 2
    assert "Usage: lfnkr" in ended.out


@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_a_help_page_of_at_most_80_columns(lfnkr: Run, name: str) -> None:
    ended = lfnkr(*name.split(), "--help")
    assert ended.code == 0
    assert max(map(len, ended.out.splitlines())) <= 80
    assert f"Usage: lfnkr {name}" in ended.out


def test_version(lfnkr: Run) -> None:
    ended = lfnkr("--version")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("lfnkr ")


@pytest.mark.parametrize(
    ("words", "line"),
    [
        pytest.param(
            ["extrat"],
            "no such command: extrat; did you mean extract? (`lfnkr --help` explains)",
            id="unknown command",
        ),
        pytest.param(
            ["extract", "--frozn"],
            "no such option: --frozn; did you mean --frozen? (`lfnkr extract --help` explains)",
            id="unknown option",
        ),
        pytest.param(
            ["extract", "-j", "two"],
            "--jobs: two is not a whole number from 1 on (`lfnkr extract --help` explains)",
            id="no number",
        ),
        pytest.param(
            ["extract", "-j", "0"],
            "--jobs: 0 is not a whole number from 1 on (`lfnkr extract --help` explains)",
            id="number too small",
        ),
        pytest.param(["status", "-l"], "-l needs a value (`lfnkr --help` explains)", id="value missing"),
        pytest.param(
            ["extract", "--frozen=yes"], "--frozen takes no value (`lfnkr --help` explains)", id="value of a flag"
        ),
        pytest.param(
            ["--ui-language", "fr", "status"],
            "--ui-language: choose one of en, ja (`lfnkr --help` explains)",
            id="language the program does not speak",
        ),
        pytest.param(["-q"], "say which command (`lfnkr --help` explains)", id="no command"),
        pytest.param(
            ["status", "--json", "--csv"],
            "choose one of --json, --csv and --markdown",
            id="options that exclude each other",
        ),
    ],
)
def test_wrong_usage_is_one_line_on_stderr_and_exit_2(lfnkr: Run, words: list[str], line: str) -> None:
    ended = lfnkr(*words)
    assert (ended.code, ended.out, ended.err) == (2, "", f"lfnkr: {line}\n")


def test_without_a_project_a_command_says_what_to_do(
    lfnkr: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = lfnkr("status")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("lfnkr: ")
    assert "lfnkr init" in ended.err
    assert ended.err.count("\n") == 1


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        pytest.param(["status", "-C", "news"], ["-C", "news", "status"], id="behind the command"),
        pytest.param(["status", "--project=news", "-q"], ["--project=news", "-q", "status"], id="long forms"),
        pytest.param(["-C", "news", "status"], ["-C", "news", "status"], id="before the command"),
        pytest.param(["memory", "search", "--", "-v"], ["memory", "search", "--", "-v"], id="behind -- all is text"),
        pytest.param(["status", "-C"], ["-C", "status"], id="value missing: the option itself complains"),
    ],
)
def test_global_options_may_stand_anywhere(typed: list[str], read: list[str]) -> None:
    assert globals_first(typed) == read


def test_an_error_is_one_line_whatever_a_file_is_called(lfnkr: Run, tmp_path: Path) -> None:
    folder = tmp_path / "two\nlines\x1b[31m"
    folder.mkdir()
    ended = lfnkr("-C", folder, "status")
    assert ended.code == 1
    assert ended.err.count("\n") == 1
    assert "\x1b" not in ended.err


def test_a_bug_of_ours_keeps_its_traceback(process: Run, tmp_path: Path) -> None:
    broken = tmp_path / "broken.py"
    broken.write_text(
        "import lfnkr_i18n.cli.session as session\n"
        "session.Session.project = lambda self, **options: 1 / 0\n"
        "from lfnkr_i18n.cli import main\n"
        "main(['status'])\n"
    )
    ended = subprocess.run([sys.executable, broken], capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert "ZeroDivisionError" in ended.stderr


def test_the_program_has_no_default_name() -> None:
    assert app.info.name == "lfnkr"


@pytest.mark.parametrize("name", NAMES)
def test_every_command_stands_where_its_entry_says(name: str) -> None:
    command = program()
    for word in name.split():
        command = command.commands[word]
    assert (command.name, bool(command.help)) == (name.split()[-1], True)


def test_only_the_command_that_is_called_is_imported() -> None:
    """Start-up: the commands together take longer to import and make than all else after Typer."""
    script = """
import sys
from lfnkr_i18n.cli.program import run
run(["extract", "--jobs", "none"])
print([name for name in ("checking", "drafting", "names", "status") if f"lfnkr_i18n.cli.{name}" in sys.modules])
"""
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "[]"


@pytest.mark.parametrize("name", NAMES)
def test_a_narrow_terminal_hides_no_word_of_a_help_page(lfnkr: Run, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    wide = lfnkr(*name.split(), "--help").out
    monkeypatch.setenv("COLUMNS", "40")
    assert words_of(lfnkr(*name.split(), "--help").out) == words_of(wide)


def words_of(page: str) -> list[str]:
    """Return the words of a help page without its frames."""
    return [word for line in page.splitlines() if "─" not in line for word in line.strip("│ ").split()]
