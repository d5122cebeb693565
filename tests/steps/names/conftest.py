"""A desk whose project has a names register, which lies outside of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.steps.publishing.conftest import Desk

NAME = "Pak Chol-ho"
LISTED = """\
[[person]]
id = "p1"
names = { en = ["Pak Chol-ho"], ja = ["パク・チョルホ", "朴哲浩"] }
public = { en = "Mr. C", ja = "Cさん" }

[[person]]
id = "p2"
names = { en = ["Ri Hye-jin"], ja = ["リ・ヘジン"] }
public = { en = "Ms. H", ja = "Hさん" }
"""
SOMEBODY_ELSE = '[[person]]\nid = "p9"\nnames = { en = ["Oda Kolmstein"] }\n'
"""A register in which the names of these tests are not listed yet."""
SETTINGS = '[privacy]\nnames = "{register}"\n'

LETTER = """---
title: A letter
---

We wrote to the embassy.
"""
JAPANESE = {"A letter": "手紙", "We wrote to the embassy.": "大使館に手紙を書きました。"}
OTHER = "---\ntitle: Snow\n---\n\nSnow fell.\n"

PARTS = ("Pak", "pak", "Chol", "chol", "Hye", "チョル", "パク", "哲浩", "ヘジン")
"""Pieces of the names: none of them may stand in what people see."""


class Guarded(Desk):
    """A desk with a register."""

    @property
    def register(self) -> Path:
        return self.root.parent / f"{self.root.name}-kept" / "names.toml"

    def list_names(self, text: str = LISTED, *, more: str = "") -> None:
        self.register.parent.mkdir(exist_ok=True)
        self.register.write_text(text, encoding="utf-8")
        self.register.chmod(0o600)
        self.settings(SETTINGS.format(register=self.register.as_posix()) + more)

    def leaks(self) -> list[str]:
        """Return the files of the project, but for its sources, in which a piece of a name stands."""
        return [
            path.relative_to(self.root).as_posix()
            for path in sorted(self.root.rglob("*"))
            if path.is_file()
            and "source_posts" not in path.parts
            and any(part.encode() in path.read_bytes() + path.as_posix().encode() for part in PARTS)
        ]


@pytest.fixture
def guarded(make_project: Any) -> Guarded:
    """A project with two letters and a register of two people; nothing is extracted yet."""
    desk = Guarded(make_project({"source_posts/en/letter.md": LETTER, "source_posts/en/snow.md": OTHER}))
    desk.list_names()
    return desk


def without_names(*results: object) -> None:
    """Check that nothing of what steps say holds a piece of a name."""
    said = repr(results)
    assert not [part for part in PARTS if part in said], said
