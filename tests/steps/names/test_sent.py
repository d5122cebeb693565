"""Nothing with a listed name reaches a service, and the audit log hears of everything that does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lfnkr_i18n.engines.patience import Pace
from lfnkr_i18n.errors import RegisterError, RegisterMissing
from lfnkr_i18n.privacy.audit import AuditLog
from lfnkr_i18n.steps.drafting.account import Account
from lfnkr_i18n.steps.drafting.draft import Drafted, draft
from lfnkr_i18n.steps.extract import extract
from lfnkr_i18n.steps.selection import select
from tests.engines.services import ChatService, reset, status
from tests.steps.names.conftest import LETTER, NAME, PARTS, Guarded, without_names

CHAT = '[draft]\nengines = ["openai"]\n[engines.openai]\nurl = "{url}"\nmodel = "m"\n'


@pytest.fixture
def chat() -> Iterator[ChatService]:
    service = ChatService()
    yield service
    service.close()


@pytest.fixture
def drafting(guarded: Guarded, chat: ChatService) -> Guarded:
    guarded.list_names(more=CHAT.format(url=chat.url))
    list(extract(guarded.project, select(guarded.project)))
    return guarded


def drafts(desk: Guarded, account: Account | None = None) -> list[Drafted]:
    pace = Pace(sleep=lambda _seconds: None)
    return list(draft(desk.project, select(desk.project), account=account, pace=pace))


def received(chat: ChatService) -> str:
    """Return all that reached the service: addresses, headers, bodies."""
    return repr((chat.got, chat.headers))


def test_every_request_is_in_the_log_and_no_text(drafting: Guarded, chat: ChatService) -> None:
    assert sum(result.machine for result in drafts(drafting)) == 4
    log = AuditLog(drafting.register)
    audit = log.read()
    sent = [record.sending for record in audit.records if record.sending is not None]
    assert audit.broken is None
    assert len(sent) == len(chat.got)
    assert {one.engine for one in sent} == {"openai"}
    assert {post for one in sent for post in one.posts} == {"letter", "snow"}
    assert sum(one.segments for one in sent) == 4
    assert [record.status for record in audit.records if record.of] == ["200"] * len(sent)
    assert "embassy" not in log.path.read_text("utf-8")


def test_a_post_with_a_name_is_not_asked_for_and_the_others_are(drafting: Guarded, chat: ChatService) -> None:
    drafting.write("source_posts/en/letter.md", LETTER.replace("We", f"**{NAME}**"))
    results = drafts(drafting)
    assert [result.names for result in results] == [("p1",), ()]
    assert "Snow fell" in received(chat)
    assert not [part for part in PARTS if part in received(chat)]
    without_names(results)


def test_a_name_in_a_glossary_is_not_sent(drafting: Guarded, chat: ChatService) -> None:
    drafting.write("locales/glossary.csv", "en,ja\nembassy,朴哲浩の大使館\n")
    account = Account()
    results = drafts(drafting, account)
    assert account.withheld.keys() == {"p1"}
    assert not [part for part in PARTS if part in received(chat)]
    assert drafting.leaks() == ["locales/glossary.csv"]
    without_names(results, account)


def test_an_answer_with_a_name_is_not_kept(drafting: Guarded, chat: ChatService) -> None:
    chat.translate = lambda text, _target: "朴哲浩さんに書きました。" if "embassy" in text else "雪が降りました。"
    results = drafts(drafting)
    assert drafting.leaks() == []
    without_names(results)


@pytest.mark.parametrize("fault", [status(500), status(429), reset])
def test_a_failure_tells_no_name(drafting: Guarded, chat: ChatService, fault: Any) -> None:
    chat.always = fault
    account = Account()
    results = drafts(drafting, account)
    assert drafting.leaks() == []
    assert AuditLog(drafting.register).read().broken is None
    without_names(results, account)


def test_what_cannot_be_recorded_is_not_sent(drafting: Guarded, chat: ChatService) -> None:
    AuditLog(drafting.register).path.mkdir()
    with pytest.raises(RegisterError):
        drafts(drafting)
    assert chat.got == []


def test_an_engine_elsewhere_needs_the_register(guarded: Guarded, tmp_path: Path) -> None:
    guarded.list_names(more='[draft]\nengines = ["google"]\n')
    guarded.register.unlink()
    with pytest.raises(RegisterMissing):
        drafts(guarded)
