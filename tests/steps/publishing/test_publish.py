"""Publish: the gates, the file, the record, as an editor meets them on a project on disk."""

from __future__ import annotations

from typing import Any

import pytest

from lfnkr_i18n.errors import LedgerError, RegisterMissing, SettingsError, UsageError

OUTPUT = "published/ja/letter.md"


def test_a_reviewed_post_is_published_and_recorded(desk: Any) -> None:
    desk.translate()
    result = desk.publish_one(by="ben")
    assert (result.outcome, result.output, result.reasons) == ("published", OUTPUT, ())
    assert "大使館に手紙を書きました。" in desk.read(OUTPUT)
    assert "lang: ja" in desk.read(OUTPUT)
    [record] = desk.ledger()
    assert (record["action"], record["post"], record["language"], record["by"]) == ("published", "letter", "ja", "ben")
    assert record["time"] == "2026-05-01T12:00:00Z"
    assert "waived" not in record


def test_published_twice_is_once(desk: Any) -> None:
    desk.translate()
    desk.publish()
    before = desk.tree()
    desk.later(hours=1)
    assert [result.outcome for result in desk.publish()] == ["up to date"]
    assert [result.outcome for result in desk.publish("letter", by="ben", overwrite=True)] == ["up to date"]
    assert desk.tree() == before


def test_a_dry_run_says_what_would_be_and_writes_nothing(desk: Any) -> None:
    desk.translate()
    before = desk.tree()
    assert desk.publish_one(dry_run=True).outcome == "published"
    assert desk.tree() == before


def test_a_fresh_clone_writes_the_file_and_no_record(desk: Any) -> None:
    desk.translate()
    desk.publish()
    ledger = desk.read("locales/publications.jsonl")
    desk.drop(OUTPUT)
    desk.later(days=1)
    assert desk.publish_one().outcome == "published"
    assert desk.exists(OUTPUT)
    assert desk.read("locales/publications.jsonl") == ledger


class TestGates:
    def test_what_is_not_translated_is_not_published(self, desk: Any) -> None:
        result = desk.publish_one()
        assert (result.outcome, result.refused, result.problem) == ("not ready", True, None)
        assert "not translated" in result.reasons[0]
        assert not desk.exists("published")

    def test_a_draft_is_not_published(self, desk: Any) -> None:
        desk.translate(draft="memory 100%")
        assert desk.publish_one().outcome == "not ready"
        assert not desk.exists("published")

    def test_only_a_named_post_that_is_refused_is_a_failure(self, desk: Any) -> None:
        assert not desk.publish_one().named
        assert not desk.publish_one("let*").named
        assert desk.publish_one("letter").named
        assert desk.publish_one("source_posts/en/letter.md").named

    def test_a_draft_is_published_when_somebody_answers_for_it(self, desk: Any) -> None:
        desk.translate(draft="memory 100%")
        assert desk.publish_one(allow_drafts=True, by="ben").outcome == "published"
        assert "大使館" in desk.read(OUTPUT)
        [record] = desk.ledger()
        assert (record["by"], record["waived"]) == ("ben", ["drafts"])

    def test_what_has_no_draft_is_published_in_the_source_language(self, desk: Any) -> None:
        desk.translate({"A letter": "手紙"})
        desk.publish_one(allow_drafts=True, by="ben")
        assert "title: 手紙" in desk.read(OUTPUT)
        assert "We wrote to the embassy." in desk.read(OUTPUT)

    @pytest.mark.parametrize("waiver", [{"allow_drafts": True}, {"no_check": True}])
    def test_nobody_waives_anonymously(self, desk: Any, waiver: dict[str, bool]) -> None:
        desk.translate()
        with pytest.raises(UsageError, match="needs --by"):
            desk.publish(**waiver)
        with pytest.raises(UsageError, match="needs --by"):
            desk.publish(**waiver, by=" \n")
        assert not desk.exists("published")

    def test_a_waiver_that_was_not_needed_is_not_recorded(self, desk: Any) -> None:
        desk.translate()
        desk.publish(allow_drafts=True, no_check=True, by="ben")
        assert "waived" not in desk.ledger()[0]

    def test_an_error_of_the_checks_stops_it(self, desk: Any) -> None:
        desk.write("source_posts/en/letter.md", "See [the list](https://example.org/) here.\n")
        desk.translate({"See [the list](https://example.org/) here.": "一覧をご覧ください。"})
        result = desk.publish_one()
        assert result.outcome == "not ready"
        assert "lfnkr check" in result.reasons[0]

    def test_somebody_may_answer_for_what_the_checks_find(self, desk: Any) -> None:
        desk.write("source_posts/en/letter.md", "---\nlang: en\n---\n\nSee [the list](https://example.org/) here.\n")
        desk.translate({"See [the list](https://example.org/) here.": "一覧をご覧ください。"})
        assert desk.publish_one(no_check=True, by="ben").outcome == "published"
        assert "一覧をご覧ください。" in desk.read(OUTPUT)
        assert desk.ledger()[0]["waived"] == ["checks"]

    def test_a_check_that_is_disabled_is_answered_for(self, desk: Any) -> None:
        desk.settings('[checks]\ndisable = ["emphasis"]\n')
        desk.write("source_posts/en/letter.md", "Never **ever** stop.\n")
        desk.translate({"Never **ever** stop.": "決してやめない。"})
        assert desk.publish_one().outcome == "published"

    def test_no_waiver_covers_a_broken_page(self, desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        from lfnkr_i18n.formats import Post

        desk.translate()
        desk.publish()
        before = desk.read(OUTPUT)
        desk.translate({"A letter": "お手紙"})
        real = Post.render
        monkeypatch.setattr(
            Post, "render", lambda *a, **k: real(*a, **k).replace("大使館".encode(), "# 大使館".encode())
        )
        result = desk.publish_one(no_check=True, allow_drafts=True, by="ben")
        assert (result.outcome, result.kept) == ("not ready", True)
        assert result.reasons[0].startswith("segment 2 (paragraph): ")
        assert desk.read(OUTPUT) == before

    def test_sign_offs_are_asked_for_also_where_the_file_is_up_to_date(self, desk: Any) -> None:
        desk.translate()
        desk.publish()
        before = desk.tree()
        desk.settings("[publish]\nsign_offs = 1\n")
        result = desk.publish_one("letter")
        assert (result.outcome, result.kept) == ("not ready", True)
        assert result.reasons == ("0 of 1 people have signed exactly this text",)
        assert {name: value for name, value in desk.tree().items() if name != "lfnkr.toml"} == {
            name: value for name, value in before.items() if name != "lfnkr.toml"
        }

    def test_a_register_that_is_not_here_stops_publishing(self, desk: Any) -> None:
        desk.settings('[privacy]\nnames = "../missing.toml"\n')
        with pytest.raises(RegisterMissing, match="not on this machine"):
            desk.publish()


class TestPeople:
    PEOPLE = '[[people]]\nid = "aya"\nname = "Aya T."\n[[people]]\nid = "old"\nname = "Old"\nactive = false\n'

    def test_once_people_are_listed_by_names_one(self, desk: Any) -> None:
        desk.settings(self.PEOPLE)
        desk.translate()
        with pytest.raises(UsageError, match="it has aya"):
            desk.publish(by="stranger")
        with pytest.raises(UsageError, match="no longer active"):
            desk.publish(by="old")
        assert desk.publish_one(by="aya").outcome == "published"

    def test_without_a_waiver_nobody_needs_to_be_named(self, desk: Any) -> None:
        desk.settings(self.PEOPLE)
        desk.translate()
        assert desk.publish_one().outcome == "published"


class TestLastGoodFile:
    def test_it_stays_when_the_source_moved_on(self, desk: Any) -> None:
        desk.translate()
        desk.publish()
        before = desk.read(OUTPUT)
        desk.write("source_posts/en/letter.md", desk.read("source_posts/en/letter.md") + "\nA new paragraph.\n")
        result = desk.publish_one()
        assert (result.outcome, result.kept) == ("not ready", True)
        assert desk.read(OUTPUT) == before
        assert desk.row().state == "outdated"

    def test_it_stays_when_the_source_is_gone(self, desk: Any) -> None:
        desk.translate()
        desk.publish()
        desk.drop("source_posts/en/letter.md")
        assert desk.publish() == []
        assert desk.exists(OUTPUT)
        assert desk.row().state == "source gone"

    def test_the_source_may_be_newer_than_the_catalog(self, desk: Any) -> None:
        desk.translate()
        catalog = desk.read("locales/ja/LC_MESSAGES/letter.po")
        desk.write("source_posts/en/letter.md", desk.read("source_posts/en/letter.md").replace("We wrote", "We\nwrote"))
        assert desk.publish_one().outcome == "published"
        assert desk.read("locales/ja/LC_MESSAGES/letter.po") == catalog

    def test_a_broken_catalog_leaves_everything_as_it_was(self, desk: Any) -> None:
        desk.translate()
        desk.publish()
        before = desk.read(OUTPUT)
        desk.write("locales/ja/LC_MESSAGES/letter.po", 'msgid "x\n')
        result = desk.publish_one()
        assert result.outcome == "failed"
        assert "letter.po" in result.problem
        assert desk.read(OUTPUT) == before

    def test_one_posts_error_does_not_stop_the_others(self, desk: Any) -> None:
        desk.translate()
        desk.write("source_posts/en/broken.md", b"\xff\xfe")
        found = {result.post: result.outcome for result in desk.publish()}
        assert found == {"broken": "failed", "letter": "published"}


class TestEditedByHand:
    def edited(self, desk: Any) -> str:
        desk.translate()
        desk.publish()
        text: str = desk.read(OUTPUT).replace("書きました", "送りました")
        desk.write(OUTPUT, text)
        return text

    def test_the_edit_stays_and_is_shown(self, desk: Any) -> None:
        text = self.edited(desk)
        result = desk.publish_one("letter")
        assert (result.outcome, result.refused, result.named) == ("edited by hand", True, True)
        assert "-大使館に手紙を送りました。\n+大使館に手紙を書きました。\n" in result.diff
        assert desk.read(OUTPUT) == text
        assert len(desk.ledger()) == 1

    def test_it_stays_also_when_there_is_something_new_to_publish(self, desk: Any) -> None:
        text = self.edited(desk)
        desk.translate({"We wrote to the embassy.": "大使館に書簡を送りました。"})
        assert desk.publish_one().outcome == "edited by hand"
        assert desk.read(OUTPUT) == text

    def test_overwrite_replaces_it(self, desk: Any) -> None:
        self.edited(desk)
        assert desk.publish_one(overwrite=True).outcome == "published"
        assert "書きました" in desk.read(OUTPUT)
        assert len(desk.ledger()) == 1

    def test_an_edit_taken_back_is_no_edit(self, desk: Any) -> None:
        self.edited(desk)
        desk.write(OUTPUT, desk.read(OUTPUT).replace("送りました", "書きました"))
        assert desk.publish_one().outcome == "up to date"

    def test_an_older_version_put_back_by_hand_is_an_edit(self, desk: Any) -> None:
        desk.translate()
        desk.publish()
        old = desk.read(OUTPUT)
        desk.translate({"We wrote to the embassy.": "大使館に書簡を送りました。"})
        desk.later(hours=1)
        desk.publish()
        desk.write(OUTPUT, old)
        assert desk.publish_one().outcome == "edited by hand"

    def test_a_file_that_was_never_ours_stays(self, desk: Any) -> None:
        desk.translate()
        desk.write(OUTPUT, "somebody's own page\n")
        result = desk.publish_one()
        assert result.outcome == "edited by hand"
        assert "not published by lfnkr" in result.reasons[0]
        assert desk.read(OUTPUT) == "somebody's own page\n"

    def test_the_same_file_that_was_never_recorded_is_recorded(self, desk: Any) -> None:
        desk.translate()
        desk.publish()
        desk.drop("locales/publications.jsonl")
        assert desk.publish_one().outcome == "published"
        assert len(desk.ledger()) == 1


class TestSettings:
    def test_links_and_front_matter_follow_the_language(self, desk: Any) -> None:
        desk.settings('[links]\n"/en/" = "/ja/"\n[publish]\nfront_matter = { lang = "{lang}", source = "{post}" }\n')
        desk.write("source_posts/en/letter.md", "---\nlang: en\n---\n\nSee [us](/en/about/).\n")
        desk.translate({"See [us](/en/about/).": "[私たち](/en/about/)をご覧ください。"})
        result = desk.publish_one(no_check=True, by="ben")
        assert result.outcome == "published", result.reasons
        text = desk.read(OUTPUT)
        assert "lang: ja" in text
        assert "source: letter" in text

    def test_a_post_that_names_its_language_otherwise_names_the_new_one_so(self, desk: Any) -> None:
        desk.write("source_posts/en/letter.md", "---\nlanguage: en\n---\n\nWe wrote.\n")
        desk.translate({"We wrote.": "手紙を書きました。"})
        assert desk.publish_one().outcome == "published"
        assert desk.read(OUTPUT) == "---\nlang: ja\nlanguage: ja\n---\n\n手紙を書きました。\n"

    def test_originals_go_to_their_own_language_byte_for_byte(self, desk: Any) -> None:
        desk.settings("[publish]\noriginals = true\n")
        results = {result.language: result.outcome for result in desk.publish()}
        assert results == {"en": "published", "ja": "not ready"}
        assert desk.read("published/en/letter.md") == desk.read("source_posts/en/letter.md")
        assert desk.exists("published/en/img/street.jpg")
        before = desk.tree()
        assert [result.outcome for result in desk.publish(languages=("en",))] == ["up to date"]
        assert desk.tree() == before

    def test_a_language_can_be_asked_for(self, desk: Any) -> None:
        desk.settings('[project]\nlanguages = ["en", "ja", "ko"]\n')
        desk.translate()
        assert [result.language for result in desk.publish(languages=("ko",))] == ["ko"]
        assert [result.language for result in desk.publish()] == ["ja", "ko"]

    def test_a_missing_slug_is_that_posts_error(self, desk: Any) -> None:
        desk.settings('[publish]\noutput = "published/{lang}/{slug}{ext}"\n')
        desk.translate()
        result = desk.publish_one()
        assert result.outcome == "failed"
        assert "needs `slug`" in result.problem

    def test_two_posts_with_one_path_are_both_refused(self, desk: Any) -> None:
        desk.settings('[publish]\noutput = "published/{lang}/{slug}{ext}"\n')
        for name in ("one", "two"):
            desk.write(f"source_posts/en/{name}.md", "---\nslug: same\nlang: en\n---\n\nText.\n")
        desk.drop("source_posts/en/letter.md")
        desk.translate({"Text.": "文。"}, post="one")
        desk.translate({"Text.": "文。"}, post="two")
        for results in (desk.publish(), desk.publish("one")):
            assert {result.outcome for result in results} == {"failed"}
            assert "source_posts/en/one.md (ja), source_posts/en/two.md (ja)" in results[0].problem
        assert not desk.exists("published")

    def test_a_post_never_takes_another_posts_place(self, desk: Any) -> None:
        desk.settings('[publish]\noutput = "published/{lang}/{slug}{ext}"\n')
        desk.write("source_posts/en/letter.md", "---\nslug: same\nlang: en\n---\n\nText.\n")
        desk.translate({"Text.": "文。"})
        desk.publish()
        before = desk.read("published/ja/same.md")
        desk.write("source_posts/en/letter.md", "---\nslug: other\nlang: en\n---\n\nText. More.\n")
        desk.write("source_posts/en/next.md", "---\nslug: same\nlang: en\n---\n\nAnother text.\n")
        desk.translate({"Another text.": "別の文。"}, post="next")
        result = desk.publish_one("next")
        assert result.outcome == "failed"
        assert "letter (ja) is published there" in result.problem
        assert desk.read("published/ja/same.md") == before

    def test_an_old_path_is_left_with_a_warning(self, desk: Any) -> None:
        desk.translate()
        desk.publish()
        desk.settings('[publish]\noutput = "site/{lang}/{post}{ext}"\n')
        result = desk.publish_one()
        assert (result.outcome, result.output) == ("published", "site/ja/letter.md")
        assert OUTPUT in result.warnings[0]
        assert desk.exists(OUTPUT)

    @pytest.mark.parametrize("folder", ["source_posts", "locales", ".lfnkr", ".git"])
    def test_nothing_is_published_into_the_projects_own_folders(self, desk: Any, folder: str) -> None:
        with pytest.raises(SettingsError, match=r"publish\.output"):
            desk.settings(f'[publish]\noutput = "{folder}/{{lang}}/{{post}}{{ext}}"\n')

    def test_a_broken_ledger_stops_publishing_with_its_line(self, desk: Any) -> None:
        desk.translate()
        desk.write("locales/publications.jsonl", "<<<<<<< HEAD\n")
        with pytest.raises(LedgerError, match=r"locales/publications\.jsonl:1: a merge left"):
            desk.publish()
        assert not desk.exists("published")


EMPTY_FILES = ["", "\n", "\ufeff \r\n\t\n"]


@pytest.mark.parametrize("content", EMPTY_FILES)
def test_a_file_that_was_emptied_replaces_no_translation(desk: Any, content: str) -> None:
    desk.translate()
    desk.publish()
    before = desk.read(OUTPUT)
    desk.write("source_posts/en/letter.md", content)
    desk.later(hours=1)
    [result] = desk.publish(allow_drafts=True, no_check=True, by="ben")
    assert (result.outcome, result.reasons, result.kept) == ("not ready", ("the post is empty",), True)
    assert desk.read(OUTPUT) == before
    row = desk.row()
    assert (row.state, row.next) == ("outdated", "The post is empty: its author writes it, or deletes its file.")


@pytest.mark.parametrize("content", EMPTY_FILES)
@pytest.mark.parametrize("originals", ["false", "true"])
def test_an_empty_file_is_not_published(desk: Any, content: str, originals: str) -> None:
    desk.settings(f"[publish]\noriginals = {originals}\n")
    desk.write("source_posts/en/letter.md", content)
    assert {(result.outcome, result.reasons) for result in desk.publish()} == {("not ready", ("the post is empty",))}
    assert not desk.exists("published")
    assert desk.row().state == "new"
    assert desk.sign()[0].reasons == ("the post is empty",)


def test_an_older_publication_that_somebody_put_back_stays(desk: Any) -> None:
    """It may be there because something in the later one must not be seen."""
    desk.translate()
    desk.publish()
    older = desk.read(OUTPUT)
    desk.translate({"A letter": "お手紙"})
    desk.later(hours=1)
    desk.publish()
    desk.write(OUTPUT, older)
    assert [result.outcome for result in desk.publish()] == ["edited by hand"]
    assert desk.read(OUTPUT) == older
