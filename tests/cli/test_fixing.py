"""`lfnkr check --fix`: shows first, writes only what somebody agreed to."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.projects import LETTER_JA, catalog, translate

TEXT = "We met **twelve** families."


@pytest.fixture
def wrong(translated: Path) -> Path:
    """A reviewed translation that holds a character nobody sees."""
    translate(translated, "2025/letter", "ja", {TEXT: LETTER_JA[TEXT].replace("家族", "\u200b家族")})
    return translated


def fixed(project: Path) -> bool:
    return "\u200b" not in catalog(project, "2025/letter", "ja").read_text("utf-8")


def test_reviewed_texts_wait_for_yes(wrong: Path, lfnkr: Run) -> None:
    ended = lfnkr("check", "--fix")
    assert (ended.code, ended.err) == (3, "")
    assert ended.out == "1 more is in a reviewed translation; --yes puts that right too.\n"
    assert not fixed(wrong)


def test_yes_shows_the_difference_and_writes(wrong: Path, lfnkr: Run) -> None:
    ended = lfnkr("check", "--fix", "--yes")
    assert ended.code == 0
    assert f'+msgstr "{LETTER_JA[TEXT]}"' in ended.out
    assert ended.out.endswith("\n1 place was put right.\n")
    assert fixed(wrong)
    assert lfnkr("check", "--fix", "--yes").out == "Nothing here has one right answer.\n"


def test_a_dry_run_ends_as_the_real_one_would(wrong: Path, lfnkr: Run) -> None:
    ended = lfnkr("check", "--fix", "--yes", "-n")
    assert (ended.code, ended.out.splitlines()[-1]) == (0, "1 place can be put right.")
    assert not fixed(wrong)


def test_without_a_terminal_drafts_are_shown_only(wrong: Path, lfnkr: Run, process: Run) -> None:
    translate(wrong, "2025/letter", "ja", {TEXT: LETTER_JA[TEXT].replace("家族", "\u200b家族")}, fuzzy=True)
    ended = process("check", "--fix", cwd=wrong)
    assert ended.code == 3
    assert ended.out.startswith("--- locales/ja/LC_MESSAGES/2025/letter.po\n")
    assert ended.out.endswith("1 place can be put right; nothing was written, --yes writes it.\n")
    assert not fixed(wrong)


@pytest.mark.parametrize("answer", [True, False])
def test_somebody_at_the_terminal_is_asked(
    wrong: Path, lfnkr: Run, monkeypatch: pytest.MonkeyPatch, answer: bool
) -> None:
    translate(wrong, "2025/letter", "ja", {TEXT: LETTER_JA[TEXT].replace("家族", "\u200b家族")}, fuzzy=True)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setattr("typer.confirm", lambda question, default: answer)
    assert lfnkr("check", "--fix").code == (0 if answer else 3)
    assert fixed(wrong) is answer


def test_a_report_is_another_matter(project: Path, lfnkr: Run) -> None:
    assert lfnkr("check", "--fix", "--format", "html").code == 2
