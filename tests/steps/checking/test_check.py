"""The check step, on projects on disk: what is found, where, and what names do."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lfnkr_i18n.catalog import parse, serialize
from lfnkr_i18n.config import Project, open_project
from lfnkr_i18n.errors import SettingsError, UsageError
from lfnkr_i18n.model import Severity
from lfnkr_i18n.steps.checking.check import check
from lfnkr_i18n.steps.checking.checked import Checked
from lfnkr_i18n.steps.checking.findings import findings_of
from lfnkr_i18n.steps.extract import extract
from lfnkr_i18n.steps.posts import SourcePost, attempt
from lfnkr_i18n.steps.selection import select

MakeProject = Callable[..., Project]
Texts = dict[str, str]

PATH = "locales/ja/LC_MESSAGES/a.po"


def project_of(
    make_project: MakeProject, post: str, texts: Texts, toml: str = "", fuzzy: frozenset[str] = frozenset()
) -> Project:
    """A project of one English post, with the translations that a person wrote into its catalog."""
    project = make_project({"source_posts/en/a.md": post}, toml)
    list(extract(project, select(project)))
    path = project.catalog_path("a", "ja")
    catalog = parse(path.read_bytes(), PATH)
    assert texts.keys() <= {entry.msgid for entry in catalog}
    for entry in catalog:
        entry.msgstr = texts.get(entry.msgid, "")
        entry.flags = ["fuzzy"] if entry.msgid in fuzzy else []
    path.write_bytes(serialize(catalog))
    return project


def checked(project: Project, **options: tuple[str, ...]) -> Checked:
    (result,) = check(project, select(project), **options)  # type: ignore[arg-type]  # a row's options
    return result


def names(result: Checked) -> list[str]:
    return [placed.finding.check for placed in result.findings]


def test_a_finding_has_its_place(make_project: MakeProject) -> None:
    project = project_of(make_project, "Thanks.\n\nSee `a`.\n", {"Thanks.": "感謝します。", "See `a`.": "参照。"})
    result = checked(project)
    (placed,) = result.findings
    assert (placed.path, placed.finding.check, placed.finding.severity) == (PATH, "structure", Severity.ERROR)
    line = (project.root / PATH).read_text("utf-8").splitlines()[placed.line - 1 :]
    assert 'msgid "See `a`."' in line[:4]
    assert placed.finding.segment == 1
    assert (result.count(Severity.ERROR), result.count(Severity.WARNING), result.problem) == (1, 0, None)


def test_good_and_missing_translations_are_silent(make_project: MakeProject) -> None:
    assert checked(project_of(make_project, "Thanks.\n\nSee `a`.\n", {"Thanks.": "感謝します。"})).findings == ()


def test_findings_of_drafts_and_stale_translations_are_warnings(make_project: MakeProject) -> None:
    """A reviewer will see them first; only who publishes drafts needs their errors."""
    text = "See `a`."
    project = project_of(make_project, text, {text: "参照。"}, fuzzy=frozenset({text}))
    result = checked(project)
    assert (names(result), result.count(Severity.ERROR)) == (["structure"], 0)
    selection = select(project)
    source = attempt(project, selection, selection.files[0])
    assert isinstance(source, SourcePost)
    catalog = parse((project.root / PATH).read_bytes(), PATH)
    said = findings_of(project, source, catalog, "ja", allow_drafts=True)
    assert [finding.severity for finding in said.findings] == [Severity.ERROR]


def test_a_text_that_stands_twice_is_reported_once(make_project: MakeProject) -> None:
    assert names(checked(project_of(make_project, "See `a`.\n\nSee `a`.\n", {"See `a`.": "参照。"}))) == ["structure"]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param("文書を参照。", "`a`と記録。", [], id="code moves to the next sentence"),
        pytest.param("`a`と記録を参照。", "<EMPTY>", [], id="two sentences become one"),
        pytest.param("参照。", "記録。", ["structure"], id="lost from the block"),
        pytest.param("`a`と`b`を参照。", "記録。", ["structure"], id="one too many"),
        pytest.param("<EMPTY>", "", [], id="the rest is not translated yet"),
        pytest.param("文書を参照。", "<EMPTY>", ["structure"], id="lost with its sentence"),
    ],
)
def test_what_may_move_is_compared_by_block(
    make_project: MakeProject, first: str, second: str, expected: list[str]
) -> None:
    sentences = {"See the record here.": first, "It says `a` to everyone.": second}
    found = names(checked(project_of(make_project, " ".join(sentences), sentences)))
    assert sorted(set(found)) == expected


def test_empty_is_an_error_where_it_stands_alone(make_project: MakeProject) -> None:
    assert names(checked(project_of(make_project, "Thanks.", {"Thanks.": "<EMPTY>"}))) == ["empty"]


def test_the_link_map_of_the_settings(make_project: MakeProject) -> None:
    text = "See [us](/en/a)."
    toml = '[links]\n"/en/" = "/ja/"\n'
    assert names(checked(project_of(make_project, text, {text: "[私たち](/ja/a)へ。"}, toml))) == []
    assert names(checked(project_of(make_project, text, {text: "[私たち](/fr/a)へ。"}, toml))) == ["urls"]


POST = "See `a`.\n\nSee **b**.\n\nSee c.\n\nSee d.\n"
TEXTS = {"See `a`.": "参照。", "See **b**.": "乙を参照。", "See c.": "丙を参照。"}


@pytest.mark.parametrize(
    ("options", "toml", "expected"),
    [
        ({}, "", ["structure", "emphasis"]),
        ({"only": ("emphasis",)}, "", ["emphasis"]),
        ({"skip": ("emphasis",)}, "", ["structure"]),
        ({"only": ("structure", "emphasis"), "skip": ("structure",)}, "", ["emphasis"]),
        ({}, '[checks]\ndisable = ["structure"]\n', ["emphasis"]),
        ({"only": ("structure",)}, '[checks]\ndisable = ["structure"]\n', ["structure"]),
        ({"only": ("untranslated",)}, "", ["untranslated"]),
        ({"only": ("unreviewed", "untranslated")}, "", ["unreviewed", "untranslated"]),
    ],
)
def test_names(make_project: MakeProject, options: dict[str, tuple[str, ...]], toml: str, expected: list[str]) -> None:
    project = project_of(make_project, POST, TEXTS, toml, fuzzy=frozenset({"See c."}))
    assert names(checked(project, **options)) == expected


@pytest.mark.parametrize("option", ["only", "skip"])
def test_a_name_that_is_none(make_project: MakeProject, option: str) -> None:
    project = project_of(make_project, POST, TEXTS)
    with pytest.raises(UsageError, match=r"no check `strukture`; there are empty, .*unreviewed"):
        checked(project, **{option: ("strukture",)})


def test_a_disabled_name_that_is_none(make_project: MakeProject) -> None:
    project = project_of(make_project, POST, TEXTS)
    (project.root / "lfnkr.toml").write_text('[checks]\ndisable = ["strukture"]\n')
    with pytest.raises(SettingsError, match="strukture"):
        checked(open_project(project.root))


def test_posts_without_a_catalog_and_broken_ones(make_project: MakeProject) -> None:
    project = project_of(make_project, POST, TEXTS)
    (project.root / "source_posts/en/b.md").write_text("New.")
    assert len(list(check(project, select(project)))) == 1
    (project.root / PATH).write_text('msgid "oops\n')
    (result,) = check(project, select(project))
    assert result.problem is not None
    assert result.problem.startswith(f"{PATH}:1:")
