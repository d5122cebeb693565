"""What cannot be done is said once, at the file that stands in the way, and no sum speaks against it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.projects import catalog

CONFLICT = "<<<<<<< HEAD\n"
PLACED = "locales/ja/LC_MESSAGES/2025/letter.po:1: a merge conflict; choose one side and delete the marks\n"
COMMANDS = ["extract", "draft", "check", "publish"]


@pytest.fixture
def conflict(translated: Path) -> Path:
    """A project in which a merge left its marks in a catalog."""
    path = catalog(translated, "2025/letter", "ja")
    path.write_text(CONFLICT + path.read_text("utf-8"), "utf-8")
    return translated


@pytest.mark.parametrize("command", [*COMMANDS, "status"])
def test_a_broken_catalog_is_named_by_its_own_line(lfnkr: Run, conflict: Path, command: str) -> None:
    ended = lfnkr(command)
    assert (ended.code, ended.err) == (4, PLACED)


def test_a_days_work_says_it_once(lfnkr: Run, conflict: Path) -> None:
    ended = lfnkr("run", "-q")
    assert (ended.code, ended.err) == (4, PLACED)


@pytest.mark.parametrize("command", COMMANDS)
def test_where_all_failed_nothing_is_summed_up(lfnkr: Run, conflict: Path, command: str) -> None:
    ended = lfnkr(command, "2025/letter")
    assert (ended.code, ended.out, ended.err) == (1, "", PLACED)


def test_a_refused_sign_off_is_told_as_a_refused_publication_is(lfnkr: Run, project: Path) -> None:
    lfnkr("extract")
    ended = lfnkr("sign-off", "notice", "-l", "en", "--by", "aya")
    assert (ended.code, ended.err) == (3, "notice → en: not signed: 3 segments are not translated\n")


@pytest.mark.parametrize("command", [*COMMANDS, "status", "run", "sign-off -l ja --by aya"])
def test_a_named_post_that_is_not_translated_is_said(lfnkr: Run, translated: Path, command: str) -> None:
    post = translated / "source_posts" / "en" / "2025" / "letter.md"
    post.write_text(post.read_text("utf-8").replace("---\n", "---\ntranslate: false\n", 1), "utf-8")
    catalog(translated, "2025/letter", "ja").unlink()
    word, *options = command.split()
    ended = lfnkr(word, "2025/letter", *options)
    assert (ended.code, ended.err) == (
        0,
        "warning: source_posts/en/2025/letter.md is not translated into ja\n",
    )
    assert "No posts" not in ended.out
    assert lfnkr(word, "*letter", *options).err == ""


def test_so_is_one_in_a_language_it_is_written_in(lfnkr: Run, translated: Path) -> None:
    ended = lfnkr("extract", "2025/letter", "-l", "en")
    assert (ended.code, ended.err) == (0, "warning: source_posts/en/2025/letter.md is not translated into en\n")


def test_so_is_one_that_was_not_extracted_yet(lfnkr: Run, project: Path) -> None:
    ended = lfnkr("check", "notice")
    assert (ended.code, ended.err) == (
        0,
        "warning: source_posts/ja/notice.md has no catalog yet; run `lfnkr extract`\n",
    )
