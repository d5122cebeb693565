"""Extract: catalogs follow the posts, and nothing a person wrote is lost on the way."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import lfnkr_i18n.replacing
import lfnkr_i18n.steps.extract
from lfnkr_i18n.catalog import Merged
from lfnkr_i18n.config import Project
from lfnkr_i18n.replacing import Staged
from lfnkr_i18n.steps.extract import Extracted, extract
from lfnkr_i18n.steps.selection import select
from tests.written import version

MakeProject = Callable[..., Project]

LETTER = "# A letter\n\nWe helped 12 families. They came by train.\n"
CATALOG = "locales/ja/LC_MESSAGES/letter.po"


def run(project: Project, *posts: str, dry_run: bool = False) -> list[Extracted]:
    return list(extract(project, select(project, posts), dry_run=dry_run))


def translate(project: Project, catalog: str, source: str, translation: str) -> None:
    """Do as a reviewer does: write a translation below its source."""
    path = project.root / catalog
    text = path.read_text(encoding="utf-8")
    assert f'msgid "{source}"\nmsgstr ""' in text
    path.write_text(text.replace(f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{translation}"'))


def test_a_new_post_gets_a_catalog(make_project: MakeProject) -> None:
    project = make_project({"source_posts/en/letter.md": LETTER})
    (result,) = run(project)
    assert (result.post, result.language, result.catalog) == ("letter", "ja", CATALOG)
    assert (result.added, result.changed, result.removed, result.written) == (3, 0, 0, True)
    text = (project.root / CATALOG).read_text(encoding="utf-8")
    assert ('#. paragraph\n#: source_posts/en/letter.md\nmsgid "We helped 12 families."\nmsgstr ""\n') in text


def test_gettext_takes_the_catalog(make_project: MakeProject) -> None:
    project = make_project({"source_posts/en/letter.md": LETTER})
    run(project)
    translate(project, CATALOG, "They came by train.", "列車で来ました。")
    path = str(project.root / CATALOG)
    subprocess.run(["msgfmt", "--check", "-o", "/dev/null", path], check=True, capture_output=True, timeout=60)
    again = subprocess.run(["msgcat", "--no-wrap", path], check=True, capture_output=True, timeout=60)
    assert again.stdout == Path(path).read_bytes()


def test_twice_is_once(make_project: MakeProject) -> None:
    project = make_project({"source_posts/en/letter.md": LETTER})
    run(project)
    before = version(project.root / CATALOG)
    (result,) = run(project)
    assert not result.written
    assert version(project.root / CATALOG) == before


def test_a_dry_run_writes_nothing_and_says_the_same(make_project: MakeProject) -> None:
    project = make_project({"source_posts/en/letter.md": LETTER})
    (planned,) = run(project, dry_run=True)
    assert not (project.root / "locales").exists()
    assert run(project) == [planned]


def test_a_changed_sentence_keeps_its_translation_for_review(make_project: MakeProject) -> None:
    project = make_project({"source_posts/en/letter.md": LETTER})
    run(project)
    translate(project, CATALOG, "We helped 12 families.", "12家族を支援しました。")
    (project.source_folder / "en" / "letter.md").write_text(LETTER.replace("12", "15"))
    (result,) = run(project)
    assert (result.added, result.changed, result.removed) == (0, 1, 0)
    assert (
        '#, fuzzy\n#| msgid "We helped 12 families."\nmsgid "We helped 15 families."\nmsgstr "12家族を支援しました。"\n'
    ) in (project.root / CATALOG).read_text(encoding="utf-8")


def test_a_sentence_that_left_comes_back_reviewed(make_project: MakeProject) -> None:
    project = make_project({"source_posts/en/letter.md": LETTER})
    run(project)
    translate(project, CATALOG, "They came by train.", "列車で来ました。")
    reviewed = (project.root / CATALOG).read_text(encoding="utf-8")
    post = project.source_folder / "en" / "letter.md"
    post.write_text("# A letter\n\nWe helped 12 families.\n")
    (result,) = run(project)
    assert result.removed == 1
    assert '#~ msgstr "列車で来ました。"' in (project.root / CATALOG).read_text(encoding="utf-8")
    post.write_text(LETTER)
    run(project)
    assert (project.root / CATALOG).read_text(encoding="utf-8") == reviewed


def test_a_broken_catalog_is_named_and_left_alone(make_project: MakeProject) -> None:
    broken = b'msgid "a\nmsgstr ""\n'
    project = make_project(
        {"source_posts/en/letter.md": LETTER, CATALOG: broken, "source_posts/en/trip.md": "We left.\n"}
    )
    letter, trip = run(project)
    assert letter.problem is not None
    assert letter.problem.startswith(f"{CATALOG}:1: ")
    assert (project.root / CATALOG).read_bytes() == broken
    assert trip.written


def test_a_post_that_cannot_be_read_does_not_stop_the_others(make_project: MakeProject) -> None:
    project = make_project({"source_posts/en/bad.md": b"\xff", "source_posts/en/trip.md": "We left.\n"})
    bad, trip = run(project)
    assert bad.problem is not None
    assert (bad.language, trip.written) == ("", True)


def test_only_the_languages_asked_for(make_project: MakeProject) -> None:
    project = make_project({"source_posts/en/letter.md": LETTER}, '[project]\nlanguages = ["en", "ja", "ko"]\n')
    results = list(extract(project, select(project, [], ["ko"])))
    assert [result.language for result in results] == ["ko"]


def test_a_post_without_text_gets_no_catalog(make_project: MakeProject) -> None:
    project = make_project({"source_posts/en/empty.md": "\n***\n"})
    assert not any(result.written for result in run(project))
    assert not (project.root / "locales").exists()


def test_a_translation_saved_while_we_merged_is_kept(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make_project({"source_posts/en/letter.md": LETTER})
    run(project)
    (project.source_folder / "en" / "letter.md").write_text(LETTER.replace("12", "15"))
    merge = lfnkr_i18n.steps.extract.merged_catalog
    saves = iter(["列車で来ました。"])

    def merge_while_a_person_saves(*args: Any) -> Merged:
        merged = merge(*args)
        for text in saves:
            translate(project, CATALOG, "They came by train.", text)
        return merged

    monkeypatch.setattr("lfnkr_i18n.steps.extract.merged_catalog", merge_while_a_person_saves)
    (result,) = run(project)
    assert result.problem is None
    text = (project.root / CATALOG).read_text(encoding="utf-8")
    assert 'msgid "We helped 15 families."' in text
    assert 'msgstr "列車で来ました。"' in text


def test_workers_make_the_same_bytes(make_project: MakeProject) -> None:
    posts = {f"source_posts/en/{n}.md": f"# Post {n}\n\nRice for {n} families. Thank you.\n" for n in range(20)}
    project = make_project(posts)
    alone = run(project)
    catalogs = {path: path.read_bytes() for path in project.locales.rglob("*.po")}
    assert len(catalogs) == 20
    for path in catalogs:
        path.unlink()
    with ProcessPoolExecutor(2) as executor:
        shared = list(extract(project, select(project), executor=executor))
    assert shared == alone
    assert {path: path.read_bytes() for path in project.locales.rglob("*.po")} == catalogs


def test_a_translation_saved_while_the_disk_was_flushed_is_kept(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make_project({"source_posts/en/letter.md": LETTER})
    run(project)
    (project.root / "source_posts/en/letter.md").write_text(LETTER + "\nIt snowed.\n", encoding="utf-8")
    flush = lfnkr_i18n.replacing.flush_together

    def flush_together(staged: Sequence[Staged]) -> None:
        if staged:
            translate(project, CATALOG, "They came by train.", "列車で来ました。")
        flush(staged)

    monkeypatch.setattr("lfnkr_i18n.steps.mapping.flush_together", flush_together)
    (result,) = run(project)
    text = (project.root / CATALOG).read_text(encoding="utf-8")
    assert (result.added, result.written, result.problem) == (1, True, None)
    assert "列車で来ました。" in text
    assert "It snowed." in text


def test_a_disk_that_cannot_be_flushed_at_once_serves_too(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    posts = {f"source_posts/en/{number}.md": LETTER for number in range(40)}
    project = make_project(posts)
    monkeypatch.setattr("lfnkr_i18n.replacing.flushes_disks", lambda: False)
    assert sum(result.written for result in run(project)) == 40
    assert len(list(project.root.rglob("*.po"))) == 40
    assert list(project.tmp.iterdir()) == []
