"""Killed at any moment: files are whole, ledgers have whole lines, and the next run ends where none would have died.

`pytest tests/robustness --kills 500` kills each command that often; a quick run of the suite kills each a few times.
"""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lfnkr_i18n import open_memory
from lfnkr_i18n.files import digest
from lfnkr_i18n.model import Match
from tests.robustness.newsroom import POSTS, Newsroom, files, left_over
from tests.robustness.runner import Moments, Runner, runner

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has neither fork nor SIGKILL")

QUICK, SLOW = 4, 60
"""Kills of each command in a quick and in a slow run of the suite."""

POST_IDS = [str(number) for number in range(POSTS)]


def prepare_extract(room: Newsroom, run: Runner) -> list[str]:
    room.review()
    room.next_week()
    return ["extract"]


def prepare_draft(room: Newsroom, run: Runner) -> list[str]:
    room.begin_anew(posts=3)
    room.next_week()
    run.run("-C", room.root, "extract")
    room.review(posts=3)
    return ["draft"]


def prepare_draft_without_memory(room: Newsroom, run: Runner) -> list[str]:
    words = prepare_draft(room, run)
    for path in (room.root / ".lfnkr").glob("memory*"):
        path.unlink()
    return words


def prepare_engine(room: Newsroom, run: Runner) -> list[str]:
    room.begin_anew(posts=POSTS)
    room.next_week()
    return ["draft", "--engine", "pseudo"]


def prepare_publish(room: Newsroom, run: Runner) -> list[str]:
    room.next_week()
    run.run("-C", room.root, "extract")
    room.review()
    return ["publish"]


def prepare_sign_off(room: Newsroom, run: Runner) -> list[str]:
    prepare_publish(room, run)
    return ["sign-off", *POST_IDS, "-l", "ja", "--by", "aya"]


def prepare_unpublish(room: Newsroom, run: Runner) -> list[str]:
    prepare_publish(room, run)
    run.run("-C", room.root, "publish", *POST_IDS, "--by", "aya")
    return ["unpublish", *POST_IDS, "-l", "ja", "--by", "aya", "--reason", "a name got out"]


COMMANDS: dict[str, Callable[[Newsroom, Runner], list[str]]] = {
    "extract": prepare_extract,
    "draft": prepare_draft,
    "draft without a memory": prepare_draft_without_memory,
    "draft by an engine": prepare_engine,
    "publish": prepare_publish,
    "sign-off": prepare_sign_off,
    "unpublish": prepare_unpublish,
}


@pytest.fixture(scope="module")
def run() -> Iterator[Runner]:
    with runner(few=5) as found:
        yield found


def ledgers(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(root.glob("locales/**/*.jsonl"))}


def records(data: bytes) -> list[dict[str, object]]:
    """Return the records of a ledger's whole lines; a last line without an end was cut short by the kill."""
    return [json.loads(line) for line in data.splitlines(keepends=True) if line.endswith(b"\n")]


def told(data: bytes) -> Counter[tuple[object, ...]]:
    """Return what a ledger tells, but for the times."""
    return Counter(tuple(sorted((key, str(value)) for key, value in record.items() if key not in ("time", "ends")))
                   for record in records(data))  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_killed_at_any_moment(command: str, tmp_path: Path, run: Runner, kills: int | None) -> None:
    killed_at_any_moment(command, tmp_path, run, kills or QUICK)


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_killed_often(command: str, tmp_path: Path, run: Runner) -> None:
    killed_at_any_moment(command, tmp_path, run, SLOW)


def killed_at_any_moment(command: str, folder: Path, run: Runner, kills: int) -> None:
    moments = Moments(command, kills)
    room = Newsroom(folder / "room")
    room.next_week()
    run.run("-C", room.root, "extract")
    while moments.go_on():
        words = COMMANDS[command](room, run)
        before, told_before = files(room.root), ledgers(room.root)
        calm = room.copy(folder / "calm")
        took = run.run("-C", calm, *words)
        moments.kill(run.begin("-C", room.root, *words), seconds=took)
        after = files(calm)
        assert (after, ledgers(calm)) != (before, told_before), "the command had nothing to do"
        for name, content in files(room.root).items():
            assert content in (before.get(name), after.get(name)), name
        for name, data in ledgers(room.root).items():
            assert data.startswith(told_before.get(name, b"")), name
            records(data)
        run.run("-C", room.root, *words)
        assert files(room.root) == after
        assert {name: told(data) for name, data in ledgers(room.root).items()} == {
            name: told(data) for name, data in ledgers(calm).items()
        }
        assert left_over(room.root) == []
    print(f"{command}: {moments.died} of {moments.turns} runs killed before their end")  # noqa: T201 - a counted run


SEARCH = ["memory", "search", "We met 3 families in a camp.", "-l", "ja"]


def found(room: Newsroom) -> list[Match]:
    with open_memory(room.root) as memory:
        return memory.search(SEARCH[2], source_language="en", target_language="ja")


def test_a_memory_killed_while_it_is_built(tmp_path: Path, run: Runner, kills: int | None) -> None:
    memory_killed_while_it_is_built(tmp_path, run, kills or QUICK)


@pytest.mark.slow
def test_a_memory_killed_often(tmp_path: Path, run: Runner) -> None:
    memory_killed_while_it_is_built(tmp_path, run, SLOW)


def memory_killed_while_it_is_built(folder: Path, run: Runner, kills: int) -> None:
    moments = Moments("memory", kills)
    room = Newsroom(folder / "room")
    room.next_week()
    run.run("-C", room.root, "extract")
    while moments.go_on():
        room.review()
        room.next_week()
        run.run("-C", room.root, "extract")
        room.review()
        calm = room.copy(folder / "calm")
        took = run.run("-C", calm, *SEARCH)
        moments.kill(run.begin("-C", room.root, *SEARCH), seconds=took)
        run.run("-C", room.root, *SEARCH)
        run.run("-C", room.root, "extract")  # sweeps
        assert len(list(room.root.glob(".lfnkr/memory-*.idx"))) == 1
        assert left_over(room.root) == []
        expected = found(room)
        assert expected
        shutil.rmtree(room.root / ".lfnkr")
        assert found(room) == expected
    print(f"memory: {moments.died} of {moments.turns} runs killed before their end")  # noqa: T201 - a counted run


def test_files_are_what_their_records_say_after_all_that(tmp_path: Path, run: Runner) -> None:
    room = Newsroom(tmp_path / "room")
    room.next_week()
    run.run("-C", room.root, "extract")
    run.run("-C", room.root, *prepare_publish(room, run))
    for record in records(ledgers(room.root)["publications.jsonl"]):
        assert digest((room.root / str(record["path"])).read_bytes()) == record["output"]
