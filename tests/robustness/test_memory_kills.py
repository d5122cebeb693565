"""The memory, killed at any moment of its refresh and of building its index: the next to open it finds all of today."""

from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from lfnkr_i18n.memory import index
from lfnkr_i18n.steps.memory.opening import open_memory
from lfnkr_i18n.temporary import sweep
from tests.robustness.runner import Moments, Runner, runner

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has neither fork nor SIGKILL")

QUICK, SLOW = 4, 150
FEW = 30
"""Texts that are many here, so that an index is built."""

CATALOGS, ENTRIES = 12, 25


class Archive:
    """A project whose every sentence has a number, and which changes from turn to turn."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.turns = [0] * CATALOGS
        root.mkdir()
        (root / "lfnkr.toml").touch()
        for number in range(CATALOGS):
            self.change(number)

    def change(self, number: int) -> None:
        """Review a catalog anew: most of its sentences are others."""
        self.turns[number] += 1
        path = self.root / f"locales/ja/LC_MESSAGES/{number}.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        pairs = "\n".join(f'msgid "{source}"\nmsgstr "{target}"\n' for source, target in self.pairs(number))
        path.write_text(f'msgid ""\nmsgstr "X-Source-Language: en\\n"\n\n{pairs}', encoding="utf-8")

    def pairs(self, number: int) -> list[tuple[str, str]]:
        turn = self.turns[number]
        return [
            (f"Sentence {n * 7919} of post {number}, edition {turn if n % 5 else 0}.", f"{number}の{n}版{turn}")
            for n in range(ENTRIES)
        ]

    def is_right(self) -> None:
        """Look up a changed form of every third sentence: today's translation is found."""
        with open_memory(self.root) as memory:
            assert memory.counts() == {("en", "ja"): CATALOGS * ENTRIES}
            for number in range(CATALOGS):
                for source, target in self.pairs(number)[::3]:
                    found = memory.search(source[:-1], source_language="en", target_language="ja", limit=1)
                    assert [match.target for match in found] == [target]
                    (back,) = memory.search(f"{target}。", source_language="ja", target_language="en", limit=1)
                    assert back.source == target

    def left_over(self) -> list[str]:
        """What only a crash leaves: temporary files, and base files that the database does not name."""
        sweep(self.root / ".lfnkr/tmp")
        with closing(sqlite3.connect(self.root / ".lfnkr/memory.sqlite")) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            named = {f"memory-{token}.idx" for (token,) in connection.execute("SELECT base FROM direction")}
        bases = {path.name for path in (self.root / ".lfnkr").glob("memory-*")}
        return sorted(bases - named) + sorted(path.name for path in (self.root / ".lfnkr/tmp").glob("*"))


@pytest.fixture(scope="module")
def run() -> Iterator[Runner]:
    with runner(few=FEW) as found:
        yield found


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "FEW", FEW)


def test_killed_at_any_moment(tmp_path: Path, run: Runner, kills: int | None) -> None:
    killed_at_any_moment(tmp_path, run, kills or QUICK)


@pytest.mark.slow
@pytest.mark.timeout(3000)
def test_killed_often(tmp_path: Path, run: Runner) -> None:
    killed_at_any_moment(tmp_path, run, SLOW)


def killed_at_any_moment(folder: Path, run: Runner, kills: int) -> None:
    chance = random.Random(1)  # noqa: S311 - which catalog, not a secret
    moments = Moments("memory", kills)
    archive = Archive(folder / "archive")
    words = ["-C", str(archive.root), "memory", "search", "Sentence 0 of a post.", "-l", "ja"]
    took = run.run(*words)
    while moments.go_on():
        for _ in range(chance.randint(1, 4)):
            archive.change(chance.randrange(CATALOGS))
        if moments.turns % 10 == 9:
            (archive.root / ".lfnkr/memory.sqlite").unlink()  # everything is built again
        moments.kill(run.begin(*words), seconds=took)
        if moments.turns % 3 == 0:  # else the next one dies on top of it
            archive.is_right()
    archive.is_right()
    for number in range(CATALOGS):
        archive.change(number)
    archive.is_right()  # a new base file: what older ones left is deleted
    assert archive.left_over() == []
    print(f"{moments.died} of {moments.turns} killed before their end")  # noqa: T201 - a counted run
