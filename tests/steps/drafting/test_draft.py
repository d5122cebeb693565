"""Drafting from memory, on projects on disk: what is filled, with what, and what is never touched."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lfnkr_i18n.catalog import Catalog, State, draft_origin, parse, serialize, state_of
from lfnkr_i18n.config import Project, open_project
from lfnkr_i18n.errors import LfnkrError, UsageError
from lfnkr_i18n.steps.drafting.account import Account
from lfnkr_i18n.steps.drafting.draft import Drafted, draft
from lfnkr_i18n.steps.extract import extract
from lfnkr_i18n.steps.selection import select

MakeProject = Callable[..., Project]

LETTER = "We helped 12 families.\n\nThank you for your support.\n"
REPORT = "We helped 15 families.\n\nThank you for your support!\n\nThank you for your support.\n\nNobody said this.\n"
TRANSLATED = {
    "We helped 12 families.": "12家族を支援しました。",
    "Thank you for your support.": "ご支援ありがとうございます。",
}


def catalog_of(project: Project, post: str, language: str = "ja") -> Catalog:
    path = project.catalog_path(post, language)
    return parse(path.read_bytes(), path.name)


def translate(project: Project, post: str, texts: dict[str, str], language: str = "ja", *, fuzzy: bool = False) -> None:
    """Write translations into a catalog, as a person would; `fuzzy` leaves them unreviewed."""
    catalog = catalog_of(project, post, language)
    for entry in catalog:
        if entry.msgid in texts:
            entry.msgstr = texts[entry.msgid]
            entry.tcomment = ""
            entry.flags = ["fuzzy"] if fuzzy else []
    project.catalog_path(post, language).write_bytes(serialize(catalog))


def drafts(project: Project, *posts: str, **options: object) -> list[Drafted]:
    return list(draft(project, select(project, posts), **options))  # type: ignore[arg-type]  # a row's options


def entries(project: Project, post: str, language: str = "ja") -> list[tuple[str, str, str | None]]:
    return [(entry.msgstr, state_of(entry).value, draft_origin(entry)) for entry in catalog_of(project, post, language)]


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    """A reviewed letter, and a report that nobody has translated."""
    made = make_project({"source_posts/en/letter.md": LETTER, "source_posts/en/report.md": REPORT})
    list(extract(made, select(made)))
    translate(made, "letter", TRANSLATED)
    return made


def test_equal_similar_and_new_texts(project: Project) -> None:
    (result,) = drafts(project, "report")
    assert entries(project, "report") == [
        ("15家族を支援しました。", "draft", "memory 95%"),
        ("ご支援ありがとうございます。", "draft", "memory 95%"),
        ("ご支援ありがとうございます。", "draft", "memory 100%"),
        ("", "untranslated", None),
    ]
    assert result == Drafted(
        "report",
        "source_posts/en/report.md",
        "ja",
        "locales/ja/LC_MESSAGES/report.po",
        exact=1,
        similar=2,
        left=1,
        characters=len("Nobody said this."),
        written=True,
    )


def test_a_reviewed_pair_serves_the_other_direction(make_project: MakeProject) -> None:
    project = make_project({"source_posts/en/letter.md": LETTER, "source_posts/ja/news.md": "15家族を支援しました。\n"})
    list(extract(project, select(project)))
    translate(project, "letter", TRANSLATED)
    drafts(project)
    assert entries(project, "news", "en") == [("We helped 15 families.", "draft", "memory 91%")]


def test_twice_is_once(project: Project) -> None:
    drafts(project)
    before = project.catalog_path("report", "ja").read_bytes()
    assert [(result.filled, result.written) for result in drafts(project)] == [(0, False), (0, False)]
    assert project.catalog_path("report", "ja").read_bytes() == before


def test_the_memory_is_opened_only_where_something_is_looked_up(project: Project) -> None:
    drafts(project, "letter")  # remembered from now on: all of it is reviewed
    index = project.cache / "memory.sqlite"
    index.unlink()
    assert [result.left for result in drafts(project, "letter")] == [0]
    assert not index.exists()
    assert [result.filled for result in drafts(project)] == [0, 3]
    assert index.exists()


def test_dry_run_says_the_same_and_writes_nothing(project: Project) -> None:
    before = project.catalog_path("report", "ja").read_bytes()
    planned = drafts(project, dry_run=True)
    assert project.catalog_path("report", "ja").read_bytes() == before
    assert drafts(project) == planned


def test_a_draft_that_memory_wrote_follows_a_better_translation(project: Project) -> None:
    drafts(project)
    translate(project, "letter", TRANSLATED | {"Thank you for your support.": "ご支援に感謝します。"})
    drafts(project)
    assert [text for text, _, _ in entries(project, "report")][1:3] == ["ご支援に感謝します。"] * 2


@pytest.mark.parametrize(
    ("text", "comment"),
    [
        pytest.param("人の手で直した下書き", "draft: memory 96%", id="a draft that a person changed"),
        pytest.param("別の訳", "", id="a stale translation"),
        pytest.param("機械の訳", "draft: google", id="an engine's draft"),
    ],
)
def test_what_memory_did_not_write_stays(project: Project, text: str, comment: str) -> None:
    drafts(project)
    catalog = catalog_of(project, "report")
    entry = catalog[1]
    entry.msgstr, entry.tcomment = text, comment
    project.catalog_path("report", "ja").write_bytes(serialize(catalog))
    translate(project, "letter", TRANSLATED | {"Thank you for your support.": "ご支援に感謝します。"})
    drafts(project)
    assert entries(project, "report")[1][0] == text


def test_drafts_and_stale_entries_do_not_serve(project: Project) -> None:
    translate(project, "letter", TRANSLATED, fuzzy=True)
    (result,) = drafts(project, "report")
    assert (result.filled, result.left, result.written) == (0, 4, False)


def test_deliberately_nothing_is_never_offered(project: Project) -> None:
    translate(project, "letter", {"Thank you for your support.": "<EMPTY>"})
    drafts(project)
    assert all("EMPTY" not in text for text, _, _ in entries(project, "report"))


def test_min_match_of_the_settings(project: Project) -> None:
    (project.root / "lfnkr.toml").write_text("[draft]\nmin_match = 96\n")
    drafts(open_project(project.root))
    assert [origin for _, _, origin in entries(project, "report")] == [None, "memory 95%", "memory 100%", None]


def test_a_post_without_a_catalog_gets_one_with_its_drafts(project: Project) -> None:
    path = project.catalog_path("report", "ja")
    path.unlink()
    drafts(project)
    assert len(entries(project, "report")) == 4


def test_a_broken_catalog_is_its_posts_result_and_serves_nobody(project: Project) -> None:
    project.catalog_path("letter", "ja").write_text('msgid "oops\n')
    letter, report = drafts(project)
    assert letter.problem is not None
    assert "letter.po:1" in letter.problem
    assert (report.problem, report.filled) == (None, 0)


def test_front_matter_is_drafted_by_its_key(make_project: MakeProject) -> None:
    posts = {"source_posts/en/a.md": "---\ntitle: Our work\n---\n", "source_posts/en/b.md": "Our work\n"}
    project = make_project(posts)
    list(extract(project, select(project)))
    translate(project, "b", {"Our work": "私たちの活動"})
    drafts(project)
    (entry,) = catalog_of(project, "a")
    assert (entry.msgctxt, entry.msgstr) == ("title", "私たちの活動")


@pytest.mark.parametrize(
    ("setting", "options"),
    [('[draft]\nengines = ["google"]\n', {}), ("", {"engine": "deepl"})],
    ids=["lfnkr.toml", "command line"],
)
def test_an_engine_is_never_silently_left_out(project: Project, setting: str, options: dict[str, str]) -> None:
    (project.root / "lfnkr.toml").write_text(setting)
    with pytest.raises(LfnkrError, match="which names must never be sent"):
        drafts(open_project(project.root), **options)


def test_max_chars_is_a_number_of_characters(project: Project) -> None:
    with pytest.raises(UsageError):
        drafts(project, account=Account(max_chars=-1))


def test_workers_give_the_same(project: Project) -> None:
    planned = drafts(project, dry_run=True)
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as executor:
        assert drafts(project, executor=executor) == planned
    assert entries(project, "report")[0][0] == "15家族を支援しました。"


SENTENCE = st.sampled_from([*TRANSLATED, "Thank you for your support!", "We helped 13 families.", "Something else."])
STATES = st.sampled_from(["none", "reviewed", "stale", "hand-made draft"])


@settings(max_examples=25)
@given(st.lists(st.tuples(SENTENCE, STATES), min_size=1, max_size=5, unique_by=lambda item: item[0]))
def test_a_persons_text_is_never_changed(
    tmp_path_factory: pytest.TempPathFactory, items: list[tuple[str, str]]
) -> None:
    root = tmp_path_factory.mktemp("project")
    project = _project(root, {"letter": LETTER, "report": "\n\n".join(text for text, _ in items)})
    translate(project, "letter", TRANSLATED)
    for number, (text, state) in enumerate(items):
        if state != "none":
            translate(project, "report", {text: f"訳{number}"}, fuzzy=state != "reviewed")
    before = {entry.msgid: entry.msgstr for entry in catalog_of(project, "report")}
    drafts(project)
    once = project.catalog_path("report", "ja").read_bytes()
    for entry in catalog_of(project, "report"):
        assert entry.msgstr == before[entry.msgid] or (not before[entry.msgid] and state_of(entry) is State.DRAFT)
    drafts(project)
    assert project.catalog_path("report", "ja").read_bytes() == once


def _project(root: Path, posts: dict[str, str]) -> Project:
    (root / "lfnkr.toml").write_text("")
    for post, text in posts.items():
        path = root / "source_posts/en" / f"{post}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    project = open_project(root)
    list(extract(project, select(project)))
    return project


def test_a_translation_in_markdown_gets_the_tags_of_an_html_post(make_project: MakeProject) -> None:
    see = "Donations of any amount are welcome; please see "
    thanks = "thank all of you for the parcels and the letters of this winter"
    link = '<a href="https://example.org/help/">how to help</a>'
    project = make_project(
        {
            "source_posts/en/old.md": f"{see}[how to help](https://example.org/help/).\n\n**We** {thanks}.\n",
            "source_posts/en/new.html": f"<p>{see}{link}.</p><p><strong>We</strong> {thanks}!</p>",
        }
    )
    list(extract(project, select(project)))
    reviewed = {
        f"{see}[how to help](https://example.org/help/).": "[ご支援](https://example.org/help/)をご覧ください。",
        f"**We** {thanks}.": "**私たち**は感謝します。",
    }
    translate(project, "old", reviewed)

    drafts(project, "new")

    assert [text for text, _state, _origin in entries(project, "new")] == [
        '<a href="https://example.org/help/">ご支援</a>をご覧ください。',
        "<strong>私たち</strong>は感謝します。",
    ]
