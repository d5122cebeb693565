"""The glossary that a service keeps, in a run: given where a term stands, told, recorded, and never in the way."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lfnkr_i18n.catalog import parse
from lfnkr_i18n.cli.program import run
from lfnkr_i18n.config import Project
from lfnkr_i18n.engines.patience import Pace
from lfnkr_i18n.steps.drafting.account import Account
from lfnkr_i18n.steps.drafting.draft import draft
from lfnkr_i18n.steps.selection import select
from tests.engines.services import DeepLService, status

MakeProject = Callable[..., Project]

POSTS = {
    "source_posts/en/letter.md": "The refugee wrote.\n\nSnow fell.\n",
    "locales/glossary.csv": "en,ja,do-not-translate,forbidden ja,note\n"
    "refugee,難民,,不法移民,Secret note\nLFNKR,,yes,,\n",
}
NOW = Pace(sleep=lambda seconds: None)


@pytest.fixture
def deepl(monkeypatch: pytest.MonkeyPatch) -> Iterator[DeepLService]:
    monkeypatch.setenv("DEEPL_API_KEY", DeepLService.key)
    service = DeepLService()
    yield service
    service.close()


@pytest.fixture
def project(make_project: MakeProject, deepl: DeepLService) -> Project:
    return make_project(POSTS, settings(deepl))


def settings(deepl: DeepLService, more: str = "", head: str = "") -> str:
    return f'{head}[draft]\nengines = ["deepl"]\n[engines.deepl]\nurl = "{deepl.url}"\n{more}'


def drafted(project: Project, **options: object) -> Account:
    account = Account()
    list(draft(project, select(project), account=account, pace=NOW, **options))  # type: ignore[arg-type]
    return account


def letter(project: Project) -> list[str]:
    path = project.catalog_path("letter", "ja")
    return [entry.msgstr for entry in parse(path.read_bytes(), path.name)]


def test_a_service_that_keeps_a_glossary_holds_to_it(project: Project, deepl: DeepLService) -> None:
    account = drafted(project)
    assert "難民" in letter(project)[0]
    assert (account.line("deepl").terms, account.warnings) == (4, {})
    ((name, dictionaries),) = deepl.glossaries.kept.values()
    assert dictionaries == {
        ("en", "ja"): {"refugee": "難民", "LFNKR": "LFNKR"},
        ("ja", "en"): {"難民": "refugee", "LFNKR": "LFNKR"},
    }
    assert name.startswith("lfnkr posts (")
    assert not any("Secret note" in one or "不法移民" in one for one in deepl.got)
    assert sum(one.startswith("/v2/translate") for one in deepl.got) == 1


def test_without_a_term_no_glossary_is_asked_for(make_project: MakeProject, deepl: DeepLService) -> None:
    project = make_project({**POSTS, "source_posts/en/letter.md": "Snow fell.\n"}, settings(deepl))
    drafted(project)
    assert [one.split("\n")[0] for one in deepl.got] == ["/v2/translate"]


def test_a_second_run_asks_for_nothing(project: Project, deepl: DeepLService) -> None:
    drafted(project)
    deepl.got.clear()
    drafted(project)
    assert deepl.got == []


def test_switched_off_it_stays_here(make_project: MakeProject, deepl: DeepLService) -> None:
    project = make_project(POSTS, settings(deepl, "glossary = false\n"))
    account = drafted(project)
    assert (deepl.glossaries.kept, account.warnings, len(deepl.got)) == ({}, {}, 1)


def test_a_dry_run_tells_and_sends_nothing(project: Project, deepl: DeepLService) -> None:
    account = drafted(project, dry_run=True)
    assert (account.line("deepl").terms, deepl.glossaries.kept) == (4, {})
    assert not any("refugee" in one for one in deepl.got)


def test_where_it_cannot_be_kept_drafts_are_made_all_the_same(project: Project, deepl: DeepLService) -> None:
    deepl.glossaries.most = 0
    account = drafted(project)
    assert account.warnings == {
        "deepl": "it has not got the glossary, so terms are only looked at by the checks: "
        "the account may not keep one more glossary (456)"
    }
    assert (all(letter(project)), account.problems) == (True, {})


def test_a_service_that_is_busy_is_asked_again(project: Project, deepl: DeepLService) -> None:
    deepl.faults = [status(429, Retry_After="1"), status(503)]
    account = drafted(project)
    assert (account.line("deepl").terms, account.warnings) == (4, {})


def test_a_language_that_has_none(make_project: MakeProject, deepl: DeepLService) -> None:
    deepl.glossaries.languages = ("en", "de")
    project = make_project(POSTS, settings(deepl))
    account = drafted(project)
    assert account.warnings == {
        "deepl": "it keeps no glossary from en to ja, so terms are only looked at by the checks"
    }


def told(capsys: pytest.CaptureFixture[str], project: Project, *words: str) -> tuple[int, str, str]:
    code = run(["-C", str(project.root), *words])
    out, err = capsys.readouterr()
    return code, out, err


def test_what_the_command_says(project: Project, deepl: DeepLService, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = told(capsys, project, "draft", "-n")
    assert (code, err) == (0, "")
    assert "4 entries of the glossary would be sent" in out
    code, out, err = told(capsys, project, "draft")
    assert (code, err) == (0, "")
    assert "4 entries of the glossary sent" in out
    deepl.always = status(403)
    (project.root / "source_posts/en/new.md").write_text("Another refugee wrote.\n", encoding="utf-8")
    code, out, err = told(capsys, project, "draft")
    assert err.splitlines() == [
        "warning: deepl: it has not got the glossary, so terms are only looked at by the checks: "
        "the account may not use glossaries (403)",
        "deepl: it does not accept the key; check DEEPL_API_KEY",
    ]
    assert "; and the whole glossary, which it keeps" in told(capsys, project, "engines", "list")[1]


@pytest.fixture
def guarded(make_project: MakeProject, deepl: DeepLService, tmp_path: Path) -> Project:
    """A project with a register, and a listed name in a row of the glossary that no post has."""
    register = tmp_path / "kept/names.toml"
    register.parent.mkdir()
    register.write_text('[[person]]\nid = "p1"\nnames = { en = ["Ada Kolm"] }\n', encoding="utf-8")
    register.chmod(0o600)
    posts = {**POSTS, "locales/glossary.csv": "en,ja\nrefugee,難民\nKolm’s school,Ada Kolm学校\n"}
    return make_project(posts, settings(deepl, head=f'[privacy]\nnames = "{register}"\n'))


@pytest.mark.parametrize("dry_run", [False, True], ids=["for real", "dry"])
def test_a_listed_name_keeps_the_whole_glossary_here(
    guarded: Project, deepl: DeepLService, capsys: pytest.CaptureFixture[str], dry_run: bool
) -> None:
    code, out, err = told(capsys, guarded, "draft", *(["-n"] if dry_run else []))
    assert code == 3
    assert err == "warning: deepl: the glossary was not sent: it holds a listed name (p1); take it out there\n"
    assert not any("Kolm" in one or "難民" in one for one in deepl.got)
    assert "Kolm" not in out


def test_what_was_sent_is_in_the_audit_log(
    guarded: Project, deepl: DeepLService, capsys: pytest.CaptureFixture[str]
) -> None:
    guarded.glossary.write_text("en,ja\nrefugee,難民\n", encoding="utf-8")
    told(capsys, guarded, "draft")
    log = guarded.root / "kept/names.audit.jsonl"
    assert "難民" not in log.read_text("utf-8")
    sent = [json.loads(line).get("sending") for line in log.read_text("utf-8").splitlines()]
    assert [one["terms"] for one in sent if one and "terms" in one] == [2]
    code, out, _ = told(capsys, guarded, "names", "audit")
    assert code == 0
    (line,) = [line for line in out.splitlines() if "glossary" in line]
    assert "2 entries of the glossary, 18 characters" in line
