"""No listed name gets in, out, or on: wherever it stands, the post is stopped, and nothing says the name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lfnkr_i18n.errors import LfnkrError, NameFound, RegisterError, RegisterMissing
from lfnkr_i18n.steps.checking.check import check
from lfnkr_i18n.steps.checking.checked import Checked
from lfnkr_i18n.steps.diff import diff
from lfnkr_i18n.steps.drafting.draft import draft
from lfnkr_i18n.steps.extract import Extracted, extract
from lfnkr_i18n.steps.memory.opening import open_memory
from lfnkr_i18n.steps.run import run
from lfnkr_i18n.steps.selection import select
from lfnkr_i18n.steps.status import status
from tests.steps.names.conftest import JAPANESE, LETTER, LISTED, NAME, SOMEBODY_ELSE, Guarded, without_names

CATALOG = "locales/ja/LC_MESSAGES/letter.po"


def extracted(desk: Guarded, **options: Any) -> list[Extracted]:
    return list(extract(desk.project, select(desk.project), **options))


IN_A_POST = [
    pytest.param("We wrote.", f"{NAME} wrote.", 5, id="text"),
    pytest.param("A letter", f"A letter by {NAME}", 2, id="title"),
    pytest.param("---\n\n", f"author: {NAME}\n---\n\n", 3, id="another key of the front matter"),
    pytest.param("---\n\n", "slug: pak-chol-ho\n---\n\n", 3, id="slug"),
    pytest.param("We wrote.", "[We](https://example.org/pak%20cholho) wrote.", 5, id="link"),
    pytest.param("We wrote.", "![Us](img/pak_chol_ho.jpg) wrote.", 5, id="a picture's file name"),
    pytest.param("We wrote.", "![朴哲浩](img/us.jpg) wrote.", 5, id="alt text"),
    pytest.param("We wrote.", "<!-- said by パク・チョルホ -->We wrote.", 5, id="comment"),
    pytest.param("We wrote.", "```\nname = 'Pak Chol-ho'\n```", 6, id="code"),
    pytest.param(
        "We wrote.", "We.\n\n[Pak][x] **Chol-ho** wrote.\n\n[x]: https://example.org", 7, id="split by markup"
    ),
]


@pytest.mark.parametrize(("old", "new", "line"), IN_A_POST)
def test_a_post_with_a_name_is_stopped_and_the_others_go_on(guarded: Guarded, old: str, new: str, line: int) -> None:
    post = LETTER.replace(" to the embassy", "").replace(old, new, 1)
    guarded.write("source_posts/en/letter.md", post)
    letter, snow = extracted(guarded)
    assert (letter.path, letter.names) == (f"source_posts/en/letter.md:{line}", ("p1",))
    assert letter.problem == f"a listed name stands here: p1 (line {line}); run `lfnkr names fix letter`"
    assert (snow.names, snow.written) == ((), True)
    assert not guarded.exists(CATALOG)
    assert guarded.read("source_posts/en/letter.md") == post
    assert guarded.leaks() == []
    without_names(letter)


@pytest.mark.parametrize("name", ["2026/pak-chol-ho", "Pak Cholho", "朴哲浩/letter", "letter-パク・チョルホ"])
def test_a_name_in_a_path_is_not_told(guarded: Guarded, name: str) -> None:
    guarded.write(f"source_posts/en/{name}.md", LETTER)
    results: list[Any] = [*extracted(guarded), *draft(guarded.project, select(guarded.project)), *guarded.publish()]
    stopped = [result for result in results if result.names]
    assert [result.names for result in stopped] == [("p1",)] * 3
    assert "[p1]" in stopped[0].path
    assert [row.post for row in guarded.rows()] == ["letter", "snow"]
    assert guarded.leaks() == []
    without_names(results)


def test_broken_front_matter_does_not_quote_a_name(guarded: Guarded) -> None:
    guarded.write("source_posts/en/letter.md", f"---\nlang: {NAME}\ntitle: [\n---\n\n{NAME}\n")
    letter, _snow = extracted(guarded)
    assert letter.names == ("p1",)
    without_names(letter)


IN_A_CATALOG = [
    pytest.param('msgstr "手紙"', 'msgstr "パク・チョルホの手紙"', id="translation"),
    pytest.param('msgstr "手紙"', 'msgstr "朴"\n"哲浩の手紙"', id="continued string"),
    pytest.param('msgstr "手紙"', 'msgstr "\\u6734\\u54f2\\u6d69"', id="escapes"),
    pytest.param('msgctxt "title"', '# who is Pak Chol-ho?\nmsgctxt "title"', id="comment"),
    pytest.param('msgctxt "title"', '#, fuzzy\n#| msgid "By Pak Chol-ho"\nmsgctxt "title"', id="previous text"),
    pytest.param('msgctxt "title"', '#: pak-chol-ho.md\nmsgctxt "title"', id="place"),
    pytest.param('"X-', '"X-Note: Pak Chol-ho\\n"\n"X-', id="header"),
    pytest.param("END", '\n#~ msgid "Pak "\n#~ "Chol-ho"\n#~ msgstr ""\n', id="obsolete entry"),
]


@pytest.mark.parametrize(("old", "new"), IN_A_CATALOG)
def test_a_catalog_with_a_name_is_stopped_by_every_step(guarded: Guarded, old: str, new: str) -> None:
    guarded.translate(JAPANESE)
    text = guarded.read(CATALOG)
    text = text + new if old == "END" else text.replace(old, new, 1)
    guarded.write(CATALOG, text)
    before = guarded.tree()
    selection = select(guarded.project, ["letter"])
    checked: list[Checked] = list(check(guarded.project, selection))
    found = status(guarded.project, selection)
    results: list[Any] = [
        *extract(guarded.project, selection),
        *draft(guarded.project, selection),
        *guarded.publish("letter"),
        *guarded.sign("letter"),
        *checked,
        *found.problems,
    ]
    assert [result.names for result in results] == [("p1",)] * 6
    assert [placed.finding.check for placed in checked[0].findings] == ["protected-names"]
    with pytest.raises(NameFound, match="p1"):
        diff(guarded.project, "letter", "ja")
    with open_memory(guarded.project) as memory:
        assert memory.counts() == {}
        assert "p1" in memory.problems[0]
        without_names(memory.problems)
    assert guarded.tree() == before
    without_names(results)


def test_nothing_chooses_the_names_away(guarded: Guarded) -> None:
    guarded.translate(JAPANESE)
    guarded.write(CATALOG, guarded.read(CATALOG).replace("手紙", "朴哲浩", 1))
    letter = select(guarded.project, ["letter"])
    assert [checked.names for checked in check(guarded.project, letter, only=["numbers"])] == [("p1",)]
    assert [checked.names for checked in check(guarded.project, letter, skip=["numbers"])] == [("p1",)]


PUBLISHED = [
    pytest.param('[publish]\nfront_matter = { author = "Pak Chol-ho" }\n', "published/ja/letter.md:2", id="a set key"),
    pytest.param('[publish]\noutput = "site/cholho_pak/{lang}/{post}{ext}"\n', "site/[p1]/ja/letter.md", id="path"),
]


@pytest.mark.parametrize(("more", "place"), PUBLISHED)
def test_what_is_published_is_looked_at_again(guarded: Guarded, more: str, place: str) -> None:
    guarded.translate(JAPANESE)
    guarded.list_names(more=more)
    result = guarded.publish_one("letter")
    assert (result.outcome, result.names) == ("failed", ("p1",))
    assert result.problem is not None
    assert result.problem.startswith(place)
    assert guarded.leaks() in ([], ["lfnkr.toml"])
    assert guarded.ledger() == []
    without_names(result)


def test_a_name_that_is_listed_later_stops_what_was_published(guarded: Guarded) -> None:
    guarded.list_names(SOMEBODY_ELSE)
    guarded.write("source_posts/en/letter.md", LETTER.replace("We", NAME))
    guarded.translate({"A letter": "手紙", f"{NAME} wrote to the embassy.": "朴哲浩さんは手紙を書きました。"})
    assert guarded.publish_one("letter").outcome == "published"
    guarded.list_names()
    before = guarded.tree()
    result = guarded.publish_one("letter")
    day = run(guarded.project, select(guarded.project), now=guarded.now)
    assert (result.outcome, result.names, day.refused) == ("failed", ("p1",), True)
    changed = {name for name, value in guarded.tree().items() if before.get(name) != value}
    assert not any("letter" in name for name in changed)
    without_names(result, day)


def test_memory_offers_no_name(guarded: Guarded) -> None:
    guarded.list_names(SOMEBODY_ELSE)
    guarded.translate({"Snow fell.": "朴哲浩が見た雪。"}, post="snow")
    with open_memory(guarded.project) as memory:
        assert memory.counts()
    guarded.list_names()
    guarded.write("source_posts/en/more.md", "Snow fell.\n")
    more = next(result for result in draft(guarded.project, select(guarded.project)) if result.post == "more")
    assert (more.filled, more.left, more.names) == (0, 1, ())
    assert "哲浩" not in guarded.read("locales/ja/LC_MESSAGES/snow.po").replace("朴哲浩が見た雪。", "")
    assert not guarded.exists("locales/ja/LC_MESSAGES/more.po")


class TestWithoutRegister:
    """Named in lfnkr.toml, and not on this machine: a translator's, say."""

    def test_posts_are_worked_on_but_not_made_public(self, guarded: Guarded) -> None:
        guarded.register.unlink()
        assert all(result.problem is None for result in extracted(guarded))
        assert all(result.problem is None for result in draft(guarded.project, select(guarded.project)))
        with pytest.raises(RegisterMissing, match="not on this machine"):
            guarded.publish()

    def test_the_day_does_not_begin(self, guarded: Guarded) -> None:
        guarded.register.unlink()
        with pytest.raises(RegisterMissing):
            run(guarded.project, select(guarded.project), now=guarded.now)
        assert not guarded.exists("locales")

    @pytest.mark.parametrize("harm", ["open to others", "not TOML", "a folder"])
    def test_a_register_that_cannot_be_trusted_stops_every_post(self, guarded: Guarded, harm: str) -> None:
        if harm == "open to others":
            guarded.register.chmod(0o644)
        elif harm == "not TOML":
            guarded.register.write_text(LISTED + NAME, encoding="utf-8")
        else:
            guarded.register.unlink()
            guarded.register.mkdir()
        results = extracted(guarded)
        assert all("names.toml" in str(result.problem) for result in results)
        with pytest.raises(RegisterError):
            guarded.publish()
        assert not guarded.exists("locales")
        without_names(results)


class TestTakingDown:
    """The day a name got out: nothing may stand in the way, and the record must not say it again."""

    @pytest.fixture
    def online(self, guarded: Guarded) -> Guarded:
        guarded.translate(JAPANESE)
        assert guarded.publish_one("letter").outcome == "published"
        guarded.write("source_posts/en/letter.md", f"{NAME}\n")
        return guarded

    def test_a_post_with_a_name_comes_down(self, online: Guarded) -> None:
        (result,) = online.unpublish("letter")
        assert result.removed == ("published/ja/letter.md",)

    @pytest.mark.parametrize("mode", [0o000, 0o644])
    def test_whatever_the_register(self, online: Guarded, mode: int) -> None:
        online.register.chmod(mode)
        (result,) = online.unpublish("letter")
        assert result.removed == ("published/ja/letter.md",)

    def test_the_reason_is_not_recorded_with_the_name(self, online: Guarded) -> None:
        with pytest.raises(NameFound, match="--reason") as caught:
            online.unpublish("letter", reason="Pak Cholho asked for it")
        without_names(str(caught.value))
        assert online.exists("published/ja/letter.md")

    def test_neither_is_a_role(self, online: Guarded) -> None:
        with pytest.raises(LfnkrError, match="--role"):
            online.sign("snow", role="friend of Pak Chol-ho")


def test_the_register_is_read_again_when_it_changes(guarded: Guarded, tmp_path: Path) -> None:
    guarded.write("source_posts/en/letter.md", "Yun Nam-hui wrote.\n")
    assert not extracted(guarded)[0].names
    guarded.list_names(LISTED + '[[person]]\nid = "p3"\nnames = { en = ["Yun Nam-hui"] }\n')
    assert extracted(guarded)[0].names == ("p3",)
