"""What the check step says of translations whose source changed."""

from __future__ import annotations

from collections.abc import Callable

from lfnkr_i18n.catalog import parse, serialize
from lfnkr_i18n.config import Project
from lfnkr_i18n.steps.checking.check import check
from lfnkr_i18n.steps.extract import extract
from lfnkr_i18n.steps.selection import select

MakeProject = Callable[..., Project]
POST = "source_posts/en/a.md"


def changed(make_project: MakeProject, old: str, translation: str, new: str) -> list[tuple[str, str]]:
    """What is found after a translated text changed in its post."""
    project = make_project({POST: f"{old}\n"})
    list(extract(project, select(project)))
    path = project.catalog_path("a", "ja")
    catalog = parse(path.read_bytes(), "a.po")
    catalog[0].msgstr = translation
    path.write_bytes(serialize(catalog))
    (project.root / POST).write_text(f"{new}\n", "utf-8")
    list(extract(project, select(project)))
    (result,) = check(project, select(project))
    return [(placed.finding.check, placed.finding.message) for placed in result.findings]


def test_the_number_that_is_now_wrong_is_pointed_at_once(make_project: MakeProject) -> None:
    found = changed(make_project, "We helped 12 families.", "12家族を支援しました。", "We helped 15 families.")
    assert found == [("stale-edit", "12 is what the source said before; today it says 15")]


def test_a_change_of_words_alone_is_no_finding(make_project: MakeProject) -> None:
    assert not changed(make_project, "We helped 12 families.", "12家族を支援しました。", "We assisted 12 families.")
