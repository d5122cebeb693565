"""The glossary's steps, on projects on disk: what is listed, what contradicts it, what comes in and goes out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from lfnkr_i18n.catalog import parse, serialize
from lfnkr_i18n.config import Project
from lfnkr_i18n.errors import ChangedMeanwhile, FileError, GlossaryError
from lfnkr_i18n.steps import glossary as step
from lfnkr_i18n.steps.checking.check import check
from lfnkr_i18n.steps.contradictions import Use, contradicted
from lfnkr_i18n.steps.extract import extract
from lfnkr_i18n.steps.selection import select
from lfnkr_i18n.steps.terms import glossary_of

MakeProject = Callable[..., Project]

GLOSSARY = "en,ja,do-not-translate\nrefugee,難民,\nLFNKR,,yes\n"
POST = "A refugee came.\n\nTwo refugees left.\n\nLFNKR wrote to a refugee.\n"


def translated(project: Project, texts: dict[str, str], fuzzy: str = "") -> Project:
    list(extract(project, select(project)))
    path = project.catalog_path("a", "ja")
    catalog = parse(path.read_bytes(), "a.po")
    for entry in catalog:
        entry.msgstr = texts[entry.msgid]
        entry.flags = ["fuzzy"] if entry.msgid == fuzzy else []
    path.write_bytes(serialize(catalog))
    return project


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    """A post whose three sentences are translated, one of them without the glossary's word, one as a draft."""
    made = make_project({"source_posts/en/a.md": POST, "locales/glossary.csv": GLOSSARY})
    texts = {
        "A refugee came.": "難民が来ました。",
        "Two refugees left.": "二人の避難者が去りました。",
        "LFNKR wrote to a refugee.": "基金は避難者に手紙を書きました。",
    }
    return translated(made, texts, fuzzy="LFNKR wrote to a refugee.")


def test_terms_by_words(project: Project) -> None:
    assert [term.name for term in step.find_terms(project)] == ["refugee", "LFNKR"]
    assert [term.name for term in step.find_terms(project, ["難", "zzz"])] == ["refugee"]


def test_reviewed_translations_that_do_without(project: Project) -> None:
    (use,) = contradicted(project, select(project))
    assert isinstance(use, Use)
    assert (use.form, use.language, use.approved, use.line, use.entries) == ("refugee", "ja", ("難民",), 2, 2)
    assert use.against == ("locales/ja/LC_MESSAGES/a.po:19",)


def test_check_asks_the_project_s_glossary(project: Project) -> None:
    (checked,) = check(project, select(project), only=["glossary", "do-not-translate"])
    found = [(placed.finding.check, placed.finding.severity.value) for placed in checked.findings]
    assert found == [
        ("glossary", "warning"),
        ("glossary", "warning"),
        ("do-not-translate", "warning"),
    ]  # two of a draft


def test_what_is_remembered_of_a_catalog_is_asked_again_when_the_glossary_changed(project: Project) -> None:
    def count() -> int:
        found = [placed.finding.check for checked in check(project, select(project)) for placed in checked.findings]
        return found.count("glossary")

    assert [count(), count()] == [2, 2]
    project.glossary.write_text(GLOSSARY.replace("難民", "難民 | 避難者"), "utf-8")
    assert [count(), count()] == [0, 0]


def test_a_term_may_move_to_another_sentence_of_its_paragraph(make_project: MakeProject) -> None:
    made = make_project({"source_posts/en/a.md": "A refugee came. He sat.\n", "locales/glossary.csv": GLOSSARY})
    translated(made, {"A refugee came.": "人が来ました。", "He sat.": "その難民は座りました。"})
    (checked,) = check(made, select(made))
    assert checked.findings == ()


def test_a_glossary_that_cannot_be_read_stops_the_checks_with_its_line(project: Project) -> None:
    project.glossary.write_text("en,ja\nx,y,z\n", "utf-8")
    with pytest.raises(GlossaryError, match=r"locales/glossary\.csv:2: more cells"):
        list(check(project, select(project)))


def test_import_and_again(project: Project, tmp_path: Path) -> None:
    file = tmp_path / "theirs.csv"
    file.write_text("en;ja;note\nrefugee;避難民;as they say\nvisa;査証;\nLFNKR;;\n", "utf-8-sig")
    planned = step.import_glossary(project, file, dry_run=True)
    assert project.glossary.read_text("utf-8") == GLOSSARY
    done = step.import_glossary(project, file)
    assert done == planned
    assert [term.name for term in done.added] == ["visa"]
    assert [after.forms["ja"] for _before, after in done.changed] == [("難民", "避難民")]
    assert (done.unchanged, done.problems) == (1, ())
    assert project.glossary.read_text("utf-8") == (
        "en,ja,do-not-translate,note\nrefugee,難民 | 避難民,,as they say\nLFNKR,,yes\nvisa,査証,,\n"
    )
    again = step.import_glossary(project, file)
    assert (again.added, again.changed, again.unchanged) == ((), (), 3)


def test_import_names_the_conflicts_that_it_makes(project: Project, tmp_path: Path) -> None:
    file = tmp_path / "theirs.csv"
    file.write_text("en,ja\nLFNKR,基金\n", "utf-8")
    (problem,) = step.import_glossary(project, file).problems
    assert (problem.line, problem.message) == (3, "not to be translated, and translated in the same row")


def test_the_first_import_makes_a_file_that_excel_opens(make_project: MakeProject, tmp_path: Path) -> None:
    made = make_project({"theirs.csv": "en,ja\nvisa,査証\n"})
    step.import_glossary(made, tmp_path / "theirs.csv")
    assert made.glossary.read_bytes() == (
        b"\xef\xbb\xbf" + "en,ja,do-not-translate,forbidden en,forbidden ja,note\nvisa,査証,,,,\n".encode()
    )


@pytest.mark.parametrize(
    ("file", "content", "problem"),
    [("theirs.csv", b"en,ja\nx,y,z\n", "theirs.csv:2: more cells"), ("missing.csv", None, "missing.csv: no such file")],
)
def test_what_cannot_be_imported(
    project: Project, tmp_path: Path, file: str, content: bytes | None, problem: str
) -> None:
    if content is not None:
        (tmp_path / file).write_bytes(content)
    with pytest.raises((GlossaryError, FileError), match=problem):
        step.import_glossary(project, tmp_path / file)
    assert project.glossary.read_text("utf-8") == GLOSSARY


def test_import_gives_way_to_somebody_who_saved_meanwhile(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "theirs.csv").write_text("en,ja\nvisa,査証\n", "utf-8")

    def saved_meanwhile(table: object) -> bytes:
        project.glossary.write_text("en,ja\nsaved,保存\n", "utf-8")
        return b"en,ja\n"

    monkeypatch.setattr(step, "written", saved_meanwhile)
    with pytest.raises(ChangedMeanwhile):
        step.import_glossary(project, tmp_path / "theirs.csv")
    assert project.glossary.read_text("utf-8") == "en,ja\nsaved,保存\n"


def test_export_is_a_whole_table_with_commas_and_a_mark(make_project: MakeProject) -> None:
    made = make_project({"locales/glossary.csv": "en;ja;note\nrefugee;難民\n"})
    assert step.export_glossary(made) == b"\xef\xbb\xbf" + "en,ja,note\nrefugee,難民,\n".encode()


def test_posts_of_a_project_without_a_glossary_share_an_empty_one(make_project: MakeProject) -> None:
    made = make_project({"source_posts/en/a.md": POST})
    assert not glossary_of(made)
    assert glossary_of(made) is glossary_of(made)
