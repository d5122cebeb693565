"""`lfnkr names …` as people run it; no name is printed unless somebody says --reveal."""

from __future__ import annotations

import io
import json
import os
import stat
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.projects import SETTINGS
from tests.cli.test_names_gate import LISTED, pieces_in, with_register

ADDED = '[[person]]\nid = "p2"\nnames = { en = ["Ri Hye-jin"] }\npublic = { en = "Ms. H" }\n'
HIDDEN = ("Pak", "朴", "チョル", "Hye", "ヘジン")


@pytest.fixture
def listed(project: Path) -> Path:
    with_register(project)
    return project


def stdin(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


class TestList:
    def test_who_is_listed_and_no_name(self, listed: Path, lfnkr: Run) -> None:
        ended = lfnkr("names", "list")
        assert ended.out == "p1: names: en 1, ja 2, ko 1; 6 forms are looked for; public: en Mr. C, ja Cさん\n"
        rows = json.loads(lfnkr("names", "list", "--json").out)["rows"]
        assert rows[0]["id"] == "p1"
        assert rows[0]["names"] is None

    def test_names_only_where_somebody_asks_for_them(self, listed: Path, lfnkr: Run) -> None:
        out = lfnkr("names", "list", "--reveal").out
        assert "    en: Pak Chol-ho\n" in out
        assert "not looked for: P. C., P. Chol-ho, Pak C., C. Pak, Chol-ho, Park Chol-ho, Bak Chol-ho" in out
        assert "Pak Chol-ho" in lfnkr("names", "list", "--reveal", "--json").out
        assert pieces_in(lfnkr("names", "list").out) == []  # the next command does not go on revealing

    def test_no_register(self, project: Path, lfnkr: Run) -> None:
        assert (lfnkr("names", "list").out, lfnkr("names", "list").code) == ("Nobody is listed.\n", 0)


@pytest.mark.parametrize("words", ["test source_posts", "fix", "purge p1", "audit"])
def test_nothing_is_said_to_be_free_of_names_where_there_is_no_register(project: Path, lfnkr: Run, words: str) -> None:
    ended = lfnkr("names", *words.split())
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("lfnkr: lfnkr.toml names no register; set privacy.names")
    settings = f'{SETTINGS}[privacy]\nnames = "none"\nnames_waived_by = "the board, 2024-05-01"\n'
    (project / "lfnkr.toml").write_text(settings, "utf-8")
    assert "says that there is no register" in lfnkr("names", *words.split()).err


class TestAdd:
    def test_a_file_that_is_not_there(self, listed: Path, lfnkr: Run) -> None:
        ended = lfnkr("names", "add", "--file", "none.toml")
        assert (ended.code, ended.err) == (2, "lfnkr: --file none.toml: no such file\n")

    def test_the_register_is_made_for_its_owner_alone(
        self, project: Path, lfnkr: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        register = tmp_path / "kept" / "deep" / "names.toml"
        (project / "lfnkr.toml").write_text(f'{SETTINGS}[privacy]\nnames = "{register.as_posix()}"\n', "utf-8")
        stdin(monkeypatch, LISTED)
        ended = lfnkr("names", "add", "--file", "-")
        assert ended.code == 0
        assert "p1 is listed." in ended.out
        assert ended.err == ""
        assert pieces_in(ended.out + ended.err) == []
        if os.name == "posix":
            assert stat.S_IMODE(register.stat().st_mode) == 0o600
            assert stat.S_IMODE(register.parent.stat().st_mode) == 0o700
        stdin(monkeypatch, ADDED)
        assert lfnkr("names", "add", "--file", "-").code == 0
        assert [row["id"] for row in json.loads(lfnkr("names", "list", "--json").out)["rows"]] == ["p1", "p2"]

    @pytest.mark.parametrize(
        ("text", "code", "problem"),
        [
            pytest.param(LISTED, 1, "this id stands there twice", id="an id again"),
            pytest.param(ADDED.replace("Ms. H", "Ri Hye Jin"), 1, "a public form holds a listed name", id="leak"),
            pytest.param("[[person]]\nid = Ri Hye-jin", 1, "the people to add:2: not valid TOML", id="no TOML"),
            pytest.param("", 2, "there is nobody to add", id="nobody"),
        ],
    )
    def test_nothing_is_written_of_what_is_wrong(
        self, listed: Path, lfnkr: Run, monkeypatch: pytest.MonkeyPatch, text: str, code: int, problem: str
    ) -> None:
        register = listed.parent / "news-kept.toml"
        before = register.read_bytes()
        stdin(monkeypatch, text)
        ended = lfnkr("names", "add", "--file", "-")
        assert (ended.code, ended.err.count("\n")) == (code, 1)
        assert problem in ended.err
        assert not [part for part in HIDDEN if part in ended.out + ended.err]
        assert register.read_bytes() == before
        assert [path.name for path in register.parent.glob(".names-*")] == []

    def test_a_dry_run_writes_nothing(self, listed: Path, lfnkr: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        before = (listed.parent / "news-kept.toml").read_bytes()
        stdin(monkeypatch, ADDED)
        assert lfnkr("names", "add", "-n", "--file", "-").out.startswith("p2 would be listed.\n")
        assert (listed.parent / "news-kept.toml").read_bytes() == before

    def test_names_are_no_arguments(self, listed: Path, process: Run) -> None:
        ended = process("names", "add", cwd=listed)
        assert (ended.code, "command line" in ended.err) == (2, True)

    def test_not_into_a_repository(self, project: Path, lfnkr: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        (project / ".git").mkdir()
        (project / "lfnkr.toml").write_text(f'{SETTINGS}[privacy]\nnames = "names.toml"\n', "utf-8")
        stdin(monkeypatch, LISTED)
        ended = lfnkr("names", "add", "--file", "-")
        assert (ended.code, "git work tree" in ended.err) == (1, True)
        assert not (project / "names.toml").exists()

    def test_where_no_register_is_named(self, project: Path, lfnkr: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        stdin(monkeypatch, LISTED)
        ended = lfnkr("names", "add", "--file", "-")
        assert (ended.code, "set privacy.names" in ended.err) == (1, True)

    def test_a_form_that_stops_many_posts_is_told_by_its_place_and_length(
        self, listed: Path, lfnkr: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        named = 'names = { en = ["Ri Hye-jin", "Hope"], ja = ["希望", "李恵珍"] }\nalso = ["ミナ"]'
        stdin(monkeypatch, f'[[person]]\nid = "p2"\n{named}\n')
        ended = lfnkr("-q", "names", "add", "--file", "-")
        assert (ended.code, ended.err.splitlines()) == (0, [
            "warning: p2: a form in names.en is one word of 4 letters; every post in which it stands is stopped",
            "warning: p2: a form in names.ja is one word of 2 letters; every post in which it stands is stopped",
            "warning: p2: a form in also is one word of 2 letters; every post in which it stands is stopped",
        ])  # fmt: skip


class TestTest:
    def test_what_may_be_somebody_else_is_told_as_such(self, listed: Path, lfnkr: Run) -> None:
        file = listed.parent / "mail.txt"
        file.write_text("Snow.\nC. Pak and Chol-ho wrote.\n", "utf-8")
        ended = lfnkr("names", "test", file)
        assert (ended.code, ended.err) == (0, "")
        first, *rest = ended.out.splitlines()
        assert first.endswith("mail.txt:2: perhaps p1")
        assert rest[0] == "No listed name."
        assert "into `also`" in " ".join(rest)
        rows = json.loads(lfnkr("names", "test", file, "--json").out)["rows"]
        assert [(row["line"], row["uncertain"]) for row in rows] == [(2, True)]
        with_register(listed, LISTED.replace("public", 'also = ["C. Pak"]\npublic'))
        assert lfnkr("names", "test", file).out.splitlines()[0].endswith("mail.txt:2: p1")
        assert lfnkr("names", "test", file).code == 3

    def test_any_file_by_line_and_id(self, listed: Path, lfnkr: Run) -> None:
        folder = listed.parent / "mail"
        folder.mkdir()
        (folder / "a.txt").write_text("Snow.\nBy Pak Chol-ho.\n", "utf-8")
        (folder / "b.csv").write_bytes("朴哲浩,1\n".encode("cp932"))
        (folder / "c.txt").write_text("朴哲浩\n", "utf-16")
        with zipfile.ZipFile(folder / "d.docx", "w") as document:
            document.writestr("word/document.xml", "<w:t>Pak</w:t><w:t> Chol-ho</w:t>")
        (folder / "pak-cholho.jpg").write_bytes(b"\xff\xd8")
        ended = lfnkr("names", "test", "mail" if Path.cwd() == listed.parent else folder)
        found = [line.rpartition("/")[2] for line in ended.out.splitlines()]
        assert (ended.code, found) == (3, ["a.txt:2: p1", "b.csv:1: p1", "c.txt:1: p1", "d.docx:1: p1", "[p1].jpg: p1"])

    def test_what_a_mail_encodes_and_what_is_attached_to_it(self, listed: Path, lfnkr: Run) -> None:
        inner = EmailMessage()
        inner["Subject"] = "Winter"
        inner.set_content("Snow.\nBy 朴哲浩.\n", cte="base64")
        document = io.BytesIO()
        with zipfile.ZipFile(document, "w") as made:
            made.writestr("word/document.xml", "<w:t>Pak</w:t><w:t> Chol-ho</w:t>")
        mail = EmailMessage()
        mail["Subject"] = "From 朴哲浩"
        mail.set_content("Snow.\n")
        mail.add_attachment(inner)
        mail.add_attachment(document.getvalue(), maintype="application", subtype="zip", filename="a.docx")
        file = listed.parent / "mail.eml"
        file.write_bytes(mail.as_bytes())
        assert b"Pak" not in mail.as_bytes()
        ended = lfnkr("names", "test", file, "--json")
        assert ended.code == 3
        assert [row["line"] for row in json.loads(ended.out)["rows"]] == [
            2,
            1,
            1,
        ]  # the text, the document, the subject

    @pytest.mark.parametrize(
        "text",
        [
            "From: x\nContent-Transfer-Encoding: base64\n\n" + "A" * 1001,
            "From: x\nContent-Type: multipart/mixed\n\nno boundary",
            "From: x\nContent-Type: multipart/mixed; boundary=a\n"
            + "--a\nContent-Transfer-Encoding: x-uuencode\n\n~" * 50,
            "From: x\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n" + "From: x\n\n" * 99,
        ],
        ids=["bad base64", "no boundary", "bad codes", "nested"],
    )
    def test_a_mail_that_is_damaged(self, listed: Path, lfnkr: Run, text: str) -> None:
        file = listed.parent / "mail.eml"
        file.write_text(text, "utf-8")
        ended = lfnkr("names", "test", file)
        assert (ended.code, ended.err) == (0, "")

    def test_nothing(self, listed: Path, lfnkr: Run) -> None:
        ended = lfnkr("names", "test", listed / "source_posts")
        assert (ended.code, ended.out) == (0, "No listed name.\n")

    def test_a_file_that_is_not_there(self, listed: Path, lfnkr: Run) -> None:
        ended = lfnkr("names", "test", "pak-cholho.txt")
        assert (ended.code, ended.err.count("\n")) == (1, 1)
        assert pieces_in(ended.err) == []

    def test_a_name_that_no_disk_takes(self, listed: Path, lfnkr: Run) -> None:
        ended = lfnkr("names", "test", "a" * 300)
        assert ended.code == 1
        assert ended.err.endswith("the name is too long for this disk; choose a shorter one\n")


class TestFix:
    @pytest.fixture
    def named(self, listed: Path) -> Path:
        post = listed / "source_posts/en/2025/letter.md"
        post.write_text(post.read_text("utf-8").replace("twelve", "Pak Chol-ho and twelve"), "utf-8")
        return post

    def test_the_difference_then_with_yes_the_file(self, named: Path, lfnkr: Run) -> None:
        before = named.read_text("utf-8")
        ended = lfnkr("names", "fix")
        assert ended.code == 3
        assert "+We met **Mr. C and twelve** families." in ended.out
        assert "-We met **[p1] and twelve** families." in ended.out
        assert named.read_text("utf-8") == before
        assert lfnkr("names", "fix", "--yes", "-n").code == 3
        assert lfnkr("names", "fix", "2025/letter", "--yes").code == 0
        assert named.read_text("utf-8") == before.replace("Pak Chol-ho", "Mr. C")
        assert lfnkr("names", "fix").out == "No listed name.\n"
        assert lfnkr("extract", "-q").code == 0

    def test_reveal_shows_the_names_in_it(self, named: Path, lfnkr: Run) -> None:
        assert "-We met **Pak Chol-ho and twelve** families." in lfnkr("names", "fix", "--reveal").out

    def test_what_is_left_is_said(self, listed: Path, lfnkr: Run) -> None:
        (listed / "source_posts/en/slug.md").write_text("---\nslug: pak-cholho\n---\n\nText.\n", "utf-8")
        ended = lfnkr("names", "fix", "--yes")
        assert (ended.code, ended.out) == (3, "source_posts/en/slug.md: line 2: p1: change it by hand\n")


class TestPurge:
    def test_an_emergency(self, translated: Path, lfnkr: Run) -> None:
        po = translated / "locales/ja/LC_MESSAGES/2025/letter.po"
        po.write_text(po.read_text("utf-8").replace("十二", "朴哲浩"), "utf-8")
        assert lfnkr("publish", "-q", "2025/letter", "--no-check", "--by", "aya").code == 0
        with_register(translated)
        ended = lfnkr("names", "purge", "p1", "-n", "--by", "aya")
        assert ended.code == 3
        assert "published/ja/2025/letter.md: it is online; it is taken down, and recorded" in ended.out
        assert "Not reached from here: git's history" in ended.out
        ended = lfnkr("names", "purge", "p1", "--yes", "--by", "aya")
        assert ended.code == 0, ended
        assert not (translated / "published/ja/2025/letter.md").exists()
        assert "**Cさん**の家族に会いました。" in po.read_text("utf-8")
        assert lfnkr("names", "purge", "p1").out == "The name of p1 is nowhere in this project.\n"
        assert lfnkr("publish", "2025/letter", "--no-check", "--by", "aya").code == 0

    def test_an_id_that_is_not_listed(self, listed: Path, lfnkr: Run) -> None:
        ended = lfnkr("names", "purge", "p7")
        assert (ended.code, ended.err) == (2, "lfnkr: p7: not in the names register; it lists p1\n")


class TestAudit:
    def test_nothing_was_sent(self, listed: Path, lfnkr: Run) -> None:
        assert lfnkr("names", "audit").out == "Nothing was sent from here.\n"

    def test_what_was_sent_and_that_the_log_is_whole(self, listed: Path, lfnkr: Run) -> None:
        from lfnkr_i18n.privacy.audit import AuditLog
        from tests.privacy.test_audit import NOW, WHAT

        log = AuditLog(listed.parent / "news-kept.toml")
        log.ended(log.sending(WHAT, b"x" * 40, now=NOW), "200", now=NOW)
        ended = lfnkr("names", "audit")
        assert (ended.code, ended.out) == (
            0,
            "2026-04-01T09:30:00+00:00  deepl api-free.deepl.com  en → ja  2 segments, 40 characters, 40 bytes  200\n",
        )
        assert json.loads(lfnkr("names", "audit", "--json").out)["broken"] is None
        log.path.write_bytes(log.path.read_bytes().replace(b"deepl.com", b"evil.com_"))
        ended = lfnkr("names", "audit")
        assert (ended.code, ended.err.count("\n")) == (3, 1)
        assert "audit.jsonl:1: this line" in ended.err
