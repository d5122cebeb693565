"""Status: rows and totals as other people's scripts read them."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import fields

from lfnkr_i18n.steps.selection import select
from lfnkr_i18n.steps.status import StatusRow, status

CONTRACT = (
    "post path catalog title source_language language segments untranslated draft stale reviewed words words_left "
    "errors warnings sign_offs sign_offs_needed state published_at next"
)


def test_a_row_has_the_names_that_scripts_read() -> None:
    assert [field.name for field in fields(StatusRow)] == CONTRACT.split()


def test_a_row_says_where_a_post_is(desk: Any) -> None:
    desk.write("source_posts/en/letter.md", "---\ntitle: A letter\nlang: en\n---\n\nOne two. Three.\n\nOne two.\n")
    desk.translate({"A letter": "手紙"})
    desk.translate({"Three.": "三。"}, draft="memory 80%")
    row = desk.row()
    assert (row.post, row.path, row.catalog) == (
        "letter",
        "source_posts/en/letter.md",
        "locales/ja/LC_MESSAGES/letter.po",
    )
    assert (row.title, row.source_language, row.language) == ("A letter", "en", "ja")
    assert (row.segments, row.untranslated, row.draft, row.stale, row.reviewed) == (3, 1, 1, 0, 1)
    assert (row.words, row.words_left) == (5, 3)
    assert (row.state, row.published_at) == ("in review", None)


def test_japanese_is_counted_in_characters(desk: Any) -> None:
    desk.drop("source_posts/en/letter.md")
    desk.write("source_posts/ja/tegami.md", "手紙を 書く。\n")
    row = desk.row()
    assert (row.source_language, row.language, row.words) == ("ja", "en", 6)


def test_the_journey_of_a_post(desk: Any) -> None:
    states = [desk.row().state]
    desk.translate(draft="memory 100%")
    states.append(desk.row().state)
    desk.translate({"A letter": "手紙"})
    states.append(desk.row().state)
    desk.translate()
    states.append(desk.row().state)
    desk.publish()
    states.append(desk.row().state)
    assert desk.row().published_at == "2026-05-01T12:00:00+00:00"
    desk.write("source_posts/en/letter.md", desk.read("source_posts/en/letter.md") + "\nMore.\n")
    states.append(desk.row().state)
    desk.drop("source_posts/en/letter.md")
    states.append(desk.row().state)
    assert states == ["new", "drafting", "in review", "ready", "published", "outdated", "source gone"]


def test_every_step_is_one_sentence_for_somebody(desk: Any) -> None:
    said = [desk.row().next]
    desk.translate(draft="memory 100%")
    said.append(desk.row().next)
    desk.translate()
    said.append(desk.row().next)
    desk.publish()
    said.append(desk.row().next)
    desk.unpublish("letter")
    said.append(desk.row().next)
    assert len(set(said)) == 5
    for sentence in said:
        assert sentence.endswith(".")
        assert "\n" not in sentence


def test_totals_are_the_sums_of_the_rows(desk: Any) -> None:
    desk.write("source_posts/en/second.md", "---\nlang: en\n---\n\nOne more.\n")
    desk.translate()
    found = status(desk.project, select(desk.project))
    assert found.totals["posts"] == found.totals["rows"] == 2
    assert found.totals["segments"] == sum(row.segments for row in found.rows)
    assert found.totals["words_left"] == 2
    assert found.totals["states"] == {"ready": 1, "new": 1}


def test_errors_of_the_checks_are_counted(desk: Any) -> None:
    desk.write("source_posts/en/letter.md", "See [the list](https://example.org/) here.\n")
    desk.translate({"See [the list](https://example.org/) here.": "一覧をご覧ください。"})
    assert desk.row().errors > 0
    assert desk.row().state == "in review"


def test_what_cannot_be_read_is_reported_and_the_rest_goes_on(desk: Any) -> None:
    desk.write("source_posts/en/broken.md", b"\xff\xfe")
    desk.write("source_posts/en/second.md", "---\nlang: en\n---\n\nOne more.\n")
    desk.write("locales/ja/LC_MESSAGES/second.po", 'msgid "x\n')
    desk.write("locales/publications.jsonl", "oops\n")
    desk.write("locales/ja/signoffs.jsonl", "oops\n")
    found = status(desk.project, select(desk.project))
    assert [row.post for row in found.rows] == ["letter", "second"]
    assert sorted(problem.path.partition(":")[0] for problem in found.problems) == [
        "locales/ja/LC_MESSAGES/second.po",
        "locales/ja/signoffs.jsonl",
        "locales/publications.jsonl",
        "source_posts/en/broken.md",
    ]
    assert found.rows[1].segments == 0
    assert [problem.problem for problem in found.problems if "locales/ja/LC_MESSAGES" in problem.problem] == []


def test_a_catalog_whose_post_is_gone_has_a_row(desk: Any) -> None:
    desk.translate()
    desk.write("source_posts/en/second.md", "---\nlang: en\n---\n\nOne more.\n")
    desk.drop("source_posts/en/letter.md")
    rows = {row.post: row for row in desk.rows()}
    assert (rows["letter"].state, rows["letter"].reviewed, rows["letter"].path) == ("source gone", 2 + 1, "")
    assert [row.post for row in desk.rows("second")] == ["second"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        pytest.param("source_posts/en/letter.md", "---\ntranslate: false\n---\n\nOne.\n", id="not translated"),
        pytest.param("source_posts/ja/letter.md", "手紙。\n", id="an original in both languages"),
    ],
)
def test_what_is_online_of_a_post_that_is_not_translated_any_more_has_a_row(desk: Any, path: str, text: str) -> None:
    desk.translate()
    desk.publish()
    desk.write("source_posts/en/a.md", "---\nlang: en\n---\n\nOne more.\n")
    desk.write("source_posts/en/z.md", "---\nlang: en\n---\n\nOne more.\n")
    desk.write(path, text)
    for rows in (desk.rows(), desk.rows("letter")):
        (row,) = (row for row in rows if row.post == "letter")
        assert (row.language, row.state, row.reviewed) == ("ja", "outdated", 3)
        assert row.published_at == "2026-05-01T12:00:00+00:00"
        assert row.next == "No longer translated into this language, and still online: an editor unpublishes it."
    assert [row.post for row in desk.rows()] == ["a", "letter", "z"]
    desk.unpublish("letter")
    assert [row.post for row in desk.rows()] == ["a", "z"]


def test_what_is_online_of_a_post_that_cannot_be_read_is_not_called_left(desk: Any) -> None:
    desk.translate()
    desk.publish()
    desk.write("source_posts/en/letter.md", "---\ntitle: [\n---\n\nOne.\n")
    assert desk.rows() == []


def test_an_original_that_is_published_is_no_translation(desk: Any) -> None:
    desk.settings("[publish]\noriginals = true\n")
    desk.translate()
    desk.publish()
    assert [(row.language, row.state) for row in desk.rows()] == [("ja", "published")]


def test_what_is_online_of_a_post_that_is_gone_with_its_catalog_has_a_row(desk: Any) -> None:
    desk.translate()
    desk.publish()
    desk.drop("source_posts/en/letter.md")
    desk.drop("locales/ja/LC_MESSAGES/letter.po")
    (row,) = desk.rows()
    assert (row.post, row.language, row.state, row.segments) == ("letter", "ja", "source gone", 0)


def test_status_writes_nothing(desk: Any) -> None:
    desk.translate()
    desk.publish()
    before = desk.tree()
    desk.rows()
    assert desk.tree() == before


@pytest.mark.parametrize("language", ["ja", "ko"])
def test_a_language_can_be_asked_for(desk: Any, language: str) -> None:
    desk.settings('[project]\nlanguages = ["en", "ja", "ko"]\n')
    found = status(desk.project, select(desk.project, (), (language,)))
    assert [row.language for row in found.rows] == [language]
