"""A small project that changes week by week, so that every command has something to do each time."""

from __future__ import annotations

import shutil
from pathlib import Path

from lfnkr_i18n.catalog import live, open_catalog, save
from lfnkr_i18n.config import Project, open_project
from lfnkr_i18n.files import digest

POSTS = 6

SETTINGS = '[project]\nlanguages = ["en", "ja"]\n\n[publish]\nsign_offs = 0\n'

POST = """---
title: Week {week} in camp {number}
---

We met {week} families in camp {number}. They told us their stories. Rice came on day {week}.

![The street of camp {number}](img/{number}.jpg)

- Thank you, all {week} of you.
- Please write to us.
"""


class Newsroom:
    """A project on disk; `week` is what its posts tell of."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.week = 0
        (root / "source_posts/en/img").mkdir(parents=True)
        (root / "lfnkr.toml").write_text(SETTINGS, encoding="utf-8")

    @property
    def project(self) -> Project:
        return open_project(self.root)

    def next_week(self) -> None:
        """Edit every post and every picture."""
        self.week += 1
        for number in range(POSTS):
            path = self.root / f"source_posts/en/{number}.md"
            path.write_text(POST.format(week=self.week, number=number), encoding="utf-8")
            (path.parent / f"img/{number}.jpg").write_bytes(b"%d %d\n" % (number, self.week) * 20_000)

    def catalogs(self) -> list[Path]:
        return sorted((self.root / "locales/ja/LC_MESSAGES").glob("*.po"))

    def review(self, *, posts: int = POSTS) -> None:
        """Translate every entry of the first posts as a person does, and leave none to review."""
        for path in self.catalogs()[:posts]:
            file = open_catalog(path, path.name)
            assert file.catalog is not None
            for entry in live(file.catalog):
                entry.msgstr = f"訳{entry.msgid}"
                entry.flags, entry.tcomment, entry.previous_msgid = [], "", None
            save(file, file.catalog, tmp=self.project.tmp)

    def begin_anew(self, *, posts: int) -> None:
        """Delete the catalogs of the last posts, so that what is like the first ones can be drafted."""
        for path in self.catalogs()[-posts:]:
            path.unlink()

    def copy(self, to: Path) -> Path:
        """Copy the project, caches too."""
        shutil.rmtree(to, ignore_errors=True)
        return Path(shutil.copytree(self.root, to, symlinks=True))


def files(root: Path) -> dict[str, str]:
    """Return every file of a project but caches and ledgers → its digest."""
    return {
        name: digest(path.read_bytes())
        for path in sorted(root.rglob("*"))
        if path.is_file()
        and not (name := path.relative_to(root).as_posix()).startswith(".lfnkr/")
        and not name.endswith(".jsonl")
    }


def left_over(root: Path) -> list[str]:
    """Return the temporary files and intents that lie about in a project."""
    return [
        path.relative_to(root).as_posix()
        for path in root.rglob("*")
        if path.is_file() and (path.name.startswith(".lfnkr-write") or path.parent.name in ("tmp", "publishing"))
    ]
