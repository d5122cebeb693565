"""The posts of this repository: a day's work on a fresh copy leaves every committed file as it is."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lfnkr_i18n.config import Project, open_project
from lfnkr_i18n.publishing.states import PostState
from lfnkr_i18n.steps.publishing.publish import Outcome
from lfnkr_i18n.steps.run import Day, run
from lfnkr_i18n.steps.selection import select
from tests.steps.days import Seen

ROOT = Path(__file__).parents[1]
NOW = datetime(2030, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a copy of the repository's posts and catalogs, without anything published."""
    folder = tmp_path_factory.mktemp("sample")
    shutil.copy(ROOT / "lfnkr.toml", folder)
    for name in ("source_posts", "locales"):
        shutil.copytree(ROOT / name, folder / name)
    return open_project(folder)


@pytest.fixture(scope="module")
def seen() -> Seen:
    """Return what the stages of `day` gave."""
    return Seen()


@pytest.fixture(scope="module")
def day(project: Project, seen: Seen) -> Day:
    return run(project, select(project), now=NOW, watch=seen)


def committed(folder: Path) -> dict[str, bytes]:
    """Return the content of every file that git keeps, by path."""
    names = ("source_posts", "locales")
    files = [path for name in names for path in sorted((folder / name).rglob("*")) if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_nothing_goes_wrong(day: Day) -> None:
    assert day.problems == ()
    assert not any(row.errors for row in day.status.rows)


def test_every_committed_file_stays_as_it_is(project: Project, day: Day) -> None:
    assert committed(project.root) == committed(ROOT)


def test_there_are_posts_at_every_stage(day: Day) -> None:
    states = {row.state for row in day.status.rows}
    assert states == {
        PostState.PUBLISHED,
        PostState.OUTDATED,
        PostState.IN_REVIEW,
        PostState.DRAFTING,
        PostState.NEW,
    }


def test_what_is_reviewed_is_published_each_time(day: Day, seen: Seen) -> None:
    published = {(result.post, result.language) for result in seen.published if result.outcome is Outcome.PUBLISHED}
    assert published == {
        ("2019/reading-room", "ja"),
        ("2024/dandelion-story", "ja"),
        ("2024/letter-of-petition", "ja"),
        ("2024/school-survey-trip", "en"),
    }


def test_a_picture_is_that_of_the_language(project: Project, day: Day) -> None:
    picture = (project.root / "published/en/2024/images/map.svg").read_bytes()
    assert picture == (ROOT / "source_posts/ja/2024/images/map.en.svg").read_bytes()


def test_links_lead_to_the_languages_own_pages(project: Project, day: Day) -> None:
    letter = (project.root / "published/ja/2024/letter-of-petition.md").read_text("utf-8")
    assert "https://example.org/ja/petition/" in letter
    assert "https://example.org/en/" not in letter


def test_a_wordpress_post_keeps_all_but_its_text(project: Project, day: Day) -> None:
    page = (project.root / "published/ja/2019/reading-room.html").read_text("utf-8")
    assert "\n\n<!--more 利用の決まりと開室時間-->\n\n" in page
    assert "</a> 本棚は<em>ご近所のお二人</em>からの贈り物です。[/caption]\n" in page
    assert "\n\nhttps://video.example.org/watch?v=reading-room\n\n[gallery ids=" in page


def test_the_second_day_writes_nothing(project: Project, day: Day) -> None:
    again = Seen()
    run(project, select(project), now=NOW, watch=again)
    assert not [result.post for result in again.published if result.outcome is Outcome.PUBLISHED]
    assert not any(result.written for result in again.extracted)
    assert not any(result.written for result in again.drafted)
