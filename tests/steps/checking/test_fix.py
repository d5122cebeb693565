"""Fixing: only what has one right answer, only whom one may touch, and never over somebody's newer file."""

from __future__ import annotations

from collections.abc import Callable

import polib
import pytest

from lfnkr_i18n.config import Project
from lfnkr_i18n.errors import ChangedMeanwhile, UsageError
from lfnkr_i18n.model import Finding, Severity, Span
from lfnkr_i18n.steps.checking.check import check
from lfnkr_i18n.steps.checking.fix import Fixed, apply_fixes, plan_fixes
from lfnkr_i18n.steps.checking.mending import replaced
from lfnkr_i18n.steps.extract import extract
from lfnkr_i18n.steps.selection import select

MakeProject = Callable[..., Project]

PATH = "locales/ja/LC_MESSAGES/a.po"
POST = "Thanks to everybody.\n\nWe met in spring.\n"
ZERO = "\u200b"
TEXTS = {"Thanks to everybody.": f"皆様に{ZERO}感謝{ZERO}します。", "We met in spring.": f"春に{ZERO}会いました。"}


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    """A reviewed and a drafted translation that hold characters nobody sees."""
    project = make_project({"source_posts/en/a.md": POST})
    list(extract(project, select(project)))
    catalog = polib.pofile(str(project.root / PATH), wrapwidth=0)
    for entry in catalog:
        entry.msgstr = TEXTS[entry.msgid]
        if entry.msgid == "We met in spring.":
            entry.flags, entry.tcomment = ["fuzzy"], "draft: memory 90%\na note"
    catalog.save()
    return project


def plan(project: Project, **options: object) -> Fixed:
    (found,) = plan_fixes(project, select(project), **options)  # type: ignore[arg-type]  # a row's options
    return found


def read(project: Project) -> polib.POFile:
    return polib.pofile(str(project.root / PATH))


def test_a_plan_writes_nothing_and_shows_the_difference(project: Project) -> None:
    before = (project.root / PATH).read_bytes()
    found = plan(project, reviewed=True)
    assert (found.places, found.reviewed) == (3, 0)
    assert '+msgstr "皆様に感謝します。"\n' in found.diff.replace("'", '"')
    assert (project.root / PATH).read_bytes() == before


def test_reviewed_texts_are_touched_only_where_asked(project: Project) -> None:
    found = plan(project)
    assert (found.places, found.reviewed) == (1, 2)
    assert apply_fixes(project, found)
    assert [entry.msgstr for entry in read(project)] == [TEXTS["Thanks to everybody."], "春に会いました。"]


def test_an_entry_keeps_its_state_and_comments(project: Project) -> None:
    assert apply_fixes(project, plan(project, reviewed=True))
    reviewed, draft = read(project)
    assert (reviewed.msgstr, reviewed.flags) == ("皆様に感謝します。", [])
    assert (draft.flags, draft.tcomment) == (["fuzzy"], "draft: memory 90%\na note")
    (result,) = check(project, select(project))
    assert result.findings == ()
    assert list(plan_fixes(project, select(project), reviewed=True)) == []


def test_a_file_saved_meanwhile_stays(project: Project) -> None:
    found = plan(project)
    path = project.root / PATH
    path.write_text(path.read_text("utf-8") + "\n# mine\n", "utf-8")
    with pytest.raises(ChangedMeanwhile):
        apply_fixes(project, found)
    assert path.read_text("utf-8").endswith("# mine\n")


def test_what_was_dismissed_stays(project: Project) -> None:
    path = project.root / PATH
    text = path.read_text("utf-8").replace("# a note", "# ignore: stray-characters - breaks the line (by aya)")
    path.write_text(text, "utf-8")
    assert plan(project, reviewed=True).places == 2


def test_the_house_style_decides(make_project: MakeProject) -> None:
    project = make_project({"source_posts/en/a.md": "We met 12 families.\n"}, '[style]\ndigits = "half"\n')
    list(extract(project, select(project)))
    catalog = polib.pofile(str(project.root / PATH), wrapwidth=0)
    catalog[0].msgstr = "１２家族に会いました。"
    catalog.save()
    assert apply_fixes(project, plan(project, reviewed=True))
    assert read(project)[0].msgstr == "12家族に会いました。"


def test_names_choose(project: Project) -> None:
    assert list(plan_fixes(project, select(project), only=("numbers",))) == []
    assert list(plan_fixes(project, select(project), skip=("stray-characters",))) == []
    with pytest.raises(UsageError, match="no check `stray`"):
        list(plan_fixes(project, select(project), only=("stray",)))


def test_what_cannot_be_read_is_said(project: Project) -> None:
    (project.root / PATH).write_text('msgid "oops\n')
    found = plan(project)
    assert found.problem is not None
    assert found.problem.startswith(f"{PATH}:1:")


def finding(start: int, end: int, right: str | None) -> Finding:
    return Finding("spacing", Severity.WARNING, "", target_span=Span(start, end), replacement=right)


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        pytest.param("abc", [finding(1, 2, "B")], ("aBc", 1), id="one"),
        pytest.param("abc", [finding(2, 3, "C"), finding(0, 1, "A")], ("AbC", 2), id="two, in any order"),
        pytest.param("abc", [finding(1, 1, "-")], ("a-bc", 1), id="something is missing"),
        pytest.param("abc", [finding(3, 3, "。")], ("abc。", 1), id="at the end"),
        pytest.param("abcd", [finding(0, 3, "x"), finding(2, 4, "y")], ("xd", 1), id="overlapping: the first"),
        pytest.param("abc", [finding(0, 1, "a")], ("abc", 0), id="right already"),
        pytest.param("abc", [finding(0, 1, None)], ("abc", 0), id="no single answer"),
        pytest.param("abc", [finding(0, 3, "")], ("abc", 0), id="a text is never emptied"),
        pytest.param("abc", [finding(2, 9, "x")], ("abc", 0), id="a span of another text"),
    ],
)
def test_replacing(text: str, found: list[Finding], expected: tuple[str, int]) -> None:
    assert replaced(text, found) == expected
