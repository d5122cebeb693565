from __future__ import annotations

from pathlib import Path

import pytest

from lfnkr_i18n.config import find_project, open_project
from lfnkr_i18n.errors import SettingsError


def project_in(folder: Path, settings: str = "") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "lfnkr.toml").write_text(settings, encoding="utf-8")
    return folder


def test_the_nearest_folder_upwards_is_the_project(tmp_path: Path) -> None:
    outer = project_in(tmp_path / "outer")
    inner = project_in(outer / "a" / "inner")
    (inner / "x" / "y").mkdir(parents=True)
    assert find_project(inner / "x" / "y") == inner
    assert find_project(outer / "a") == outer


def test_no_project_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="run `lfnkr init`"):
        find_project(tmp_path)
    with pytest.raises(SettingsError, match="run `lfnkr init`"):
        open_project(tmp_path)


def test_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = open_project(project_in(tmp_path / "p"))
    assert project.catalog_path("2020/letter", "ja") == tmp_path / "p/locales/ja/LC_MESSAGES/2020/letter.po"
    assert project.relative(project.catalog_path("a", "ja")) == "locales/ja/LC_MESSAGES/a.po"
    monkeypatch.chdir(tmp_path)
    assert project.relative(Path("p/source_posts/../lfnkr.toml")) == "lfnkr.toml"
    assert project.relative(tmp_path / "elsewhere.md") == (tmp_path / "elsewhere.md").as_posix()


def test_link_prefixes_go_both_ways(tmp_path: Path) -> None:
    settings = '[project]\nlanguages = ["en", "ja", "ko"]\n[links]\n"/en/" = "/ja/"\n'
    project = open_project(project_in(tmp_path, settings))
    assert project.links_for("en", "ja") == {"/en/": "/ja/"}
    assert project.links_for("ja", "en") == {"/ja/": "/en/"}
    assert project.links_for("ja", "ko") == {}


def test_catalogs_that_are_there(tmp_path: Path) -> None:
    project = open_project(project_in(tmp_path))
    for name in ("ja/2020/b.po", "ja/a.po", "ja/a/c.po", "en/a.po", "ja/a.po~"):
        name = name.replace("/", "/LC_MESSAGES/", 1)
        path = project.locales / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    assert list(project.catalog_keys()) == [("en", "a"), ("ja", "2020/b"), ("ja", "a/c"), ("ja", "a")]


def test_reading_rules_come_from_the_settings(tmp_path: Path) -> None:
    settings = '[segmentation]\nunit = "block"\nno_break = { ja = ["A！"] }\n[project]\ntext_keys = ["title"]\n'
    rules = open_project(project_in(tmp_path, settings)).reading_rules
    assert (rules.unit, rules.text_keys, rules.no_break["ja"]) == ("block", ("title",), ("A！",))


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param("", None, id="unset"),
        pytest.param('[privacy]\nnames = "none"\nnames_waived_by = "the board"\n', None, id="waived"),
        pytest.param('[privacy]\nnames = "../names.toml"\n', "p/../names.toml", id="relative to the project"),
    ],
)
def test_where_the_register_lies(tmp_path: Path, settings: str, expected: str | None) -> None:
    path = open_project(project_in(tmp_path / "p", settings)).register_path
    assert path == (None if expected is None else tmp_path / expected)
