"""The same text in several posts: one translation, unless nobody would see the difference."""

from __future__ import annotations

from collections.abc import Callable

import polib
import pytest

from lfnkr_i18n.config import Project, open_project
from lfnkr_i18n.model import Severity
from lfnkr_i18n.steps.checking.check import check
from lfnkr_i18n.steps.checking.gathering import facts
from lfnkr_i18n.steps.extract import extract
from lfnkr_i18n.steps.selection import select
from lfnkr_i18n.steps.status import status

MakeProject = Callable[..., Project]

LONG = "LFNKR is a network of volunteers."
USUAL = "LFNKRはボランティアのネットワークです。"
OTHER = "LFNKRは有志の団体です。"


def project_of(
    make_project: MakeProject,
    translations: list[str],
    text: str = LONG,
    fuzzy: frozenset[int] = frozenset(),
    comment: str = "",
) -> Project:
    """A project of posts that all hold one text, each with its own translation."""
    project = make_project({f"source_posts/en/{number}.md": text for number in range(len(translations))})
    list(extract(project, select(project)))
    for number, translation in enumerate(translations):
        path = project.catalog_path(str(number), "ja")
        catalog = polib.pofile(str(path), wrapwidth=0)
        catalog[0].msgstr = translation
        catalog[0].flags = ["fuzzy"] if number in fuzzy else []
        catalog[0].tcomment = comment
        catalog.save()
    return project


def said(project: Project, *posts: str) -> list[tuple[str, str]]:
    """The posts of which it speaks, each with what it says; it only ever warns."""
    found = [(result.post, placed) for result in check(project, select(project, posts)) for placed in result.findings]
    assert {placed.finding.severity for _post, placed in found} <= {Severity.WARNING}
    return [(post, placed.finding.message) for post, placed in found if placed.finding.check == "inconsistent"]


def test_the_rarer_translation_is_reported_with_where_the_usual_one_is(make_project: MakeProject) -> None:
    project = project_of(make_project, [OTHER, USUAL, USUAL])
    ((post, message),) = said(project)
    assert post == "0"
    assert message.startswith("locales/ja/LC_MESSAGES/1.po:")
    assert message.endswith(" translates the same text differently; choose one translation")


@pytest.mark.parametrize(
    ("translations", "posts"),
    [
        pytest.param([USUAL, USUAL], [], id="equal"),
        pytest.param([USUAL, OTHER], ["1"], id="one each: the second"),
        pytest.param([USUAL, "ＬＦＮＫＲ は、ボランティアのネットワークです"], [], id="width, a space, punctuation"),
        pytest.param([USUAL, ""], [], id="not translated yet"),
        pytest.param([USUAL, OTHER, OTHER, "LFNKRは団体です。"], ["0", "3"], id="several"),
    ],
)
def test_what_counts(make_project: MakeProject, translations: list[str], posts: list[str]) -> None:
    assert [post for post, _message in said(project_of(make_project, translations))] == posts


def test_short_texts_and_drafts_may_differ(make_project: MakeProject) -> None:
    assert said(project_of(make_project, ["感謝します。", "ありがとうございます。"], "Thank you all.")) == []
    assert said(project_of(make_project, [USUAL, OTHER], fuzzy=frozenset({1}))) == []


def test_only_the_posts_that_are_checked_are_compared(make_project: MakeProject) -> None:
    project = project_of(make_project, [USUAL, OTHER])
    assert said(project, "1") == []
    assert len(said(project, "0", "1")) == 1


def test_it_can_be_dismissed_and_stays_so_where_posts_are_not_compared(make_project: MakeProject) -> None:
    comment = "ignore: inconsistent - for children (by aya)"
    project = project_of(make_project, [USUAL, OTHER], comment=comment)
    first, second = check(project, select(project))
    assert (len(first.dismissed), len(second.dismissed)) == (0, 1)
    assert [placed.finding.check for placed in first.findings] == ["dismissal"]
    (alone,) = check(project, select(project, ["1"]))
    assert (alone.findings, alone.dismissed) == ((), ())
    assert [row.warnings for row in status(project, select(project)).rows] == [0, 0]


def test_a_broken_catalog_is_left_out(make_project: MakeProject) -> None:
    project = project_of(make_project, [USUAL, OTHER])
    project.catalog_path("0", "ja").write_text('msgid "oops\n')
    problems = [result.problem for result in check(project, select(project))]
    assert [problem is None for problem in problems] == [False, True]


def test_html_is_measured_by_what_is_read_of_it(make_project: MakeProject) -> None:
    """`&amp;` is one character, and a tag is none."""
    short = '<strong class="very-long-name">Thank you all.</strong>'
    project = make_project({f"source_posts/en/{number}.html": f"<p>{short}</p>\n" for number in range(2)})
    list(extract(project, select(project)))
    for number, translation in enumerate(("ありがとう。", "感謝します。")):
        path = project.catalog_path(str(number), "ja")
        catalog = polib.pofile(str(path), wrapwidth=0)
        catalog[0].msgstr = short.replace("Thank you all.", translation)
        catalog.save()
    assert said(project) == []


HOUSE = "[style]\nname_forms = true\n"


def named(make_project: MakeProject, forms: list[str], toml: str = HOUSE) -> Project:
    """A project of posts about Clara, who is called otherwise in each."""
    project = make_project(
        {f"source_posts/en/{n}.md": f"So Clara came, number {n}.\n" for n in range(len(forms))}, toml
    )
    list(extract(project, select(project)))
    for number, form in enumerate(forms):
        path = project.catalog_path(str(number), "ja")
        catalog = polib.pofile(str(path), wrapwidth=0)
        catalog[0].msgstr = f"そこで{form}が来ました。{number}番です。"
        catalog.save()
    return project


def names_said(project: Project, *posts: str) -> list[tuple[str, str]]:
    found = check(project, select(project, posts), only=("name-forms",))
    return [(result.post, placed.finding.message) for result in found for placed in result.findings]


def test_a_name_has_one_form_in_all_posts(make_project: MakeProject) -> None:
    project = named(make_project, ["クレーラ", "クララ", "クララ"])
    place = "locales/ja/LC_MESSAGES/1.po:"
    ((post, message),) = names_said(project)
    assert post == "0"
    assert message.startswith(f"`Clara` is `クレーラ` here and `クララ` in {place}")
    assert names_said(project, "0") == []
    assert names_said(project, "0") == names_said(named_off(project))


def named_off(project: Project) -> Project:
    """The project without the wish for one form."""
    (project.root / "lfnkr.toml").write_text("", "utf-8")
    return open_project(project.root)


def slugged(make_project: MakeProject, posts: dict[str, str], toml: str = "") -> Project:
    """A project of posts with slugs, extracted."""
    texts = {f"source_posts/{path}": f"---\n{head}\n---\n\nThanks, {path}.\n" for path, head in posts.items()}
    project = make_project(texts, toml)
    list(extract(project, select(project)))
    return project


def slugs_said(project: Project) -> list[tuple[str, str, str]]:
    found = check(project, select(project), only=("slugs",))
    return [(result.post, result.language, placed.finding.message) for result in found for placed in result.findings]


def test_two_posts_of_a_language_have_two_slugs(make_project: MakeProject) -> None:
    project = slugged(make_project, {"en/a.md": "slug: winter", "en/b.md": "slug: /Winter/", "en/c.md": "slug: spring"})
    assert slugs_said(project) == [
        ("b", "ja", "its slug `/Winter/` is that of source_posts/en/a.md too; give one of them another")
    ]


def test_a_translation_must_not_take_the_slug_of_an_original(make_project: MakeProject) -> None:
    project = slugged(make_project, {"en/a.md": "slug: winter", "ja/b.md": "slug: winter", "en/c.md": "slug: 2024"})
    assert [(post, language) for post, language, _message in slugs_said(project)] == [("a", "ja"), ("b", "en")]


def test_translated_slugs_are_compared(make_project: MakeProject) -> None:
    toml = '[project]\ntext_keys = ["slug"]\n'
    project = slugged(make_project, {"en/a.md": "slug: winter", "en/b.md": "slug: spring"}, toml)
    assert slugs_said(project) == []
    for post in "ab":
        path = project.catalog_path(post, "ja")
        catalog = polib.pofile(str(path), wrapwidth=0)
        catalog[0].msgstr = "kisetsu"
        catalog.save()
    ((post, language, message),) = slugs_said(project)
    assert (post, language) == ("b", "ja")
    assert message.startswith("its slug `kisetsu` is that of locales/ja/LC_MESSAGES/a.po:")


def test_what_an_archive_says_is_kept_as_digests(make_project: MakeProject) -> None:
    project = project_of(make_project, [OTHER, USUAL, USUAL])
    assert len(said(project)) == 1
    kept = (project.cache / "manifest" / "facts").read_bytes()
    assert not any(text.encode() in kept for text in (LONG, USUAL, OTHER))
    told = [one for one in facts(project, select(project)) if one.language == "ja"]
    assert [[(type(text.what), type(text.how)) for text in one.said] for one in told] == [[(int, int)]] * 3


def test_many_texts_are_said_in_their_order(make_project: MakeProject) -> None:
    """Whatever their digests: in a post by its entries, the usual one being where it comes first."""
    texts = [f"{LONG[:-1]} of group {letter}." for letter in "abcdefghij"]
    posts = {f"source_posts/en/{post}.md": "\n\n".join(texts) for post in "pqr"}
    project = make_project(posts)
    list(extract(project, select(project)))
    for post in "pqr":
        path = project.catalog_path(post, "ja")
        catalog = polib.pofile(str(path), wrapwidth=0)
        for entry in catalog:
            entry.msgstr = USUAL if post == "q" else OTHER
        catalog.save()
    found = said(project)
    assert [post for post, _message in found] == ["q"] * len(texts)
    lines = [int(message.split(":")[1].split()[0]) for _post, message in found]
    assert lines == sorted(set(lines))
    assert all(message.startswith("locales/ja/LC_MESSAGES/p.po:") for _post, message in found)
