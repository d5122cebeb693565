"""Sign-off: a named person approves exactly this text."""

from __future__ import annotations

from typing import Any

import pytest

from lfnkr_i18n.errors import LedgerError, UsageError

PEOPLE = """
[publish]
sign_offs = 1
[[people]]
id = "aya"
name = "Aya T."
languages = ["ja"]
roles = ["reviewer"]
[[people]]
id = "ben"
name = "Ben K."
languages = ["ko"]
roles = ["reviewer", "editor"]
[[people]]
id = "old"
name = "Old"
active = false
"""


@pytest.fixture
def reviewed(desk: Any) -> Any:
    desk.settings("[publish]\nsign_offs = 1\n")
    desk.translate()
    return desk


def last_translator(desk: Any, name: str) -> None:
    path = "locales/ja/LC_MESSAGES/letter.po"
    text = desk.read(path)
    if "Last-Translator" in text:
        lines = [f'"Last-Translator: {name}\\n"' if "Last-Translator" in line else line for line in text.split("\n")]
        desk.write(path, "\n".join(lines))
    else:
        desk.write(path, text.replace('"Language: ja\\n"', f'"Last-Translator: {name}\\n"\n"Language: ja\\n"', 1))
    assert name in desk.read(path)


def test_a_signed_post_can_be_published(reviewed: Any) -> None:
    assert reviewed.row().state == "in review"
    [result] = reviewed.sign("letter", by="aya")
    assert (result.written, result.signed, result.needed, result.reasons) == (True, 1, 1, ())
    assert (reviewed.row().sign_offs, reviewed.row().sign_offs_needed, reviewed.row().state) == (1, 1, "ready")
    assert reviewed.publish_one().outcome == "published"


def test_signing_twice_is_once(reviewed: Any) -> None:
    reviewed.sign("letter")
    before = reviewed.tree()
    reviewed.later(days=1)
    [result] = reviewed.sign("letter")
    assert (result.written, result.signed) == (False, 1)
    assert reviewed.tree() == before


def test_a_dry_run_signs_nothing(reviewed: Any) -> None:
    [result] = reviewed.sign("letter", dry_run=True)
    assert result.written
    assert not reviewed.exists("locales/ja/signoffs.jsonl")


def test_different_people_are_asked_for(reviewed: Any) -> None:
    reviewed.settings("[publish]\nsign_offs = 2\n")
    reviewed.sign("letter", by="aya")
    reviewed.sign("letter", by="aya")
    assert reviewed.publish_one().outcome == "not ready"
    reviewed.sign("letter", by="ben")
    assert reviewed.publish_one().outcome == "published"


@pytest.mark.parametrize("draft", ["", "memory 80%"])
def test_it_is_refused_while_anything_is_left(desk: Any, draft: str) -> None:
    texts = {"A letter": "手紙"}
    desk.translate(texts, draft=draft)
    [result] = desk.sign("letter")
    assert (result.refused, result.written, result.named) == (True, False, True)
    assert not desk.exists("locales/ja/signoffs.jsonl")


class TestWhatVoidsIt:
    def check_void(self, desk: Any) -> None:
        assert desk.row().sign_offs == 0
        assert desk.publish_one().outcome == "not ready"

    def test_a_changed_word_of_the_translation(self, reviewed: Any) -> None:
        reviewed.sign("letter")
        reviewed.translate({"A letter": "お手紙"})
        self.check_void(reviewed)

    def test_a_changed_word_of_the_source(self, reviewed: Any) -> None:
        reviewed.sign("letter")
        reviewed.write(
            "source_posts/en/letter.md", reviewed.read("source_posts/en/letter.md").replace("lang: en", "lang:  en")
        )
        self.check_void(reviewed)

    def test_a_changed_picture(self, reviewed: Any) -> None:
        reviewed.sign("letter")
        reviewed.write("source_posts/en/img/street.jpg", "another street")
        self.check_void(reviewed)

    def test_a_picture_for_this_language(self, reviewed: Any) -> None:
        reviewed.sign("letter")
        reviewed.write("source_posts/en/img/street.ja.jpg", "another street")
        self.check_void(reviewed)

    def test_a_picture_that_is_gone(self, reviewed: Any) -> None:
        reviewed.sign("letter")
        reviewed.drop("source_posts/en/img/street.jpg")
        self.check_void(reviewed)

    def test_its_revocation(self, reviewed: Any) -> None:
        reviewed.sign("letter")
        reviewed.later(hours=1)
        [result] = reviewed.sign("letter", revoke=True)
        assert (result.written, result.signed) == (True, 0)
        self.check_void(reviewed)
        [result] = reviewed.sign("letter", revoke=True)
        assert not result.written

    def test_a_revocation_made_at_the_same_moment(self, reviewed: Any) -> None:
        reviewed.sign("letter")
        reviewed.sign("letter", revoke=True)
        self.check_void(reviewed)
        assert reviewed.sign("letter")[0].signed == 1

    def test_revoking_is_allowed_while_drafts_are_left(self, reviewed: Any) -> None:
        reviewed.sign("letter")
        reviewed.write("source_posts/en/letter.md", "New text.\n")
        [result] = reviewed.sign("letter", revoke=True)
        assert (result.written, result.reasons) == (True, ())

    def test_not_a_comment_and_not_another_post(self, reviewed: Any) -> None:
        reviewed.sign("letter")
        path = "locales/ja/LC_MESSAGES/letter.po"
        reviewed.write(path, reviewed.read(path).replace("#. ", "# nice\n#. ", 1))
        reviewed.write("source_posts/en/other.md", "Other.\n")
        assert {row.post: row.sign_offs for row in reviewed.rows()} == {"letter": 1, "other": 0}


class TestPeople:
    def test_only_people_who_are_listed(self, reviewed: Any) -> None:
        reviewed.settings(PEOPLE)
        for by, problem in (("stranger", "nobody in"), ("old", "no longer active"), ("", "needs --by")):
            with pytest.raises(UsageError, match=problem):
                reviewed.sign("letter", by=by)
        assert reviewed.sign("letter", by="aya")[0].written

    def test_only_in_their_languages(self, reviewed: Any) -> None:
        reviewed.settings(PEOPLE)
        with pytest.raises(UsageError, match="not listed for the language ja"):
            reviewed.sign("letter", by="ben", languages=("ja",))
        [result] = reviewed.sign("letter", by="ben")
        assert "not listed for the language ja" in result.problem

    def test_only_in_their_roles(self, reviewed: Any) -> None:
        reviewed.settings(PEOPLE)
        with pytest.raises(UsageError, match="not a role of aya"):
            reviewed.sign("letter", by="aya", role="editor")
        reviewed.sign("letter", by="aya")
        assert '"role":"reviewer"' in reviewed.read("locales/ja/signoffs.jsonl")

    @pytest.mark.parametrize("name", ["aya", "Aya T. <x@example.org>", "AYA T.", "Somebody <aya@example.org>"])
    def test_the_only_signer_is_not_the_last_translator(self, reviewed: Any, name: str) -> None:
        reviewed.settings(PEOPLE)
        last_translator(reviewed, name)
        [result] = reviewed.sign("letter", by="aya")
        assert result.reasons == ("aya translated it last; somebody else must sign it",)
        assert not reviewed.exists("locales/ja/signoffs.jsonl")

    def test_beside_somebody_else_the_last_translator_may_sign(self, reviewed: Any) -> None:
        last_translator(reviewed, "aya")
        assert not reviewed.sign("letter", by="aya")[0].written
        assert reviewed.sign("letter", by="ben")[0].written
        assert reviewed.sign("letter", by="aya")[0].signed == 2


def test_a_broken_ledger_is_named_with_its_line(reviewed: Any) -> None:
    reviewed.write("locales/ja/signoffs.jsonl", "oops\n")
    with pytest.raises(LedgerError, match=r"locales/ja/signoffs\.jsonl:1"):
        reviewed.publish()
    [result] = reviewed.sign("letter")
    assert "signoffs.jsonl:1" in result.problem


def test_the_order_in_which_branches_were_joined_does_not_count(reviewed: Any) -> None:
    reviewed.settings("[publish]\nsign_offs = 2\n")
    for by, revoke in (("aya", False), ("ben", False), ("ben", True), ("chi", False)):
        reviewed.later(minutes=1)
        reviewed.sign("letter", by=by, revoke=revoke)
    lines = reviewed.read("locales/ja/signoffs.jsonl").splitlines(keepends=True)
    reviewed.write("locales/ja/signoffs.jsonl", "".join([*reversed(lines), *lines]))
    assert reviewed.row().sign_offs == 2
