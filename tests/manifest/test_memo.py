"""Memos: what was found out stays known exactly as long as all that it was found in stays."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from lfnkr_i18n.files import read_file
from lfnkr_i18n.manifest import Done, Memo, memo
from lfnkr_i18n.reads import noted


@dataclass(frozen=True)
class Sum:
    """A result."""

    text: str
    problem: str | None = None


class Adder:
    """A step that joins what two files hold; it counts how often it works."""

    def __init__(self, root: Path) -> None:
        self.root, self.worked = root, 0
        self.write("a", "1")
        self.write("b", "2")

    def write(self, name: str, text: str) -> None:
        (self.root / name).write_text(text, encoding="utf-8")

    def work(self) -> Done[Sum]:
        self.worked += 1
        with noted() as reads:
            first = read_file(self.root / "a", shown="a") or b"-"
        with noted() as more:
            second = read_file(self.root / "b", shown="b") or b"-"
        return Done(reads, {"sum": (Sum((first + second).decode()), more)})

    def memo(self, *, context: object = None, frozen: bool = False) -> Memo[Sum]:
        return Memo(
            self.root / ".lfnkr",
            "add",
            Sum,
            context=context,
            keeps=lambda result: result.problem is None,
            again=lambda result: result,
            frozen=frozen,
        )

    def run(self, *, context: object = None, about: object = None, frozen: bool = False) -> str:
        with self.memo(context=context, frozen=frozen) as memory:
            found = memory.recall("item", lambda _part: True, context=about)
            if found is None:
                memory.begin()
                done = self.work()
                memory.remember("item", done, context=about)
                found = iter(done.results)
            return " ".join(result.text for result in found)


@pytest.fixture
def adder(tmp_path: Path) -> Adder:
    return Adder(tmp_path)


def test_nothing_changed_nothing_is_worked_out(adder: Adder) -> None:
    assert [adder.run() for _time in range(3)] == ["12", "12", "12"]
    assert adder.worked == 1


@pytest.mark.parametrize("name", ["a", "b"])
def test_a_change_of_any_file_is_worked_out(adder: Adder, name: str) -> None:
    adder.run()
    adder.write(name, "3")
    assert adder.run() == ("32" if name == "a" else "13")
    (adder.root / name).unlink()
    assert adder.run() == ("-2" if name == "a" else "1-")
    assert adder.worked == 3


def test_another_context_is_another_result(adder: Adder) -> None:
    adder.run(context={"style": 1})
    adder.run(context={"style": 2})
    adder.run(context={"style": 2}, about="a rival")
    assert adder.worked == 3


def test_another_version_of_the_program_works_anew(adder: Adder, monkeypatch: pytest.MonkeyPatch) -> None:
    adder.run()
    monkeypatch.setattr(memo, "program_digest", lambda: "another")
    adder.run()
    assert adder.worked == 2


def test_a_frozen_memo_recalls_and_writes_nothing(adder: Adder) -> None:
    adder.run(frozen=True)
    assert not (adder.root / ".lfnkr").exists()
    adder.run()
    adder.run(frozen=True)
    assert adder.worked == 2


def spoil(change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    return lambda path: (path.write_bytes(change(path.read_bytes())), None)[1]


def turn_into_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("name", ["add", "files", "clock"])
@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(Path.unlink, id="missing"),
        pytest.param(spoil(lambda data: b""), id="empty"),
        pytest.param(spoil(lambda data: data[: len(data) // 2]), id="cut short"),
        pytest.param(spoil(lambda data: bytes(len(data))), id="zeros, as after a power cut"),
        pytest.param(spoil(lambda data: data[:-1] + bytes([data[-1] ^ 1] if data else [])), id="one bit"),
        pytest.param(spoil(lambda data: b"\xff" * 100), id="not a manifest"),
        pytest.param(turn_into_folder, id="a folder"),
    ],
)
def test_a_damaged_manifest_costs_time_only(adder: Adder, name: str, damage: Callable[[Path], None]) -> None:
    adder.run()
    damage(adder.root / ".lfnkr/manifest" / name)
    adder.write("a", "4")
    assert [adder.run(), adder.run()] == ["42", "42"]


def test_where_nothing_can_be_written_results_are_the_same(adder: Adder) -> None:
    (adder.root / ".lfnkr").write_text("in the way", encoding="utf-8")
    assert [adder.run(), adder.run()] == ["12", "12"]


def test_runs_at_once_leave_a_whole_manifest(adder: Adder) -> None:
    with ThreadPoolExecutor(8) as executor:
        assert set(executor.map(lambda _time: adder.run(), range(64))) == {"12"}
    worked = adder.worked
    assert adder.run() == "12"
    assert adder.worked == worked


def test_a_file_that_changes_while_it_is_looked_at_is_not_remembered(adder: Adder) -> None:
    with noted() as reads:
        read_file(adder.root / "a", shown="a")
        adder.write("a", "5")
        read_file(adder.root / "a", shown="a")
    assert not reads.steady


def test_a_file_that_changes_after_it_was_looked_at_is_worked_on_again(adder: Adder) -> None:
    with adder.memo() as memory:
        memory.begin()
        memory.remember("item", adder.work())
        adder.write("a", "6")
    assert adder.run() == "62"
