"""Which posts and languages the words of a command line stand for."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest

from lfnkr_i18n.config import Project
from lfnkr_i18n.errors import UsageError
from lfnkr_i18n.steps.selection import select

MakeProject = Callable[..., Project]


@pytest.fixture
def archive(make_project: MakeProject) -> Project:
    names = ["en/2020/letter", "en/2020/trip", "en/2021/letter", "ja/houkoku"]
    return make_project({f"source_posts/{name}.md": "Rice.\n" for name in names})


@pytest.mark.parametrize(
    ("words", "ids", "named"),
    [
        pytest.param([], ["2020/letter", "2020/trip", "2021/letter", "houkoku"], [], id="none means all"),
        pytest.param(["2020/trip"], ["2020/trip"], ["2020/trip"], id="an id"),
        pytest.param(["source_posts/en/2020/trip.md"], ["2020/trip"], ["2020/trip"], id="a path"),
        pytest.param(["2020/*"], ["2020/letter", "2020/trip"], [], id="a glob over ids names none"),
        pytest.param(["*letter*"], ["2020/letter", "2021/letter"], [], id="a star crosses folders"),
        pytest.param(["source_posts/ja/*"], ["houkoku"], [], id="a glob over paths"),
        pytest.param(["2020/*", "2020/trip"], ["2020/letter", "2020/trip"], ["2020/trip"], id="both"),
    ],
)
def test_words_of_the_command_line(archive: Project, words: list[str], ids: list[str], named: list[str]) -> None:
    selection = select(archive, words)
    assert [file.id for file in selection.files] == ids
    assert sorted(selection.named) == named


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("written", ["NFC", "NFD"])
@pytest.mark.parametrize("word", ["ガイド", "source_posts/ja/ガイド.md", "*イド"])
def test_marks_of_letters_may_be_written_as_on_a_mac(
    make_project: MakeProject, form: Literal["NFC", "NFD"], written: Literal["NFC", "NFD"], word: str
) -> None:
    post = unicodedata.normalize(written, "ガイド")
    project = make_project({f"source_posts/ja/{post}.md": "家。\n"})

    assert [file.id for file in select(project, [unicodedata.normalize(form, word)]).files] == [post]


def test_a_catalog_without_post_too(archive: Project) -> None:
    gone = unicodedata.normalize("NFD", "ガイド")
    assert select(archive, ["ガイド"], also=[gone]).others == (gone,)


def test_a_word_that_can_be_no_path_is_no_post(archive: Project) -> None:
    with pytest.raises(UsageError, match="no such post"):
        select(archive, ["a" * 5000])


def test_a_path_from_the_current_folder(archive: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(archive.root / "source_posts" / "en")
    assert select(archive, ["2020/trip.md"]).named == {"2020/trip"}
    assert select(archive, [os.fspath(Path("..") / "ja" / "houkoku.md")]).named == {"houkoku"}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param(["2020/tripp"], "2020/tripp: no such post; did you mean 2020/trip?", id="a near miss"),
        pytest.param(["zzz"], "zzz: no such post; `lfnkr status` lists them", id="nothing like it"),
        pytest.param(["2020"], r"2020: a folder; '2020/\*' stands for the posts in it", id="a folder of ids"),
        pytest.param(["source_posts/ja/"], r"ja/: a folder; 'source_posts/ja/\*' stands", id="a folder of paths"),
        pytest.param(["zzz*"], r"zzz\*: no such post", id="a glob that fits nothing"),
    ],
)
def test_a_post_that_does_not_exist(archive: Project, words: list[str], message: str) -> None:
    with pytest.raises(UsageError, match=message.replace("?", r"\?")):
        select(archive, words)


def test_a_language_that_does_not_exist(archive: Project) -> None:
    with pytest.raises(UsageError, match="-l fr: not a language of this project; it has en, ja"):
        select(archive, [], ["fr"])


def test_an_id_without_a_source_post_is_found_where_it_is_looked_for(archive: Project) -> None:
    selection = select(archive, ["old-post"], also=["old-post"])
    assert selection.files == ()
    assert selection.others == ("old-post",)
    assert selection.named == {"old-post"}
