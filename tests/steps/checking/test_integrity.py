"""The check `catalog`: what a PO file on the disk must be beside readable."""

from __future__ import annotations

from collections.abc import Callable

from lfnkr_i18n.config import Project
from lfnkr_i18n.steps.checking.check import check
from lfnkr_i18n.steps.extract import extract
from lfnkr_i18n.steps.selection import select
from lfnkr_i18n.steps.status import status

MakeProject = Callable[..., Project]

POST = "A door.\n\nA window.\n"


def said(project: Project) -> list[tuple[str, str, int]]:
    found = [placed for checked in check(project, select(project)) for placed in checked.findings]
    return [(placed.finding.severity.value, placed.finding.message, placed.line) for placed in found]


def test_a_catalog_of_today_is_silent(make_project: MakeProject) -> None:
    project = make_project({"source_posts/en/a.md": POST})
    list(extract(project, select(project)))
    assert said(project) == []


def test_texts_that_came_and_went_since(make_project: MakeProject) -> None:
    project = make_project({"source_posts/en/a.md": POST})
    list(extract(project, select(project)))
    (project.source_folder / "en" / "a.md").write_text("A door.\n\nA roof.\n\nA wall.\n\nA wall.\n", "utf-8")
    assert said(project) == [
        ("error", "2 texts of the post are not in the catalog; run `lfnkr extract`", 1),
        ("warning", "1 text of the catalog is not in the post any more; run `lfnkr extract`", 1),
    ]
    assert [(row.errors, row.warnings) for row in status(project, select(project)).rows] == [(0, 0)]  # merged in memory
    list(extract(project, select(project)))
    assert said(project) == []


def test_the_language_of_the_header(make_project: MakeProject) -> None:
    project = make_project({"source_posts/en/a.md": POST})
    list(extract(project, select(project)))
    path = project.catalog_path("a", "ja")
    path.write_text(path.read_text("utf-8").replace("Language: ja", "Language: fr"), "utf-8")
    assert said(project) == [
        ("error", "the header names the language `fr`, the folder `ja`; `lfnkr extract` sets it", 1)
    ]
    path.write_text(path.read_text("utf-8").replace("Language: fr", "Language: ja_JP"), "utf-8")
    assert said(project) == []
