"""Publish for WordPress: what stands published goes into one file, nothing else does."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from lfnkr_i18n.config import Project, open_project
from lfnkr_i18n.errors import FileError
from lfnkr_i18n.steps.publishing.planning import Outcome, Published
from lfnkr_i18n.steps.publishing.wxr import Packed, pack
from lfnkr_i18n.wordpress.model import Item
from lfnkr_i18n.wordpress.reader import read_export

SOURCE = "source_posts/en/bread.html"
OUTPUT = "published/ja/bread.html"
POST = """---
title: Bread
lang: {lang}
date: 2026-03-06T10:00:00+09:00
slug: bread
wordpress:
  id: 6
---

<p>{text}</p>
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "lfnkr.toml").write_text("", "utf-8")
    for path, text in (
        (SOURCE, POST.format(lang="en", text="Bread.")),
        (OUTPUT, POST.format(lang="ja", text="パン。")),
    ):
        file = tmp_path / path
        file.parent.mkdir(parents=True)
        file.write_text(text, "utf-8")
    return open_project(tmp_path)


def result(outcome: Outcome = Outcome.PUBLISHED, *, output: str = OUTPUT, language: str = "ja") -> Published:
    return Published("bread", SOURCE, language, output, outcome)


def items(project: Project) -> list[Item]:
    return list(read_export(io.BytesIO((project.root / "out.xml").read_bytes()), shown="out.xml"))


def test_what_stands_published_is_in_it(project: Project) -> None:
    packed = pack(project, [result(), result(Outcome.UP_TO_DATE, language="ko")], project.root / "out.xml")

    assert packed == Packed("out.xml", 2, written=True)
    assert [(item.content, item.slug, item.meta["_lfnkr_source"]) for item in items(project)] == [
        ("<p>パン。</p>\n", "bread-ja", "6"),
        ("<p>パン。</p>\n", "bread-ko", "6"),
    ]


@pytest.mark.parametrize("outcome", [Outcome.NOT_READY, Outcome.EDITED, Outcome.FAILED])
def test_what_a_gate_held_back_or_somebody_edited_is_not(project: Project, outcome: Outcome) -> None:
    packed = pack(project, [result(outcome)], project.root / "out.xml")

    assert packed == Packed("out.xml", 0, written=False)
    assert not (project.root / "out.xml").exists()


def test_twice_is_once(project: Project) -> None:
    out = project.root / "out.xml"
    pack(project, [result()], out)
    before = out.stat().st_mtime_ns

    assert not pack(project, [result()], out).written
    assert out.stat().st_mtime_ns == before


def test_line_ends_are_those_of_wordpress(project: Project) -> None:
    (project.root / OUTPUT).write_bytes((project.root / OUTPUT).read_bytes().replace(b"\n", b"\r\n"))
    pack(project, [result()], project.root / "out.xml")

    assert items(project)[0].content == "<p>パン。</p>\n"


def test_dry_run_writes_nothing(project: Project) -> None:
    assert pack(project, [result()], project.root / "out.xml", dry_run=True) == Packed("out.xml", 1, written=True)
    assert not (project.root / "out.xml").exists()


def test_a_file_that_is_something_else_stays(project: Project) -> None:
    for dry_run in (True, False):
        with pytest.raises(FileError, match=r"bread\.html: it is there and was not written by publish --wxr"):
            pack(project, [result()], project.root / SOURCE, dry_run=dry_run)
    assert "Bread." in (project.root / SOURCE).read_text("utf-8")


def test_what_wordpress_cannot_take_is_left_out(project: Project) -> None:
    other = project.root / "published/ja/other.html"
    other.write_text(POST.format(lang="ja", text="\x0b"), "utf-8")
    results = [result(output="published/ja/bread.md"), result(output="published/ja/other.html"), result()]

    packed = pack(project, results, project.root / "out.xml")

    assert (packed.posts, [path for path, _why in packed.left_out]) == (
        1,
        ["published/ja/bread.md", "published/ja/other.html"],
    )
    assert "U+000B" in packed.left_out[1][1]


def test_originals_are_there_already(project: Project) -> None:
    (project.root / "lfnkr.toml").write_text("publish.originals = true\n", "utf-8")
    project = open_project(project.root)

    assert pack(project, [result(language="en"), result()], project.root / "out.xml").posts == 1
