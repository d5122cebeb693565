"""Run: the day's work in one go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from lfnkr_i18n.steps.run import Day, Stage, run
from lfnkr_i18n.steps.selection import select
from tests.steps.days import Seen


def work(desk: Any, *posts: str, **options: Any) -> Day:
    return run(desk.project, select(desk.project, posts), now=desk.now, **options)


def test_a_day_ends_with_what_is_ready_published_and_the_rest_listed(desk: Any) -> None:
    desk.translate()
    desk.write("source_posts/en/second.md", "---\nlang: en\n---\n\nWe wrote to the embassy.\n\nOne more.\n")
    seen = Seen()
    day = work(desk, watch=seen)
    assert [(result.post, result.outcome) for result in seen.published] == [
        ("letter", "published"),
        ("second", "not ready"),
    ]
    assert [(row.post, row.state) for row in day.status.rows] == [("letter", "published"), ("second", "drafting")]
    assert (day.problems, day.refused) == ((), False)


def test_a_second_run_writes_nothing(desk: Any) -> None:
    desk.translate()
    work(desk)
    before = desk.tree()
    desk.later(days=1)
    seen = Seen()
    work(desk, watch=seen)
    assert {result.outcome for result in seen.published} == {"up to date"}
    assert desk.tree() == before


def test_a_named_post_that_is_not_ready_is_a_refusal(desk: Any) -> None:
    assert not work(desk).refused
    assert work(desk, "letter").refused


def test_a_broken_post_is_one_problem(desk: Any) -> None:
    desk.write("source_posts/en/broken.md", b"\xff")
    [problem] = work(desk).problems
    assert problem.path.startswith("source_posts/en/broken.md")


def test_a_dry_run_writes_nothing(desk: Any) -> None:
    before = desk.tree()
    work(desk, dry_run=True)
    assert desk.tree() == before


def test_every_stage_is_watched_in_order(desk: Any) -> None:
    stages = []

    def watch(stage: Stage, results: Iterator[Any]) -> Iterable[Any]:
        stages.append(stage)
        return results

    work(desk, watch=watch)
    assert stages == list(Stage)
