"""A desk: a small project on disk, and the verbs that an editor and a translator use on it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from lfnkr_i18n.catalog import live, open_catalog, save, set_draft
from lfnkr_i18n.config import Project, open_project
from lfnkr_i18n.steps.extract import extract
from lfnkr_i18n.steps.publishing.publish import Published, publish
from lfnkr_i18n.steps.publishing.sign_off import Signed, sign_off
from lfnkr_i18n.steps.publishing.unpublish import Unpublished, unpublish
from lfnkr_i18n.steps.selection import select
from lfnkr_i18n.steps.status import StatusRow, status

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)

LETTER = """---
title: A letter
lang: en
---

We wrote to the embassy.

![The street](img/street.jpg)
"""

JAPANESE = {
    "A letter": "手紙",
    "We wrote to the embassy.": "大使館に手紙を書きました。",
    "The street": "通り",
}

PUBLISHED = """---
title: 手紙
lang: ja
---

大使館に手紙を書きました。

![通り](img/street.jpg)
"""


@dataclass
class Desk:
    """One project; every verb looks at the disk anew, as a new command would."""

    project: Project
    now: datetime = NOON

    @property
    def root(self) -> Path:
        return self.project.root

    def settings(self, text: str) -> None:
        self.write("lfnkr.toml", text)
        self.project = open_project(self.root)

    def write(self, name: str, content: str | bytes) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def read(self, name: str) -> str:
        return (self.root / name).read_text(encoding="utf-8")

    def exists(self, name: str) -> bool:
        return (self.root / name).exists()

    def later(self, **duration: int) -> None:
        self.now += timedelta(**duration)

    def translate(
        self, texts: Mapping[str, str] = JAPANESE, *, post: str = "letter", language: str = "ja", draft: str = ""
    ) -> None:
        """Extract, then fill a catalog: reviewed, or as drafts of an origin."""
        for result in extract(self.project, select(self.project)):
            assert result.problem is None, result.problem
        path = self.project.catalog_path(post, language)
        file = open_catalog(path, path.name)
        assert file.catalog is not None
        for entry in live(file.catalog):
            if entry.msgid in texts:
                if draft:
                    set_draft(entry, texts[entry.msgid], draft)
                else:
                    entry.msgstr = texts[entry.msgid]
                    entry.flags = []
                    entry.tcomment = ""
        save(file, file.catalog, tmp=self.project.tmp)

    def publish(self, *posts: str, languages: tuple[str, ...] = (), **options: Any) -> list[Published]:
        selection = select(self.project, posts, languages)
        return list(publish(self.project, selection, now=self.now, **options))

    def publish_one(self, *posts: str, **options: Any) -> Published:
        [result] = self.publish(*posts, **options)
        return result

    def unpublish(
        self,
        *posts: str,
        by: str = "aya",
        reason: str = "a name got out",
        languages: tuple[str, ...] = (),
        dry_run: bool = False,
    ) -> list[Unpublished]:
        selection = select(self.project, posts, languages, also=posts)
        return list(unpublish(self.project, selection, by=by, reason=reason, now=self.now, dry_run=dry_run))

    def sign(self, *posts: str, by: str = "aya", languages: tuple[str, ...] = (), **options: Any) -> list[Signed]:
        selection = select(self.project, posts, languages)
        return list(sign_off(self.project, selection, by=by, now=self.now, **options))

    def rows(self, *posts: str) -> list[StatusRow]:
        return list(status(self.project, select(self.project, posts)).rows)

    def drop(self, name: str) -> None:
        (self.root / name).unlink()

    def row(self, *posts: str) -> StatusRow:
        [row] = self.rows(*posts)
        return row

    def ledger(self) -> list[dict[str, object]]:
        path = self.root / "locales/publications.jsonl"
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []

    def tree(self) -> dict[str, tuple[bytes, int]]:
        """Every file but the cache's → its bytes and the time it was written."""
        return {
            path.relative_to(self.root).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
            for path in sorted(self.root.rglob("*"))
            if path.is_file() and not path.relative_to(self.root).as_posix().startswith(".lfnkr/")
        }


@pytest.fixture
def desk(make_project: Callable[..., Project]) -> Desk:
    """A project with one letter and its picture; nothing is translated yet."""
    return Desk(make_project({"source_posts/en/letter.md": LETTER, "source_posts/en/img/street.jpg": b"street"}))


@pytest.fixture(scope="session")
def new_desk(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Desk]:
    """Return a function that sets up one more desk, for tests that need many."""

    def make() -> Desk:
        root = tmp_path_factory.mktemp("project") / "desk"
        root.mkdir()
        (root / "lfnkr.toml").write_text("", encoding="utf-8")
        desk = Desk(open_project(root))
        desk.write("source_posts/en/letter.md", LETTER)
        desk.write("source_posts/en/img/street.jpg", "street")
        return desk

    return make
