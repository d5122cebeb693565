"""Small projects to run the program on, and the hand of a translator."""

from __future__ import annotations

from pathlib import Path

import polib

SETTINGS = """\
[project]
name = "Harbour news"
languages = ["en", "ja"]
source_language = "en"
"""

LETTER = """\
---
title: A letter from the harbour
---

We met **twelve** families. They [told us](https://example.org/) their stories.
"""

NOTICE = """\
---
title: 港のお知らせ
---

会は三月に開きます。どなたも歓迎します。
"""

LETTER_JA = {
    "A letter from the harbour": "港からの手紙",
    "We met **twelve** families.": "**十二**の家族に会いました。",
    "They [told us](https://example.org/) their stories.": "[話を聞かせて](https://example.org/)もらいました。",
}

NOTICE_EN = {
    "港のお知らせ": "News from the harbour",
    "会は三月に開きます。": "The meeting is in March.",
    "どなたも歓迎します。": "Everybody is welcome.",
}


def new_project(folder: Path, settings: str = SETTINGS) -> Path:
    """Make a project with an English and a Japanese post, nothing extracted yet."""
    (folder / "source_posts" / "en" / "2025").mkdir(parents=True)
    (folder / "source_posts" / "ja").mkdir()
    (folder / "lfnkr.toml").write_text(settings, "utf-8")
    (folder / "source_posts" / "en" / "2025" / "letter.md").write_text(LETTER, "utf-8")
    (folder / "source_posts" / "ja" / "notice.md").write_text(NOTICE, "utf-8")
    return folder


def catalog(project: Path, post: str, language: str) -> Path:
    """Return where a catalog lies."""
    return project / "locales" / language / "LC_MESSAGES" / f"{post}.po"


def translate(project: Path, post: str, language: str, texts: dict[str, str], *, fuzzy: bool = False) -> None:
    """Write translations into a catalog as a PO editor does; they are reviewed unless `fuzzy`."""
    path = catalog(project, post, language)
    entries = polib.pofile(str(path), wrapwidth=0)
    for entry in entries:
        if entry.msgid in texts:
            entry.msgstr = texts[entry.msgid]
            entry.flags = ["fuzzy"] if fuzzy else []
    entries.save()
