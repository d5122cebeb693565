"""Crashes, full disks, links and other people: files are whole, records true, and the next run heals."""

from __future__ import annotations

import errno
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lfnkr_i18n import replacing
from lfnkr_i18n.errors import FileError
from lfnkr_i18n.files import digest
from lfnkr_i18n.publishing import ledger
from lfnkr_i18n.publishing.publications import Publications
from lfnkr_i18n.steps.publishing import writing

OUTPUT = "published/ja/letter.md"
PICTURE = "published/ja/img/street.jpg"
ROOT = os.name != "nt" and os.geteuid() == 0

MOMENTS = [
    pytest.param(Publications, "intend", "before", id="before the intent"),
    pytest.param(Publications, "intend", "after", id="before the picture"),
    pytest.param(writing, "copy_picture", "after", id="between picture and file"),
    pytest.param(writing, "put_in_place", "before", id="before the file"),
    pytest.param(writing, "put_in_place", "after", id="between file and record"),
    pytest.param(Publications, "record", "after", id="between record and the end of the intent"),
]


GROUP_MOMENTS = [(Publications, "intend"), (writing, "stage_file"), (writing, "put_in_place")]


class KilledError(BaseException):
    """Stands for kill -9: nothing of ours catches it."""


def killed(
    patch: pytest.MonkeyPatch, place: Any, name: str, when: str, *, unless: Callable[[], bool] = lambda: False
) -> None:
    """Let a run end before or after a function of `place`; `unless` says at each call whether it lives on."""
    real = getattr(place, name)

    def stop(*arguments: Any, **options: Any) -> Any:
        if unless():
            return real(*arguments, **options)
        if when == "after":
            real(*arguments, **options)
        raise KilledError

    patch.setattr(place, name, stop)


def true_to_its_record(desk: Any) -> bool:
    """Tell whether the last record is of what is there."""
    last = desk.ledger()[-1]
    files = {last["path"]: last["output"], **{path: copied[0] for path, copied in last.get("pictures", {}).items()}}
    return all(digest((desk.root / path).read_bytes()) == content for path, content in files.items())


@pytest.mark.parametrize(("place", "name", "when"), MOMENTS)
@pytest.mark.parametrize("moved_on", [False, True], ids=["then again", "then the translation changes"])
@pytest.mark.parametrize("first", [False, True], ids=["a later publication", "the first publication"])
def test_the_next_run_heals(desk: Any, place: Any, name: str, when: str, moved_on: bool, first: bool) -> None:
    desk.translate()
    if not first:
        desk.publish()
        desk.translate({"A letter": "お手紙"})
        desk.write("source_posts/en/img/street.jpg", "another street")
    with pytest.MonkeyPatch.context() as patch:
        killed(patch, place, name, when)
        with pytest.raises(KilledError):
            desk.publish()
    desk.later(hours=1)
    if moved_on:
        desk.translate({"A letter": "御手紙"})
        desk.write("source_posts/en/img/street.jpg", "yet another street")
    result = desk.publish_one()
    assert result.outcome in ("published", "up to date")
    assert result.warnings == ()
    assert true_to_its_record(desk)
    assert desk.row().state == "published"
    assert [result.outcome for result in desk.publish()] == ["up to date"]
    assert list((desk.root / ".lfnkr/publishing").iterdir()) == []


@pytest.mark.parametrize(
    ("place", "name", "call"),
    [
        *((place, name, call) for place, name in GROUP_MOMENTS for call in (1, 2, 3)),
        (Publications, "record", 1),
    ],
)
def test_of_posts_that_are_written_together_each_is_whole_and_heals(
    desk: Any, place: Any, name: str, call: int
) -> None:
    posts = ("letter", "a", "b")
    for post in posts[1:]:
        desk.write(f"source_posts/en/{post}.md", f"```\n{post}\n```\n")
    desk.translate()
    calls = iter(range(1, 4))
    with pytest.MonkeyPatch.context() as patch:
        killed(patch, place, name, "before", unless=lambda: next(calls) != call)
        with pytest.raises(KilledError):
            desk.publish()
    written = {path.stem for path in (desk.root / "published").rglob("*.md")}
    recorded = {record["post"] for record in desk.ledger()}
    intended = len(list((desk.root / ".lfnkr/publishing").glob("*")))
    assert recorded <= written
    assert len(written - recorded) <= intended
    desk.later(hours=1)
    assert {result.outcome for result in desk.publish()} <= {"published", "up to date"}
    assert {record["post"] for record in desk.ledger()} == set(posts)
    assert len(desk.ledger()) == len(posts)
    assert list((desk.root / ".lfnkr/publishing").iterdir()) == []
    assert {row.state for row in desk.rows()} == {"published"}


def test_an_interrupted_run_records_what_it_wrote(desk: Any) -> None:
    desk.write("source_posts/en/a.md", "```\na\n```\n")
    desk.translate()
    calls = iter([True, False])
    with pytest.MonkeyPatch.context() as patch:
        killed(patch, writing, "put_in_place", "before", unless=lambda: next(calls))
        with pytest.raises(KilledError):
            desk.publish()
    assert [record["post"] for record in desk.ledger()] == ["a"]
    assert desk.exists("published/ja/a.md")


def test_a_ledger_that_cannot_be_written_fails_every_post_of_its_group(desk: Any) -> None:
    desk.write("source_posts/en/a.md", "```\na\n```\n")
    desk.translate()

    def full(*_arguments: Any, **_options: Any) -> None:
        raise FileError("the disk is full", path="locales/publications.jsonl")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ledger, "append", full)
        assert [(result.outcome, "disk is full" in result.problem) for result in desk.publish()] == [
            ("failed", True)
        ] * 2
    assert [result.outcome for result in desk.publish()] == ["up to date", "up to date"]
    assert [record["post"] for record in desk.ledger()] == ["a", "letter"]


def test_posts_that_cannot_be_flushed_together_are_flushed_one_by_one(desk: Any) -> None:
    desk.write("source_posts/en/a.md", "```\na\n```\n")
    desk.translate()

    def refused(_folder: Path) -> None:
        raise OSError(errno.EIO, "")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(replacing, "flushes_disks", lambda: True)
        patch.setattr(replacing, "flush_disk", refused)
        assert [result.outcome for result in desk.publish()] == ["published", "published"]
    assert true_to_its_record(desk)
    assert list((desk.root / ".lfnkr/tmp").iterdir()) == []


def test_what_goes_wrong_with_one_post_leaves_the_others_of_its_group(desk: Any) -> None:
    desk.write("source_posts/en/a.md", "```\na\n```\n")
    desk.translate()
    path = desk.root / "locales/ja/LC_MESSAGES/letter.po"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Publications, "alone", _saving(Publications.alone, path))
        assert [(result.post, result.outcome) for result in desk.publish()] == [
            ("a", "published"),
            ("letter", "failed"),
        ]
    assert list((desk.root / ".lfnkr/tmp").iterdir()) == []
    assert [result.outcome for result in desk.publish()] == ["up to date", "published"]


def test_without_the_cache_a_crash_costs_a_question_at_most(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import shutil

    desk.translate()
    with pytest.MonkeyPatch.context() as patch:
        killed(patch, writing, "put_in_place", "after")
        with pytest.raises(KilledError):
            desk.publish()
    shutil.rmtree(desk.root / ".lfnkr")
    assert desk.publish_one().outcome == "published"
    assert true_to_its_record(desk)


def test_a_torn_intent_is_nothing(desk: Any) -> None:
    desk.translate()
    with pytest.MonkeyPatch.context() as patch:
        killed(patch, Publications, "intend", "after")
        with pytest.raises(KilledError):
            desk.publish()
    [intent] = (desk.root / ".lfnkr/publishing").iterdir()
    intent.write_bytes(intent.read_bytes()[:-20])
    assert desk.publish_one().outcome == "published"


def test_taking_down_ends_what_a_crashed_run_began(desk: Any) -> None:
    desk.translate()
    with pytest.MonkeyPatch.context() as patch:
        killed(patch, writing, "put_in_place", "after")
        with pytest.raises(KilledError):
            desk.publish()
    [result] = desk.unpublish("letter")
    assert set(result.removed) == {OUTPUT, PICTURE}
    assert desk.publish_one().outcome == "not ready"


def test_a_catalog_saved_while_we_worked_wins(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.translate()
    path = desk.root / "locales/ja/LC_MESSAGES/letter.po"
    monkeypatch.setattr(Publications, "alone", _saving(Publications.alone, path))
    result = desk.publish_one()
    assert result.outcome == "failed"
    assert "meanwhile" in result.problem
    assert not desk.exists(OUTPUT)
    monkeypatch.undo()
    assert desk.publish_one().outcome == "published"
    assert "書簡" in desk.read(OUTPUT)


def _saving(real: Callable[..., Any], path: Path) -> Callable[..., Any]:
    def alone(*arguments: Any) -> Any:
        path.write_text(path.read_text(encoding="utf-8").replace("手紙", "書簡"), encoding="utf-8")
        return real(*arguments)

    return alone


@pytest.mark.skipif(ROOT or os.name == "nt", reason="root may write everywhere")
def test_a_read_only_folder_is_one_line(desk: Any) -> None:
    desk.translate()
    (desk.root / "published").mkdir(mode=0o555)
    result = desk.publish_one()
    assert result.outcome == "failed"
    assert "no permission" in result.problem
    (desk.root / "published").chmod(0o755)
    assert desk.publish_one().outcome == "published"


def test_a_file_where_a_folder_must_be_is_one_line(desk: Any) -> None:
    desk.translate()
    desk.write("published", "a file")
    result = desk.publish_one()
    assert result.outcome == "failed"
    assert "\n" not in result.problem
    assert desk.ledger() == []


def test_a_folder_where_the_file_must_be_is_one_line(desk: Any) -> None:
    desk.translate()
    (desk.root / OUTPUT).mkdir(parents=True)
    result = desk.publish_one()
    assert (result.outcome, desk.ledger()) == ("failed", [])


@pytest.mark.skipif(os.name == "nt", reason="links need a right on Windows")
class TestLinks:
    def test_the_published_folder_may_be_a_link_to_the_site(self, desk: Any, tmp_path_factory: Any) -> None:
        site = tmp_path_factory.mktemp("site")
        (desk.root / "published").symlink_to(site)
        desk.translate()
        assert desk.publish_one().outcome == "published"
        assert (site / "ja/letter.md").is_file()
        assert (site / "ja/img/street.jpg").is_file()
        assert desk.unpublish("letter")[0].removed == (OUTPUT, PICTURE)
        assert not (site / "ja/letter.md").exists()

    def test_below_it_a_link_may_not_lead_out(self, desk: Any, tmp_path_factory: Any) -> None:
        elsewhere = tmp_path_factory.mktemp("elsewhere")
        (desk.root / "published").mkdir()
        (desk.root / "published/ja").symlink_to(elsewhere)
        desk.translate()
        result = desk.publish_one()
        assert result.outcome == "failed"
        assert "leads out of the published folder" in result.problem
        assert list(elsewhere.iterdir()) == []

    def test_a_link_back_into_the_sources_is_refused(self, desk: Any) -> None:
        desk.translate()
        (desk.root / "published").symlink_to(desk.root / "source_posts")
        before = desk.read("source_posts/en/letter.md")
        desk.settings("[publish]\noriginals = true\n")
        assert {result.outcome for result in desk.publish(overwrite=True)} == {"failed"}
        assert desk.read("source_posts/en/letter.md") == before

    def test_a_loop_of_links_is_one_line(self, desk: Any) -> None:
        desk.translate()
        (desk.root / "published").symlink_to(desk.root / "published")
        result = desk.publish_one()
        assert (result.outcome, desk.ledger()) == ("failed", [])

    def test_a_linked_file_inside_is_replaced_and_stays_a_link(self, desk: Any) -> None:
        desk.translate()
        desk.publish()
        desk.write("published/store.md", desk.read(OUTPUT))
        desk.drop(OUTPUT)
        (desk.root / OUTPUT).symlink_to("../store.md")
        desk.translate({"A letter": "お手紙"})
        assert desk.publish_one().outcome == "published"
        assert (desk.root / OUTPUT).is_symlink()
        assert "お手紙" in desk.read("published/store.md")


@pytest.mark.skipif(os.name == "nt", reason="RLIMIT_FSIZE is POSIX")
def test_on_a_full_disk_nothing_is_lost_and_the_next_run_goes_on(desk: Any) -> None:
    desk.write("source_posts/en/img/street.jpg", b"x" * 300_000)
    desk.translate()
    script = (
        "import resource, sys; from datetime import UTC, datetime; from pathlib import Path\n"
        "from lfnkr_i18n.config import open_project; from lfnkr_i18n.steps.selection import select\n"
        "from lfnkr_i18n.steps.publishing.publish import publish\n"
        "project = open_project(Path(sys.argv[1])); resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "[result] = publish(project, select(project), now=datetime.now(UTC)); print(result.outcome, result.problem)\n"
    )
    ended = subprocess.run([sys.executable, "-c", script, str(desk.root)], capture_output=True, text=True, check=False)
    assert ended.stdout.startswith("failed ")
    assert "the disk is full" in ended.stdout
    assert (ended.returncode, ended.stderr) == (0, "")
    assert (desk.exists(OUTPUT), desk.exists(PICTURE), desk.ledger()) == (False, False, [])
    assert desk.publish_one().outcome == "published"


PUBLISHING = """
import sys, itertools
from datetime import UTC, datetime
from pathlib import Path
from lfnkr_i18n.config import open_project
from lfnkr_i18n.steps.selection import select
from lfnkr_i18n.steps.publishing.publish import publish
project = open_project(Path(sys.argv[1]))
post = project.root / "source_posts/en/plain.md"
picture = project.root / "source_posts/en/p.jpg"
def save(path, text):  # whole, as an editor does: an emptied post is refused
    new = project.root / "new"
    new.write_text(text)
    new.replace(path)
print("ready", flush=True)
for number in itertools.count():
    save(post, f"![]( p.jpg )\\n\\n```\\n{number} {sys.argv[2]}\\n```\\n" + "    \\n" * 200)
    save(picture, f"{number} {sys.argv[2]}")
    for result in publish(project, select(project, ["plain"]), now=datetime.now(UTC)):
        assert result.outcome in ("published", "up to date"), result
"""


@pytest.mark.slow
def test_killed_at_any_moment(desk: Any) -> None:
    chance = random.Random(1)  # noqa: S311 - which moment, not a secret
    desk.write("source_posts/en/plain.md", "![](p.jpg)\n")
    desk.write("source_posts/en/p.jpg", "p")
    desk.publish("plain")
    for turn in range(40):
        with subprocess.Popen(
            [sys.executable, "-c", PUBLISHING, str(desk.root), str(turn)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as running:
            assert running.stdout is not None
            running.stdout.readline()
            time.sleep(chance.random() * 0.2)
            running.kill()
            assert running.stderr is not None
            assert running.stderr.read() == b""
        for line in (desk.root / "locales/publications.jsonl").read_bytes().splitlines()[:-1]:
            json.loads(line)
        [result] = desk.publish("plain")
        assert result.outcome in ("published", "up to date"), result
        assert result.warnings == ()
        assert true_to_its_record(desk)


ONE_RUN = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from lfnkr_i18n.config import open_project
from lfnkr_i18n.steps.selection import select
from lfnkr_i18n.steps.publishing.publish import publish
project = open_project(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
for result in publish(project, select(project), now=datetime.now(UTC)):
    assert result.outcome in ("published", "up to date"), result
"""


def test_two_runs_at_once_record_every_post_once(desk: Any) -> None:
    desk.drop("source_posts/en/letter.md")
    for number in range(30):
        desk.write(f"source_posts/en/post{number}.md", "![](img/street.jpg)\n")
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", ONE_RUN, str(desk.root)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for run in runs:
        assert run.stdout is not None
        assert run.stdout.readline() == "ready\n"
    for run in runs:
        assert run.stdin is not None
        run.stdin.write("go\n")
        run.stdin.flush()
    assert [run.communicate(timeout=60)[1] for run in runs] == ["", ""]
    assert sorted(record["post"] for record in desk.ledger()) == sorted(f"post{number}" for number in range(30))
    assert {row.state for row in desk.rows()} == {"published"}
