"""Drafting by engines, on projects on disk: what is asked, what is kept, what is never sent twice."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest
from msgspec.structs import asdict

from lfnkr_i18n.catalog import Catalog, draft_origin, parse, serialize, state_of
from lfnkr_i18n.config import Project, open_project
from lfnkr_i18n.engines.patience import Pace
from lfnkr_i18n.errors import LfnkrError, SettingsError, UsageError
from lfnkr_i18n.steps.drafting.account import Account
from lfnkr_i18n.steps.drafting.draft import Drafted, draft
from lfnkr_i18n.steps.extract import extract
from lfnkr_i18n.steps.selection import select
from tests.engines.services import ChatService, DeepLService, Service, hang, page, reset, status

MakeProject = Callable[..., Project]

POST = "---\ntitle: Winter in the hills\n---\n\nSnow fell on 12 families. We brought **warm** coats.\n\n- https://example.org/\n"
OTHER = "We brought **warm** coats.\n\nThe [school](https://example.org/s) opened again.\n"
WAIVED = '[privacy]\nnames = "none"\nnames_waived_by = "the board, 2026-11-01"\n'

NOW = Pace(sleep=lambda seconds: None)


@pytest.fixture
def chat() -> Iterator[ChatService]:
    service = ChatService()
    yield service
    service.close()


@pytest.fixture
def deepl(monkeypatch: pytest.MonkeyPatch) -> Iterator[DeepLService]:
    monkeypatch.setenv("DEEPL_API_KEY", DeepLService.key)
    service = DeepLService()
    yield service
    service.close()


def settings(*engines: str, chat: Service | None = None, deepl: Service | None = None, more: str = "") -> str:
    text = f"[draft]\nengines = {json.dumps(engines)}\n{more}"
    if chat is not None:
        text += f'[engines.openai]\nurl = "{chat.url}"\nmodel = "m"\n'
    if deepl is not None:
        text += f'[engines.deepl]\nurl = "{deepl.url}"\n'
    return text


@pytest.fixture
def project(make_project: MakeProject, chat: ChatService) -> Project:
    """Two posts that nobody translated, and a chat model on this machine."""
    made = make_project(
        {"source_posts/en/winter.md": POST, "source_posts/en/school.md": OTHER}, settings("openai", chat=chat)
    )
    list(extract(made, select(made)))
    return made


def drafts(project: Project, *posts: str, account: Account | None = None, **options: object) -> list[Drafted]:
    found = draft(project, select(project, posts), account=account, pace=NOW, **options)  # type: ignore[arg-type]
    return list(found)


def catalog(project: Project, post: str = "winter") -> Catalog:
    path = project.catalog_path(post, "ja")
    return parse(path.read_bytes(), path.name)


def entries(project: Project, post: str = "winter") -> list[tuple[str, str, str | None]]:
    return [(entry.msgid, state_of(entry).value, draft_origin(entry)) for entry in catalog(project, post)]


def comments(project: Project, post: str = "winter") -> list[str]:
    return [entry.tcomment for entry in catalog(project, post)]


def test_what_memory_has_nothing_for_is_asked(project: Project, chat: ChatService) -> None:
    account = Account()
    school, winter = drafts(project, account=account)
    assert entries(project) == [
        ("Winter in the hills", "draft", "openai"),
        ("Snow fell on 12 families.", "draft", "openai"),
        ("We brought **warm** coats.", "draft", "openai"),
        ("https://example.org/", "draft", "copied"),
    ]
    assert (school.machine, winter.machine, winter.left, winter.written) == (2, 4, 0, True)
    line = account.line("openai")
    assert (line.segments, line.drafted, line.requests, line.cost) == (4, 4, 2, 0.0)
    assert sorted(chat.texts) == sorted(set(chat.texts))  # a sentence of two posts is asked once


def test_drafts_can_be_published_with_the_posts_structure(project: Project) -> None:
    drafts(project)
    (entry,) = [entry for entry in catalog(project, "school") if "school" in entry.msgid]
    assert entry.msgstr.count("](https://example.org/s)") == 1
    (entry,) = [entry for entry in catalog(project) if "warm" in entry.msgid]
    assert entry.msgstr.count("**") == 2


def test_context_goes_along(project: Project, chat: ChatService) -> None:
    drafts(project, "winter")
    asked = chat.asked(chat.got[0])
    assert asked["title"] == "Winter in the hills"
    assert "We brought {{1}}warm{{/1}} coats." in asked["translate"].values()


def test_a_rerun_sends_nothing_and_writes_nothing(project: Project, chat: ChatService) -> None:
    drafts(project)
    before = project.catalog_path("winter", "ja").read_bytes()
    chat.got.clear()
    assert [result.written for result in drafts(project)] == [False, False]
    assert (chat.got, project.catalog_path("winter", "ja").read_bytes()) == ([], before)


def test_what_was_answered_before_a_crash_is_not_asked_again(project: Project, chat: ChatService) -> None:
    work = drafts(project)
    for post in ("winter", "school"):
        project.catalog_path(post, "ja").unlink()
    chat.got.clear()
    account = Account()
    again = drafts(project, account=account)
    assert [asdict(result) for result in again] == [asdict(result) for result in work]
    assert (chat.got, account.line("openai").cached) == ([], 4)


def test_interrupted_between_batches(project: Project, chat: ChatService) -> None:
    found = draft(project, select(project), pace=NOW)
    next(found)
    del found  # as Ctrl-C does
    sent = len(chat.texts)
    drafts(project)
    assert len(chat.texts) == sent
    assert all(state == "draft" for _, state, _ in entries(project))


def test_a_dry_run_sends_and_writes_nothing_and_says_what_would_be(project: Project, chat: ChatService) -> None:
    before = project.catalog_path("winter", "ja").read_bytes()
    planned, real = Account(), Account()
    would = drafts(project, account=planned, dry_run=True)
    assert (chat.got, project.catalog_path("winter", "ja").read_bytes()) == ([], before)
    assert not (project.cache / "answers.sqlite").exists()
    assert would == drafts(project, account=real)
    plan, line = planned.line("openai"), real.line("openai")
    assert (plan.segments, plan.characters, plan.requests) == (line.segments, line.characters, line.requests)


def test_nothing_is_on_by_default(make_project: MakeProject, deepl: DeepLService) -> None:
    project = make_project({"source_posts/en/winter.md": POST}, settings(deepl=deepl))
    drafts(project)
    assert deepl.got == []


@pytest.mark.parametrize("engine", ["google", "deepl"])
def test_no_engine_off_this_machine_before_somebody_answers_for_names(
    make_project: MakeProject, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEEPL_API_KEY", "k")
    project = make_project({"source_posts/en/winter.md": POST}, settings(engine))
    with pytest.raises(LfnkrError, match="which names must never be sent"):
        drafts(project)


def test_engines_that_are_not_there(project: Project, make_project: MakeProject) -> None:
    with pytest.raises(UsageError, match="no engine `nix`"):
        drafts(project, engine="nix")
    with pytest.raises(SettingsError, match=r"\[engines.openai\]"):
        drafts(make_project({}, settings("openai")))


def test_memory_alone_where_it_is_asked_for(project: Project, chat: ChatService) -> None:
    drafts(project, engine="memory")
    assert chat.got == []


def test_confidential_posts_are_sent_to_this_machine_only(
    make_project: MakeProject, chat: ChatService, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lfnkr_i18n.engines import ENGINES, Kind

    monkeypatch.setitem(ENGINES, "deepl", Kind("deepl:DeepL", "DEEPL_API_KEY", lambda: "", url="https://192.0.2.1"))
    monkeypatch.setenv("DEEPL_API_KEY", "k")
    post = "---\nconfidential: true\n---\n\nSnow fell.\n"
    made = make_project({"source_posts/en/winter.md": post}, settings("deepl", "openai", chat=chat) + WAIVED)
    account = Account()
    drafts(made, account=account)
    assert entries(made) == [("Snow fell.", "draft", "openai")]
    assert "deepl" not in account.lines


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        pytest.param(lambda text: text, "the check wrong-script says no", id="echo"),
        pytest.param(lambda text: None, "it gave no usable answer", id="nothing"),
        pytest.param(lambda text: "", "it holds no words", id="empty"),
        pytest.param(lambda text: "13家族に雪が降りました。", "the check numbers says no", id="numbers"),
        pytest.param(lambda text: "申し訳ありませんが、12家族のことは訳せません。", "it is a refusal", id="refusal"),
        pytest.param(lambda text: "翻訳：12家族に雪が降りました。", "the check chatter says no", id="chatter"),
        pytest.param(lambda text: "12家族に雪が<script>x</script>。", "it holds a tag that was not sent", id="script"),
        pytest.param(lambda text: "Error 503 サービス unavailable 12", "it is an error page", id="error page"),
        pytest.param(lambda text: "12家族に雪が{{4}}降りました。", "it holds a mark that was not sent", id="mark"),
        pytest.param(lambda text: "12家族に雪が降り" + "ました。そして" * 9, "it repeats itself", id="loop"),
    ],
)
def test_answers_that_are_no_drafts(
    project: Project, chat: ChatService, answer: Callable[[str], str | None], why: str
) -> None:
    work = chat.translate
    chat.translate = lambda text, target: answer(text) if "12" in text else work(text, target)
    account = Account()
    (result,) = drafts(project, "winter", account=account)
    assert entries(project)[1] == ("Snow fell on 12 families.", "untranslated", None)
    assert comments(project)[1] == f"no draft: openai: {why}"
    assert (result.machine, result.failed, result.left) == (3, 1, 1)
    chat.got.clear()
    before = project.catalog_path("winter", "ja").read_bytes()
    drafts(project, "winter")
    assert (chat.got, project.catalog_path("winter", "ja").read_bytes()) == ([], before)


def test_a_phrase_left_in_the_sources_language_is_for_the_reviewer(project: Project, chat: ChatService) -> None:
    chat.translate = lambda text, target: "12の家族に Snow fell on families です。" if "12" in text else text
    drafts(project, "winter")
    assert entries(project)[1] == ("Snow fell on 12 families.", "draft", "openai")


def test_asked_anew_the_comment_goes_when_there_is_a_draft(project: Project, chat: ChatService) -> None:
    work, chat.translate = chat.translate, lambda text, target: text
    drafts(project, "winter")
    assert any(comments(project))
    chat.translate = work
    drafts(project, "winter", anew=True)
    assert [comment for comment in comments(project) if "no draft" in comment] == []
    assert entries(project)[1][1] == "draft"


def test_the_comment_goes_when_a_person_fills_the_entry(project: Project, chat: ChatService) -> None:
    chat.translate = lambda text, target: text
    drafts(project, "winter")
    edited = catalog(project)
    edited[1].msgstr = "12家族に雪が降りました。"
    project.catalog_path("winter", "ja").write_bytes(serialize(edited))
    list(extract(project, select(project)))
    assert (comments(project)[1], entries(project)[1][1]) == ("", "reviewed")


def test_a_second_way_of_writing_codes_is_tried(project: Project, chat: ChatService) -> None:
    work = chat.translate
    chat.translate = lambda text, target: work(text.replace("{{1}}", "").replace("{{/1}}", ""), target)
    drafts(project, "school")
    assert [state for _, state, _ in entries(project, "school")] == ["draft", "draft"]
    assert any("<<1>>" in text for text in chat.texts)


def test_the_next_engine_is_asked_in_the_order_written(
    project: Project, chat: ChatService, deepl: DeepLService
) -> None:
    (project.root / "lfnkr.toml").write_text(settings("openai", "deepl", chat=chat, deepl=deepl))
    work = chat.translate
    chat.translate = lambda text, target: text if "12" in text else work(text, target)
    drafts(open_project(project.root), "winter")
    assert [origin for _, _, origin in entries(project)] == ["openai", "deepl", "openai", "copied"]
    assert len(deepl.texts) == 1


def test_only_engines_that_are_named_are_asked(project: Project, chat: ChatService, deepl: DeepLService) -> None:
    (project.root / "lfnkr.toml").write_text(settings("openai", chat=chat, deepl=deepl))
    chat.always = status(500)
    drafts(open_project(project.root))
    assert deepl.got == []


@pytest.mark.parametrize(
    "play",
    [status(500), status(429), status(403), status(456), page("captcha"), reset],
    ids=["500", "429", "key", "quota", "captcha", "reset"],
)
def test_an_engine_that_is_down_leaves_what_memory_has(
    project: Project, chat: ChatService, play: Callable[..., None]
) -> None:
    reviewed = catalog(project, "school")
    reviewed[0].msgstr = "**暖かい**上着を届けました。"
    project.catalog_path("school", "ja").write_bytes(serialize(reviewed))
    chat.always = play
    account = Account()
    results = drafts(project, account=account)
    assert entries(project)[2] == ("We brought **warm** coats.", "draft", "memory 100%")
    assert entries(project)[1] == ("Snow fell on 12 families.", "untranslated", None)
    assert [result.problem for result in results] == [None, None]
    assert list(account.problems) == ["openai"]
    assert (account.line("openai").requests, account.line("openai").characters) == (0, 0)
    assert not any("no draft" in comment for comment in comments(project))  # tomorrow it may answer


def test_a_service_that_comes_back_is_waited_for(project: Project, chat: ChatService) -> None:
    chat.faults = [status(429, Retry_After="1"), status(503), reset]
    account = Account()
    drafts(project, account=account)
    assert (account.problems, entries(project)[1][1]) == ({}, "draft")


def test_a_service_that_keeps_failing_is_left_alone(project: Project, chat: ChatService) -> None:
    posts = {f"source_posts/en/p{number}.md": f"Letter {number} came.\n" for number in range(9)}
    for name, text in posts.items():
        (project.root / name).write_text(text)
    chat.always = status(500)
    account = Account()
    drafts(project, account=account)
    assert len(chat.got) <= 5 * (3 + 4)  # five tries for each of three failures, and what is under way meanwhile
    assert "is not asked again" in account.problems["openai"]


def test_a_service_that_refuses_everything_is_left_alone(make_project: MakeProject, deepl: DeepLService) -> None:
    post = "".join(f"Family {number} came to the harbour.\n\n" for number in range(60))
    project = make_project({"source_posts/en/winter.md": post}, settings("deepl", deepl=deepl))
    deepl.always = status(400)
    account = Account()
    drafts(project, account=account)
    assert account.problems == {
        "deepl": "it refused the request (400); after 20 refusals in a row it is not asked again"
    }
    assert len(deepl.got) <= 20 + 3  # those that were on their way


def test_max_chars_stops_before_sending(project: Project, chat: ChatService) -> None:
    account = Account(max_chars=60)
    drafts(project, account=account)
    assert sum(len(text) for text in chat.texts) <= 80  # marks are not counted
    assert (account.limited, account.line("openai").characters <= 60) == (True, True)
    chat.got.clear()
    drafts(project, account=Account(max_chars=0))
    assert chat.got == []


def test_max_cost_stops_before_sending(make_project: MakeProject, deepl: DeepLService) -> None:
    table = f'[engines.deepl]\nurl = "{deepl.url}"\nprice = {{ currency = "EUR", characters = 1000000.0 }}\n'
    made = make_project(
        {"source_posts/en/winter.md": POST, "source_posts/en/school.md": OTHER},
        '[draft]\nengines = ["deepl"]\n' + table,
    )
    account = Account(max_cost=60.0)
    drafts(made, account=account)
    line = account.line("deepl")
    assert (line.currency, line.cost) == ("EUR", line.characters)
    assert 0 < line.characters <= 60
    assert account.limited


def test_max_cost_needs_a_price(make_project: MakeProject) -> None:
    table = '[engines.openai]\nurl = "https://example.org/v1"\nmodel = "m"\n'
    made = make_project({"source_posts/en/winter.md": POST}, settings("openai", more=table) + WAIVED)
    with pytest.raises(UsageError, match=r"engines\.openai\.price"):
        drafts(made, account=Account(max_cost=1.0))


def test_a_dry_run_says_what_is_left_of_the_quota(make_project: MakeProject, deepl: DeepLService) -> None:
    made = make_project({"source_posts/en/winter.md": POST}, settings("deepl", deepl=deepl))
    account = Account()
    drafts(made, account=account, dry_run=True)
    line = account.line("deepl")
    assert (line.used, line.limit, deepl.texts) == (1200, 500000, [])


def test_a_limit_that_is_no_number_of_characters(project: Project) -> None:
    with pytest.raises(UsageError):
        drafts(project, account=Account(max_chars=-1))


def test_the_time_of_a_run_is_limited(project: Project, chat: ChatService) -> None:
    clock = iter(range(0, 100_000, 3000))
    account = Account()
    list(draft(project, select(project), account=account, pace=Pace(now=lambda: float(next(clock)), sleep=NOW.sleep)))
    assert "max_minutes" in account.problems["openai"]


def test_what_a_reviewer_wrote_meanwhile_stays(project: Project, chat: ChatService) -> None:
    work = chat.translate

    def reviewed_meanwhile(text: str, target: str) -> str | None:
        edited = catalog(project)
        edited[1].msgstr = "十二の家族に雪が降った。"
        project.catalog_path("winter", "ja").write_bytes(serialize(edited))
        return work(text, target)

    chat.translate = reviewed_meanwhile
    drafts(project, "winter")
    assert entries(project)[1] == ("Snow fell on 12 families.", "reviewed", None)
    assert entries(project)[2][1] == "draft"


def test_an_engines_draft_gives_way_to_a_reviewed_translation_of_the_same_text(project: Project) -> None:
    drafts(project)
    reviewed = catalog(project, "school")
    (entry,) = [entry for entry in reviewed if "warm" in entry.msgid]
    entry.msgstr, entry.flags, entry.tcomment = "**暖かい**上着を届けました。", [], ""
    project.catalog_path("school", "ja").write_bytes(serialize(reviewed))
    drafts(project, engine="memory")
    assert entries(project)[2] == ("We brought **warm** coats.", "draft", "memory 100%")


def test_pseudo_needs_no_network(make_project: MakeProject) -> None:
    made = make_project({"source_posts/en/winter.md": POST}, settings("pseudo"))
    drafts(made)
    texts = [entry.msgstr for entry in catalog(made)]
    assert texts[2] == "[!Ŵé ƀŕöûĝĥţ **ŵåŕṁ** çöåţš.!]"
    assert [origin for _, _, origin in entries(made)] == ["pseudo", "pseudo", "pseudo", "copied"]


def test_a_hanging_service_does_not_hold_up_the_end(project: Project, chat: ChatService) -> None:
    chat.always = hang
    command = [sys.executable, "-m", "lfnkr_i18n", "-C", str(project.root), "draft", "-j", "1"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    while not chat.got:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    start = time.monotonic()
    _, said = process.communicate(timeout=20)
    assert (process.returncode, time.monotonic() - start < 20) == (130, True)
    assert b"Traceback" not in said
