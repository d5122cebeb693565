"""The checks are asked once: check, publish and status take from each other what was found, and never what was true."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from itertools import combinations
from multiprocessing import get_context
from typing import Any

import pytest
from msgspec.structs import fields, replace

from lfnkr_i18n.checks import CHECKS, POST_CHECKS, Alias, PlacedPair
from lfnkr_i18n.checks.remarks import Remark
from lfnkr_i18n.config import Project, open_project
from lfnkr_i18n.glossary import Glossary
from lfnkr_i18n.house import HouseStyle
from lfnkr_i18n.messages import use_language
from lfnkr_i18n.model import Markup, Pair, Term
from lfnkr_i18n.steps.checking.asking import answer, question, recalled
from lfnkr_i18n.steps.checking.check import check
from lfnkr_i18n.steps.checking.checked import Checked
from lfnkr_i18n.steps.checking.fix import plan_fixes
from lfnkr_i18n.steps.extract import extract
from lfnkr_i18n.steps.publishing.publish import publish
from lfnkr_i18n.steps.selection import select
from lfnkr_i18n.steps.status import status
from tests.steps.checking.test_check import PATH, project_of
from tests.written import version

MakeProject = Callable[..., Project]

HOME = "The families went home."
POST = f"See [us](/en/a).\n\n12 families came.\n\n{HOME}\n"
TEXTS = {
    "See [us](/en/a).": "[私たち](/ja/a)を参照。",
    "12 families came.": "15家族が来ました。",
    HOME: "家族は家に帰りました",
}
NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Pair]:
    """The pairs that one of the checks was asked about."""
    pairs: list[Pair] = []
    plain = CHECKS["empty"]

    def noting(pair: Pair) -> Iterable[Remark]:
        pairs.append(pair)
        return plain(pair)

    monkeypatch.setitem(CHECKS, "empty", noting)
    return pairs


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    return project_of(make_project, POST, TEXTS)


STEPS: dict[str, Callable[[Project], object]] = {
    "check": lambda project: list(check(project, select(project))),
    "publish": lambda project: list(publish(project, select(project), now=NOW)),
    "publish drafts": lambda project: list(publish(project, select(project), now=NOW, allow_drafts=True, by="aya")),
    "status": lambda project: status(project, select(project)),
}


@pytest.mark.parametrize("first", STEPS)
def test_what_one_step_found_no_other_asks_again(project: Project, asked: list[Pair], first: str) -> None:
    STEPS[first](project)
    assert len(asked) == len(TEXTS)
    for step in STEPS.values():
        step(open_project(project.root))
    assert len(asked) == len(TEXTS)


def test_a_changed_post_is_asked_about_alone(make_project: MakeProject, asked: list[Pair]) -> None:
    project = project_of(make_project, POST, TEXTS)
    (project.root / "source_posts/en/b.md").write_text("Soup.\n")
    list(extract(project, select(project)))
    edit(project, "locales/ja/LC_MESSAGES/b.po", 'msgid "Soup."\nmsgstr ""', 'msgid "Soup."\nmsgstr "汁。"')
    STEPS["check"](project)
    asked.clear()
    edit(project, "locales/ja/LC_MESSAGES/b.po", "汁。", "汁物。")
    for step in STEPS.values():
        step(project)
    assert [pair.target for pair in asked] == ["汁物。"]


# Every dependency: where it changes, so does what is found.


def edit(project: Project, name: str, old: str, new: str) -> None:
    path = project.root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def settings(text: str) -> Callable[[Project], object]:
    return lambda project: (project.root / "lfnkr.toml").write_text(text)


def glossary(project: Project) -> None:
    (project.root / "locales/glossary.csv").write_text("en,ja\nfamilies,世帯\n", encoding="utf-8")


def source(text: str) -> Callable[[Project], None]:
    def change(project: Project) -> None:
        (project.root / "source_posts/en/a.md").write_text(text)
        list(extract(project, select(project)))

    return change


def catalog(old: str, new: str) -> Callable[[Project], None]:
    return lambda project: edit(project, PATH, old, new)


NUMBERS = 'msgid "12 families came."'
CHANGES: dict[str, Callable[[Project], object]] = {
    "a translation": catalog("15家族", "12家族"),
    "a text of the post": source(POST.replace("12 families", "15 families")),
    "what a text is": source(POST.replace(HOME, f"- {HOME}")),
    "an entry is not reviewed any more": catalog(NUMBERS, f"#, fuzzy\n{NUMBERS}"),
    "a stale entry": catalog(NUMBERS, f'#, fuzzy\n#| msgid "15 families came."\n{NUMBERS}'),
    "somebody answers for it": catalog(NUMBERS, f"# ignore: numbers - as told (by aya)\n{NUMBERS}"),
    "links": settings('[links]\n"/en/" = "/ja/"\n'),
    "style": settings('[style]\ndigits = "full"\n'),
    "a disabled check": settings('[checks]\ndisable = ["numbers"]\n'),
    "the glossary": glossary,
    "the language of messages": lambda _project: use_language("ja"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_found_changes_with_whatever_it_depends_on(project: Project, change: str) -> None:
    before = said(project)
    CHANGES[change](project)
    after = said(project)
    shutil.rmtree(project.root / ".lfnkr")
    assert after == said(project)
    assert after != before


def said(project: Project) -> list[Checked]:
    """What check says, and that status and publish count the same."""
    project = open_project(project.root)
    results = list(check(project, select(project)))
    (row,) = status(project, select(project)).rows
    assert [len(result.findings) for result in results] == [row.errors + row.warnings]
    return results


GLOSSARIES = [Glossary([Term({"en": ("a",), "ja": (form,)})]) for form in ("あ", "い")]
ALIASES = [Alias("p1", (("en", form),)) for form in ("Mr. K", "Mr. L")]
OTHER_VALUES: dict[str, Any] = {
    "kind": "heading 2",
    "alone": False,
    "links": {"/en/": "/ja/"},
    "style": HouseStyle(digits="half"),
    "markup": Markup.HTML,
    "terms": GLOSSARIES[0],
}


def test_every_field_of_a_pair_is_part_of_the_question(project: Project) -> None:
    plain = Pair("12", "15", "en", "ja")
    pairs = [plain, replace(plain, terms=GLOSSARIES[1])]
    pairs += [replace(plain, **{field.name: OTHER_VALUES.get(field.name, "ko")}) for field in fields(Pair)]
    questions = [question([PlacedPair(0, 0, pair)], CHECKS) for pair in pairs]
    questions += [question([PlacedPair(0, 1, plain)], CHECKS), question([PlacedPair(0, 0, plain)], POST_CHECKS)]
    questions += [question([PlacedPair(0, 0, plain)], CHECKS, aliases=[alias]) for alias in ALIASES]
    for one, other in combinations(questions, 2):
        recalled(project, "ja/a", one)
        assert recalled(project, "ja/a", other) == answer(other), (one, other)


def test_equal_questions_are_one_question(project: Project) -> None:
    # A worker is handed copies, whose defaults are other objects with the same values.
    pair = Pair("12", "15", "en", "ja")
    copy = replace(pair, style=HouseStyle(), kind=" ".join([*pair.kind.split()]))
    recalled(project, "ja/a", question([PlacedPair(0, 0, copy)], CHECKS))
    (known,) = (project.cache / "manifest/findings").iterdir()
    before = version(known)
    recalled(project, "ja/a", question([PlacedPair(0, 0, pair)], CHECKS))
    assert version(known) == before


def test_what_workers_found_is_not_sought_again(project: Project, asked: list[Pair]) -> None:
    with ProcessPoolExecutor(1, get_context("spawn")) as executor:
        list(check(project, select(project), executor=executor))
    (known,) = (project.cache / "manifest/findings").iterdir()
    list(publish(project, select(project), now=NOW))
    assert (known.exists(), asked) == (True, [])


# What is not kept.


def kept(project: Project) -> bytes:
    folder = project.cache / "manifest/findings"
    return b"".join(path.read_bytes() for path in sorted(folder.glob("*"))) if folder.exists() else b""


def test_what_people_must_be_protected_from_is_not_kept(make_project: MakeProject) -> None:
    project = project_of(
        make_project,
        "She was thirty when she fled.\n",
        {"She was thirty when she fled.": "彼女（1994年5月3日生まれ）は三十歳で逃れました。"},
    )
    (result,) = check(project, select(project))
    assert "personal-data" in [placed.finding.check for placed in result.findings]
    assert kept(project) == b""


def test_no_text_is_kept(project: Project) -> None:
    STEPS["check"](project)
    assert b"numbers" in kept(project)
    assert not [text for text in (*TEXTS, *TEXTS.values()) if text.encode() in kept(project)]


def test_a_dry_run_and_chosen_checks_keep_nothing(project: Project) -> None:
    list(publish(project, select(project), now=NOW, dry_run=True))
    list(check(project, select(project), only=["numbers"]))
    list(plan_fixes(project, select(project)))
    assert kept(project) == b""
