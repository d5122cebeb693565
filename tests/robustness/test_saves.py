"""A person saves a PO file at any moment of a run: their text wins, whole, and the run tells what it left undone."""

from __future__ import annotations

import os
import random
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lfnkr_i18n.catalog import parse
from tests.robustness.newsroom import Newsroom, left_over
from tests.robustness.runner import Runner, runner

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no fork")

QUICK, SLOW = 4, 150

Save = Callable[[Path, bytes], None]


def beside(path: Path, data: bytes) -> None:
    """Save as Poedit, OmegaT and msgmerge do: a file beside it that takes its place."""
    temporary = path.with_name(f"{path.name}.part")
    temporary.write_bytes(data)
    temporary.replace(path)


def in_place(path: Path, data: bytes) -> None:
    """Save as many text editors do: the file is emptied and written anew."""
    path.write_bytes(data)


SAVES: dict[str, Save] = {"beside": beside, "in place": in_place}


@pytest.fixture(scope="module")
def run() -> Iterator[Runner]:
    with runner() as found:
        yield found


@pytest.mark.parametrize("save", SAVES)
@pytest.mark.parametrize("command", ["extract", "draft"])
def test_a_save_at_any_moment_wins(command: str, save: str, tmp_path: Path, run: Runner) -> None:
    saved_at_any_moment(command, save, tmp_path, run, QUICK)


@pytest.mark.slow
@pytest.mark.parametrize("save", SAVES)
@pytest.mark.parametrize("command", ["extract", "draft"])
def test_saves_often(command: str, save: str, tmp_path: Path, run: Runner) -> None:
    saved_at_any_moment(command, save, tmp_path, run, SLOW)


def saved_at_any_moment(command: str, save: str, folder: Path, run: Runner, times: int) -> None:
    chance = random.Random(save)  # noqa: S311 - which moment, not a secret
    room = Newsroom(folder / "room")
    room.next_week()
    took = run.run("-C", room.root, "extract")
    for number in range(times):
        room.begin_anew(posts=2)
        room.review()
        room.next_week()
        running = run.begin("-C", room.root, command)
        time.sleep(chance.random() * took)
        word = f"人の言葉{number}"
        saved = room.catalogs()
        for path in saved:
            SAVES[save](path, translated(path.read_bytes(), word))
        code, said = running.ended()
        assert code in (0, 1, 4), said
        assert "Traceback" not in said
        for path in saved:
            texts = [entry.msgstr for entry in parse(path.read_bytes(), path.name)]
            assert word in texts, (path.name, number, said)
        began = time.monotonic()
        run.run("-C", room.root, command)
        took = max(0.02, time.monotonic() - began)
        assert left_over(room.root) == []


def translated(catalog: bytes, word: str) -> bytes:
    """Return a catalog with one more text by a person, as an editor that had it open would save it."""
    return re.sub(rb'(?m)^(msgid "Please.*\nmsgstr ).*$', lambda found: found[1] + f'"{word}"'.encode(), catalog)
