"""Unpublish: the command for the day a name got out."""

from __future__ import annotations

from typing import Any, NoReturn

import pytest

from lfnkr_i18n.errors import FileError, UsageError
from lfnkr_i18n.steps.publishing import unpublish as step

OUTPUT = "published/ja/letter.md"
PICTURE = "published/ja/img/street.jpg"


@pytest.fixture
def online(desk: Any) -> Any:
    desk.translate()
    desk.publish()
    desk.later(hours=1)
    return desk


def test_it_takes_the_post_and_its_pictures_down_and_says_who_and_why(online: Any) -> None:
    [result] = online.unpublish("letter", by="aya", reason="a name\ngot out")
    assert (result.removed, result.recorded, result.problem) == ((OUTPUT, PICTURE), True, None)
    assert not online.exists(OUTPUT)
    assert not online.exists(PICTURE)
    record = online.ledger()[-1]
    assert (record["action"], record["by"], record["reason"]) == ("taken down", "aya", "a name got out")


def test_the_next_run_does_not_bring_it_back(online: Any) -> None:
    online.unpublish("letter")
    for words in ((), ("l*",), ("letter",)):
        [result] = online.publish(*words)
        assert (result.outcome, result.reasons) == ("not ready", ("taken down; name it with --by to publish it again",))
    [result] = online.publish(by="ben")
    assert result.outcome == "not ready"
    assert not online.exists(OUTPUT)
    assert online.row().state == "in review"


def test_somebody_who_names_it_publishes_it_again(online: Any) -> None:
    online.unpublish("letter")
    assert online.publish_one("letter", by="ben").outcome == "published"
    assert online.exists(OUTPUT)
    assert online.exists(PICTURE)
    assert online.row().state == "published"
    assert online.publish_one().outcome == "up to date"


def test_a_clock_that_runs_behind_does_not_undo_it(online: Any) -> None:
    online.later(hours=-9)
    online.unpublish("letter")
    assert online.publish_one().outcome == "not ready"


def test_a_publication_merged_from_another_branch_does_not_undo_it(online: Any) -> None:
    before = online.read("locales/publications.jsonl")
    online.unpublish("letter")
    elsewhere = before.replace("2026-05-01T12:00:00Z", "2026-05-09T12:00:00Z")
    online.write("locales/publications.jsonl", online.read("locales/publications.jsonl") + elsewhere)
    assert online.publish_one().outcome == "not ready"
    assert online.row().state != "published"


def test_twice_is_once(online: Any) -> None:
    online.unpublish("letter")
    before = online.tree()
    [result] = online.unpublish("letter")
    assert (result.removed, result.recorded, result.problem) == ((), False, None)
    assert online.tree() == before


def test_a_file_that_a_merge_brought_back_goes_again(online: Any) -> None:
    text = online.read(OUTPUT)
    online.unpublish("letter")
    online.write(OUTPUT, text)
    assert "unpublish" in online.publish_one().warnings[0]
    assert online.unpublish("letter")[0].removed == (OUTPUT,)


def test_a_dry_run_changes_nothing(online: Any) -> None:
    before = online.tree()
    assert online.unpublish("letter", dry_run=True)[0].removed == (OUTPUT, PICTURE)
    assert online.tree() == before


@pytest.mark.parametrize(("by", "reason"), [("", "x"), ("aya", ""), (" ", "x"), ("aya", "\n")])
def test_who_and_why_are_all_it_asks_for(online: Any, by: str, reason: str) -> None:
    with pytest.raises(UsageError, match="unpublish needs --"):
        online.unpublish("letter", by=by, reason=reason)
    assert online.exists(OUTPUT)


def test_a_person_who_left_may_still_do_it_and_an_unknown_one_not(online: Any) -> None:
    online.settings('[[people]]\nid = "old"\nname = "Old"\nactive = false\n')
    with pytest.raises(UsageError, match="nobody in"):
        online.unpublish("letter", by="stranger")
    assert online.unpublish("letter", by="old")[0].recorded


def stuck(_project: object, path: str) -> NoReturn:
    """Stand for a file that the system does not let go of."""
    raise FileError("no permission", path=path)


class TestWhateverIsBroken:
    def gone(self, desk: Any) -> None:
        [result] = [found for found in desk.unpublish("letter") if found.language == "ja"]
        assert result.problem is None
        assert not desk.exists(OUTPUT)
        assert not desk.exists(PICTURE)

    def test_the_source_is_gone(self, online: Any) -> None:
        online.drop("source_posts/en/letter.md")
        self.gone(online)

    def test_the_source_cannot_be_read(self, online: Any) -> None:
        online.write("source_posts/en/letter.md", b"\xff\xfe")
        self.gone(online)

    def test_the_catalog_is_broken(self, online: Any) -> None:
        online.write("locales/ja/LC_MESSAGES/letter.po", 'msgid "x\n')
        self.gone(online)

    def test_the_catalog_is_gone(self, online: Any) -> None:
        online.drop("locales/ja/LC_MESSAGES/letter.po")
        self.gone(online)

    def test_the_cache_is_gone(self, online: Any) -> None:
        import shutil

        shutil.rmtree(online.root / ".lfnkr")
        self.gone(online)

    def test_the_file_was_edited_by_hand(self, online: Any) -> None:
        online.write(OUTPUT, "edited\n")
        self.gone(online)

    def test_the_pattern_has_changed(self, online: Any) -> None:
        online.settings('[publish]\noutput = "site/{lang}/{post}{ext}"\n')
        self.gone(online)

    def test_a_register_of_names_cannot_be_asked(self, online: Any) -> None:
        online.settings('[privacy]\nnames = "~/names.toml"\n')
        self.gone(online)

    def test_the_ledger_has_conflict_marks(self, online: Any) -> None:
        ledger = online.read("locales/publications.jsonl")
        online.write("locales/publications.jsonl", f"<<<<<<< HEAD\n{ledger}=======\n>>>>>>> other\n")
        self.gone(online)
        assert '"taken down"' in online.read("locales/publications.jsonl")
        assert ">>>>>>> other" in online.read("locales/publications.jsonl")

    def test_the_ledger_is_gone_and_the_file_is_where_it_would_be(self, online: Any) -> None:
        online.drop("locales/publications.jsonl")
        [result] = online.unpublish("letter")
        assert result.removed == (OUTPUT,)

    def test_the_record_cannot_be_written_and_the_file_goes_all_the_same(self, online: Any) -> None:
        online.drop("locales/publications.jsonl")
        (online.root / "locales/publications.jsonl").mkdir()
        [result] = online.unpublish("letter")
        assert result.problem.startswith("not recorded (locales/publications.jsonl: ")
        assert not result.recorded
        assert not online.exists(OUTPUT)

    def test_what_is_still_there_is_all_named(self, online: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(step, "_delete", stuck)
        [result] = online.unpublish("letter")
        assert result.problem == f"{OUTPUT} is still there: no permission; {PICTURE} is still there: no permission"
        assert (result.removed, result.recorded) == ((), True)

    def test_the_published_file_is_a_link(self, online: Any) -> None:
        online.write("published/store/page.md", online.read(OUTPUT))
        online.drop(OUTPUT)
        (online.root / OUTPUT).symlink_to(online.root / "published/store/page.md")
        self.gone(online)
        assert not online.exists("published/store/page.md")


def test_a_link_to_the_source_is_removed_and_the_source_stays(online: Any) -> None:
    online.drop(OUTPUT)
    (online.root / OUTPUT).symlink_to(online.root / "source_posts/en/letter.md")
    assert OUTPUT in online.unpublish("letter")[0].removed
    assert online.exists("source_posts/en/letter.md")


def test_a_ledger_never_leads_out_of_the_project(online: Any) -> None:
    (online.root.parent / "precious.md").write_text("x")
    ledger = online.read("locales/publications.jsonl")
    for path in (
        "../precious.md",
        "source_posts/en/letter.md",
        "lfnkr.toml",
        "/etc/hostname",
        "published/../../precious.md",
    ):
        ledger += ledger.splitlines()[0].replace(OUTPUT, path) + "\n"
    online.write("locales/publications.jsonl", ledger)
    assert set(online.unpublish("letter")[0].removed) == {OUTPUT, PICTURE}
    assert (online.root.parent / "precious.md").exists()
    assert online.exists("source_posts/en/letter.md")
    assert online.exists("lfnkr.toml")


def test_a_shared_picture_stays_for_the_others(online: Any) -> None:
    online.write("source_posts/en/second.md", "---\nlang: en\n---\n\n![](img/street.jpg)\n")
    online.publish()
    [result] = online.unpublish("letter")
    assert (result.removed, result.kept) == ((OUTPUT,), (PICTURE,))
    assert online.unpublish("second")[0].removed == ("published/ja/second.md", PICTURE)


def test_only_the_languages_asked_for_come_down(desk: Any) -> None:
    desk.settings('[project]\nlanguages = ["en", "ja", "ko"]\n')
    desk.write("source_posts/en/letter.md", "---\nlang: en\n---\n\n![](img/street.jpg)\n")
    desk.publish()
    assert [result.language for result in desk.unpublish("letter", languages=("ko",))] == ["ko"]
    assert desk.exists("published/ja/letter.md")
    assert [result.language for result in desk.unpublish("letter")] == ["ja", "ko"]
    assert not desk.exists("published/ja/letter.md")


def test_a_post_that_is_not_online_yet_is_held_back(desk: Any) -> None:
    desk.translate()
    [result] = desk.unpublish("letter")
    assert (result.language, result.removed, result.recorded) == ("ja", (), True)
    assert desk.publish_one().outcome == "not ready"


def test_a_language_can_be_held_back_that_nothing_is_known_of(desk: Any) -> None:
    [result] = desk.unpublish("letter", languages=("en",))
    assert (result.language, result.recorded) == ("en", True)
