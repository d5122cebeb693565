"""A folder becomes a project, and what a person wrote in it stays."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lfnkr_i18n.config import Settings, open_project, settings_template
from lfnkr_i18n.config.toml import parse_settings
from lfnkr_i18n.errors import FileError, SettingsError, UsageError
from lfnkr_i18n.steps.init import init

EVERYTHING = [
    "lfnkr.toml",
    ".gitignore",
    ".gitattributes",
    "source_posts/",
    "source_posts/en/",
    "source_posts/ja/",
    "locales/",
]


def contents(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_new_project(tmp_path: Path) -> None:
    root = tmp_path / "new" / "project"
    assert init(root) == EVERYTHING
    assert open_project(root).settings == Settings()
    assert contents(root) == {
        "lfnkr.toml": settings_template(),
        ".gitignore": b"/.lfnkr/\n/published/\n",
        ".gitattributes": b"*.jsonl merge=union\n",
    }
    assert (root / "source_posts/ja").is_dir()
    assert (root / "locales").is_dir()


def test_twice_is_once(tmp_path: Path) -> None:
    init(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    assert init(tmp_path) == []
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_dry_run_makes_nothing(tmp_path: Path) -> None:
    root = tmp_path / "new"
    assert init(root, dry_run=True) == EVERYTHING
    assert not root.exists()


def test_what_stands_there_stays(tmp_path: Path) -> None:
    (tmp_path / "lfnkr.toml").write_text('[project]\nlanguages = ["en", "ko"]\n', encoding="utf-8")
    (tmp_path / ".gitignore").write_bytes(b"# ours\r\n*.tmp")
    (tmp_path / ".gitattributes").write_text("*.jsonl text eol=lf merge=union\n", encoding="utf-8")
    assert init(tmp_path) == [".gitignore", "source_posts/", "source_posts/en/", "source_posts/ko/", "locales/"]
    assert contents(tmp_path) == {
        "lfnkr.toml": b'[project]\nlanguages = ["en", "ko"]\n',
        ".gitignore": b"# ours\r\n*.tmp\r\n/.lfnkr/\r\n/published/\r\n",
        ".gitattributes": b"*.jsonl text eol=lf merge=union\n",
    }


@pytest.mark.parametrize("line", ["/.lfnkr/", ".lfnkr", ".lfnkr/", "/.lfnkr"])
def test_what_is_ignored_is_not_ignored_twice(tmp_path: Path, line: str) -> None:
    (tmp_path / ".gitignore").write_text(f"{line}\n!published/\n", encoding="utf-8")
    assert ".gitignore" not in init(tmp_path)


def test_posts_outside_of_language_folders_are_left_so(tmp_path: Path) -> None:
    (tmp_path / "source_posts").mkdir()
    assert "source_posts/en/" not in init(tmp_path)


def test_another_output_folder_is_not_ignored(tmp_path: Path) -> None:
    (tmp_path / "lfnkr.toml").write_text('[publish]\noutput = "site/{lang}/{post}{ext}"\n', encoding="utf-8")
    init(tmp_path)
    assert (tmp_path / ".gitignore").read_text(encoding="utf-8") == "/.lfnkr/\n"


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="a file, not a folder"):
        init(tmp_path / "file")


def test_a_name_that_no_disk_takes_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="name is too long"):
        init(tmp_path / ("a" * 5000))


def test_a_link_that_leads_nowhere_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("nowhere")
    with pytest.raises(UsageError, match="not a folder"):
        init(tmp_path / "link")


def test_settings_that_are_not_valid_stop_it(tmp_path: Path) -> None:
    (tmp_path / "lfnkr.toml").write_text("projet = 1\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="did you mean `project`"):
        init(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["lfnkr.toml"]


def test_what_the_template_shows_is_the_default_or_a_valid_example() -> None:
    shown = re.sub(r"^# (?=\[|[a-z_]+ = |\")", "", settings_template().decode(), flags=re.MULTILINE)
    shown = shown.replace('names = "~/.config/lfnkr_i18n/names.toml"\n', "")  # "none" stands there too
    settings, defaults = parse_settings(shown.encode(), "template"), Settings()
    assert (settings.draft, settings.publish, settings.checks) == (defaults.draft, defaults.publish, defaults.checks)
    assert settings.segmentation.unit == defaults.segmentation.unit
    assert settings.project.text_keys == defaults.project.text_keys
    assert settings.project.languages == defaults.project.languages
    assert settings.privacy.waived
    assert [person.id for person in settings.people] == ["aya"]
    assert settings.links == {"/en/": "/ja/"}
