"""What is missing or unsafe is said, with what to do; what is well is said too."""

from __future__ import annotations

import os
import subprocess
from importlib import metadata
from pathlib import Path

import pytest

from lfnkr_i18n.steps.health import machine
from lfnkr_i18n.steps.health.diagnosis import Diagnosis, Health
from lfnkr_i18n.steps.health.doctor import doctor
from lfnkr_i18n.steps.init import init

WAIVED = '[privacy]\nnames = "none"\nnames_waived_by = "the board"\n'


def said(root: Path, subject: str) -> list[tuple[str, str]]:
    """Return (severity, message) of what doctor says about one thing."""
    return [(item.severity.value, item.message) for item in _about(root, subject)]


def _about(root: Path, subject: str) -> list[Diagnosis]:
    return [item for item in doctor(root, encoding="utf-8") if item.subject == subject]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a project in a git repository, as `init` makes it, with one post."""
    root = tmp_path / "project"
    init(root)
    subprocess.run(["git", "init", "-q", root], check=True)
    (root / "source_posts/en/a.md").write_text("Rice.\n", encoding="utf-8")
    return root


def test_a_new_project_is_well(root: Path) -> None:
    ill = [item for item in doctor(root, encoding="utf-8") if item.severity is not Health.OK]
    assert [item.subject for item in ill if item.subject not in ("gettext", "PyYAML")] == []


def test_whatever_is_not_well_comes_with_advice(tmp_path: Path) -> None:
    for item in doctor(tmp_path, encoding="ascii"):
        assert item.advice or item.severity is Health.OK


def test_from_a_folder_inside(root: Path) -> None:
    assert said(root / "source_posts/en", "project") == [("ok", str(root))]


def test_no_project(tmp_path: Path) -> None:
    ((severity, message),) = said(tmp_path, "project")
    assert severity == "error"
    assert "no lfnkr.toml" in message


def test_settings_that_are_not_valid(root: Path) -> None:
    (root / "lfnkr.toml").write_text("[draft]\nmin_match = 101\n", encoding="utf-8")
    assert said(root, "project") == [("error", "lfnkr.toml:2: `draft.min_match`: must be a percentage, 0 to 100")]


def test_posts_and_what_cannot_be_one(root: Path) -> None:
    (root / "source_posts/en/CON.md").touch()
    assert said(root, "source_posts") == [("ok", "1 post")]
    ((severity, message),) = said(root, "source_posts/en/CON.md")
    assert (severity, "Windows" in message) == ("error", True)


def test_no_posts(root: Path) -> None:
    (root / "source_posts/en/a.md").unlink()
    assert said(root, "source_posts") == [("warning", "there are no posts")]


def test_git_rules_that_are_missing(root: Path) -> None:
    (root / ".gitignore").write_text("*.tmp\n", encoding="utf-8")
    (root / ".gitattributes").unlink()
    assert [severity for severity, _message in said(root, ".gitignore")] == ["warning"]
    assert [severity for severity, _message in said(root, ".gitattributes")] == ["warning"]


def test_no_git_repository(tmp_path: Path) -> None:
    init(tmp_path)
    assert [severity for severity, _message in said(tmp_path, "git")] == ["warning"]


def test_git_that_is_not_installed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert said(root, "git") == [("warning", "git does not answer")]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions bind only ordinary users")
def test_folders_that_cannot_be_written(root: Path) -> None:
    (root / "locales").chmod(0o500)
    assert said(root, "locales") == [("error", "cannot be written")]


def test_a_cache_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "lfnkr.toml").touch()
    (tmp_path / ".lfnkr").touch()
    assert said(tmp_path, ".lfnkr") == [("error", "is a file, not a folder")]
    assert [severity for severity, _message in said(tmp_path, "locks")] == ["error"]


@pytest.mark.parametrize(
    ("settings", "severity"),
    [
        pytest.param("", "ok", id="not set, memory only"),
        pytest.param(WAIVED, "ok", id="waived by name"),
        pytest.param('[draft]\nengines = ["deepl"]\n', "warning", id="not set, and an engine off this machine"),
        pytest.param('[draft]\nengines = ["pseudo", "libretranslate"]\n', "ok", id="not set, and engines here"),
    ],
)
def test_register_settings(root: Path, settings: str, severity: str) -> None:
    (root / "lfnkr.toml").write_text(settings, encoding="utf-8")
    assert [found for found, _message in said(root, "names register")] == [severity]


LISTED = '[[person]]\nid = "p1"\nnames = { en = ["Pak Chol-ho"] }\n'


@pytest.mark.parametrize(
    ("place", "mode", "text", "expected"),
    [
        pytest.param("../names.toml", 0o600, LISTED, ("ok", "1 person"), id="safe"),
        pytest.param("../names.toml", 0o600, "", ("error", "lists nobody"), id="empty"),
        pytest.param("../names.toml", 0o644, LISTED, ("error", "chmod 600"), id="others can read it"),
        pytest.param("names.toml", 0o600, LISTED, ("error", "git work tree"), id="in the project's repository"),
        pytest.param("../names.toml", 0o600, LISTED * 2, ("error", "twice"), id="not understood"),
        pytest.param("../missing.toml", 0o600, None, ("error", "not on this machine"), id="not here"),
    ],
)
def test_a_register_that_is_named(
    root: Path, place: str, mode: int, text: str | None, expected: tuple[str, str]
) -> None:
    (root / "lfnkr.toml").write_text(f'[privacy]\nnames = "{place}"\n', encoding="utf-8")
    if text is not None:
        (root / place).write_text(text, encoding="utf-8")
        (root / place).chmod(mode)
    [(severity, message)] = said(root, "names register")
    assert severity == expected[0]
    assert expected[1] in message
    assert "Pak" not in message


def test_engines_without_keys(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DEEPL_API_KEY", raising=False)
    monkeypatch.setenv("OPENAI_API_KEY", "k")
    engines = '[draft]\nengines = ["google", "deepl", "openai", "libretranslate"]\n'
    (root / "lfnkr.toml").write_text(WAIVED + engines, encoding="utf-8")
    assert said(root, "google") == []
    assert said(root, "deepl") == [("warning", "has no key on this machine")]
    assert said(root, "libretranslate") == [("ok", "is set up")]
    assert said(root, "openai") == [("error", "lfnkr.toml does not say where it answers")]


@pytest.mark.parametrize(
    ("encoding", "severity"),
    [("utf-8", "ok"), ("UTF8", "ok"), ("ascii", "warning"), ("cp932", "warning"), ("", "warning")],
)
def test_the_terminal(tmp_path: Path, encoding: str, severity: str) -> None:
    found = [item.severity.value for item in doctor(tmp_path, encoding=encoding) if item.subject == "terminal"]
    assert found == [severity]


def test_locks_are_tried(root: Path) -> None:
    assert said(root, "locks") == [("ok", "two runs cannot write one file at a time")]


def test_little_space(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "LITTLE_SPACE", 1 << 70)
    assert [severity for severity, _message in said(root, "disk")] == ["warning"]


@pytest.mark.parametrize(
    ("folder", "kind"),
    [("/", "ext4"), ("/mnt/share/posts", "nfs4"), ("/mnt/two words/posts", "fuse.sshfs"), ("/mnt/shared", "ext4")],
)
def test_the_file_system_is_that_of_the_nearest_mount(tmp_path: Path, folder: str, kind: str) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/a / ext4 rw 0 0\nhost:/x /mnt/share nfs4 rw 0 0\nhost: /mnt/two\\040words fuse.sshfs rw 0 0\n",
        encoding="utf-8",
    )
    assert machine.file_system(Path(folder), mounts) == kind


def test_a_system_that_does_not_say_its_mounts(tmp_path: Path) -> None:
    assert machine.file_system(tmp_path, tmp_path / "missing") == ""


@pytest.mark.parametrize(
    ("installed", "versions", "good"),
    [
        ("1.0.32", "==1.0.32", True),
        ("1.0.33", "==1.0.32", False),
        ("6.0.3", ">=6.0.2", True),
        ("2.0", "<2,>=1.2", False),
        ("1.0", "==1.0.0", True),
        ("1.4.5", "~=1.4.2", True),
        ("1.5", "~=1.4.2", False),
        ("3.1", "", True),
    ],
)
def test_versions(installed: str, versions: str, good: bool) -> None:
    assert machine.fits(installed, versions) is good


def test_libraries_in_other_versions(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ["pyromark==0.0.1", "msgspec>=999", "no-such-library-of-ours>=1", 'pytest>=999; extra == "dev"']
    monkeypatch.setattr(metadata, "requires", lambda _package: asked)
    assert [severity for severity, _message in said(root, "pyromark")] == ["error"]
    assert [severity for severity, _message in said(root, "msgspec")] == ["warning"]
    assert said(root, "no-such-library-of-ours") == [("error", "is not installed")]
    assert said(root, "pytest") == []


def test_a_ledger_that_cannot_be_read(root: Path) -> None:
    (root / "locales/ja").mkdir(parents=True)
    (root / "locales/publications.jsonl").write_text("<<<<<<< HEAD\n", encoding="utf-8")
    (root / "locales/ja/signoffs.jsonl").write_text("oops\n", encoding="utf-8")
    for ledger in ("locales/publications.jsonl:1", "locales/ja/signoffs.jsonl:1"):
        ((severity, _message),) = said(root, ledger)
        assert severity == "error"
