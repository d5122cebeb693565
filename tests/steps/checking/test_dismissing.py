"""Dismissed findings: they stop nothing, they are counted, and what protects people is never dismissed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import polib
import pytest

from lfnkr_i18n.catalog.model import new_entry
from lfnkr_i18n.config import Project, open_project
from lfnkr_i18n.model import Finding, Segment, Severity
from lfnkr_i18n.steps.checking.check import check
from lfnkr_i18n.steps.checking.checked import Checked
from lfnkr_i18n.steps.checking.dismissing import judged
from lfnkr_i18n.steps.extract import extract
from lfnkr_i18n.steps.publishing.publish import publish
from lfnkr_i18n.steps.selection import select
from lfnkr_i18n.steps.status import status

MakeProject = Callable[..., Project]

NOW = datetime(2026, 4, 1, tzinfo=UTC)
PATH = "locales/ja/LC_MESSAGES/a.po"
WHOLE = "ignore: numbers - quoted as printed (by aya)"


def project_of(make_project: MakeProject, comment: str, toml: str = "", target: str = "15家族を支援。") -> Project:
    """A project of one post whose translation has another number than its source, and a comment."""
    project = make_project({"source_posts/en/a.md": "We helped 12 families.\n\nThanks.\n"}, toml)
    list(extract(project, select(project)))
    catalog = polib.pofile(str(project.root / PATH), wrapwidth=0)
    for entry in catalog:
        entry.msgstr = {"Thanks.": "感謝します。"}.get(entry.msgid, target)
        entry.tcomment = "" if entry.msgid == "Thanks." else comment
    catalog.save()
    return open_project(project.root)


def checked(project: Project, **options: tuple[str, ...]) -> Checked:
    (result,) = check(project, select(project), **options)  # type: ignore[arg-type]  # a row's options
    return result


def test_a_dismissed_finding_is_counted_with_who_and_why(make_project: MakeProject) -> None:
    result = checked(project_of(make_project, WHOLE))
    assert result.findings == ()
    (placed,) = result.dismissed
    assert (placed.finding.check, placed.by, placed.reason) == ("numbers", "aya", "quoted as printed")
    assert (placed.source, placed.target) == ("We helped 12 families.", "15家族を支援。")


def test_it_stops_no_publishing_and_status_counts_it_no_more(make_project: MakeProject) -> None:
    project = project_of(make_project, "")
    (row,) = status(project, select(project)).rows
    assert row.errors == 1
    (refused,) = publish(project, select(project), now=NOW)
    assert refused.reasons
    project = project_of(make_project, WHOLE)
    (row,) = status(project, select(project)).rows
    assert (row.errors, row.warnings) == (0, 0)
    (published,) = publish(project, select(project), now=NOW)
    assert (published.reasons, published.problem) == ((), None)
    assert (project.root / "published/ja/a.md").read_text("utf-8").startswith("15家族")


def test_markup_that_somebody_answers_for_is_published(make_project: MakeProject) -> None:
    """Publishing compares the structure too; a dismissed finding answers for that difference."""
    project = make_project({"source_posts/en/a.md": "Look at `a`.\n"})
    list(extract(project, select(project)))
    catalog = polib.pofile(str(project.root / PATH), wrapwidth=0)
    catalog[0].msgstr = "あをご覧ください。"
    for comment, code in (("", 1), ("ignore: structure - spelt out (by aya)", 0)):
        catalog[0].tcomment = comment
        catalog.save()
        (published,) = publish(project, select(project), now=NOW)
        assert bool(published.reasons) == bool(code)


def test_it_survives_an_extraction(make_project: MakeProject) -> None:
    project = project_of(make_project, WHOLE)
    (project.root / "source_posts/en/a.md").write_text("Thanks.\n\nWe helped 12 families.\n\nMore.\n")
    list(extract(project, select(project)))
    assert len(checked(project).dismissed) == 1


@pytest.mark.parametrize(
    ("comment", "target", "expected"),
    [
        pytest.param("ignore: numbers - as printed", "15家族", ["numbers", "needs a check, a reason"], id="nobody"),
        pytest.param("ignore: numbers (by aya)", "15家族", ["numbers", "needs a check, a reason"], id="no reason"),
        pytest.param("ignore:", "12家族", ["needs a check, a reason"], id="nothing"),
        pytest.param("ignore: numbas - why (by aya)", "12家族", ["`# ignore: numbas`: no check"], id="no such check"),
        pytest.param("ignore: untranslated - why (by aya)", "12家族", ["no check has this name"], id="a gate"),
        pytest.param("ignore: dismissal - why (by aya)", "12家族", ["no check has this name"], id="itself"),
        pytest.param(WHOLE, "12家族", ["dismisses nothing any more"], id="nothing left to dismiss"),
        pytest.param(f"{WHOLE}\nignore: urls - why (by aya)", "15家族", ["nothing any more"], id="one of two"),
        pytest.param("ignore: personal-data - why (by aya)", "12家族", ["protect people"], id="protects people"),
        pytest.param(WHOLE, "", [], id="not translated yet"),
        pytest.param(f"{WHOLE}\nignore: numbers - twice (by ben)", "15家族", ["nothing any more"], id="said twice"),
    ],
)
def test_dismissals_that_lack_something(
    make_project: MakeProject, comment: str, target: str, expected: list[str]
) -> None:
    found = checked(project_of(make_project, comment, target=target)).findings
    said = [f.finding.message if f.finding.check == "dismissal" else f.finding.check for f in found]
    assert len(said) == len(expected)
    assert all(part in message for part, message in zip(expected, said, strict=True))
    severities = {f.finding.severity for f in found if f.finding.check == "dismissal"}
    assert severities <= {Severity.WARNING}


def test_only_what_was_run_can_dismiss_nothing(make_project: MakeProject) -> None:
    project = project_of(make_project, WHOLE, target="12家族")
    assert checked(project, only=("urls", "dismissal")).findings == ()
    assert checked(project, only=("numbers",)).findings == ()
    assert len(checked(project, only=("numbers", "dismissal")).findings) == 1
    toml = '[checks]\ndisable = ["dismissal"]\n'
    assert checked(project_of(make_project, WHOLE, toml, target="12家族")).findings == ()


def test_where_people_are_listed_only_they_decide(make_project: MakeProject) -> None:
    """Also who has left since: what they decided stays decided."""
    people = '[[people]]\nid = "{}"\nname = "Aya T."\nactive = false\n'
    assert checked(project_of(make_project, WHOLE, people.format("aya"))).findings == ()
    assert checked(project_of(make_project, WHOLE.replace("aya", "Aya T."), people.format("aya"))).findings == ()
    found = checked(project_of(make_project, WHOLE, people.format("ben"))).findings
    assert [placed.finding.check for placed in found] == ["numbers", "dismissal"]
    assert "aya is not listed under [[people]]" in found[1].finding.message


SEGMENT = Segment("We.", "paragraph", None, 0, 1)


def test_what_protects_people_stands() -> None:
    catalog = polib.POFile()
    catalog.append(new_entry("We.", "我々", tcomment="ignore: personal-data - they agreed (by aya)"))
    finding = Finding("personal-data", Severity.ERROR, "a phone number", segment=0)
    said = judged([finding], [SEGMENT], catalog, ("personal-data", "dismissal"), known=("personal-data",))
    assert (said.dismissed, said.findings[0]) == ((), finding)
    assert "protect people" in said.findings[1].message


def test_what_is_about_the_whole_post_is_dismissed_in_the_header() -> None:
    catalog = polib.POFile()
    catalog.header = "ignore: link-targets - that page comes next week (by aya)"
    finding = Finding("link-targets", Severity.WARNING, "no such page")
    said = judged([finding], [SEGMENT], catalog, ("link-targets", "dismissal"), known=("link-targets",))
    assert (said.findings, len(said.dismissed)) == ((), 1)
