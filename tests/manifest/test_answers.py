"""Answers: the same question about the same subject is answered once, in any process, and nothing else is trusted."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

import pytest

from lfnkr_i18n.manifest import Answers, answers


class Doubler:
    """Something that answers, and counts how often it was asked."""

    def __init__(self, root: Path) -> None:
        self.cache, self.asked = root / ".lfnkr", 0

    def double(self, question: object) -> list[str]:
        self.asked += 1
        return [repr(question)] * 2

    def ask(self, question: object, *, subject: str = "ja/a", frozen: bool = False) -> list[str]:
        """Ask as another run would."""
        kept: Answers[object, list[str]] = Answers(
            self.cache, "doubled", list[str], shown=dict, keeps=lambda given: "secret" not in given[0]
        )
        return kept.of(subject, question, self.double, frozen=frozen)

    @property
    def files(self) -> list[Path]:
        return [path for path in (self.cache / "manifest/doubled").glob("*") if path.is_file()]


@pytest.fixture
def doubler(tmp_path: Path) -> Doubler:
    return Doubler(tmp_path)


def test_the_same_question_is_answered_once(doubler: Doubler) -> None:
    assert doubler.ask({"text": "a"}) == doubler.ask({"text": "a"}) == ["{'text': 'a'}"] * 2
    assert doubler.asked == 1


def test_another_question_is_answered_anew_and_takes_the_place(doubler: Doubler) -> None:
    for question in ("a", "b", "b", "a"):
        assert doubler.ask(question) == [repr(question)] * 2
    assert (doubler.asked, len(doubler.files)) == (3, 1)


def test_subjects_do_not_disturb_each_other(doubler: Doubler) -> None:
    for _time in range(2):
        for subject in ("ja/a", "ja/2020/a", "ko/a"):
            doubler.ask(subject, subject=subject)
    assert doubler.asked == 3


def test_order_is_part_of_a_question(doubler: Doubler) -> None:
    assert doubler.ask({"a": 1, "b": 2}) != doubler.ask({"b": 2, "a": 1})


def test_a_value_that_is_shown_by_another_is_part_of_it(doubler: Doubler) -> None:
    assert doubler.ask(MappingProxyType({"a": 1})) != doubler.ask(MappingProxyType({"a": 2}))


def test_another_program_answers_anew(doubler: Doubler, monkeypatch: pytest.MonkeyPatch) -> None:
    doubler.ask("a")
    monkeypatch.setattr(answers, "program_digest", lambda: "another version")
    doubler.ask("a")
    assert doubler.asked == 2


@pytest.mark.parametrize("damage", [b"", b"\0" * 40, None], ids=["emptied", "overwritten", "a letter"])
def test_a_damaged_file_is_as_good_as_none(doubler: Doubler, damage: bytes | None) -> None:
    given = doubler.ask("a")
    (file,) = doubler.files
    file.write_bytes(file.read_bytes().replace(b"a", b"b") if damage is None else damage)
    assert doubler.ask("a") == given
    assert doubler.asked == 2


def test_what_may_not_be_kept_and_what_is_frozen_is_not(doubler: Doubler) -> None:
    doubler.ask("secret")
    doubler.ask("a", frozen=True)
    assert not doubler.cache.exists()


def test_what_was_kept_serves_the_frozen_too(doubler: Doubler) -> None:
    doubler.ask("a")
    doubler.ask("a", frozen=True)
    assert doubler.asked == 1


def test_without_a_place_to_write_it_is_answered_all_the_same(doubler: Doubler) -> None:
    doubler.cache.write_text("a file where the folder should be")
    assert doubler.ask("a") == doubler.ask("a") == ["'a'"] * 2


def test_bytes_that_are_no_text_are_answered_and_not_kept(doubler: Doubler) -> None:
    assert doubler.ask("\udcff") == ["'\\udcff'"] * 2
    assert not doubler.cache.exists()
