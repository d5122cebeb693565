"""`lfnkr run`, and what comes before the first day: init and doctor."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.projects import translate


def test_run_does_everything_and_ends_with_the_table(lfnkr: Run, translated: Path) -> None:
    translate(translated, "notice", "en", {"どなたも歓迎します。": ""})
    ended = lfnkr("run")
    assert (ended.code, ended.err) == (0, "")
    work, _gap, table = ended.out.partition("\n\n")
    assert work.splitlines() == [
        "2 catalogs, all up to date.",
        "0 segments drafted, 1 left to translate.",
        "2 catalogs checked: 0 errors, 0 warnings.",
        "2025/letter → ja: published/ja/2025/letter.md",
        "notice → en: not ready: 1 segment is not translated",
        "1 post published, 1 not ready.",
    ]
    assert table.startswith("Harbour news")
    assert "1 published, 1 in review" in table


def test_run_twice_changes_nothing(lfnkr: Run, translated: Path) -> None:
    lfnkr("run")
    before = {
        path: path.read_bytes() for path in translated.rglob("*") if path.is_file() and ".lfnkr" not in path.parts
    }
    assert lfnkr("run").code == 0
    assert before == {
        path: path.read_bytes() for path in translated.rglob("*") if path.is_file() and ".lfnkr" not in path.parts
    }


def test_run_dry_writes_nothing(lfnkr: Run, project: Path) -> None:
    assert lfnkr("run", "-n").code == 0
    assert not (project / "locales").exists()
    assert not (project / "published").exists()


def test_run_on_a_named_post_that_is_not_ready_is_a_refusal(lfnkr: Run, project: Path) -> None:
    assert lfnkr("run", "notice").code == 3


def test_run_names_a_broken_post_once(lfnkr: Run, translated: Path) -> None:
    (translated / "source_posts" / "en" / "broken.md").write_bytes(b"caf\xe9\n")
    ended = lfnkr("run", "-q")
    assert ended.code == 4
    assert ended.out == ""
    assert ended.err.count("broken.md") == 1


def test_run_json(lfnkr: Run, translated: Path) -> None:
    found = json.loads(lfnkr("run", "--json").out)
    assert list(found) == ["version", "extracted", "drafted", "checked", "published", "status", "problems", "engines"]
    assert [row["outcome"] for row in found["published"]] == ["published", "published"]
    assert [row["state"] for row in found["status"]["rows"]] == ["published", "published"]


def test_init_makes_a_project_once(lfnkr: Run, tmp_path: Path) -> None:
    ended = lfnkr("init", tmp_path / "new")
    assert ended.code == 0
    assert "made lfnkr.toml\n" in ended.out
    assert lfnkr("init", tmp_path / "new").out == "It is a project already: nothing to do.\n"
    assert lfnkr("-C", tmp_path / "new", "status").code == 0


def test_init_dry_run_makes_nothing(lfnkr: Run, tmp_path: Path) -> None:
    assert "would make lfnkr.toml\n" in lfnkr("init", "-n").out
    assert list(tmp_path.iterdir()) == []


def test_init_asks_nothing(process: Run, tmp_path: Path) -> None:
    assert process("init").code == 0
    assert (tmp_path / "lfnkr.toml").exists()


def test_doctor(lfnkr: Run, project: Path) -> None:
    ended = lfnkr("doctor")
    assert ended.code == 0
    assert f"project: {project}\n" in ended.out
    rows = json.loads(lfnkr("doctor", "--json").out)["rows"]
    assert {"severity", "subject", "message", "advice"} == set(rows[0])


def test_doctor_says_what_stops_the_work(lfnkr: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ended = lfnkr("doctor", "-q")
    assert ended.code == 1
    assert "lfnkr init" in ended.out
