"""Files vanish, or folders are closed, at any moment of a run: it tells, and the next run ends as if nothing was."""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.robustness.newsroom import POSTS, Newsroom, files, left_over
from tests.robustness.runner import Runner, runner
from tests.robustness.test_kills import COMMANDS, ledgers, records, told

pytestmark = pytest.mark.skipif(os.name == "nt", reason="other permissions, no fork")

QUICK, SLOW = 3, 60

WHERE = [
    "source_posts/en/{n}.md",
    "source_posts/en/img/{n}.jpg",
    "locales/ja/LC_MESSAGES/{n}.po",
    "published/ja/{n}.md",
]
FOLDERS = ["source_posts/en", "locales/ja/LC_MESSAGES", "locales", "published/ja", ".lfnkr"]

PutBack = Callable[[], None]


@pytest.fixture(scope="module")
def run() -> Iterator[Runner]:
    """Run as somebody whom permissions bind, root or not."""
    drop = ["setpriv", "--inh-caps=-all", "--bounding-set=-all"] if os.geteuid() == 0 else []
    if drop and shutil.which(drop[0]) is None:
        pytest.skip("root may do everything, and there is no setpriv")
    with runner(few=5, through=drop) as found:
        yield found


def vanish(root: Path, chance: random.Random) -> PutBack:
    """Take some files away, as a switch to another branch does."""
    kept: dict[Path, bytes] = {}
    for place in chance.sample(WHERE, 2):
        path = root / place.format(n=chance.randrange(POSTS))
        if path.is_file():
            kept[path] = path.read_bytes()
            path.unlink()

    def back() -> None:
        for path, content in kept.items():
            if "published" not in path.parts or not path.exists():  # what was published since is of today
                path.write_bytes(content)

    return back


def close(root: Path, chance: random.Random) -> PutBack:
    """Take somebody's right away to write into a folder, or even to look into it."""
    path = root / chance.choice(FOLDERS)
    if not path.is_dir():
        return lambda: None
    path.chmod(chance.choice([0o555, 0]))
    return lambda: path.chmod(0o755)


def told_last(data: bytes) -> dict[tuple[object, ...], dict[str, object]]:
    """Return what a ledger tells last of each post in a language by each person, but for the times."""
    return {
        (record["post"], record["language"], record.get("by")): {
            key: value for key, value in record.items() if key not in ("time", "ends")
        }
        for record in records(data)
    }


DISTURBANCES = {"files vanish": vanish, "a folder is closed": close}


@pytest.mark.parametrize("what", DISTURBANCES)
@pytest.mark.parametrize("command", COMMANDS)
def test_disturbed_at_any_moment(command: str, what: str, tmp_path: Path, run: Runner) -> None:
    disturbed_at_any_moment(command, what, tmp_path, run, QUICK)


@pytest.mark.slow
@pytest.mark.parametrize("what", DISTURBANCES)
@pytest.mark.parametrize("command", COMMANDS)
def test_disturbed_often(command: str, what: str, tmp_path: Path, run: Runner) -> None:
    disturbed_at_any_moment(command, what, tmp_path, run, SLOW)


def disturbed_at_any_moment(command: str, what: str, folder: Path, run: Runner, times: int) -> None:
    chance = random.Random(f"{command} {what}")  # noqa: S311 - which moment and which file, not a secret
    room = Newsroom(folder / "room")
    room.next_week()
    run.run("-C", room.root, "extract")
    for _time in range(times):
        words = COMMANDS[command](room, run)
        calm = room.copy(folder / "calm")
        took = run.run("-C", calm, *words)
        running = run.begin("-C", room.root, *words)
        time.sleep(chance.random() * took)
        back = DISTURBANCES[what](room.root, chance)
        code, said = running.ended()
        back()
        assert code in (0, 1, 2, 3, 4), (code, said)  # 2: a post that is named is not there
        assert "Traceback" not in said, said
        assert all(": " in line for line in said.splitlines()), said
        again, said = run.begin("-C", room.root, *words).ended()
        assert (again, said) == (0, ""), said
        assert files(room.root) == files(calm)
        for name, data in ledgers(room.root).items():
            # More is told, and true, of what stood there while a picture was away.
            assert set(told(data)) >= set(told(ledgers(calm)[name])), name
            assert told_last(data) == told_last(ledgers(calm)[name]), name
        assert left_over(room.root) == []
