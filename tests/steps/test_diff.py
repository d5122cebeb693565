"""`lfnkr diff`: the old source, the new one, and the translation that waits for a person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lfnkr_i18n.errors import CatalogError, UsageError
from lfnkr_i18n.steps.diff import Change, diff, word_diff
from tests.steps.conftest import MakeProject

CATALOG = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "We met 12 families in the north."
msgstr "北で12家族に会いました。"

#, fuzzy
msgid "Nobody slept."
msgstr "誰も眠らなかった。"

# draft: memory 87%
#, fuzzy
msgid "We walked on."
msgstr "歩き続けた。"
"""
POST = "source_posts/en/visit.md"
LOCALE = "locales/ja/LC_MESSAGES/visit.po"


def told(old: str, new: str) -> str:
    """Return a diff as [-went-]{+came+}."""
    marks = {Change.EQUAL: "{}", Change.DELETE: "[-{}-]", Change.INSERT: "{{+{}+}}"}
    return "".join(marks[piece.change].format(piece.text) for piece in word_diff(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("We met 12 families.", "We met 15 families.", "We met [-12-]{+15+} families.", id="a number"),
        pytest.param("He was seen.", "He was not seen.", "He was {+not +}seen.", id="a word more"),
        pytest.param(
            "One two three four.", "One five six four.", "One [-two three-]{+five six+} four.", id="blank between"
        ),
        pytest.param(
            "12家族に会いました。", "15家族に会いました。", "[-12-]{+15+}家族に会いました。", id="Japanese number"
        ),
        pytest.param("大阪で見た。", "東京で見た。", "[-大阪-]{+東京+}で見た。", id="kanji"),
        pytest.param("カメラを売る。", "カレーを売る。", "[-カメラ-]{+カレー+}を売る。", id="katakana"),
        pytest.param("Same.", "Same.", "Same.", id="nothing"),
        pytest.param("", "New.", "{+New.+}", id="from nothing"),
        pytest.param(
            "a [b](https://x.org/en/)", "a [b](https://x.org/ja/)", "a [b](https://x.org/[-en-]{+ja+}/)", id="link"
        ),
    ],
)
def test_words(old: str, new: str, expected: str) -> None:
    assert told(old, new) == expected


@given(st.text("ab 日本かカ.\n", max_size=20), st.text("ab 日本かカ.\n", max_size=20))
def test_the_pieces_are_both_texts(old: str, new: str) -> None:
    pieces = word_diff(old, new)
    assert "".join(piece.text for piece in pieces if piece.change is not Change.INSERT) == old
    assert "".join(piece.text for piece in pieces if piece.change is not Change.DELETE) == new


def test_entries_that_wait_for_a_person(make_project: MakeProject) -> None:
    text = "# Title\n\nWe met 15 families in the north.\n\nNobody slept.\n\nWe walked on.\n"
    project = make_project({POST: text, LOCALE: CATALOG})
    number, marked = diff(project, "visit", "ja")
    assert (number.post, number.path, number.line, number.context) == ("visit", POST, 3, None)
    assert number.old_source == "We met 12 families in the north."
    assert number.source == "We met 15 families in the north."
    assert number.translation == "北で12家族に会いました。"
    assert [piece.text for piece in number.pieces] == ["We met ", "12", "15", " families in the north."]
    assert (marked.old_source, marked.source, marked.translation) == (None, "Nobody slept.", "誰も眠らなかった。")
    assert (project.root / LOCALE).read_text(encoding="utf-8") == CATALOG


def test_a_path_names_a_post(make_project: MakeProject) -> None:
    project = make_project({POST: "Nobody slept.\n", LOCALE: CATALOG})
    assert [entry.source for entry in diff(project, POST, "ja")] == ["Nobody slept."]


def test_a_post_that_is_gone_shows_its_catalog(make_project: MakeProject) -> None:
    project = make_project({"source_posts/en/other.md": "Text.\n", LOCALE: CATALOG})
    (entry,) = diff(project, "visit", "ja")
    assert (entry.path, entry.line) == (LOCALE, 8)


def test_without_a_catalog_nothing_is_stale(make_project: MakeProject) -> None:
    assert diff(make_project({POST: "Nobody slept.\n"}), "visit", "ja") == []


def test_what_cannot_be_shown(make_project: MakeProject) -> None:
    project = make_project({POST: "Nobody slept.\n", LOCALE: "msgid oops\n"})
    with pytest.raises(CatalogError, match=r"visit\.po:1"):
        diff(project, "visit", "ja")
    with pytest.raises(UsageError, match="no such post"):
        diff(project, "vist", "ja")
    with pytest.raises(UsageError, match="not translated into en"):
        diff(project, "visit", "en")
