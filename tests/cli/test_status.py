"""The status table, as people and programs read it. Expected output stands in tests/files/cli."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.cli.conftest import Run
from tests.cli.projects import LETTER, LETTER_JA, NOTICE_EN, translate

FILES = Path(__file__).parents[1] / "files" / "cli"
FIELDS = [
    "post", "path", "catalog", "title", "source_language", "language",
    "segments", "untranslated", "draft", "stale", "reviewed", "words", "words_left", "errors", "warnings",
    "sign_offs", "sign_offs_needed", "state", "published_at", "next",
]  # fmt: skip
"""What other people's programs read of a row, in this order; a new field comes behind them."""
BOOK = """\
---
title: 海を渡った手紙、山を越えた声　三十年の記録を一冊にまとめました
---

A book.
"""


@pytest.fixture
def stages(project: Path, lfnkr: Run) -> Path:
    """A project with posts at every stage: published, ready, outdated, in review, drafting, new, source gone."""
    posts = project / "source_posts"
    for name in ("outdated", "gone"):
        (posts / "en" / f"{name}.md").write_text(LETTER.replace("harbour", name), "utf-8")
    (posts / "ja" / "2025").mkdir()
    (posts / "ja" / "2025" / "book.md").write_text(BOOK, "utf-8")
    (posts / "en" / "repeat.md").write_text("We met **twelve** families.\n\nNobody else.\n", "utf-8")
    assert lfnkr("extract").code == 0
    for name in ("outdated", "gone"):
        texts = {key.replace("harbour", name): text for key, text in LETTER_JA.items()}
        translate(project, name, "ja", texts)
    assert lfnkr("publish").code == 0
    (posts / "en" / "gone.md").unlink()
    (posts / "en" / "outdated.md").write_text(LETTER.replace("harbour", "outdated").replace("twelve", "ten"), "utf-8")
    translate(project, "2025/letter", "ja", LETTER_JA)
    translate(project, "notice", "en", {"どなたも歓迎します。": NOTICE_EN["どなたも歓迎します。"]})
    assert lfnkr("draft", "repeat").code == 0
    return project


def golden(name: str, text: str) -> None:
    """Compare with a file of expected output; after a wanted change delete the file and run the test twice."""
    path = FILES / name
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8", newline="")
        pytest.fail(f"{name} was missing and is written now: look at it")
    assert text == path.read_bytes().decode()


def test_table_at_80_columns(lfnkr: Run, stages: Path) -> None:
    ended = lfnkr("status")
    assert (ended.code, ended.err) == (0, "")
    assert max(cell_len(line) for line in ended.out.splitlines()) <= 80
    golden("status.txt", ended.out)


def test_table_in_japanese(process: Run, stages: Path) -> None:
    ended = process("status", cwd=stages, env={"LANG": "ja_JP.UTF-8"})
    assert max(cell_len(line) for line in ended.out.splitlines()) <= 80
    golden("status.ja.txt", ended.out)


@pytest.mark.parametrize("columns", [20, 30, 40, 55, 56, 60, 120])
def test_every_post_and_state_is_there_at_any_width(
    lfnkr: Run, stages: Path, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    out = lfnkr("status").out
    assert max(cell_len(line) for line in out.splitlines()) <= columns
    for row in json.loads(lfnkr("status", "--json").out)["rows"]:
        assert row["post"] in out
        assert row["state"] in out


def test_posts_stand_below_each_other_on_a_narrow_terminal(
    lfnkr: Run, stages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    golden("status.30.txt", lfnkr("status").out)


def test_wide_titles_do_not_move_the_columns(lfnkr: Run, stages: Path) -> None:
    """Every bar starts in the same column, whatever stands left of it."""
    table = lfnkr("status").out.partition("6 posts")[0]
    bars = [re.match("[^█▓▒░]*", line) for line in table.splitlines() if re.search("[█▓▒░]", line)]
    assert len(bars) == 6
    assert len({cell_len(before[0]) for before in bars if before}) == 1


def test_markdown(lfnkr: Run, stages: Path) -> None:
    golden("status.md", lfnkr("status", "--markdown").out)


def test_json_has_the_fields_that_other_programs_read(lfnkr: Run, stages: Path) -> None:
    found = json.loads(lfnkr("status", "--json").out)
    assert found["version"] == 1
    assert [row["state"] for row in found["rows"]] == [
        "new", "ready", "source gone", "in review", "outdated", "drafting",
    ]  # fmt: skip
    for row in found["rows"]:
        assert list(row)[: len(FIELDS)] == FIELDS
        assert row["segments"] == row["untranslated"] + row["draft"] + row["stale"] + row["reviewed"]
    assert found["totals"]["posts"] == 6
    assert found["problems"] == []


def test_csv_is_what_rfc_4180_says(lfnkr: Run, stages: Path) -> None:
    out = lfnkr("status", "--csv").out
    rows = list(csv.DictReader(io.StringIO(out, newline="")))
    assert out.startswith(",".join(FIELDS) + "\r\n")
    assert [row["post"] for row in rows] == ["2025/book", "2025/letter", "gone", "notice", "outdated", "repeat"]
    assert rows[0]["title"].startswith("海を渡った手紙")


def test_fail_if_incomplete(lfnkr: Run, translated: Path) -> None:
    assert lfnkr("status", "--fail-if-incomplete").code == 0
    translate(translated, "notice", "en", NOTICE_EN, fuzzy=True)
    assert lfnkr("status", "--fail-if-incomplete").code == 3
    assert lfnkr("status", "--fail-if-incomplete", "-l", "ja").code == 0
    assert lfnkr("status").code == 0


def test_posts_without_a_source_can_be_named(lfnkr: Run, stages: Path) -> None:
    rows = json.loads(lfnkr("status", "gone", "--json").out)["rows"]
    assert [(row["post"], row["state"]) for row in rows] == [("gone", "source gone")]


def test_what_cannot_be_read_is_named_and_the_rest_is_shown(lfnkr: Run, translated: Path) -> None:
    (translated / "source_posts" / "en" / "broken.md").write_bytes(b"caf\xe9\n")
    ended = lfnkr("status", "--json")
    assert ended.code == 4
    assert ended.err.startswith("source_posts/en/broken.md")
    assert len(json.loads(ended.out)["rows"]) == 2


def test_an_empty_project_says_what_to_do(lfnkr: Run, tmp_path: Path) -> None:
    assert lfnkr("init").code == 0
    ended = lfnkr("status")
    assert (ended.code, ended.err) == (0, "")
    assert "source_posts" in ended.out


def test_a_title_does_not_steer_the_terminal(lfnkr: Run, project: Path) -> None:
    (project / "source_posts" / "en" / "evil.md").write_text('---\ntitle: "\\e[2J[red]x[/red]"\n---\n\nText.\n')
    for words in (["status"], ["status", "--markdown"]):
        out = lfnkr(*words).out
        assert "\x1b" not in out
        assert "[red]" in out


def test_colours_only_where_they_are_wanted(lfnkr: Run, stages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in lfnkr("status").out
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\x1b[1;32m" in lfnkr("status").out or "\x1b[32m" in lfnkr("status").out
    assert "\x1b[32m" not in lfnkr("status", "--no-color").out
