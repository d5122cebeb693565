"""Two runs at once on the same posts: both end well, and what is there is what one after the other would have left."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.robustness.newsroom import Newsroom, files, left_over
from tests.robustness.runner import Runner, runner
from tests.robustness.test_kills import (
    POST_IDS,
    ledgers,
    prepare_draft,
    prepare_engine,
    prepare_publish,
    records,
    told,
)

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no fork")

QUICK, SLOW = 2, 40

Prepare = Callable[[Newsroom, Runner], object]


def new_texts(room: Newsroom, run: Runner) -> None:
    room.begin_anew(posts=3)
    room.review()
    room.next_week()


def half_extracted(room: Newsroom, run: Runner) -> None:
    """The first posts are reviewed, and alike the others, which have no catalogs yet."""
    room.begin_anew(posts=3)
    room.next_week()
    run.run("-C", room.root, "extract", *POST_IDS[:3])
    room.review(posts=3)


PAIRS: dict[str, tuple[Prepare, list[str], list[str]]] = {
    "extract and extract": (new_texts, ["extract"], ["extract"]),
    "draft and draft": (prepare_draft, ["draft"], ["draft"]),
    "engines": (prepare_engine, ["draft", "--engine", "pseudo"], ["draft", "--engine", "pseudo"]),
    "draft and extract": (half_extracted, ["draft"], ["extract"]),
    "publish and publish": (prepare_publish, ["publish"], ["publish"]),
    "the same person signs twice": (
        prepare_publish,
        ["sign-off", *POST_IDS, "-l", "ja", "--by", "aya"],
        ["sign-off", *POST_IDS, "-l", "ja", "--by", "aya"],
    ),
    "two people sign": (
        prepare_publish,
        ["sign-off", *POST_IDS, "-l", "ja", "--by", "aya"],
        ["sign-off", *POST_IDS, "-l", "ja", "--by", "ben"],
    ),
}


@pytest.fixture(scope="module")
def two() -> Iterator[tuple[Runner, Runner]]:
    with runner() as one, runner() as other:
        yield one, other


@pytest.mark.parametrize("pair", PAIRS)
def test_two_runs_at_once(pair: str, tmp_path: Path, two: tuple[Runner, Runner]) -> None:
    two_runs_at_once(pair, tmp_path, two, QUICK)


@pytest.mark.slow
@pytest.mark.parametrize("pair", PAIRS)
def test_two_runs_at_once_often(pair: str, tmp_path: Path, two: tuple[Runner, Runner]) -> None:
    two_runs_at_once(pair, tmp_path, two, SLOW)


def two_runs_at_once(pair: str, folder: Path, two: tuple[Runner, Runner], times: int) -> None:
    prepare, left, right = PAIRS[pair]
    room = Newsroom(folder / "room")
    room.next_week()
    two[0].run("-C", room.root, "extract")
    for _time in range(times):
        prepare(room, two[0])
        calm = room.copy(folder / "calm")
        for words in (left, right):
            two[0].run("-C", calm, *words)
        begun = [run.begin("-C", room.root, *words) for run, words in zip(two, (left, right), strict=True)]
        assert [run.ended() for run in begun] == [(0, ""), (0, "")]
        two[0].run("-C", room.root, left[0], *left[1:])
        assert files(room.root) == files(calm)
        for name, data in ledgers(room.root).items():
            assert len(records(data)) == len(data.splitlines())
            assert told(data) == told(ledgers(calm)[name])
        assert left_over(room.root) == []
