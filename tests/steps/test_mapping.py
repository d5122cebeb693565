"""The work on posts: done only where there is any, after what comes before it; what is known comes in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lfnkr_i18n.config import Project
from lfnkr_i18n.manifest import Done, Memo
from lfnkr_i18n.reads import Reads
from lfnkr_i18n.steps.mapping import Known, each_language, remembered
from lfnkr_i18n.steps.posts import SourcePost
from lfnkr_i18n.steps.selection import select

POST = "# A letter\n"


@pytest.mark.parametrize(
    ("names", "done"),
    [([], []), (["a"], ["before", "a ja"]), (["a", "b"], ["before", "a ja", "b ja"])],
)
def test_what_comes_before_the_work(make_project: Callable[..., Project], names: list[str], done: list[str]) -> None:
    project = make_project({f"source_posts/en/{name}.md": POST for name in names})
    found: list[str] = []

    def work(source: SourcePost, language: str) -> str:
        found.append(f"{source.id} {language}")
        return found[-1]

    results = list(each_language(project, select(project), work, before=lambda: found.append("before")))
    assert found == done
    assert results == done[1:]


class Forgetful(Memo[str]):
    """A memo that loses what it recalled, as where another run cuts its file short."""

    def recalled(self, item: str, wanted: Callable[[str], bool]) -> Iterator[str] | None:
        del item, wanted
        return None


@pytest.mark.parametrize(
    ("kind", "worked_on"),
    [pytest.param(Memo, ["c"], id="remembered"), pytest.param(Forgetful, ["c", "d"], id="lost meanwhile")],
)
def test_what_is_known_comes_in_its_place(tmp_path: Path, kind: type[Memo[str]], worked_on: list[str]) -> None:
    worked: list[str] = []

    def work(name: str) -> Done[str]:
        worked.append(name)
        return Done(Reads(), {"": (name.upper(), Reads())})

    def run(names: list[str]) -> list[list[str]]:
        memo = kind(tmp_path, "upper", str, keeps=lambda _name: True, again=str)
        return [list(results) for results in remembered(work, names, Known(memo, str))]

    run(["a", "b", "d"])
    worked.clear()
    assert run(["a", "b", "c", "d"]) == [["A"], ["B"], ["C"], ["D"]]
    assert worked == worked_on
