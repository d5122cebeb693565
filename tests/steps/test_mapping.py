"""The work on posts: what comes before it is done once, and only where there is work."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lfnkr_i18n.config import Project
from lfnkr_i18n.steps.mapping import each_language
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
