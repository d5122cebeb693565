"""Fix and purge: public forms in the place of names, and nothing else changed, whatever the file."""

from __future__ import annotations

import contextlib
import sqlite3
from typing import Any

import pytest

from lfnkr_i18n.engines.cache import ANSWERS, AnswerCache
from lfnkr_i18n.errors import ChangedMeanwhile, UsageError
from lfnkr_i18n.model import Code, CodeKind
from lfnkr_i18n.privacy.audit import AuditLog, Sending
from lfnkr_i18n.steps.extract import extract
from lfnkr_i18n.steps.memory.opening import open_memory
from lfnkr_i18n.steps.memory.purge import PurgedFile
from lfnkr_i18n.steps.names.fix import plan_fixes
from lfnkr_i18n.steps.names.purge import Purge, carry_out, plan_purge
from lfnkr_i18n.steps.names.rewriting import Rewrite
from lfnkr_i18n.steps.selection import select
from tests.steps.names.conftest import JAPANESE, LETTER, LISTED, NAME, PARTS, SOMEBODY_ELSE, Guarded, without_names

POST = "source_posts/en/letter.md"
CATALOG = "locales/ja/LC_MESSAGES/letter.po"


def plans(desk: Guarded, **options: bool) -> list[Rewrite]:
    return list(plan_fixes(desk.project, select(desk.project), **options))


def fixed(desk: Guarded) -> list[Rewrite]:
    found = plans(desk)
    for plan in found:
        plan.apply(desk.project)
    return found


class TestFix:
    def test_the_difference_comes_first(self, guarded: Guarded) -> None:
        guarded.write(POST, LETTER.replace("We wrote", f"{NAME} wrote"))
        (plan,) = plans(guarded)
        assert plan.diff.splitlines()[4:6] == ["-[p1] wrote to the embassy.", "+Mr. C wrote to the embassy."]
        assert NAME in guarded.read(POST)
        without_names(plan)
        (shown,) = plans(guarded, reveal=True)
        assert f"-{NAME} wrote to the embassy." in shown.diff

    @pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
    def test_every_other_byte_stays(self, guarded: Guarded, ends: str) -> None:
        text = "\ufeff" + f"---\ntitle:   'By {NAME}'  # a note\n---\n\n*  {NAME}\t \nend".replace("\n", ends)
        guarded.write(POST, text.encode())
        (plan,) = fixed(guarded)
        assert (guarded.root / POST).read_bytes() == text.replace(NAME, "Mr. C").encode()
        assert (plan.places, plan.left) == (2, ())

    def test_a_fixed_post_can_be_extracted(self, guarded: Guarded) -> None:
        guarded.write(POST, LETTER.replace("We", "**Pak** Chol-ho").replace("A letter", f"{NAME}: a letter"))
        guarded.write(POST, guarded.read(POST).replace(f"title: {NAME}: a letter", f'title: "{NAME}: a letter"'))
        fixed(guarded)
        assert guarded.read(POST).splitlines()[1:] == [
            'title: "Mr. C: a letter"', "---", "", "**Mr. C** wrote to the embassy.",
        ]  # fmt: skip
        assert [result.names for result in extract(guarded.project, select(guarded.project))] == [(), ()]
        assert plans(guarded) == []

    def test_each_post_gets_the_form_of_its_language(self, guarded: Guarded) -> None:
        guarded.write("source_posts/ja/tayori.md", "朴哲浩さんとRi Hye-jinさん\n")
        fixed(guarded)
        assert guarded.read("source_posts/ja/tayori.md") == "CさんとHさん\n"

    @pytest.mark.parametrize(
        ("line", "advice"),
        [
            pytest.param("slug: pak-chol-ho", "line 2: p1: change it by hand", id="slug"),
            pytest.param("image: pak_chol_ho.jpg", "line 2: p1: it stands in an address", id="file name"),
            pytest.param("note: 朴（パク）哲浩", "line 2: p1: change it by hand", id="reading"),
        ],
    )
    def test_what_has_to_be_done_by_hand_is_said(self, guarded: Guarded, line: str, advice: str) -> None:
        text = f"---\n{line}\n---\n\nText.\n"
        guarded.write(POST, text)
        (plan,) = fixed(guarded)
        assert plan.left[0].startswith(advice)
        assert plan.names == ("p1",)
        assert guarded.read(POST) == text
        without_names(plan)

    def test_no_public_form_is_no_form(self, guarded: Guarded) -> None:
        guarded.list_names('[[person]]\nid = "p1"\nnames = { en = ["Pak Chol-ho"] }\npublic = { ja = "Cさん" }\n')
        guarded.write(POST, f"{NAME} wrote.\n")
        (plan,) = fixed(guarded)
        assert plan.left == ("line 1: p1: the register has no public form in en; add one",)

    def test_front_matter_is_never_broken(self, guarded: Guarded) -> None:
        guarded.list_names(LISTED.replace('"Mr. C"', '"C: a friend"'))
        text = LETTER.replace("A letter", NAME)
        guarded.write(POST, text)
        (plan,) = fixed(guarded)
        assert plan.problem is not None
        assert guarded.read(POST) == text

    def test_somebody_elses_save_is_not_overwritten(self, guarded: Guarded) -> None:
        guarded.write(POST, f"{NAME} wrote.\n")
        (plan,) = plans(guarded)
        guarded.write(POST, f"{NAME} wrote twice.\n")
        with pytest.raises(ChangedMeanwhile):
            plan.apply(guarded.project)
        assert guarded.read(POST) == f"{NAME} wrote twice.\n"

    def test_a_path_is_told_masked(self, guarded: Guarded) -> None:
        guarded.write("source_posts/en/pak-cholho.md", "Text.\n")
        (plan,) = plans(guarded)
        assert plan.path == "source_posts/en/[p1].md"
        assert "rename the file" in plan.left[0]
        without_names(plan)


TMX = (
    '<tmx version="1.4"><body><tu><tuv xml:lang="en"><seg>Pak Chol-ho</seg></tuv>'
    '<tuv xml:lang="ja"><seg>朴哲浩</seg></tuv></tu></body></tmx>'
)
SENT = Sending(
    engine="deepl",
    host="api.example.org",
    source_language="en",
    target_language="ja",
    posts=("letter",),
    segments=1,
    characters=9,
)


@pytest.fixture
def late(guarded: Guarded) -> Guarded:
    """A name that was listed after it was translated, published, remembered and sent."""
    guarded.list_names(SOMEBODY_ELSE)
    guarded.write(POST, LETTER.replace("We", NAME))
    guarded.translate({"A letter": "手紙", f"{NAME} wrote to the embassy.": "朴哲浩さんは大使館に手紙を書きました。"})
    text = guarded.read(CATALOG)
    guarded.write(
        CATALOG,
        text + '\n# by Pak Cholho\n#~| msgid "Old, Pak Chol-ho"\n#~ msgid "Pak "\n#~ "Chol-ho!"\n'
        '#~ msgstr "パク・チョルホ！"\n',
    )
    assert guarded.publish_one("letter").outcome == "published"
    with open_memory(guarded.project) as memory:
        assert memory.counts()
    guarded.write("locales/memory/old.tmx", TMX)
    guarded.write("locales/glossary.csv", "en,ja\nPak Chol-ho,朴哲浩\n")
    AuditLog(guarded.register).sending(SENT, b"x", now=guarded.now)
    guarded.list_names()
    return guarded


def purged(desk: Guarded, *, by: str = "aya") -> tuple[Purge, list[str]]:
    plan = plan_purge(desk.project, "p1")
    return plan, carry_out(desk.project, plan, by=by, now=desk.now)


class TestPurge:
    def test_it_is_shown_before_anything_changes(self, late: Guarded) -> None:
        before = late.tree()
        plan = plan_purge(late.project, "p1")
        assert [one.path for one in plan.rewrites] == [POST, CATALOG]
        assert plan.memories == (PurgedFile("locales/memory/old.tmx", texts=2),)
        assert [one.path for one in plan.online] == ["published/ja/letter.md"]
        assert any(path.startswith(".lfnkr/memory.sqlite") for path in plan.caches)
        assert plan.by_hand == ("locales/glossary.csv:2",)
        assert plan.sent == ("deepl (api.example.org): 1 requests",)
        assert late.tree() == before
        without_names(plan)

    def test_it_is_gone_from_everywhere(self, late: Guarded) -> None:
        _plan, problems = purged(late)
        assert problems == []
        assert late.leaks() == ["locales/glossary.csv"]
        assert "Pak" not in late.read(POST)
        assert not late.exists("published/ja/letter.md")
        assert late.ledger()[-1]["reason"] == "a name of p1 got out"
        text = late.read(CATALOG)
        assert 'msgid "Mr. C wrote to the embassy."\nmsgstr "Cさんは大使館に手紙を書きました。"' in text
        assert '#~ msgid "Mr. C!"\n#~ msgstr "Cさん！"' in text
        assert "<seg>Mr. C</seg>" in late.read("locales/memory/old.tmx")
        assert "<seg>Cさん</seg>" in late.read("locales/memory/old.tmx")

    def test_answers_in_which_a_code_parts_it_go_too(self, late: Guarded) -> None:
        path = late.project.cache / ANSWERS
        bold, end = Code(1, CodeKind.OPEN), Code(1, CodeKind.CLOSE)
        other = AnswerCache(path)  # another run has it open, so that its log is not emptied
        other.keep({"a": ("朴", bold, "哲浩", end, "さん"), "b": ("雪が降りました。",)})
        plan, problems = purged(late)
        assert ([one for one in plan.caches if "answers" in one] != [], problems) == (True, [])
        assert not list(late.project.cache.glob("answers*"))
        other.close()
        assert not list(late.project.cache.glob("answers*"))

    def test_answers_without_it_stay(self, late: Guarded) -> None:
        with AnswerCache(late.project.cache / ANSWERS) as cache:
            cache.keep({"a": ("雪が降りました。",), "b": None})
        purged(late)
        assert (late.project.cache / ANSWERS).exists()

    @pytest.mark.parametrize("row", ["{", "[[1, 2, 3]]", "[[1, 'none']]", "7"])
    def test_answers_that_are_damaged_are_looked_at_as_bytes(self, late: Guarded, row: str) -> None:
        path = late.project.cache / ANSWERS
        AnswerCache(path).close()
        with contextlib.closing(sqlite3.connect(path)) as base, base:
            base.execute("INSERT INTO answer VALUES ('a', ?)", [row])
            base.execute("INSERT INTO answer VALUES ('b', '[\"Pak Chol-ho\"]')")
        purged(late)
        assert not path.exists()

    def test_no_byte_of_it_is_left_in_a_cache(self, late: Guarded) -> None:
        purged(late)
        for path in late.project.cache.rglob("*"):
            data = path.read_bytes() if path.is_file() else b""
            for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
                assert not [part for part in PARTS if part.encode(encoding) in data], path.name

    def test_what_was_reviewed_stays_reviewed_and_can_be_published_again(self, late: Guarded) -> None:
        purged(late)
        result = late.publish_one("letter", by="aya")
        assert result.outcome == "published"
        assert "Cさんは大使館に手紙を書きました。" in late.read("published/ja/letter.md")
        assert late.row("letter").reviewed == late.row("letter").segments

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    def test_imported_memories_in_any_encoding(self, late: Guarded, encoding: str) -> None:
        parted = TMX.replace("Pak Chol-ho", "Pak <ph x='1'/>Chol-ho").replace("朴哲浩", "朴哲浩さんへ")
        text = TMX.replace("</body>", parted.partition("<body>")[2].partition("</body>")[0] + "</body>")
        text = text.replace("<tu>", '<tu creationid="Pak Cholho">', 1)
        path = late.root / "locales/memory/old.tmx"
        path.write_bytes(f'<?xml version="1.0" encoding="{encoding}"?>{text}'.encode(encoding))
        plan, problems = purged(late)
        assert (plan.memories, problems) == ((PurgedFile("locales/memory/old.tmx", texts=4, units=1),), [])
        after = path.read_bytes().decode(encoding)
        assert "<seg>Mr. C</seg>" in after
        assert after.count("<tu ") == 1
        assert not [part for part in PARTS if part in after]

    def test_a_memory_that_is_broken_is_told(self, late: Guarded) -> None:
        late.write("locales/memory/old.tmx", TMX[:-20])
        plan, problems = purged(late)
        assert (plan.left, problems) == (True, [])
        assert plan.memories[0].problem
        assert "Cさん" in late.read(CATALOG)

    def test_twice_is_once(self, late: Guarded) -> None:
        purged(late)
        late.drop("locales/glossary.csv")
        plan, problems = purged(late)
        assert (plan.nothing, problems) == (True, [])

    def test_without_a_name_nobody_takes_down(self, late: Guarded) -> None:
        purged(late, by="")
        assert late.exists("published/ja/letter.md")
        assert late.leaks() == ["locales/glossary.csv", "published/ja/letter.md"]

    def test_one_file_that_cannot_be_written_keeps_none_of_the_others(self, late: Guarded, monkeypatch: Any) -> None:
        plan = plan_purge(late.project, "p1")
        late.write(POST, late.read(POST) + "More.\n")
        problems = carry_out(late.project, plan, by="aya", now=late.now)
        assert len(problems) == 1
        assert not any(part in problems[0] for part in PARTS)
        assert "Cさん" in late.read(CATALOG)

    def test_other_people_stay(self, late: Guarded) -> None:
        late.write("source_posts/en/snow.md", "Ri Hye-jin met Pak Chol-ho.\n")
        purged(late)
        assert late.read("source_posts/en/snow.md") == "Ri Hye-jin met Mr. C.\n"

    def test_a_catalog_without_a_header_is_from_the_other_language(self, guarded: Guarded) -> None:
        guarded.write("source_posts/ja/notice.md", "朴哲浩が書いた。\n")
        catalog = "locales/en/LC_MESSAGES/notice.po"
        guarded.write(catalog, 'msgid "朴哲浩が書いた。"\nmsgstr "Pak Chol-ho wrote."\n')
        purged(guarded)
        assert guarded.read("source_posts/ja/notice.md") == "Cさんが書いた。\n"
        assert 'msgid "Cさんが書いた。"\nmsgstr "Mr. C wrote."\n' in guarded.read(catalog)

    def test_nobody_of_that_id(self, guarded: Guarded) -> None:
        with pytest.raises(UsageError, match="it lists p1, p2"):
            plan_purge(guarded.project, "p9")

    def test_nothing_is_nothing(self, guarded: Guarded) -> None:
        guarded.translate(JAPANESE)
        guarded.publish_one("letter")
        assert plan_purge(guarded.project, "p1").nothing

    def test_files_that_were_published_by_hand_are_told(self, guarded: Guarded) -> None:
        guarded.write("published/ja/by-hand.md", f"{NAME}\n")
        assert plan_purge(guarded.project, "p1").by_hand == ("published/ja/by-hand.md:1",)

    def test_a_catalog_that_is_broken_is_told(self, late: Guarded) -> None:
        late.write(CATALOG, f'msgid "{NAME}\n')
        plan = plan_purge(late.project, "p1")
        (broken,) = [one for one in plan.rewrites if one.problem]
        assert "letter.po" in broken.path
        assert plan.left
        without_names(plan)
