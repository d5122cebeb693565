"""Posts read: their language, the languages they are translated into, and those that cannot be worked on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lfnkr_i18n.config import Project
from lfnkr_i18n.steps.posts import SourcePost, Unreadable, attempt, unreadable
from lfnkr_i18n.steps.selection import select

MakeProject = Callable[..., Project]

THREE = '[project]\nlanguages = ["en", "ja", "ko"]\n'


def read(project: Project) -> list[SourcePost | Unreadable]:
    """Return every post, and what cannot be one first."""
    selection = select(project)
    return [*unreadable(project, selection), *(attempt(project, selection, file) for file in selection.files)]


def sources(project: Project) -> dict[str, SourcePost]:
    found = {}
    for item in read(project):
        assert isinstance(item, SourcePost), item
        found[item.shown] = item
    return found


def problems(project: Project) -> dict[str, str]:
    return {item.shown: item.message for item in read(project) if isinstance(item, Unreadable)}


@pytest.mark.parametrize(
    ("files", "path", "language", "targets"),
    [
        pytest.param({}, "source_posts/en/a.md", "en", ("ja",), id="its folder says the language"),
        pytest.param({}, "source_posts/ja/a.md", "ja", ("en",), id="the other direction"),
        pytest.param({}, "source_posts/a.md", "en", ("ja",), id="else the source language"),
        pytest.param({}, "source_posts/en/2020/a.md", "en", ("ja",), id="ids may hold folders"),
    ],
)
def test_language_from_the_folder(
    make_project: MakeProject, files: dict[str, str], path: str, language: str, targets: tuple[str, ...]
) -> None:
    source = sources(make_project({path: "Rice.\n", **files}))[path]
    assert (source.language, source.targets) == (language, targets)


@pytest.mark.parametrize(
    ("front_matter", "language", "targets"),
    [
        pytest.param("lang: ja", "ja", ("en",), id="lang"),
        pytest.param("language: ja", "ja", ("en",), id="language"),
        pytest.param("lang: en-US", "en", ("ja",), id="a region of a project language"),
        pytest.param("translate: false", "en", (), id="not translated"),
        pytest.param("translate: [ja]", "en", ("ja",), id="into these only"),
        pytest.param("translate: [en]", "en", (), id="never into its own language"),
        pytest.param("translate: ja", "en", ("ja",), id="one language without a list"),
    ],
)
def test_front_matter_decides(
    make_project: MakeProject, front_matter: str, language: str, targets: tuple[str, ...]
) -> None:
    path = "source_posts/a.md"
    source = sources(make_project({path: f"---\n{front_matter}\n---\nRice.\n"}))[path]
    assert (source.language, source.targets) == (language, targets)


@pytest.mark.parametrize(
    ("day", "targets"),
    [
        pytest.param("2014-12-31", (), id="older"),
        pytest.param("2015-01-01", ("ja",), id="that day"),
        pytest.param("2015-01-01T09:00:00+09:00", ("ja",), id="with a time"),
        pytest.param("2014-13-45", ("ja",), id="no such day: translated"),
    ],
)
def test_translate_since(make_project: MakeProject, day: str, targets: tuple[str, ...]) -> None:
    settings = "[project]\ntranslate_since = 2015-01-01\n"
    project = make_project({"source_posts/en/a.md": f"---\ndate: {day}\n---\nRice.\n"}, settings)
    assert sources(project)["source_posts/en/a.md"].targets == targets


def test_two_originals_are_not_drafted_from_each_other(make_project: MakeProject) -> None:
    project = make_project({"source_posts/en/a.md": "Rice.\n", "source_posts/ja/a.md": "米。\n"})
    assert [source.targets for source in sources(project).values()] == [(), ()]


def test_a_third_language_comes_from_the_source_language_s_original(make_project: MakeProject) -> None:
    project = make_project({"source_posts/en/a.md": "Rice.\n", "source_posts/ja/a.md": "米。\n"}, THREE)
    found = sources(project)
    assert found["source_posts/en/a.md"].targets == ("ko",)
    assert found["source_posts/ja/a.md"].targets == ()


@pytest.mark.parametrize(
    ("files", "path", "problem"),
    [
        pytest.param(
            {"source_posts/ja/a.md": "---\nlang: en\n---\nRice.\n"},
            "source_posts/ja/a.md",
            "its front matter says `en`, its folder `ja`",
            id="front matter against folder",
        ),
        pytest.param(
            {"source_posts/a.md": "---\nlang: fr\n---\nRiz.\n"},
            "source_posts/a.md",
            "lfnkr.toml lists en, ja",
            id="a language of no project",
        ),
        pytest.param(
            {"source_posts/a.md": "---\ntranslate: maybe\n---\nRice.\n"},
            "source_posts/a.md",
            "must be true, false or a list",
            id="translate is nonsense",
        ),
        pytest.param(
            {"source_posts/a.md": "Rice.\n", "source_posts/en/a.md": "Corn.\n"},
            "source_posts/a.md",
            "source_posts/en/a.md has the same post id and language",
            id="two files for one id",
        ),
        pytest.param({"source_posts/en/a.md": b"Rice \xff.\n"}, "source_posts/en/a.md", "byte 5", id="not UTF-8"),
    ],
)
def test_a_post_that_cannot_be_worked_on_is_named(
    make_project: MakeProject, files: dict[str, str | bytes], path: str, problem: str
) -> None:
    found = problems(make_project({**files, "source_posts/en/good.md": "Good.\n"}))
    place = next(shown for shown in found if shown.startswith(path))
    assert problem in found[place]
    assert "good" not in "".join(found)
