"""Import: what an export becomes in source_posts, and that it goes over nothing that somebody wrote here."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from lfnkr_i18n.config import Project, open_project
from lfnkr_i18n.errors import ExportError, FileError
from lfnkr_i18n.formats import front_matter_and_body
from lfnkr_i18n.steps.importing.import_posts import Fate, Import, Imported, import_posts, look_at
from lfnkr_i18n.steps.importing.plan import Wish
from tests.timing import cpu
from tests.wordpress.exports import export, group, item

REAL = Path(__file__).parents[2] / "files" / "wordpress" / "export.xml"
ENGLISH, JAPANESE = "The harbour is open again.", "港はまた開いています。"


class Desk:
    """A project that an export is brought into."""

    def __init__(self, root: Path, settings: str = "") -> None:
        (root / "lfnkr.toml").write_text(settings, "utf-8")
        self.project: Project = open_project(root)
        self.root = root

    def look(self, *parts: str, **wish: Any) -> Import:
        (self.root / "export.xml").write_bytes(export(*parts))
        return look_at(self.project, self.root / "export.xml", Wish(**wish))

    def bring(self, *parts: str, wish: Mapping[str, Any] | None = None, **options: bool) -> list[Imported]:
        return list(import_posts(self.project, self.look(*parts, **(wish or {})), **options))

    def fates(self, *parts: str, **options: Any) -> list[Fate]:
        return [result.fate for result in self.bring(*parts, **options)]

    @property
    def posts(self) -> list[str]:
        folder = self.root / "source_posts"
        return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())

    def path(self, post: str) -> Path:
        return self.root / "source_posts" / post

    def read(self, post: str) -> str:
        return self.path(post).read_text("utf-8")

    def edit(self, post: str, old: str, new: str) -> None:
        self.path(post).write_text(self.read(post).replace(old, new), "utf-8", newline="")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def letter(content: str = ENGLISH, **fields: Any) -> str:
    return item(6, "Bread & salt", content, slug="bread", **fields)


BREAD = "en/2026-03-06-bread.html"


def test_a_post_as_it_is_written(desk: Desk) -> None:
    [result] = desk.bring(letter(excerpt="Short.", terms=[("category", "news", "News")]))

    assert result == Imported("2026-03-06-bread", f"source_posts/{BREAD}", "en", 6, Fate.NEW)
    head, _, body = desk.read(BREAD).partition("\n---\n\n")
    assert body == ENGLISH
    assert head.startswith(
        """\
---
title: Bread & salt
lang: en
date: 2026-03-06T10:00:00+09:00
slug: bread
excerpt: Short.
categories: [News]
status: publish
author: aya
link: https://harbour.example/2026/03/06/bread/
wordpress:
  id: 6
  guid: https://harbour.example/?p=6
  type: post
  editor: classic
  category_slugs: [news]
  imported: v1-"""
    )


def test_a_real_export(desk: Desk) -> None:
    found = look_at(desk.project, REAL, Wish())
    results = list(import_posts(desk.project, found))

    assert {result.fate for result in results} == {Fate.NEW}
    assert desk.posts == [
        "en/2025-12-01-line-ends.html",
        "en/2025-12-20-winter-office-hours.html",
        "en/2026-01-15-translators-wanted.html",
        "en/2026-02-01-winter-drive-2026.html",
        "en/2026-03-06-hoshino-visit.html",
        "en/2026-03-07-hard-cases.html",
        "ja/2025-12-20-nenmatsu.html",
        "ja/2026-03-10-laptop-kizo.html",
        "ja/2026-03-31-２０２５年度-活動報告.html",
    ]
    assert [(entry.type, entry.status, entry.reason) for entry in found.skipped] == [
        ("attachment", "inherit", "type"),
        ("wp_block", "publish", "type"),
        ("post", "future", "status"),
    ]


def test_twice_is_once(desk: Desk) -> None:
    desk.bring(letter())
    before = desk.path(BREAD).stat()

    assert desk.fates(letter()) == [Fate.UNCHANGED]
    assert desk.path(BREAD).stat().st_mtime_ns == before.st_mtime_ns


def test_dry_run_says_it_and_writes_nothing(desk: Desk) -> None:
    assert desk.fates(letter(), dry_run=True) == [Fate.NEW]
    assert desk.posts == []


def test_what_moved_on_in_wordpress_is_updated(desk: Desk) -> None:
    desk.bring(letter())

    assert desk.fates(letter("The harbour is closed.")) == [Fate.UPDATED]
    assert desk.read(BREAD).endswith("The harbour is closed.")


def test_an_edit_here_stays(desk: Desk) -> None:
    desk.bring(letter())
    desk.edit(BREAD, "open", "wide open")

    assert desk.fates(letter()) == [Fate.KEPT]
    assert desk.read(BREAD).endswith("The harbour is wide open again.")


def test_line_ends_are_no_edit(desk: Desk) -> None:
    desk.bring(letter())
    desk.path(BREAD).write_bytes(desk.path(BREAD).read_bytes().replace(b"\n", b"\r\n"))

    assert desk.fates(letter()) == [Fate.UNCHANGED]
    assert desk.fates(letter("The harbour is closed.")) == [Fate.UPDATED]


def test_edits_on_both_sides_wait_for_a_person(desk: Desk) -> None:
    desk.bring(letter())
    desk.edit(BREAD, "open", "wide open")
    mine = desk.read(BREAD)

    [result] = desk.bring(letter("The harbour is closed."))

    assert (result.fate, desk.read(BREAD)) == (Fate.CONFLICT, mine)
    assert "--overwrite takes WordPress's text" in (result.problem or "")


def test_overwrite_takes_the_text_of_wordpress(desk: Desk) -> None:
    desk.bring(letter())
    desk.edit(BREAD, "open", "wide open")

    assert desk.fates(letter("The harbour is closed."), overwrite=True) == [Fate.UPDATED]
    assert desk.read(BREAD).endswith("The harbour is closed.")


def test_keep_is_asked_again_only_after_the_next_change(desk: Desk) -> None:
    desk.bring(letter())
    desk.edit(BREAD, "open", "wide open")

    assert desk.fates(letter("The harbour is closed."), keep=True) == [Fate.KEPT]
    assert desk.read(BREAD).endswith("The harbour is wide open again.")
    assert desk.fates(letter("The harbour is closed.")) == [Fate.KEPT]
    assert desk.fates(letter("The harbour is gone.")) == [Fate.CONFLICT]


def test_the_same_edit_on_both_sides_is_none(desk: Desk) -> None:
    desk.bring(letter())
    desk.edit(BREAD, "open", "closed")

    assert desk.fates(letter("The harbour is closed again.")) == [Fate.UNCHANGED]
    assert desk.fates(letter("The harbour is gone.")) == [Fate.UPDATED]


def test_a_post_is_found_again_where_somebody_moved_it(desk: Desk) -> None:
    desk.bring(letter())
    desk.path("en/old").mkdir()
    desk.path(BREAD).rename(desk.path("en/old/bread.html"))

    [result] = desk.bring(letter("The harbour is closed.", day="2026-04-01").replace("bread", "bread-and-salt"))

    assert (result.post, result.fate) == ("old/bread", Fate.UPDATED)
    assert desk.posts == ["en/old/bread.html"]
    assert "slug: bread-and-salt" in desk.read("en/old/bread.html")


def test_a_site_that_moved_is_the_same_site(desk: Desk) -> None:
    desk.bring(letter())
    moved = letter().replace("<link>https://harbour.example", "<link>https://new.example")

    assert [result.path for result in desk.bring(moved)] == [f"source_posts/{BREAD}"]


def test_two_sites_count_alike(desk: Desk) -> None:
    desk.bring(letter())
    other = letter("Another site.", site="https://ja.harbour.example")

    assert [result.post for result in desk.bring(other)] == ["2026-03-06-bread-6"]
    assert len(desk.posts) == 2


def test_a_file_of_somebody_else_is_never_replaced(desk: Desk) -> None:
    desk.path("ja").mkdir(parents=True)
    desk.path("ja/2026-03-06-BREAD.md").write_text("mine", "utf-8")

    assert [result.post for result in desk.bring(letter())] == ["2026-03-06-bread-6"]
    assert desk.read("ja/2026-03-06-BREAD.md") == "mine"


PAIR = (
    group("pll_1", {"ja": 4, "en": 5}),
    item(4, "港", JAPANESE, slug="%e6%b8%af", terms=[("language", "ja", ""), ("post_translations", "pll_1", "")]),
    item(5, "Harbour", ENGLISH, slug="harbour", terms=[("language", "en", ""), ("post_translations", "pll_1", "")]),
)


def test_translations_of_each_other_share_a_post_id(desk: Desk) -> None:
    results = desk.bring(*PAIR)

    assert [(result.post, result.language) for result in results] == [("2026-03-06-港", "ja"), ("2026-03-06-港", "en")]
    front_matter, _body = front_matter_and_body(desk.path("en/2026-03-06-港.html").read_bytes(), path="")
    assert front_matter["wordpress"]["translations"] == {"ja": 4, "en": 5}  # type: ignore[index]


def test_a_translation_joins_the_post_that_stands_already(desk: Desk) -> None:
    desk.bring(PAIR[2].replace("post_translations", "x"))
    desk.path("en/2026-03-06-harbour.html").rename(desk.path("en/port.html"))

    assert {result.path for result in desk.bring(*PAIR)} == {"source_posts/en/port.html", "source_posts/ja/port.html"}


def test_a_translation_that_we_published_changes_nothing_in_its_source(desk: Desk) -> None:
    source = "<wp:postmeta><wp:meta_key>_lfnkr_source</wp:meta_key><wp:meta_value>5</wp:meta_value></wp:postmeta>"
    ours = PAIR[1].replace("</item>", f"{source}</item>")
    desk.bring(PAIR[2].replace("post_translations", "x"))

    assert desk.fates(PAIR[0], ours, PAIR[2]) == [Fate.UNCHANGED]


def test_half_of_a_pair_is_still_known_as_one(desk: Desk) -> None:
    desk.bring(*PAIR)

    assert desk.fates(PAIR[0], PAIR[2]) == [Fate.UNCHANGED]


def test_posts_of_one_name_are_no_pair_by_that(desk: Desk) -> None:
    results = desk.bring(item(4, "a", ENGLISH, slug="news"), item(5, "b", JAPANESE, slug="news"))

    assert [result.post for result in results] == ["2026-03-06-news", "2026-03-06-news-5"]


def test_a_translation_that_we_made_does_not_come_back_as_a_post(desk: Desk) -> None:
    found = desk.look(letter(), item(9, "パンと塩", JAPANESE, meta={"_lfnkr_lang": "ja", "_lfnkr_source": "6"}))

    assert [(entry.wordpress, entry.reason) for entry in found.skipped] == [(9, "translation")]


@pytest.mark.parametrize(
    ("fields", "wish", "taken"),
    [
        pytest.param({}, {}, True, id="public"),
        pytest.param({"type_": "page"}, {}, True, id="page"),
        pytest.param({"status": "draft"}, {}, False, id="draft"),
        pytest.param({"status": "draft"}, {"statuses": ("publish", "draft")}, True, id="draft asked for"),
        pytest.param({"status": "private"}, {"statuses": ("publish", "draft")}, False, id="private"),
        pytest.param({"status": "trash"}, {}, False, id="trash"),
        pytest.param({"password": "x"}, {}, False, id="behind a password"),
        pytest.param({"password": "x"}, {"statuses": ("publish", "password")}, True, id="password asked for"),
        pytest.param({"type_": "wp_block"}, {}, False, id="reusable block"),
        pytest.param({"type_": "event"}, {"types": ("post", "event")}, True, id="a type of the site's own"),
        pytest.param({"type_": "revision", "status": "inherit"}, {}, False, id="revision"),
    ],
)
def test_what_is_taken(desk: Desk, fields: dict[str, str], wish: dict[str, Sequence[str]], taken: bool) -> None:
    found = desk.look(letter(**fields), **wish)

    assert bool(found.places) is taken
    assert bool(found.skipped) is not taken


def test_what_is_not_public_any_more_is_told(desk: Desk) -> None:
    desk.bring(letter())

    [entry] = desk.look(letter(status="trash")).skipped

    assert (entry.reason, entry.path) == ("status", f"source_posts/{BREAD}")


def test_a_draft_is_confidential_until_it_is_public(desk: Desk) -> None:
    desk.bring(letter(status="draft"), wish={"statuses": ("publish", "draft")})
    assert "confidential: true" in desk.read(BREAD)

    desk.bring(letter())
    assert "confidential" not in desk.read(BREAD)


def test_languages(tmp_path: Path) -> None:
    desk = Desk(tmp_path, '[project]\nlanguages = ["en", "fr", "ja"]\n\n[wordpress]\nlanguages = { "French" = "fr" }\n')
    items = (
        item(1, "a", ENGLISH, terms=[("language", "en", "")]),
        item(2, "b", ENGLISH, terms=[("category", "x", "French")]),
        item(3, "c", JAPANESE),
        item(4, "d", ENGLISH),
        item(5, "e", ENGLISH, terms=[("language", "de", "")]),
    )

    found = desk.look(*items)

    assert [(place.wordpress, place.language) for place in found.places] == [(1, "en"), (2, "fr"), (3, "ja")]
    assert [(entry.wordpress, entry.reason, entry.language) for entry in found.skipped] == [
        (4, "language unknown", ""),
        (5, "other language", "de"),
    ]
    assert [place.language for place in desk.look(*items, language="fr").places] == ["en", "fr", "ja", "fr"]


def test_a_language_that_was_told_once_is_known(tmp_path: Path) -> None:
    desk = Desk(tmp_path, '[project]\nlanguages = ["en", "fr"]\n')
    desk.bring(letter(), wish={"language": "fr"})

    assert desk.fates(letter("Le port est fermé.")) == [Fate.UPDATED]


def test_a_language_that_changed_in_wordpress_is_for_a_person(desk: Desk) -> None:
    desk.bring(letter(terms=[("language", "en", "")]))

    [result] = desk.bring(letter(terms=[("language", "ja", "")]))

    assert result.fate is Fate.CONFLICT
    assert "WordPress says that it is in ja" in (result.problem or "")
    assert desk.posts == [BREAD]


def test_a_file_that_is_not_whole_writes_nothing(desk: Desk) -> None:
    (desk.root / "export.xml").write_bytes(export(letter(), item(7, "b", "x" * 200_000))[:-80])

    with pytest.raises(ExportError):
        look_at(desk.project, desk.root / "export.xml", Wish())
    assert desk.posts == []


def test_a_file_that_changes_while_it_is_read_stops(desk: Desk) -> None:
    found = desk.look(letter())
    (desk.root / "export.xml").write_bytes(export(item(7)))

    with pytest.raises(ExportError, match="it changed while it was read"):
        list(import_posts(desk.project, found))


@pytest.mark.parametrize("name", ["missing.xml", "source_posts"])
def test_a_file_that_cannot_be_opened(desk: Desk, name: str) -> None:
    (desk.root / "source_posts").mkdir()

    with pytest.raises(FileError):
        look_at(desk.project, desk.root / name, Wish())


def test_an_id_that_stands_twice(desk: Desk) -> None:
    found = desk.look(letter(), letter())

    assert [(len(found.places), entry.reason) for entry in found.skipped] == [(1, "twice")]


def letters(count: int) -> list[str]:
    return [item(number, f"Letter {number}", ENGLISH * 20) for number in range(1, count + 1)]


def test_work_grows_with_the_posts(tmp_path: Path) -> None:
    def seconds(count: int) -> float:
        (tmp_path / str(count)).mkdir()
        desk = Desk(tmp_path / str(count))

        def twice() -> None:
            assert desk.fates(*letters(count)) == [Fate.NEW] * count
            assert desk.fates(*letters(count)) == [Fate.UNCHANGED] * count

        return cpu(twice)

    assert seconds(800) < 16 * seconds(100) + 0.25


def test_posts_are_flushed_to_a_slow_disk_together(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    flush = os.fsync

    def slow(descriptor: int) -> None:
        time.sleep(0.05)
        flush(descriptor)

    monkeypatch.setattr("os.fsync", slow)
    began = time.monotonic()
    results = desk.bring(*letters(100))
    assert time.monotonic() - began < 100 * 0.05 / 2
    assert [result.wordpress for result in results] == list(range(1, 101))
    assert {desk.path(post).stat().st_mode for post in desk.posts} == {desk.path(desk.posts[0]).stat().st_mode}


def test_two_items_that_are_one_post_come_one_after_the_other(desk: Desk) -> None:
    desk.bring(letter())
    twin = letter("Another text.").replace("<wp:post_id>6<", "<wp:post_id>7<")
    assert desk.fates(letter("A new text."), twin) == [Fate.UPDATED, Fate.CONFLICT]
    assert "A new text." in desk.read(BREAD)
